"""The PIN of whoever is signed in, changed with the password."""

from django.contrib import messages
from django.http import HttpResponse

from enthesis.actions.confirmation import confirm_with_password
from enthesis.actions.people import change_own_pin
from enthesis.domain.terms import CLINICIANS
from enthesis.web.pages.practice.own_pin.form import OwnPinForm
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("own-pin/")
ACCESS = staff(*CLINICIANS)


def view(request: Request) -> HttpResponse:
    form = OwnPinForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: _change(request, form)):
        messages.success(request, "Your PIN is changed, and you have all tries.")
        return see_other("practice:today")
    return render(request, "practice/own_pin/page.html", form, status=422 if form.is_bound else 200)


def _change(request: Request, form: OwnPinForm) -> None:
    confirmed = confirm_with_password(request.scope, form.cleaned_data["password"], at=request.at)
    change_own_pin(request.scope, pin=form.cleaned_data["pin"], confirmed=confirmed, at=request.at)
