"""A decision on ticked values of one file, signed by a surgeon with policy right."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import ngettext

from enthesis.actions.act import permit_of
from enthesis.actions.review import sign_off
from enthesis.domain.review.catalogue import load_place
from enthesis.domain.review.value import Place
from enthesis.store.review import list_sign_offs
from enthesis.web.pages.practice.review_sign.form import ReviewForm
from enthesis.web.pages.practice.review_sign.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request
from enthesis.web.shell.reviewing import anchor_of

ROUTE = Route("review/decide/<path:place>/")
ACCESS = staff(*permit_of(sign_off).roles)


def view(request: Request, place: str) -> HttpResponse:
    file = load_place(place)
    made = list_sign_offs(request.scope, place=place)
    form = ReviewForm(request.POST or None, initial={"version": len(made)}, values=file.values)
    if request.method == "POST" and is_done(form, lambda: _sign(request, file, form)):
        count = len(form.seen)
        told = ngettext("%(count)d value is decided on.", "%(count)d values are decided on.", count)
        messages.success(request, told % {"count": count})
        return see_other("practice:review_room", room=file.room, fragment=anchor_of(place))
    page = present(file, made, form, signer=request.scope.actor.name, zone=request.practice.offices[0].zone)
    return render(request, "practice/review_sign/page.html", page, status=422 if form.is_bound else 200)


def _sign(request: Request, file: Place, form: ReviewForm) -> None:
    sign_off(
        request.scope,
        file.name,
        form.seen,
        form.decision_made,
        note=form.cleaned_data["note"],
        confirmed=form.confirmed(request.scope, at=request.at),
        read=form.cleaned_data["version"],
        at=request.at,
    )
