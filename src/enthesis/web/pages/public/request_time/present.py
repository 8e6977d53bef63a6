from dataclasses import dataclass

from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.visit_type import VisitType
from enthesis.web.pages.public.request_time.form import TimeForm
from enthesis.web.shell.times import Option, Times
from enthesis.web.shell.visits import how_long


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePage:
    """`kind` says what kind of visit, and how long it is."""

    kind: str
    times: Times
    offices: tuple[Option, ...]
    form: TimeForm


def present(practice: Practice, kind: VisitType, times: Times, form: TimeForm, office: str) -> TimePage:
    return TimePage(
        kind=how_long(practice, kind),
        times=times,
        offices=tuple(
            Option(value=o.slug, label=o.name, chosen=o.slug == office or len(practice.offices) == 1)
            for o in practice.offices
        ),
        form=form,
    )
