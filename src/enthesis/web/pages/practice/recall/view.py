"""One recall, worked off hip by hip: who has it, who was told, what was decided."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt, permit_of
from enthesis.actions.reading import Listing, open_list
from enthesis.actions.recalls import ENTERERS, close_recall, correct_recall, note_recall
from enthesis.domain.pathway.case import Case
from enthesis.domain.stock.notice import KnownRecall
from enthesis.store.cases import entries_by_case, load_cases
from enthesis.store.patients import contacts_of
from enthesis.store.recalls import Concerned, find_concerned, load_recall
from enthesis.web.pages.practice.recall.form import CloseForm, CorrectForm, NoteForm
from enthesis.web.pages.practice.recall.present import Hip, hips_of, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("recalls/<uuid:recall_id>/")
ACCESS = staff(*ENTERERS)


def view(request: Request, recall_id: UUID) -> HttpResponse:
    known, zone = load_recall(request.scope, recall_id), request.practice.offices[0].zone
    found = find_concerned(request.scope, known.notice)
    hips = _hips(request, known, found, zone)
    forms = _forms(request, known, hips)
    sent = next((form for _, _, form in forms if form.is_bound), None)
    made = list[Receipt]()
    if sent is not None and is_done(sent, lambda: made.append(_do(request, recall_id, sent))):
        messages.success(request, _("It is recorded."))
        return see_other("practice:recall", recall_id=made[0].subject)
    page = present(known, hips, found, forms, zone=zone)
    return render(request, "practice/recall/page.html", page, status=422 if sent else 200)


def _hips(request: Request, known: KnownRecall, found: Concerned, zone: str) -> tuple[Hip, ...]:
    wanted = set(found.cases)
    if request.scope.sees_contact and wanted:
        open_list(request.scope, Listing.RECALL, at=request.at)
    cases: dict[UUID, Case] = {case.id: case for case in load_cases(request.scope, wanted)}
    patients: set[UUID] = {one.patient for one in found.used}
    contacts = contacts_of(request.scope, patients) if request.scope.sees_contact else {}
    entries = entries_by_case(request.scope, wanted)
    return hips_of(known, found, cases, contacts, entries, zone=zone)


def _forms(
    request: Request, known: KnownRecall, hips: tuple[Hip, ...]
) -> tuple[tuple[str, str, ActForm], ...]:
    """What can be done with it now; the form that was sent holds what was typed."""
    data = request.POST if request.method == "POST" else None
    sent = data.get("act") if data else None
    found: list[tuple[str, str, ActForm]] = []
    if known.is_open:
        named = [(hip.case, f"{hip.name}, {hip.side}") for hip in hips]
        if named:
            note = NoteForm(data if sent == "note" else None, hips=named)
            found.append((_("Work off a hip"), _("Record this"), note))
        found.append((_("Close the recall"), _("Close it"), CloseForm(data if sent == "close" else None)))
    if known.replaced_by is None and permit_of(correct_recall).allows(request.scope):
        form = CorrectForm(data if sent == "correct" else None, known=known)
        found.append((_("Correct the recall"), _("Correct it"), form))
    return tuple(found)


def _do(request: Request, recall_id: UUID, form: ActForm) -> Receipt:
    scope, at = request.scope, request.at
    match form:
        case NoteForm():
            return note_recall(scope, recall_id, form.note(), at=at)
        case CloseForm():
            return close_recall(scope, recall_id, words=form.cleaned_data["words"], at=at)
        case CorrectForm():
            reason = form.cleaned_data["reason_why"]
            notice, confirmed = form.notice(), form.confirmed(scope, at=at)
            return correct_recall(scope, recall_id, notice, reason=reason, confirmed=confirmed, at=at)
    raise TypeError(f"{type(form).__name__} is not sent from a recall.")
