"""Every paper and page the public pages rest on: those of the practice's own page first."""

from dataclasses import dataclass

from django.http import HttpResponse

from enthesis.domain.information.catalogue import claims
from enthesis.domain.information.references import REFERENCES, Reference
from enthesis.domain.practice.practice import Practice
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.information import Cited, Teller
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("references/")
ACCESS = PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`own` are the clinicians of this practice among its authors."""

    reference: Reference
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencesPage:
    papers: tuple[Paper, ...]
    sources: tuple[Cited, ...]


def view(request: Request) -> HttpResponse:
    return render(request, "public/references/page.html", _present(request.practice))


def _present(practice: Practice) -> ReferencesPage:
    names = [clinician.name for clinician in practice.clinicians]
    return ReferencesPage(
        papers=tuple(
            Paper(reference=paper, own=tuple(name for name in names if paper.is_by(name)))
            for paper in REFERENCES
        ),
        sources=Teller(claims().values()).sources,
    )
