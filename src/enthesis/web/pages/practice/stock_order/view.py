"""What is below par, with how many to order: a file that a spreadsheet opens."""

import csv
from io import StringIO

from django.http import HttpResponse

from enthesis.actions.stock import KEEPERS
from enthesis.domain.people.sheet import cell
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.stock.lists import stock_lists
from enthesis.store.recalls import find_blocked
from enthesis.store.stock import list_kept
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request

ROUTE = Route("stock/order.csv")
ACCESS = staff(*KEEPERS)
HEADER = ("kind", "maker", "name", "reference", "device", "place", "usable", "par", "order")


def view(request: Request) -> HttpResponse:
    on = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    found = list_kept(request.scope)
    lists = stock_lists(found, on=on, blocked=find_blocked(request.scope, found))
    written = StringIO()
    lines = [HEADER]
    for one in lists.below:
        kind = one.kept.kind
        names = (kind.kind.label, kind.maker, kind.name, kind.reference, kind.device, kind.place)
        lines.append((*names, str(one.usable), str(kind.par), str(one.number)))
    csv.writer(written).writerows([cell(told) for told in line] for line in lines)
    return HttpResponse(
        written.getvalue().encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="order-{on}.csv"'},
    )
