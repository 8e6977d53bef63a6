"""What the patient sent, each answer as it was given, and the messages that left for them."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.own_record import OwnForm, OwnHip
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.pages.portal.own_sent.present import SentForm, SentHip, SentPage
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.own_data import own_data, side_words
from enthesis.web.shell.pages import render
from enthesis.web.shell.present import day
from enthesis.web.shell.requests import Request

ROUTE = Route("own/sent/")
ACCESS = BY_LINK


def view(request: Request) -> HttpResponse:
    told, zone = own_data(request), request.practice.offices[0].zone
    page = SentPage(
        hips=tuple(_hip(hip, zone) for hip in told.hips),
        messages=tuple((one.kind, _on(one.at, zone), one.way) for one in told.messages),
    )
    return render(request, "portal/own_sent/page.html", page)


def _hip(hip: OwnHip, zone: str) -> SentHip:
    return SentHip(
        title=side_words(hip.side),
        forms=tuple(_form(form, zone) for form in reversed(hip.forms)),
        told=tuple((one.about, one.words, _on(one.at, zone)) for one in reversed(hip.told)),
    )


def _form(form: OwnForm, zone: str) -> SentForm:
    return SentForm(
        title=form.title,
        when=f"{form.milestone}, {_on(form.given_at, zone)}",
        answers=tuple((one.question, one.words) for one in form.answers),
        scores=tuple((s.scale, s.value or _("No score: too few answers")) for s in form.scores),
    )


def _on(at: datetime, zone: str) -> str:
    return day(utc_to_wall(at, zone).date())
