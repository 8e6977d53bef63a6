"""The operation, recorded as it happens: each step is saved at once, the product is in sight beside it."""

from itertools import chain
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt, permit_of
from enthesis.actions.codes import confirm_codes
from enthesis.actions.corrections import correct_entry
from enthesis.actions.products import collect_product
from enthesis.actions.reading import open_case_file
from enthesis.actions.surgery import (
    finish_surgery,
    record_step,
    record_tear_seen,
    record_time_out,
    start_surgery,
)
from enthesis.domain.errors import Invalid, NotFound, Problem, Stale
from enthesis.domain.examination.classification import Classified
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.departures import departs
from enthesis.domain.pathway.surgery import Step, StepKind
from enthesis.domain.terms import CLINICIANS
from enthesis.store.case_files import CaseFile, load_case_file
from enthesis.store.people import list_people
from enthesis.store.scope import Scope
from enthesis.web.pages.practice.theatre.against import against_corrected, against_sent, unusable_sent
from enthesis.web.pages.practice.theatre.aloud import SeenForm, TimeOutForm
from enthesis.web.pages.practice.theatre.form import (
    STEP_FORMS,
    FinishForm,
    OmitForm,
    StartForm,
    StepForm,
    correcting,
)
from enthesis.web.pages.practice.theatre.present import May, present
from enthesis.web.pages.practice.theatre.since import before_first
from enthesis.web.shell.access import staff
from enthesis.web.shell.bench import BenchForm, OfficeClock
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/theatre/")
ACCESS = staff(*CLINICIANS)
KEPT = "X-Kept"  # the device keeps the form until it is told that it was saved


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    if request.method != "POST":
        return _show(request, file)
    form = _sent(request.POST, file, _clock(request, file), request.scope)
    if "more" in request.POST and isinstance(form, StepForm):
        return _show(request, file, form.again())
    if form.is_valid():
        try:
            _do(request, case_id, form)
        except NotFound:
            raise
        except Stale as stale:
            file = load_case_file(request.scope, case_id)
            form.renew(stale, version=file.case.version)
            return _show(request, file, form, status=409)
        except Problem as problem:
            form.add_problem(problem)
        else:
            return _go_on(request, case_id, form)
    return _show(request, file, form, status=422)


def _clock(request: Request, file: CaseFile) -> OfficeClock:
    head = case_head(file, request.practice, at=request.at)
    return OfficeClock(at=request.at, zone=head.zone, office=head.office)


def _sent(data: QueryDict, file: CaseFile, clock: OfficeClock, scope: Scope) -> BenchForm:
    match data.get("act"):
        case "start":
            return StartForm(data=data, clock=clock)
        case "time_out":
            return TimeOutForm(data=data, clock=clock)
        case "seen":
            return SeenForm(data=data, clock=clock, before=file.value(Classified))
        case "finish":
            return FinishForm(data=data, clock=clock)
        case "step":
            kind = _kind(data)
            unusable = unusable_sent(scope, file, kind, data, at=clock.at)
            return STEP_FORMS[kind](
                data=data,
                clock=clock,
                against=_once(against_sent(file, kind, data, at=clock.at), unusable),
                unusable=unusable,
                departs=file.signed_plan is not None and departs(file.signed_plan, kind),
            )
        case "omit":
            return OmitForm(kind=_kind(data), data=data, clock=clock)
        case "correct":
            entry = _entry(data, file)
            against = against_corrected(file, entry, data, at=clock.at)
            before = entry.value
            unusable = unusable_sent(scope, file, before.kind, data, at=clock.at, before=before)
            return correcting(entry, clock, against=_once(against, unusable), unusable=unusable, data=data)
        case _:
            raise Invalid("act", _("This page has no such form."), _("Open the page again."))


def _once(*sentences: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(sentences)))


def _kind(data: QueryDict) -> StepKind:
    try:
        return StepKind(data.get("kind", ""))
    except ValueError:
        raise Invalid("kind", _("An operation has no such step."), _("Open the page again.")) from None


def _entry(data: QueryDict, file: CaseFile) -> Entry[Step]:
    """The recorded step that is to be corrected, corrected since or not."""
    for entry in file.entries:
        if str(entry.id) == data.get("entry") and isinstance(entry.value, Step):
            return cast("Entry[Step]", entry)
    raise Invalid("entry", _("There is no such step to correct."), _("Open the page again."))


def _do(request: Request, case_id: UUID, form: BenchForm) -> Receipt:
    scope, at, read = request.scope, request.at, form.cleaned_data["version"]
    match form:
        case StartForm():
            return start_surgery(scope, case_id, form.start(), read=read, at=at)
        case TimeOutForm():
            return record_time_out(scope, case_id, form.time_out(), read=read, at=at)
        case SeenForm():
            return record_tear_seen(scope, case_id, form.seen(), read=read, at=at)
        case StepForm() | OmitForm():
            confirmed = form.confirmed(scope) if "pin" in form.fields else None
            by: dict[str, Any] = {"confirmed": confirmed, "read": read, "at": at}
            if form.corrects is None:
                return record_step(scope, case_id, form.step(), **by)
            why = form.cleaned_data["reason"]
            return correct_entry(scope, case_id, form.corrects, form.step(), reason=why, **by)
        case FinishForm():
            return finish_surgery(
                scope,
                case_id,
                form.finish(),
                confirmed=form.confirmed(scope),
                zone=form.clock.zone,
                read=read,
                at=at,
            )
    raise TypeError(f"{type(form).__name__} is not sent from theatre.")


def _go_on(request: Request, case_id: UUID, form: BenchForm) -> HttpResponse:
    place = ""
    match form:
        case StartForm():
            told = _("The operation has begun.")
        case TimeOutForm():
            told, place = _("The time-out is recorded."), "seen-title"
        case SeenForm():
            told = _("The tear as it was seen is recorded.")
        case FinishForm():
            told = _("The operation is recorded and signed.")
        case StepForm() | OmitForm():
            told, place = _("Saved: %(step)s.") % {"step": form.kind.label}, f"step-{form.kind.value}"
        case _:
            told = _("Saved.")
    messages.success(request, told)
    if KEPT in request.headers:
        return HttpResponse(status=204, headers={"X-Place": place})
    return see_other("practice:theatre", fragment=place, case_id=case_id)


def _show(
    request: Request, file: CaseFile, form: BenchForm | None = None, *, status: int = 200
) -> HttpResponse:
    """The page as things stand, with the form that could not be saved in its place."""
    may = May(
        start=permit_of(start_surgery).allows(request.scope),
        step=permit_of(record_step).allows(request.scope),
        finish=permit_of(finish_surgery).allows(request.scope),
        collect=permit_of(collect_product).allows(request.scope),
        code=permit_of(confirm_codes).allows(request.scope),
    )
    head = case_head(file, request.practice, at=request.at)
    names = tuple(p.name for p in list_people(request.scope) if p.active and p.role in CLINICIANS)
    kept = f"{request.scope.actor.person}.{file.case.id}"
    clock = _clock(request, file)
    before = before_first(request.scope, file, request.practice, clock)
    page = present(file, head, clock, may, before=before, names=names, kept=kept, sent=form)
    return render(request, "practice/theatre/page.html", page, status=status)
