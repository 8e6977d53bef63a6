"""The form on paper as a PDF, made of what is on record about the sheet."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import override

from enthesis.actions.act import permit_of
from enthesis.actions.entries import print_sheet
from enthesis.actions.reading import open_patient
from enthesis.delivery.documents.typesetting import typeset_form
from enthesis.store.entries import load_sheet
from enthesis.store.patients import load_contact
from enthesis.web.pages.practice.paper_file.compose import compose
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.paper import worded
from enthesis.web.shell.requests import Request

ROUTE = Route("paper/<uuid:sheet_id>/form.pdf")
ACCESS = staff(*permit_of(print_sheet).roles)
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def view(request: Request, sheet_id: UUID) -> HttpResponse:
    sheet = load_sheet(request.scope, sheet_id)
    open_patient(request.scope, sheet.patient, at=request.at)
    contact = load_contact(request.scope, sheet.patient)
    with override(sheet.language):
        pdf = typeset_form(compose(sheet, contact, request.practice, worded(request.scope, sheet)))
    return HttpResponse(
        pdf,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="form-{sheet.code[:6].lower()}.pdf"',
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
