"""Every class that somebody must determine, or has: what is in force, and what is open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.determination import Path, is_asked
from enthesis.domain.biologics.kind import ProductKind
from enthesis.store.determinations import Recorded
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassLine:
    title: str
    href: str
    state: str
    is_open: bool
    hips: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeterminationsPage:
    lines: tuple[ClassLine, ...]


def present(told: Sequence[Recorded], *, on: date) -> DeterminationsPage:
    return DeterminationsPage(lines=tuple(_lines(told, on)))


def _lines(told: Sequence[Recorded], on: date) -> Iterator[ClassLine]:
    for kind in KINDS.values():
        ours = [one.claimed for one in told if one.claimed.kind == kind.id]
        if kind.not_at_bench is not None or not (ours or is_asked(kind)):
            continue
        newest = next((c for c in reversed(ours) if c.case is None), None)
        holds = newest is not None and newest.is_in_force(on) and newest.path is not Path.NONE
        hips = len({c.case for c in ours if c.case is not None})
        yield ClassLine(
            title=kind.title,
            href=reverse("practice:determination", kwargs={"kind": kind.id}),
            state=f"{newest.path.label}, {newest.decided_by}, {day(newest.decided_on)}"
            if newest and holds
            else _open(kind),
            is_open=not holds,
            hips=str(hips) if hips else "",
        )


def _open(kind: ProductKind) -> str:
    if kind.needs is not None:
        return _("No determination is in force: it cannot be planned, collected, released or given.")
    return _("No determination is in force: each plan and the bench say so.")
