"""How a patient is called and reached is put right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.patients import correct_contact
from enthesis.actions.reading import open_case_file
from enthesis.store.links import count_standing
from enthesis.store.patients import load_contact_in_force
from enthesis.web.pages.practice.contact.present import ContactPage
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.agreeing import agreement_words
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.contacting import ContactForm, begin_with
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/contact/")
ACCESS = staff(*permit_of(correct_contact).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    now = load_contact_in_force(request.scope, file.case.patient)
    said = agreement_words(request.scope, file.case.patient, zone=request.practice.offices[0].zone)
    begun = {"version": now.version, **begin_with(now.contact)}
    form = ContactForm(request.POST or None, initial=begun, agreement=said)
    if request.method == "POST" and is_done(form, lambda: _correct(request, file.case.patient, form)):
        messages.success(request, _("The contact is corrected. What it said before is kept."))
        return see_other("practice:case", case_id=case_id)
    page = ContactPage(
        head=case_head(file, request.practice, at=request.at),
        form=form,
        standing=count_standing(request.scope, file.case, at=request.at),
    )
    return render(request, "practice/contact/page.html", page, status=422 if form.is_bound else 200)


def _correct(request: Request, patient: UUID, form: ContactForm) -> None:
    read = form.cleaned_data["version"]
    correct_contact(request.scope, patient, form.contact(), read=read, at=request.at)
