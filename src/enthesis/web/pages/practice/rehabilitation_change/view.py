"""A surgeon changes what one hip follows after its operation: another protocol, or limits of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.reading import open_case_file
from enthesis.actions.rehabilitation import change_rehabilitation
from enthesis.domain.pathway.followed import followed_in
from enthesis.web.pages.practice.rehabilitation_change.form import ChangeForm, begin_with
from enthesis.web.pages.practice.rehabilitation_change.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/rehabilitation/change/")
ACCESS = staff(*permit_of(change_rehabilitation).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    begin = {"version": file.case.version, **begin_with(followed_in(file.entries))}
    form = ChangeForm(request.POST or None, initial=begin)
    if form.is_bound and is_done(form, lambda: _change(request, case_id, form)):
        messages.success(request, _("The rehabilitation of this hip is changed."))
        return see_other("practice:rehabilitation", case_id=case_id)
    back = reverse("practice:rehabilitation", kwargs={"case_id": case_id})
    page = present(case_head(file, request.practice, at=request.at), form, back=back)
    status = 422 if form.is_bound else 200
    return render(request, "practice/rehabilitation_change/page.html", page, status=status)


def _change(request: Request, case_id: UUID, form: ChangeForm) -> None:
    told = form.cleaned_data
    change_rehabilitation(
        request.scope,
        case_id,
        form.change(),
        more=told["more"],
        read=told["version"],
        at=request.at,
    )
