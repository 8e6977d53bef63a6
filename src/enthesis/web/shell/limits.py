"""How often somebody may send something: counted by address and by contact, for all processes of the site.

The counters are those of the accounts library: kept in the cache, each under its lock, behind as many proxies
as the settings say. The settings name the limits.
"""

from allauth.core.ratelimit import consume
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.web.shell.requests import Request
from enthesis.web.shell.tags import phone

REQUESTS, CONTACTS, LINKS = "request", "request_contact", "visit_link"
TOO_MANY = "too-many"  # the code of the refusal
SAID = gettext_lazy("Too much has been sent from here for now. Nothing you typed is lost.")


def is_within(request: Request, limit: str, *, key: str = "") -> bool:
    """Whether this one may still be sent; it is counted. Looking is never counted."""
    return bool(consume(request, action=limit, key=key.strip().lower() or None))


def too_many(request: Request) -> str:
    """What to do instead, in words."""
    if not request.practice.telephone:
        return f"{SAID} " + _("Please call the practice.")
    return f"{SAID} " + _("Please call us: %(number)s.") % {"number": phone(request.practice.telephone)}
