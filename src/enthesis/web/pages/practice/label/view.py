"""The label of a product, for the printer."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse

from enthesis.actions.reading import open_case_file
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.products import load_product
from enthesis.web.pages.practice.label.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("products/<uuid:product_id>/label/")
ACCESS = staff(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)


def view(request: Request, product_id: UUID) -> HttpResponse:
    product = load_product(request.scope, product_id)
    file = open_case_file(request.scope, product.case, at=request.at)
    head = case_head(file, request.practice, at=request.at)
    contact = file.contact if settings.ENTHESIS_LABEL_NAMES else None
    page = present(product, head, contact, hidden=bool(file.contact) and contact is None)
    return render(request, "practice/label/page.html", page)
