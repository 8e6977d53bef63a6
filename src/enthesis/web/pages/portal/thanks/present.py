from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from enthesis.domain.pathway.case import Case
from enthesis.domain.terms import Side
from enthesis.store.follow_ups import Response
from enthesis.web.shell.own_course import Course, own_courses
from enthesis.web.shell.rounds import hip_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHip:
    """What was sent about one hip so far."""

    side: Side
    name: str
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksPage:
    hips: tuple[OwnHip, ...]
    waiting: str  # where the other forms are; empty when none waits
    may_stop: bool
    on_tablet: bool


def own_hip(case: Case, responses: Iterable[Response], *, zone: str) -> OwnHip:
    """`responses` are those of the case; what the person answered with the other hip is told there."""
    told = [response for response in responses if response.shared_from is None]
    return OwnHip(side=case.side, name=hip_in_words(case.side), courses=own_courses(case, told, zone=zone))


def thanks_page(
    hips: Iterable[OwnHip], *, waits: bool, may_stop: bool = False, on_tablet: bool = False
) -> ThanksPage:
    return ThanksPage(
        hips=tuple(hip for hip in hips if hip.courses),
        waiting=reverse("portal:forms") if waits else "",
        may_stop=may_stop,
        on_tablet=on_tablet,
    )
