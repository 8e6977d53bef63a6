"""What is there of grafts, anchors and kits, what is to be ordered, and what must not be used."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt
from enthesis.actions.stock import KEEPERS, keep_item
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.stock.lists import EXPIRES_SOON, stock_lists
from enthesis.store.recalls import find_blocked
from enthesis.store.stock import list_kept, list_never_received
from enthesis.web.pages.practice.stock.form import DaysForm, KindForm
from enthesis.web.pages.practice.stock.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("stock/")
ACCESS = staff(*KEEPERS)


def view(request: Request) -> HttpResponse:
    form = KindForm(request.POST or None, site=request.practice)
    made = list[Receipt]()
    if request.method == "POST" and is_done(
        form, lambda: made.append(keep_item(request.scope, form.told(), at=request.at))
    ):
        messages.success(request, _("The item is kept. Receive what is there of it."))
        return see_other("practice:stock_item", item_id=made[0].subject)
    days = DaysForm(request.GET if "days" in request.GET else None)
    ahead = days.cleaned_data["days"] if days.is_valid() else int(EXPIRES_SOON.value)
    on = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    found = list_kept(request.scope)
    blocked = find_blocked(request.scope, found)
    lists = stock_lists(found, on=on, blocked=blocked, days=ahead)
    never = list_never_received(request.scope)
    page = present(request.practice, found, lists, never, blocked, form, days, on=on)
    return render(request, "practice/stock/page.html", page, status=422 if form.errors else 200)
