"""The PINs at the bench: who has one, whose is locked, and a new one for somebody."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse

from enthesis.actions.people import set_pin
from enthesis.domain.terms import Role
from enthesis.store.people import PinHolder, list_pin_holders
from enthesis.web.pages.practice.pins.form import PinForm
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("pins/")
ACCESS = staff(Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class PinsPage:
    form: PinForm
    holders: tuple[PinHolder, ...]


def view(request: Request) -> HttpResponse:
    holders = list_pin_holders(request.scope)
    form = PinForm(request.POST or None, holders=holders)
    if request.method == "POST" and is_done(form, lambda: _set(request, form)):
        name = form.cleaned_data["person"].name
        messages.success(request, f"{name} has a new PIN, and all tries. Ask {name} to change it.")
        return see_other("practice:pins")
    page = PinsPage(form=form, holders=holders)
    return render(request, "practice/pins/page.html", page, status=422 if form.is_bound else 200)


def _set(request: Request, form: PinForm) -> None:
    told = form.cleaned_data
    set_pin(request.scope, told["person"].id, pin=told["pin"], at=request.at)
