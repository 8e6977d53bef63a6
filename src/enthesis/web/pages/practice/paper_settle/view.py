"""What two people read differently on a form is settled by a look at the sheet."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.entries import settle_sheet
from enthesis.actions.reading import open_patient
from enthesis.domain.outcomes.entry.compare import compare
from enthesis.domain.outcomes.entry.sheet import SheetStatus
from enthesis.store.entries import list_keyed, load_sheet
from enthesis.web.pages.practice.paper_settle.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.paper import worded
from enthesis.web.shell.paper_fields import PaperFields
from enthesis.web.shell.paper_filed import say_filed
from enthesis.web.shell.requests import Request

ROUTE = Route("paper/<uuid:sheet_id>/settle/")
ACCESS = staff(*permit_of(settle_sheet).roles)


def view(request: Request, sheet_id: UUID) -> HttpResponse:
    sheet, keyed = load_sheet(request.scope, sheet_id), list_keyed(request.scope, sheet_id)
    if sheet.status is not SheetStatus.DIFFERS and request.method != "POST":
        return see_other("practice:paper_entry", sheet_id=sheet_id)
    if len(keyed) < 2:
        return see_other("practice:paper_entry", sheet_id=sheet_id)
    asked, compared = worded(request.scope, sheet), compare(keyed[0].filled, keyed[1].filled)
    form = PaperFields(
        request.POST if request.method == "POST" else None,
        asked,
        only={one.place for one in compared.differs},
    )
    if form.is_bound and is_done(
        form, lambda: settle_sheet(request.scope, sheet_id, form.looked, at=request.at)
    ):
        say_filed(request, sheet)
        return see_other("practice:paper_entry", sheet_id=sheet_id)
    open_patient(request.scope, sheet.patient, at=request.at)
    page = present(sheet, asked, form, compared)
    return render(request, "practice/paper_settle/page.html", page, status=422 if form.is_bound else 200)
