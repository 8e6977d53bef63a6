"""Who operates, as the practice file says it, and which of the papers read here are by that surgeon."""

from dataclasses import dataclass

from django.http import HttpResponse

from enthesis.domain.information.references import REFERENCES, Reference
from enthesis.domain.practice.practice import Practice
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.practice_words import ClinicianCard, clinician_cards
from enthesis.web.shell.requests import Request

ROUTE = Route("surgeon/")
ACCESS = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class SurgeonPage:
    clinicians: tuple[tuple[ClinicianCard, tuple[Reference, ...]], ...]


def view(request: Request) -> HttpResponse:
    return render(request, "public/surgeon/page.html", _present(request.practice))


def _present(practice: Practice) -> SurgeonPage:
    cards = clinician_cards(practice)
    return SurgeonPage(
        clinicians=tuple(
            (card, tuple(paper for paper in REFERENCES if paper.is_by(card.name))) for card in cards
        )
    )
