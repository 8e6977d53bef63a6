"""What a hip follows after its operation: today, the whole plan, and what was reached."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt
from enthesis.actions.corrections import correct_entry
from enthesis.actions.reading import open_case_file
from enthesis.actions.rehabilitation import issue_rehabilitation_link, record_recovery
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.recovery import Reached
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.rehabilitation.form import LINK, LinkForm, RecoveryForm
from enthesis.web.pages.practice.rehabilitation.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.correcting import entry_in
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.private_link import private_link
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/rehabilitation/")
ACCESS = staff(Role.DESK, *CLINICIANS)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    wrong = entry_in(request, file, Reached)
    if request.method == "POST" and request.POST.get("do") == LINK:
        return _make_link(request, file)
    form = _form(request, file, wrong)
    if form.is_bound and is_done(form, lambda: _record(request, case_id, form, wrong)):
        messages.success(request, _("The milestone is on the record."))
        return see_other("practice:rehabilitation", case_id=case_id)
    return _page(request, file, form, status=422 if form.is_bound else 200)


def _form(request: Request, file: CaseFile, wrong: Entry[object] | None) -> RecoveryForm:
    value = wrong.value if wrong is not None and isinstance(wrong.value, Reached) else None
    begin = {"version": file.case.version, "on": value.on if value else None}
    return RecoveryForm(request.POST or None, initial=begin, corrected=value)


def _record(request: Request, case_id: UUID, form: RecoveryForm, wrong: Entry[object] | None) -> None:
    scope, read, at = request.scope, form.cleaned_data["version"], request.at
    if wrong is None:
        record_recovery(scope, case_id, form.reached(), read=read, at=at)
    else:
        correct_entry(scope, case_id, wrong.id, form.reached(), reason=form.why, read=read, at=at)


def _make_link(request: Request, file: CaseFile) -> HttpResponse:
    form, receipts = LinkForm(request.POST), list[Receipt]()
    done = is_done(
        form,
        lambda: receipts.append(issue_rehabilitation_link(request.scope, file.case.id, at=request.at)),
    )
    if done and not receipts[0].secret:
        messages.warning(request, _("This link was shown already. Make a new one if it was not used."))
        return see_other("practice:rehabilitation", case_id=file.case.id)
    link = private_link(request, receipts[0].secret) if done else ""
    return _page(request, file, _form_unsent(file), link=link, status=200 if done else 422)


def _form_unsent(file: CaseFile) -> RecoveryForm:
    return RecoveryForm(initial={"version": file.case.version})


def _page(
    request: Request, file: CaseFile, form: RecoveryForm, *, link: str = "", status: int = 200
) -> HttpResponse:
    head = case_head(file, request.practice, at=request.at)
    today = wall_now(request.at, head.zone).date()
    page = present(request.scope, file, head, form, today=today, link=link)
    return render(request, "practice/rehabilitation/page.html", page, status=status)
