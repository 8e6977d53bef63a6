"""Today in words: its visits, its operations, and what waits for somebody."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from enthesis.web.pages.practice.today.visits import VisitRow
from enthesis.web.pages.practice.today.waits import WaitingItem
from enthesis.web.shell.operations import OperationLine
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayPage:
    day: str
    zone: str
    today: tuple[VisitRow, ...]
    coming: tuple[tuple[str, tuple[VisitRow, ...]], ...]
    waiting: tuple[WaitingItem, ...]
    telephone: str = ""
    operations: tuple[OperationLine, ...] = ()


def present(
    visits: dict[date, tuple[VisitRow, ...]],
    waiting: tuple[WaitingItem, ...],
    operations: tuple[OperationLine, ...],
    *,
    on: date,
    zone: str,
    may_book: bool,
) -> TodayPage:
    return TodayPage(
        day=day(on),
        zone=zone.replace("_", " "),
        today=visits.get(on, ()),
        coming=tuple((f"{other:%A}, {day(other)}", rows) for other, rows in visits.items() if other != on),
        waiting=waiting,
        telephone=reverse("practice:telephone") if may_book else "",
        operations=operations,
    )
