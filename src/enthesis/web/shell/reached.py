"""Whether a message reaches somebody about a change of the practice's own, or whom to call."""

from django.utils.translation import gettext as _

from enthesis.actions.messages import ways_to
from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.practice.message import Sort
from enthesis.store.lists import Seen
from enthesis.store.scope import Scope
from enthesis.web.shell.tags import phone


def contact_of(seen: Seen) -> Contact | None:
    """Of whoever comes; None for those who may not see it."""
    if seen.listed is not None:
        return seen.listed.contact
    return seen.asking.asked.contact if seen.asking else None


def way_of_news(scope: Scope, contact: Contact) -> Reach | None:
    """By which way a change of the practice's own leaves now; None where somebody has to call."""
    return next(iter(ways_to(scope, contact, Sort.NEWS)), None)


def call_words(contact: Contact) -> str:
    """Whom to call, on which number."""
    if not contact.phone:
        return _("Nothing reaches %(name)s by message, and there is no telephone number: write a letter.") % {
            "name": contact.name
        }
    told = {"name": contact.name, "phone": phone(contact.phone)}
    return _("Call %(name)s, %(phone)s: nothing reaches them by message.") % told


def to_call(scope: Scope, seen: Seen) -> str:
    """Whom to call about a change of the practice's own; empty where a message reaches them."""
    contact = contact_of(seen)
    return call_words(contact) if contact and way_of_news(scope, contact) is None else ""
