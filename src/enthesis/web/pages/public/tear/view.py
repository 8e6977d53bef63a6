"""What a tear of the gluteus medius tendon is, drawn, and who gets one."""

from dataclasses import dataclass

from django.http import HttpResponse

from enthesis.domain.information.catalogue import topics
from enthesis.web.components.drawings.tears import TearWays, tear_ways
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.information import ToldTopic, tell_topic
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("tear/")
ACCESS = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class TearPage:
    topic: ToldTopic
    drawing: TearWays


def view(request: Request) -> HttpResponse:
    topic = tell_topic(topics()["tear"], on=request.at.date())
    return render(request, "public/tear/page.html", TearPage(topic=topic, drawing=tear_ways(topic.steps)))
