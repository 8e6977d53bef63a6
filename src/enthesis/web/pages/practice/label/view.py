"""The label of a product, for the printer."""

from functools import partial
from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.labels import compose_product_label, print_product_label
from enthesis.actions.reading import open_case_file
from enthesis.domain.biologics.label import LabelKind
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.products import load_product
from enthesis.web.pages.practice.label.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.labels import LabelForm, labels_file, shows_names
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("products/<uuid:product_id>/label/")
ACCESS = staff(*CLINICIANS, Role.DESK, Role.RESEARCHER, Role.AUDITOR)


def view(request: Request, product_id: UUID) -> HttpResponse:
    scope, at, names = request.scope, request.at, shows_names()
    product = load_product(scope, product_id)
    file = open_case_file(scope, product.case, at=at)
    head = case_head(file, request.practice, at=at)
    compose = partial(compose_product_label, scope, file, product, names=names, zone=head.zone, at=at)
    form = None
    if permit_of(print_product_label).allows(scope):
        form = LabelForm(LabelKind.PRODUCT, request)
        do = partial(print_product_label, scope, product_id, names=names, zone=head.zone, at=at)
        if made := labels_file(request, form, do):
            return made
    page = present(scope, head, product, compose, form, sees_names=file.contact is not None)
    return render(request, "practice/label/page.html", page, status=422 if form and form.is_bound else 200)
