"""One item of the stock: lots in the order in which they are taken, and what is done with them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt
from enthesis.actions.stock import (
    KEEPERS,
    change_par,
    count_stock,
    move_stock,
    receive_stock,
    write_off_stock,
)
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.stock.notice import recalled
from enthesis.store.recalls import list_recalls
from enthesis.store.stock import list_movements, load_kept
from enthesis.web.pages.practice.stock_item.form import (
    CountForm,
    ItemForm,
    MoveForm,
    ParForm,
    ReceiveForm,
    WriteOffForm,
    forms_of,
)
from enthesis.web.pages.practice.stock_item.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("stock/<uuid:item_id>/")
ACCESS = staff(*KEEPERS)


def view(request: Request, item_id: UUID) -> HttpResponse:
    kept = load_kept(request.scope, item_id)
    forms = forms_of(request.POST if request.method == "POST" else None, kept=kept, site=request.practice)
    sent = next((form for form in forms if form.is_bound), None)
    if sent is not None and is_done(sent, lambda: _do(request, item_id, sent)):
        messages.success(request, _("It is recorded."))
        if isinstance(sent, ReceiveForm):
            _tell_recalled(request, item_id)
        return see_other("practice:stock_item", item_id=item_id)
    on = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    page = present(
        request.practice,
        load_kept(request.scope, item_id),
        list_movements(request.scope, item_id),
        list_recalls(request.scope),
        forms,
        on=on,
    )
    return render(request, "practice/stock_item/page.html", page, status=422 if sent else 200)


def _do(request: Request, item_id: UUID, form: ItemForm) -> Receipt:
    scope, at, told = request.scope, request.at, form.cleaned_data
    match form:
        case ReceiveForm():
            return receive_stock(scope, item_id, form.told(), at=at)
        case CountForm():
            counted, why = told["counted"], told["why"]
            return count_stock(
                scope, form.lot, counted=counted, place=form.place, why=why, read=form.was, at=at
            )
        case MoveForm():
            return move_stock(scope, form.lot, number=told["number"], place=form.place, to=told["to"], at=at)
        case WriteOffForm():
            number, why = told["number"], told["why"]
            return write_off_stock(
                scope, form.lot, told["sort"], number=number, place=form.place, why=why, at=at
            )
        case ParForm():
            return change_par(scope, item_id, par=told["par"], place=told["place"], at=at)
    raise TypeError(f"{type(form).__name__} is not sent from an item of the stock.")


def _tell_recalled(request: Request, item_id: UUID) -> None:
    """What is on the shelf and called back is said at once."""
    lots = load_kept(request.scope, item_id).lots
    for sentence in recalled((lot.item for lot in lots if lot.level > 0), list_recalls(request.scope)):
        messages.warning(request, sentence)
