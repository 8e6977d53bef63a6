"""A table of patients is checked line by line, and then registered whole, or its good lines."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.actions.act import permit_of
from enthesis.actions.registration import import_patients
from enthesis.delivery.telephone import e164, region_of
from enthesis.domain.errors import Invalid
from enthesis.domain.people.registration import (
    MOST_BYTES,
    Checked,
    check_can_register,
    check_lines,
    read_lines,
)
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Role
from enthesis.store.patients import list_called
from enthesis.web.pages.practice.register_many.form import Do, ManyForm
from enthesis.web.pages.practice.register_many.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.uploads import Received

ROUTE = Route("patients/import/", takes_files=True)
ACCESS = staff(*(permit_of(import_patients).roles & {Role.DESK}))


def view(request: Request) -> HttpResponse:
    form = ManyForm(request.POST or None, request.FILES or None)
    checked = _check(request, form) if request.method == "POST" and form.is_valid() else None
    if checked is not None and form.wanted is not Do.CHECK:
        made: list[int] = []
        if is_done(form, lambda: made.append(_register(request, form, checked))):
            messages.success(request, _told(made[0]))
            return see_other("practice:patients")
    page = present(form, checked)
    return render(request, "practice/register_many/page.html", page, status=422 if form.errors else 200)


def _check(request: Request, form: ManyForm) -> tuple[Checked, ...] | None:
    """What would become of each line; None with the reason at the field for a file that is no table."""
    region, zone = region_of(request.practice.telephone), request.practice.offices[0].zone
    try:
        lines = read_lines(
            _content(form.cleaned_data["file"]),
            telephone=lambda typed: e164(typed, region),
            languages=tuple(code for code, _name in settings.LANGUAGES),
            on=utc_to_wall(request.at, zone).date(),
        )
    except Invalid as problem:
        form.add_problem(problem)
        return None
    return check_lines(lines, list_called(request.scope))


def _told(count: int) -> str:
    if not count:
        return _("Everybody in the file is known already.")
    return ngettext("%(n)s patient is registered.", "%(n)s patients are registered.", count) % {"n": count}


def _content(file: Received) -> bytes:
    """What came; one byte more than is taken of a file that is too large."""
    if file.is_too_large:
        return bytes(MOST_BYTES + 1)
    with file.incoming.path.open("rb") as content:
        return content.read(MOST_BYTES + 1)


def _register(request: Request, form: ManyForm, checked: tuple[Checked, ...]) -> int:
    """How many were registered. Nobody, where all are known already."""
    people = check_can_register(checked, good_only=form.wanted is Do.GOOD)
    if people:
        import_patients(request.scope, people, at=request.at)
    return len(people)
