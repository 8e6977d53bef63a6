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

DAILY = (
    ("practice:today", gettext_noop("Today")),
    ("practice:calendar", gettext_noop("Calendar")),
    ("practice:requests", gettext_noop("Requests")),
    ("practice:waiting_list", gettext_noop("Waiting list")),
    ("practice:messages", gettext_noop("Messages")),
    ("practice:tasks", gettext_noop("Tasks")),
    ("practice:patients", gettext_noop("Patients")),
    ("practice:cases", gettext_noop("Hips")),
    ("practice:follow_up", gettext_noop("Follow-up")),
)
MORE = (
    (
        gettext_noop("Answers"),
        (
            ("practice:attention", gettext_noop("Answers to look at")),
            ("practice:call_list", gettext_noop("Calls for answers")),
            ("practice:paper_code", gettext_noop("Paper forms")),
        ),
    ),
    (
        gettext_noop("Operations"),
        (
            ("practice:readiness_list", gettext_noop("Before operations")),
            ("practice:operations_list", gettext_noop("Operations")),
        ),
    ),
    (
        gettext_noop("Bench"),
        (
            ("practice:stock", gettext_noop("Stock")),
            ("practice:recalls", gettext_noop("Recalls")),
            ("practice:trace", gettext_noop("Trace")),
            ("practice:protocols", gettext_noop("Protocols")),
            ("practice:determinations", gettext_noop("Determinations")),
            ("public:components", gettext_noop("Components")),
        ),
    ),
    (
        gettext_noop("Evidence"),
        (
            ("practice:quality", gettext_noop("Quality")),
            ("practice:lot_events", gettext_noop("Adverse events")),
            ("practice:studies", gettext_noop("Studies")),
            ("practice:agreement", gettext_noop("Readers")),
        ),
    ),
    (
        gettext_noop("Practice"),
        (
            ("practice:review", gettext_noop("Review")),
            ("practice:policy", gettext_noop("Policy")),
            ("practice:pins", gettext_noop("PINs")),
        ),
    ),
)
MOST_SHOWN = 9  # as many as stand on one line of a narrow desktop


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    label: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    heading: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """`more` stand behind a word of their own, by what they are for; none where all fit on one line."""

    shown: tuple[Place, ...] = ()
    more: tuple[Group, ...] = ()

    @property
    def is_in_more(self) -> bool:
        """Whether the page that is open is one of the latter."""
        return any(place.current for group in self.more for place in group.places)


def places(request: HttpRequest, role: Role) -> Places:
    """The places of a role, in order; one whose page is not there, or not for this role, is left out."""
    daily = _places(request, role, DAILY)
    groups = (Group(heading=_(word), places=_places(request, role, wanted)) for word, wanted in MORE)
    more = tuple(group for group in groups if group.places)
    everywhere = daily + tuple(place for group in more for place in group.places)
    return Places(shown=everywhere) if len(everywhere) <= MOST_SHOWN else Places(shown=daily, more=more)


def _places(request: HttpRequest, role: Role, wanted: tuple[tuple[str, str], ...]) -> tuple[Place, ...]:
    here = request.resolver_match.view_name if request.resolver_match else ""
    return tuple(
        Place(label=_(label), href=href, current=name == here)
        for name, label in wanted
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
