from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.visit_type import VisitType
from enthesis.web.pages.public.request_time.form import TimeForm
from enthesis.web.shell.times import Option, Times


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePage:
    """`waiting` is where somebody asks for an earlier time; empty where nobody may."""

    kind: str
    minutes: int
    times: Times
    offices: tuple[Option, ...]
    waiting: str
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
        waiting=_waiting(),
        form=form,
    )


def _waiting() -> str:
    try:
        return reverse("public:waiting")
    except NoReverseMatch:
        return ""
