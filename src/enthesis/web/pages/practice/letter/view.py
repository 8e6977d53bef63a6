"""A letter to the physician who sent the patient, signed with the password."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.documents import write_letter
from enthesis.actions.reading import open_case_file
from enthesis.web.pages.practice.letter.form import LetterForm
from enthesis.web.pages.practice.letter.present import LetterPage, begin_with
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/letter/")
ACCESS = staff(*permit_of(write_letter).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    form = LetterForm(request.POST or None, initial=begin_with(file))
    if request.method == "POST" and is_done(form, lambda: _write(request, case_id, form)):
        messages.success(request, _("The letter is signed. Make its paper here."))
        return see_other("practice:documents", case_id=case_id)
    page = LetterPage(head=case_head(file, request.practice, at=request.at), form=form)
    return render(request, "practice/letter/page.html", page, status=422 if form.is_bound else 200)


def _write(request: Request, case_id: UUID, form: LetterForm) -> None:
    write_letter(
        request.scope,
        case_id,
        form.letter(),
        confirmed=form.confirmed(request.scope, at=request.at),
        read=form.cleaned_data["version"],
        at=request.at,
    )
