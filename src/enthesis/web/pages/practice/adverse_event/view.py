"""One adverse event, recorded or corrected."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.corrections import correct_entry
from enthesis.actions.events import record_event
from enthesis.actions.reading import open_case_file
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.pathway.case import Entry
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.adverse_event.form import KEPT, EventForm, begin_with
from enthesis.web.pages.practice.adverse_event.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.correcting import WHY, entry_in, make_correction
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.meant import MEANT
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/adverse-event/")
ACCESS = staff(*permit_of(record_event).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    wrong = entry_in(request, file, AdverseEvent)
    form = _form(request, file, wrong)
    if request.method == "POST" and is_done(form, lambda: _record(request, file, form, wrong)):
        messages.success(request, _("The event is on the record."))
        return see_other("practice:case", case_id=case_id)
    draft = _draft(case_id, wrong) if wrong is not None else ""
    head = case_head(file, request.practice, at=request.at)
    page = present(head, form, correction=wrong is not None, draft=draft)
    return render(request, "practice/adverse_event/page.html", page, status=422 if form.is_bound else 200)


def _draft(case_id: UUID, entry: Entry[object]) -> str:
    return reverse("practice:adverse_event_draft", kwargs={"case_id": case_id, "entry_id": entry.id})


def _form(request: Request, file: CaseFile, wrong: Entry[object] | None) -> EventForm:
    begin: dict[str, object] = {"version": file.case.version}
    if wrong is not None and isinstance(wrong.value, AdverseEvent):
        begin |= begin_with(wrong.value)
    form = EventForm(request.POST or None, initial=begin, products=file.products, zone=file.zone)
    if wrong is not None:
        make_correction(form, KEPT)
    return form


def _record(request: Request, file: CaseFile, form: EventForm, wrong: Entry[object] | None) -> None:
    """The event of this operation, and of what was taken for the product it names, else of the first."""
    scope, read, at = request.scope, form.cleaned_data["version"], request.at
    meant = form.cleaned_data[MEANT]
    zone = ZoneInfo(file.zone)
    named = [p for p in file.products if p.chain.product.text == form.cleaned_data.get("product")]
    taken = [p.collected.harvest.collected_at.astimezone(zone).date() for p in named or file.products]
    before = wrong.value if wrong is not None and isinstance(wrong.value, AdverseEvent) else None
    event = form.event(
        operated_on=file.case.operated_on, harvested_on=min(taken, default=None), before=before
    )
    if wrong is None:
        record_event(scope, file.case.id, event, all_the_same=meant, read=read, at=at)
    else:
        why = form.cleaned_data[WHY]
        correct_entry(scope, file.case.id, wrong.id, event, reason=why, all_the_same=meant, read=read, at=at)
