"""What is known about candidacy; not known is an answer."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import record_facts
from enthesis.actions.reading import open_case_file
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.pathway.case import standing
from enthesis.domain.pathway.tonnis import tonnis_differs
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.facts.form import FactsForm
from enthesis.web.pages.practice.facts.present import present
from enthesis.web.pages.practice.facts.stated import StatedFacts
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head, zone_of
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.verdicts import verdict_table

ROUTE = Route("cases/<uuid:case_id>/facts/")
ACCESS = staff(*permit_of(record_facts).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    form = _form(request, file, bound=request.method == "POST")
    if request.method == "POST" and is_done(form, lambda: _record(request, case_id, form)):
        if request.htmx:
            file = open_case_file(request.scope, case_id, at=request.at)
            answer = _page(request, file, _form(request, file, bound=False), saved=True)
            answer["HX-Reswap"] = "outerHTML show:#verdicts:top"
            return answer
        messages.success(request, _("What is known is on the record."))
        if request.POST.get("go") == "stay":
            return see_other("practice:facts", fragment="verdicts", case_id=case_id)
        return see_other("practice:case", case_id=case_id)
    return _page(request, file, form, saved=False)


def _form(request: Request, file: CaseFile, *, bound: bool) -> FactsForm:
    zone, settled = zone_of(file, request.practice), file.settled(at=request.at)
    return FactsForm(
        request.POST if bound else None,
        known=file.value(Facts),
        settled=settled,
        stated=StatedFacts(file.entries, without=settled, zone=zone),
        zone=zone,
        born_on=file.contact.birth_date if file.contact else None,
        at=request.at,
        version=file.case.version,
    )


def _record(request: Request, case_id: UUID, form: FactsForm) -> None:
    """What is new is recorded; the same answers sent again add nothing to the record."""
    facts, reviewed, read = form.facts(), form.reviewed(), form.cleaned_data["version"]
    if reviewed or form.known is None or replace(facts, at=form.known.at) != form.known:
        record_facts(request.scope, case_id, facts, reviewed=reviewed, read=read, at=request.at)


def _film(file: CaseFile) -> RadiographFindings | None:
    """The radiograph whose grade is not the one told."""
    facts = file.value(Facts)
    told = facts.tonnis.grade if facts and facts.tonnis else None
    return tonnis_differs((entry.value for entry in standing(file.entries)), told)


def _page(request: Request, file: CaseFile, form: FactsForm, *, saved: bool) -> HttpResponse:
    planned = file.draft.options if file.draft else ()
    judgement = file.judge(at=request.at)
    page = present(
        case_head(file, request.practice, at=request.at),
        form,
        verdict_table(judgement, file.case.id, planned=planned, can_answer=True),
        judgement,
        settled=file.settled(at=request.at),
        block=file.block,
        film=_film(file),
        saved=saved,
    )
    status = 422 if form.is_bound else 200
    return render(
        request, "practice/facts/page.html", page, status=status, fragment="practice/facts/_fragment.html"
    )
