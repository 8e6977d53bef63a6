"""A quote is put together from the price list and goes out under a number."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.payments import issue_quote
from enthesis.actions.reading import open_patient
from enthesis.domain.errors import NotFound
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.price import prices_on
from enthesis.domain.practice.quote import Quote
from enthesis.store.patients import load_contact
from enthesis.store.payments import list_quotes
from enthesis.web.pages.practice.quote_new.form import QuoteForm
from enthesis.web.pages.practice.quote_new.present import QuoteNewPage
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("patients/<uuid:patient_id>/quote/")
ACCESS = staff(*permit_of(issue_quote).roles)


def view(request: Request, patient_id: UUID) -> HttpResponse:
    open_patient(request.scope, patient_id, at=request.at)
    name = load_contact(request.scope, patient_id).name
    on = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    prices = prices_on(request.practice.prices, on)
    before = _replaced(request, patient_id)
    form = QuoteForm(request.POST or None, prices=prices, on=on, replaces=before)
    made: list[UUID] = []
    if request.method == "POST" and is_done(
        form, lambda: made.append(_issue(request, patient_id, form, before))
    ):
        return see_other("practice:quote", quote_id=made[0])
    page = QuoteNewPage(
        name=name,
        patient=str(patient_id),
        form=form,
        has_prices=bool(prices),
        replaces=before.code if before else "",
    )
    return render(request, "practice/quote_new/page.html", page, status=422 if form.is_bound else 200)


def _replaced(request: Request, patient: UUID) -> Quote | None:
    """The quote of this patient that is to be replaced, as the address names it."""
    wanted = request.GET.get("replaces", "")
    if not wanted:
        return None
    for quote in list_quotes(request.scope, patient):
        if str(quote.id) == wanted:
            return quote
    raise NotFound("quote", "There is no such quote in this practice.")


def _issue(request: Request, patient: UUID, form: QuoteForm, before: Quote | None) -> UUID:
    return issue_quote(
        request.scope,
        patient,
        form.quantities,
        valid_until=form.cleaned_data["valid_until"],
        not_included=form.cleaned_data["not_included"],
        replaces=before.id if before else None,
        at=request.at,
    ).subject
