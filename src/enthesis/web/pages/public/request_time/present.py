from dataclasses import dataclass

from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.visit_type import VisitType
from enthesis.web.pages.public.request_time.form import TimeForm
from enthesis.web.shell.times import Option, Times


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePage:
    kind: str
    minutes: int
    times: Times
    offices: tuple[Option, ...]
    form: TimeForm


def present(practice: Practice, kind: VisitType, times: Times, form: TimeForm, office: str) -> TimePage:
    return TimePage(
        kind=kind.name,
        minutes=kind.minutes,
        times=times,
        offices=tuple(
            Option(value=o.slug, label=o.name, chosen=o.slug == office or len(practice.offices) == 1)
            for o in practice.offices
        ),
        form=form,
    )
