from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from enthesis.domain.terms import Role, Side
from enthesis.store.readiness import Ahead
from enthesis.web.shell.operations import OperationLine
from enthesis.web.shell.present import day, name_of
from enthesis.web.shell.readiness import Line, lines, today_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """One operation and everything that is open before it."""

    name: str
    href: str
    what: str
    sentence: str
    is_ready: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessListPage:
    """`lapsed` are operations whose booked day has passed, and that have not begun."""

    operations: tuple[Waits, ...]
    lapsed: tuple[OperationLine, ...]


def present(
    ahead: tuple[Ahead, ...], lapsed: tuple[OperationLine, ...], *, role: Role, zone: str, at: datetime
) -> ReadinessListPage:
    return ReadinessListPage(operations=tuple(_waits(one, role, zone, at) for one in ahead), lapsed=lapsed)


def _waits(one: Ahead, role: Role, zone: str, at: datetime) -> Waits:
    case, theatre = one.file.case, one.operation.theatre
    hour = f", {theatre.begins:%H:%M}" if theatre.begins else ""
    side = "left hip" if case.side is Side.LEFT else "right hip"
    return Waits(
        name=name_of(case, one.file.contact),
        href=reverse("practice:readiness", kwargs={"case_id": case.id}),
        what=f"{day(theatre.on)}{hour}, {side}",
        sentence=one.readiness.sentence,
        is_ready=one.readiness.is_ready,
        lines=lines(one.readiness.open, case.id, on=today_at(one.readiness, zone, at=at), role=role),
    )
