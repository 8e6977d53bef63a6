"""One short page of questions before a visit; it is kept whenever the patient goes on."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.intake import save_intake
from enthesis.domain.candidacy.intake.question import Section
from enthesis.domain.candidacy.intake.sections import section_called
from enthesis.domain.candidacy.intake.statement import Statement, asked_of
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.bookings import zone_of
from enthesis.store.cases import load_case
from enthesis.store.intakes import find_intake
from enthesis.store.patients import load_contact
from enthesis.store.signs import find_signs
from enthesis.web.pages.portal.intake_section.form import SectionForm
from enthesis.web.pages.portal.intake_section.present import begin_with, next_section, section_page
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.portal import check_is_intake, settled_for
from enthesis.web.shell.requests import Request

ROUTE = Route("intake/<slug:section>/")
ACCESS = BY_LINK


def view(request: Request, *, section: str) -> HttpResponse:
    check_is_intake(request.link)
    asked = section_called(section)
    if request.method != "POST" and _signs_are_due(request):
        return see_other("portal:signs")
    told = _told(request)
    form = _form(request, asked, told)
    if form.is_bound and is_done(form, lambda: _save(request, form, told)):
        _tell_what_was_dropped(request, form)
        return _go_on(request, asked)
    page = section_page(asked, form)
    return render(request, "portal/intake_section/page.html", page, status=422 if form.errors else 200)


def _form(request: Request, section: Section, told: tuple[Statement, ...]) -> SectionForm:
    case = load_case(request.scope, request.link.case)
    settled = settled_for(request.scope, case.patient, at=request.at)
    questions = tuple(q for q in section.questions if asked_of(q, settled=settled))
    today = utc_to_wall(request.at, zone_of(request.scope, case.id)).date()
    return SectionForm(
        request.POST if request.method == "POST" else None,
        questions,
        born_on=load_contact(request.scope, case.patient).birth_date,
        today=today,
        begin=begin_with(questions, told),
    )


def _told(request: Request) -> tuple[Statement, ...]:
    found = find_intake(request.scope, request.link.case)
    return found.statements if found else ()


def _signs_are_due(request: Request) -> bool:
    """Asked before a question is shown. An answer that arrives late is kept all the same."""
    return find_signs(request.scope, request.link.case, request.link.milestone, at=request.at) is None


def _save(request: Request, form: SectionForm, told: tuple[Statement, ...]) -> None:
    """What is new is kept. An answer may go back to what it was: each sending counts."""
    before = {statement.question: statement for statement in told}
    new = [s for s in form.statements if s != before.get(s.question, Statement(question=s.question))]
    if new:
        save_intake(replace(request.scope, submit=""), request.link.case, new, at=request.at)


def _tell_what_was_dropped(request: Request, form: SectionForm) -> None:
    for question in form.dropped:
        said = _("“%(question)s”: what you typed beside your answer does not belong to it and was not kept.")
        messages.warning(request, said % {"question": _(question.text)})


def _go_on(request: Request, section: Section) -> HttpResponse:
    following = next_section(section)
    if request.POST.get("go") == "later" or not following:
        messages.success(request, _("Your answers are saved."))
        return see_other("portal:intake")
    return see_other("portal:intake_section", section=following)
