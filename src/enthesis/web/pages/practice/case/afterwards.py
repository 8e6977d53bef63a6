"""Strength and gait by visit, and what is done again, on the page of a hip."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from enthesis.domain.pathway.doing_again import DoingAgain
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.domain.pathway.recorded_after import newest_told
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.answers import name_of
from enthesis.web.shell.present import day
from enthesis.web.shell.telling import shown, yes_no

NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Afterwards:
    """`seen` are the visits, the first one first; `done` each activity as it counts."""

    seen: tuple[tuple[str, ...], ...]
    done: tuple[tuple[str, ...], ...]


def afterwards(file: CaseFile) -> Afterwards | None:
    """None while nothing was recorded."""
    on = file.case.operated_on
    seen = sorted(file.every(ExaminedAfter), key=lambda told: told.found.examined_on)
    done = newest_told(file.every(DoingAgain))
    if on is None or not (seen or done):
        return None
    return Afterwards(seen=tuple(_seen(one) for one in seen), done=tuple(_done(one, on) for one in done))


def _seen(told: ExaminedAfter) -> tuple[str, ...]:
    found = told.found
    numbers = (found.abduction_newton, found.abduction_newton_metre, found.limb_symmetry_percent)
    return (
        day(found.examined_on),
        name_of(found.gait) if found.gait else NOTHING,
        name_of(found.trendelenburg) if found.trendelenburg else NOTHING,
        str(found.abduction) if found.abduction else NOTHING,
        *(NOTHING if number is None else shown(number) for number in numbers),
    )


def _done(told: DoingAgain, operated_on: date) -> tuple[str, ...]:
    returned = told.returned(operated_on)
    return (
        f"{told.sort.label}: {told.name}",
        day(told.asked_on),
        _said(told.within_year_before),
        _said(told.able),
        _("%(before)s to %(now)s") % {"before": _level(told.before), "now": _level(told.now)},
        _("not counted") if returned is None else yes_no(returned),
    )


def _level(level: int | None) -> str:
    return NOTHING if level is None else str(level)


def _said(answer: bool | None) -> str:
    return NOTHING if answer is None else yes_no(answer)
