"""Codes the record of a hip suggests, confirmed by a person for one purpose."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.codes import confirm_codes
from enthesis.actions.reading import open_case_file
from enthesis.domain.codes.icd10cm import Encounter
from enthesis.domain.codes.suggest.suggesting import suggest
from enthesis.domain.pathway.coding import CodedFor, codings
from enthesis.domain.pathway.known_for_codes import known_for
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.codes.form import CodesForm, lines
from enthesis.web.pages.practice.codes.present import address, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/codes/")
ACCESS = staff(*permit_of(confirm_codes).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    coded_for, encounter = _asked_for(request, file)
    found = suggest(known_for(file.entries, file.case.side, coded_for, encounter, products=file.products))
    entry = codings(file.entries).get(coded_for)
    standing = entry.value if entry else None
    form = CodesForm(
        request.POST or None,
        initial={"version": file.case.version},
        told=lines(found.codes, standing),
        standing=standing,
    )
    if request.method == "POST" and is_done(
        form, lambda: _confirm(request, case_id, form, coded_for, encounter)
    ):
        messages.success(request, _("The codes are on the record."))
        return HttpResponseRedirect(address(file, coded_for, encounter), status=303)
    page = present(file, case_head(file, request.practice, at=request.at), form, found, coded_for, encounter)
    return render(request, "practice/codes/page.html", page, status=422 if form.is_bound else 200)


def _confirm(
    request: Request, case_id: UUID, form: CodesForm, coded_for: CodedFor, encounter: Encounter | None
) -> None:
    told = form.cleaned_data
    confirm_codes(
        request.scope,
        case_id,
        coded_for,
        form.codes(),
        encounter=encounter,
        checked_against=told["checked_against"],
        taken_out=told.get("taken_out", ""),
        read=told["version"],
        at=request.at,
    )


def _asked_for(request: Request, file: CaseFile) -> tuple[CodedFor, Encounter | None]:
    """The purpose of the address, else what the hip is about now; the encounter of the address or of what
    stands, else none.
    """
    usual = (
        CodedFor.SURGERY if file.case.operated_on else (CodedFor.PLAN if file.draft else CodedFor.REFERRAL)
    )
    named, at = request.GET.get("for", ""), request.GET.get("encounter", "")
    coded_for = CodedFor(named) if named in set(CodedFor) else usual
    entry = codings(file.entries).get(coded_for)
    stands = entry.value.known.encounter if entry else None
    return coded_for, Encounter(at) if at in set(Encounter) else stands
