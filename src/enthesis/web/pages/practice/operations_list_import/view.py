"""A hospital's list is checked line by line, and then what can be read of it is imported."""

from dataclasses import replace
from hashlib import sha256

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.operations_list import import_operations, lay_out_operations
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.operations_list.layout import Layout
from enthesis.domain.pathway.operations_list.reading import MOST_BYTES, ReadList, read_list
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Role
from enthesis.store.operations_list import File, find_layout, list_layouts
from enthesis.web.pages.practice.operations_list_import.form import Do, ListForm
from enthesis.web.pages.practice.operations_list_import.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.uploads import Received

ROUTE = Route("operations/import/", takes_files=True)
ACCESS = staff(*(permit_of(import_operations).roles - {Role.SYSTEM}))


def view(request: Request) -> HttpResponse:
    initial = {"hospital": request.GET.get("hospital", "")}
    form = ListForm(request.POST or None, request.FILES or None, initial=initial)
    read = _read(request, form) if request.method == "POST" and form.is_valid() else None
    if read is not None and form.wanted is Do.IMPORT and is_done(form, lambda: _import(request, form, read)):
        messages.success(request, _("The list is imported."))
        return see_other("practice:operations_list")
    page = present(form, read, list_layouts(request.scope))
    return render(
        request, "practice/operations_list_import/page.html", page, status=422 if form.errors else 200
    )


def _layout(request: Request, form: ListForm) -> Layout:
    """As this hospital's list is remembered, with what the form says of its days."""
    known = find_layout(request.scope, form.cleaned_data["hospital"])
    layout = known or Layout(hospital=form.cleaned_data["hospital"])
    order = form.cleaned_data["order"]
    return replace(layout, order=order) if order else layout


def _read(request: Request, form: ListForm) -> ReadList | None:
    """What the file says; None with the reason at the field for a file that is no such table."""
    zone = request.practice.offices[0].zone
    try:
        content = _content(form.cleaned_data["file"])
        return read_list(content, _layout(request, form), on=utc_to_wall(request.at, zone).date())
    except Invalid as problem:
        form.add_problem(problem)
        return None


def _import(request: Request, form: ListForm, read: ReadList) -> None:
    file, content = form.cleaned_data["file"], _content(form.cleaned_data["file"])
    layout = _layout(request, form)
    kept = File(
        hospital=layout.hospital,
        name=(file.name or "")[:200],
        size=len(content),
        sha256=sha256(content).hexdigest(),
    )
    import_operations(request.scope, kept, read, at=request.at)
    known = find_layout(request.scope, layout.hospital)
    if layout.order and (known is None or known.order is not layout.order):
        lay_out_operations(request.scope, layout, at=request.at)


def _content(file: Received) -> bytes:
    """What came; one byte more than is taken of a file that is too large."""
    if file.is_too_large:
        return bytes(MOST_BYTES + 1)
    with file.incoming.path.open("rb") as content:
        return content.read(MOST_BYTES + 1)
