"""The headings of a hospital's list are told once, and remembered."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.operations_list import lay_out_operations
from enthesis.store.operations_list import find_layout
from enthesis.web.pages.practice.operations_list_columns.form import LayoutForm
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("operations/columns/")
ACCESS = staff(*permit_of(lay_out_operations).roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnsPage:
    form: LayoutForm


def view(request: Request) -> HttpResponse:
    hospital = request.GET.get("hospital", "")[:200]
    known = find_layout(request.scope, hospital) if hospital else None
    form = LayoutForm(request.POST or None, known=known, hospital=hospital)
    if request.method == "POST" and is_done(
        form, lambda: lay_out_operations(request.scope, form.layout, at=request.at)
    ):
        messages.success(request, _("The headings are remembered."))
        told = urlencode({"hospital": form.layout.hospital})
        return HttpResponseRedirect(f"{reverse('practice:operations_list_import')}?{told}", status=303)
    page = ColumnsPage(form=form)
    return render(
        request, "practice/operations_list_columns/page.html", page, status=422 if form.errors else 200
    )
