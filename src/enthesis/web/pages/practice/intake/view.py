"""What a patient told before the visit: asked for by mail or by a link, read, taken to the facts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt, permit_of
from enthesis.actions.intake import INVITED, invite_to_intake, issue_intake_link, mark_intake_read
from enthesis.actions.reading import open_case_file
from enthesis.store.intakes import find_intake
from enthesis.store.work import list_messages
from enthesis.web.pages.practice.intake.form import INVITE, LINK, IntakeForm
from enthesis.web.pages.practice.intake.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.private_link import private_link
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/intake/")
ACCESS = staff(*permit_of(invite_to_intake).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    form, receipts = IntakeForm(request.POST if request.method == "POST" else None), list[Receipt]()
    if form.is_bound and is_done(form, lambda: receipts.append(_do(request, form, case_id))):
        if form.cleaned_data["do"] == LINK:
            return _page(request, case_id, IntakeForm(), secret=receipts[0].secret)
        invited = form.cleaned_data["do"] == INVITE
        messages.success(request, _("The message is on its way.") if invited else _("It is marked as read."))
        return see_other("practice:intake", case_id=case_id)
    return _page(request, case_id, form)


def _do(request: Request, form: IntakeForm, case_id: UUID) -> Receipt:
    match form.cleaned_data["do"]:
        case "invite":
            return invite_to_intake(request.scope, case_id, at=request.at)
        case "link":
            return issue_intake_link(request.scope, case_id, at=request.at)
        case _:
            return mark_intake_read(request.scope, case_id, at=request.at)


def _page(request: Request, case_id: UUID, form: IntakeForm, *, secret: str = "") -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    page = present(
        request.scope,
        file,
        find_intake(request.scope, file.case.id),
        list_messages(request.scope, INVITED, {file.case.id}),
        head=case_head(file, request.practice, at=request.at),
        form=form,
        link=private_link(request, secret) if secret else "",
        at=request.at,
    )
    return render(request, "practice/intake/page.html", page, status=422 if form.is_bound else 200)
