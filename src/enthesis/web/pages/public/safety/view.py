"""What can go wrong, who should not have a product, and the signs that must not wait."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.domain.information.catalogue import topics
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.information import ToldTopic, tell_topic
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("safety/")
ACCESS = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPage:
    """`now` are the signs of an emergency, `today` those for which the practice is called the same day."""

    topic: ToldTopic
    now: tuple[str, ...]
    today: tuple[str, ...]


def view(request: Request) -> HttpResponse:
    page = SafetyPage(
        topic=tell_topic(topics()["safety"], on=request.at.date()),
        now=_signs(Urgency.EMERGENCY),
        today=_signs(Urgency.CALL_TODAY),
    )
    return render(request, "public/safety/page.html", page)


def _signs(urgency: Urgency) -> tuple[str, ...]:
    return tuple(_(flag.asked) for flag in RED_FLAGS if flag.urgency is urgency)
