"""What part of the calendar is looked at; what an address says that is unknown falls back to all."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlencode

from django.urls import reverse

from enthesis.domain.practice.practice import Practice

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)


class Span(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAt:
    """`kind` is the visit type whose free times are shown. An empty word is any."""

    span: Span
    on: date
    office: str
    clinician: str
    kind: str

    @property
    def first(self) -> date:
        match self.span:
            case Span.DAY:
                return self.on
            case Span.WEEK:
                return self.on - timedelta(days=self.on.weekday())
            case Span.MONTH:
                return self.on.replace(day=1)

    @property
    def last(self) -> date:
        match self.span:
            case Span.DAY:
                return self.on
            case Span.WEEK:
                return self.first + timedelta(days=6)
            case Span.MONTH:
                return self.on.replace(day=monthrange(self.on.year, self.on.month)[1])

    @property
    def before(self) -> "LookedAt":
        step = A_WEEK if self.span is Span.WEEK else A_DAY
        return replace(self, on=max(FIRST, self.first - step))

    @property
    def after(self) -> "LookedAt":
        return replace(self, on=min(LAST, self.last + A_DAY))

    @property
    def href(self) -> str:
        told = {"view": self.span.value, "on": self.on.isoformat(), "kind": self.kind}
        narrowed = {"office": self.office, "clinician": self.clinician}
        return f"{reverse('practice:calendar')}?{urlencode(told | {k: v for k, v in narrowed.items() if v})}"

    def at(self, *, on: date | None = None, span: Span | None = None) -> "LookedAt":
        return replace(self, on=on or self.on, span=span or self.span)

    def shows(self, office: str, clinician: str) -> bool:
        return self.office in ("", office) and self.clinician in ("", clinician)


def looked_at(told: Mapping[str, str], site: Practice, *, today: date) -> LookedAt:
    kinds = [kind.slug for kind in site.visit_types]
    spans = {span.value for span in Span}
    return LookedAt(
        span=Span(told["view"]) if told.get("view") in spans else Span.DAY,
        on=_day(told.get("on", ""), today),
        office=_known(told.get("office", ""), [office.slug for office in site.offices]),
        clinician=_known(told.get("clinician", ""), [clinician.slug for clinician in site.clinicians]),
        kind=_known(told.get("kind", ""), kinds) or kinds[0],
    )


def _known(word: str, known: list[str]) -> str:
    return word if word in known else ""


def _day(word: str, today: date) -> date:
    try:
        return min(max(date.fromisoformat(word), FIRST), LAST)
    except ValueError:
        return today
