"""A file that does not belong to a hip is withdrawn with a reason; it is kept and not shown any more."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.attachments import withdraw_attachment
from enthesis.actions.reading import open_case_file
from enthesis.store.attachments import load_attachment
from enthesis.web.pages.practice.withdraw_file.form import WithdrawForm
from enthesis.web.pages.practice.withdraw_file.present import WithdrawPage
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("files/<uuid:attachment_id>/withdraw/")
ACCESS = staff(*permit_of(withdraw_attachment).roles)


def view(request: Request, attachment_id: UUID) -> HttpResponse:
    found = load_attachment(request.scope, attachment_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and is_done(form, lambda: _withdraw(request, attachment_id, form)):
        messages.success(request, _("The file is withdrawn. It is kept, and not shown any more."))
        return see_other("practice:files", case_id=found.case)
    file = open_case_file(request.scope, found.case, at=request.at)
    page = WithdrawPage(
        head=case_head(file, request.practice, at=request.at),
        form=form,
        shows=found.kind.label,
        name=found.file.name,
        back=reverse("practice:files", kwargs={"case_id": found.case}),
    )
    return render(request, "practice/withdraw_file/page.html", page, status=422 if form.is_bound else 200)


def _withdraw(request: Request, attachment_id: UUID, form: WithdrawForm) -> None:
    withdraw_attachment(request.scope, attachment_id, form.cleaned_data["reason"], at=request.at)
