"""Candidacy as it was assessed on a day, exactly as it was kept then."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.reading import open_case_file
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.errors import NotFound, Problem
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.terms import CLINICIANS, Option
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import CaseHead, case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.present import moment
from enthesis.web.shell.requests import Request
from enthesis.web.shell.verdicts import VerdictTable, kept_table

ROUTE = Route("cases/<uuid:case_id>/assessed/<int:number>/")
ACCESS = staff(*CLINICIANS)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedPage:
    """`since` says whether today's rules would say the same of the same facts under the same policy."""

    head: CaseHead
    when: str
    who: str
    table: VerdictTable
    since: str


def view(request: Request, case_id: UUID, number: int) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    return render(request, "practice/assessed/page.html", _page(request, file, _kept(file, number)))


def _kept(file: CaseFile, number: int) -> Entry[Judgement]:
    for entry in file.entries:
        if entry.number == number and isinstance(entry.value, Judgement):
            return entry  # type: ignore[return-value]
    raise NotFound("judgement", "No candidacy was kept there.", "Open the hip and choose one that was.")


def _page(request: Request, file: CaseFile, entry: Entry[Judgement]) -> AssessedPage:
    head = case_head(file, request.practice, at=request.at)
    kept = entry.value
    return AssessedPage(
        head=head,
        when=moment(entry.at, head.zone),
        who=entry.by_name,
        table=kept_table(
            kept, file.case.id, planned=_planned(file, entry.number), when=lambda at: moment(at, head.zone)
        ),
        since=_("The rules of today say the same of these facts under that policy.")
        if _says_the_same(kept)
        else _("The rules were changed since: today they would say otherwise of these facts."),
    )


def _says_the_same(kept: Judgement) -> bool:
    """Whether today's rules find what was found; a policy they cannot read any more is no."""
    try:
        return kept.replayed() == kept.assessment
    except Problem:
        return False


def _planned(file: CaseFile, number: int) -> tuple[Option, ...]:
    """What the plan that was signed with it adds."""
    signed = next((e.value for e in file.entries if e.number == number + 1), None)
    return signed.plan.options if isinstance(signed, SignedPlan) else ()
