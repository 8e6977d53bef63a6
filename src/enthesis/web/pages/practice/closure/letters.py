"""What whoever comes will read about the new time, as it would leave the house."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from enthesis.delivery.calendar import in_calendar
from enthesis.delivery.messages import mail, sms
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.rescheduling import Proposal
from enthesis.store.lists import Seen
from enthesis.web.pages.practice.closure.present import Letter

LANGUAGES = {"en": "English", "es": "Spanish"}


def letter_to(site: Practice, seen: Seen, proposal: Proposal, *, at: datetime) -> Letter:
    """The message of the move to the proposed time, else that of the cancellation."""
    contact = _contact(seen)
    if contact is None:
        return Letter(text="", way=_("Nobody here may see how they are reached."))
    visit = proposal.proposed or seen.booking.visit
    then = replace(seen.booking, visit=visit, version=seen.booking.version + 1)
    told = in_calendar(site, then, organizer=settings.DEFAULT_FROM_EMAIL, attendee=contact.email, at=at)
    language = _(LANGUAGES.get(contact.language, contact.language))
    if contact.email:
        sender = mail.From(practice=site.name, telephone=site.telephone)
        write = mail.visit_moved if proposal.proposed else mail.visit_cancelled
        written = write(contact.email, contact.language, sender, told)
        return Letter(text=written.body, way=_("By mail, %(language)s") % {"language": language})
    text = sms.visit_moved if proposal.proposed else sms.visit_cancelled
    return Letter(
        text=text(contact.phone, contact.language, told).body,
        way=_("As a text message, %(language)s") % {"language": language},
    )


def _contact(seen: Seen) -> Contact | None:
    if seen.listed is not None:
        return seen.listed.contact
    return seen.asking.asked.contact if seen.asking else None
