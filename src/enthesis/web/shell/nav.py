"""The main navigation of practice pages: only what this role may open."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from enthesis.domain.terms import Role
from enthesis.web.shell.access import Access, Door

PLACES = (
    ("practice:today", gettext_noop("Today")),
    ("practice:calendar", gettext_noop("Calendar")),
    ("practice:requests", gettext_noop("Requests")),
    ("practice:waiting_list", gettext_noop("Waiting list")),
    ("practice:messages", gettext_noop("Messages")),
    ("practice:tasks", gettext_noop("Tasks")),
    ("practice:patients", gettext_noop("Patients")),
    ("practice:cases", gettext_noop("Hips")),
    ("practice:follow_up", gettext_noop("Follow-up")),
    ("practice:agreement", gettext_noop("Readers")),
    ("practice:studies", gettext_noop("Studies")),
    ("practice:review", gettext_noop("Review")),
    ("practice:policy", gettext_noop("Policy")),
    ("public:components", gettext_noop("Components")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    label: str
    href: str
    current: bool


def items(request: HttpRequest, role: Role) -> tuple[Place, ...]:
    """The places of a role, in order; one whose page is not there, or not for this role, is left out."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return tuple(
        Place(label=_(label), href=href, current=name == here)
        for name, label in PLACES
        if (href := _open_to(name, role))
    )


def _open_to(name: str, role: Role) -> str:
    try:
        href = reverse(name)
    except NoReverseMatch:
        return ""
    return href if may_open(href, role) else ""


def may_open(href: str, role: Role) -> bool:
    """Whether the page of an address is open to a role. Raises Resolver404 for an address of no page."""
    access: Access | None = getattr(resolve(urlsplit(href).path).func, "access", None)
    if access is None or (access.demo_only and not settings.ENTHESIS_DEMO):
        return False
    return access.door is not Door.STAFF or role in access.roles
