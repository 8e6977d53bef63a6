"""How ready a case is for its operation, in words: on its page, its case, lists, a paper, and Today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.actions.act import permit_of
from enthesis.actions.readiness import tell_clearance
from enthesis.domain.pathway.operation import OperationBooking
from enthesis.domain.pathway.readiness.item import Item, Standing, Topic, late_words
from enthesis.domain.pathway.readiness.judge import Readiness
from enthesis.domain.pathway.stages import BEFORE_OPERATION
from enthesis.domain.terms import Role
from enthesis.domain.verdict import Verdict
from enthesis.store.case_files import CaseFile
from enthesis.store.practice import load_practice
from enthesis.store.readiness import Ahead, load_readiness
from enthesis.store.scope import Scope
from enthesis.web.shell.nav import may_open
from enthesis.web.shell.present import day

SHAPES = {
    Standing.UNKNOWN: Verdict.ASK.name,
    Standing.OPEN: Verdict.WARN.name,
    Standing.OK: Verdict.CLEAR.name,
}
MOST = 5  # lines of a section; the others are one click away


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word, and the name of the shape it stands beside."""

    name: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing, where it stands, and the page that records it. `hints`: until when, who, source."""

    title: str
    mark: Mark
    sentence: str
    late: str
    hints: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessSection:
    """What blocks most, in a few lines; `more` says how much else is open, `href` leads to all of it.

    The section `practice/readiness/_section.html` of the pages of a case and of its operation.
    """

    sentence: str
    is_ready: bool
    lines: tuple[Line, ...]
    more: str
    href: str


def readiness_section(
    scope: Scope, file: CaseFile, booked: OperationBooking | None, *, at: datetime
) -> ReadinessSection | None:
    """What is to be there before the operation; None once it has begun, and while nothing is planned."""
    if file.case.stage not in BEFORE_OPERATION or (booked is None and file.draft is None):
        return None
    judged = load_readiness(scope, file, load_practice(scope))
    on = today_at(judged, file.zone, at=at)
    left = len(judged.open) - MOST
    more = ngettext("%(count)s more is open", "%(count)s more are open", left) % {"count": left}
    return ReadinessSection(
        sentence=judged.sentence,
        is_ready=judged.is_ready,
        lines=lines(judged.open[:MOST], file.case.id, on=on, role=scope.actor.role),
        more=more if left > 0 else "",
        href=reverse("practice:readiness", kwargs={"case_id": file.case.id}) if may_record(scope) else "",
    )


def may_record(scope: Scope) -> bool:
    """Whether whoever looks may record clearances and checks, and sees who waits for what."""
    return permit_of(tell_clearance).allows(scope)


def lines(items: Iterable[Item], case: UUID, *, on: date, role: Role) -> tuple[Line, ...]:
    """Each leads to where it is recorded, if this role may open that."""
    return tuple(_line(item, case, on, role) for item in items)


def today_at(readiness: Readiness, zone: str, *, at: datetime) -> date:
    """Today on the clock of the hospital, or of the office while no operation is booked."""
    place = readiness.starts_at.tzinfo if readiness.starts_at else ZoneInfo(zone)
    return at.astimezone(place).date()


def counted(ahead: Sequence[Ahead], days: int) -> str:
    """“2 operations in the next 7 days: 1 not ready”; empty where there is none."""
    if not ahead:
        return ""
    waiting = sum(not one.readiness.is_ready for one in ahead if one.is_before)
    told = ngettext(
        "%(count)s operation in the next %(days)s days",
        "%(count)s operations in the next %(days)s days",
        len(ahead),
    ) % {"count": len(ahead), "days": days}
    ready = _("%(count)s not ready") % {"count": waiting} if waiting else _("all ready")
    return f"{told}: {ready}"


def open_points(readiness: Readiness) -> tuple[str, ...]:
    """What is open, a sentence each, for a paper."""
    return tuple(f"{item.title}: {item.sentence}" for item in readiness.open)


def _line(item: Item, case: UUID, on: date, role: Role) -> Line:
    href = _where(item, case)
    late = late_words(item.days_late(on))
    due = _("by %(day)s") % {"day": day(item.due_on)} if item.due_on and item.is_open and not late else ""
    waits = _("waits for %(who)s") % {"who": item.waits_for} if item.waits_for else ""
    return Line(
        title=item.title,
        mark=Mark(name=SHAPES[item.standing], word=item.standing.label),
        sentence=item.sentence,
        late=late,
        hints=tuple(filter(None, (due, waits, item.source))),
        href=href if may_open(href, role) else "",
    )


def _where(item: Item, case: UUID) -> str:
    """Where it is recorded."""
    kwargs = {"case_id": case}
    here = reverse("practice:readiness", kwargs=kwargs)
    match item.topic:
        case Topic.KIT:
            return f"{here}?{urlencode({'need': item.key})}#check"
        case Topic.CLEARANCE:
            return f"{here}?{urlencode({'clearance': item.key})}#tell"
        case Topic.DRUG if "|" in item.key:
            return f"{here}?{urlencode({'clearance': item.key})}#tell"
        case Topic.PLAN:
            return reverse(PLACES[item.key], kwargs=kwargs)
        case _:
            return reverse("practice:facts", kwargs=kwargs)


PLACES = {"plan": "practice:plan", "consent": "practice:consent", "day": "practice:operation"}
