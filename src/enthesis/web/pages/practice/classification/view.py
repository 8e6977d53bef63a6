"""The scheme proposes a type; the surgeon confirms it or chooses another."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import classify_tear, record_imaging
from enthesis.actions.reading import open_case_file
from enthesis.domain.examination.classification import Classified, Proposal, Scheme, choose
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.muscle import Muscle
from enthesis.domain.examination.schemes import PRIMARY, propose, scheme_called, schemes
from enthesis.domain.examination.tear import Tear
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.classification.form import ClassificationForm
from enthesis.web.pages.practice.classification.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/classification/")
ACCESS = staff(*permit_of(classify_tear).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    scheme = scheme_called(PRIMARY)
    proposals = [(s, _proposal(file, s)) for s in schemes()]
    proposal = next(p for s, p in proposals if s is scheme)
    others = [(s, p) for s, p in proposals if s is not scheme]
    kept = file.value(Classified)
    begin: dict[str, object] = {"version": file.case.version}
    if request.method == "POST" and kept is not None:
        begin |= {"chosen": kept.chosen, "reason": kept.reason}  # beside what was typed, if it is older
    form = ClassificationForm(request.POST or None, scheme=scheme, proposal=proposal, initial=begin)
    if request.method == "POST" and is_done(
        form, lambda: _classify(request, case_id, form, scheme, proposal)
    ):
        messages.success(request, _("The tear is classified."))
        return see_other("practice:case", case_id=case_id)
    may_read = permit_of(record_imaging).allows(request.scope)
    head = case_head(file, request.practice, at=request.at)
    chosen = kept.chosen if kept is not None and kept.scheme == scheme.id else None
    page = present(head, form, scheme, proposal, others, chosen=chosen, case_id=case_id, may_read=may_read)
    return render(request, "practice/classification/page.html", page, status=422 if form.is_bound else 200)


def _proposal(file: CaseFile, scheme: Scheme) -> Proposal:
    """What the newest reading leads to; without one the scheme says what it needs."""
    read = file.value(MriFindings)
    return propose(scheme.id, read.tear if read else Tear(), read.muscle if read else Muscle())


def _classify(
    request: Request, case_id: UUID, form: ClassificationForm, scheme: Scheme, proposal: Proposal
) -> None:
    told = form.cleaned_data
    classified = choose(scheme, proposal, told["chosen"], reason=told["reason"])
    classify_tear(request.scope, case_id, classified, read=told["version"], at=request.at)
