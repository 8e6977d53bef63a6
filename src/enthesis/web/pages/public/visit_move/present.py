from dataclasses import dataclass

from enthesis.domain.practice.booking import Visit
from enthesis.domain.practice.practice import Practice
from enthesis.web.pages.public.visit_move.form import MoveForm
from enthesis.web.shell.times import Slot, Times, slot
from enthesis.web.shell.visits import VisitWords


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePage:
    """`next_free`: what can be had instead of a time that has gone."""

    visit: VisitWords
    times: Times
    next_free: tuple[Slot, ...]
    form: MoveForm


def present(
    practice: Practice, visit: VisitWords, times: Times, form: MoveForm, next_free: tuple[Visit, ...]
) -> MovePage:
    free = tuple(slot(practice, one) for one in next_free)
    return MovePage(visit=visit, times=times, next_free=free, form=form)
