from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.case import Case
from enthesis.domain.terms import Side
from enthesis.store.follow_ups import Response, ResponseStatus
from enthesis.web.shell.own_course import Course, own_courses


@dataclass(frozen=True, slots=True, kw_only=True)
class ThanksPage:
    hip: str
    courses: tuple[Course, ...]
    waiting: str  # where the other forms are; empty when none waits


def thanks_page(case: Case, responses: Sequence[Response], milestone: str, *, zone: str) -> ThanksPage:
    open_here = any(r.status is ResponseStatus.OPEN and r.milestone == milestone for r in responses)
    return ThanksPage(
        hip=_("Your left hip") if case.side is Side.LEFT else _("Your right hip"),
        courses=own_courses(case, responses, zone=zone),
        waiting=reverse("portal:forms") if open_here else "",
    )
