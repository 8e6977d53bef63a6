"""The wristband of a hip, for the printer."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.labels import print_wristband
from enthesis.actions.reading import open_case_file
from enthesis.domain.biologics.label import LabelKind
from enthesis.web.pages.practice.wristband.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.labels import LabelForm, labels_file
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/wristband/")
ACCESS = staff(*permit_of(print_wristband).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    form = LabelForm(LabelKind.WRISTBAND, request)
    do = partial(print_wristband, request.scope, case_id, at=request.at)
    if made := labels_file(request, form, do):
        return made
    page = present(request.scope, file, case_head(file, request.practice, at=request.at), form)
    return render(request, "practice/wristband/page.html", page, status=422 if form.is_bound else 200)
