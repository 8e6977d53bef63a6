"""How the tendon is repaired, step by step and drawn, and what was found afterwards."""

from dataclasses import dataclass

from django.http import HttpResponse

from enthesis.domain.information.catalogue import topics
from enthesis.web.components.drawings.repair import RepairDrawing, repair_drawing
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.information import ToldTopic, tell_topic
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("repair/")
ACCESS = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairPage:
    topic: ToldTopic
    drawing: RepairDrawing


def view(request: Request) -> HttpResponse:
    topic = tell_topic(topics()["repair"], on=request.at.date())
    page = RepairPage(topic=topic, drawing=repair_drawing(topic.steps))
    return render(request, "public/repair/page.html", page)
