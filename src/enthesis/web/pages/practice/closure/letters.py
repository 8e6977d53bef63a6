"""What whoever comes will read about the new time or the cancellation, as it would leave the house."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from enthesis.delivery.calendar import in_calendar
from enthesis.delivery.messages import mail, sms
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.practice import Practice
from enthesis.store.lists import Seen
from enthesis.store.scope import Scope
from enthesis.web.pages.practice.closure.present import Letter
from enthesis.web.shell.reached import call_words, contact_of, way_of_news

LANGUAGES = {"en": "English", "es": "Spanish"}


def letter_to(scope: Scope, site: Practice, seen: Seen, visit: Visit | None, *, at: datetime) -> Letter:
    """The message of the move to this time, or with None that of the cancellation; else whom to call."""
    contact = contact_of(seen)
    if contact is None:
        return Letter(text="", way=_("Nobody here may see how they are reached."))
    way = way_of_news(scope, contact)
    if way is None:
        return Letter(text="", way=call_words(contact))
    then = replace(seen.booking, visit=visit or seen.booking.visit, version=seen.booking.version + 1)
    told = in_calendar(site, then, organizer=settings.DEFAULT_FROM_EMAIL, attendee=contact.email, at=at)
    language = {"language": _(LANGUAGES.get(contact.language, contact.language))}
    if way is Reach.EMAIL:
        sender = mail.From(practice=site.name, telephone=site.telephone)
        write = mail.visit_moved if visit else mail.visit_cancelled
        written = write(contact.email, contact.language, sender, told)
        return Letter(text=written.body, way=_("By mail, %(language)s") % language)
    text = sms.visit_moved if visit else sms.visit_cancelled
    body = text(contact.phone, contact.language, told).body
    return Letter(text=body, way=_("As a text message, %(language)s") % language)
