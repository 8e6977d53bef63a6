"""One operation of a hospital's list: which hip of ours it is, or what else became of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.operations_list import settle_operation
from enthesis.actions.reading import Listing, open_list
from enthesis.store.operations_list import Kept, list_former, list_listed, load_listed, ours_of
from enthesis.store.patients import contacts_of
from enthesis.web.pages.practice.operations_list_line.form import AnswerForm
from enthesis.web.pages.practice.operations_list_line.present import choices, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("operations/<uuid:listed_id>/")
ACCESS = staff(*permit_of(settle_operation).roles)


def view(request: Request, listed_id: UUID) -> HttpResponse:
    scope = request.scope
    kept = load_listed(scope, listed_id)
    open_list(scope, Listing.OPERATIONS, at=request.at)
    found = ours_of(scope, list_listed(scope)).candidates(kept.operation)
    named = contacts_of(scope, {one.case.patient for one in found})
    form = AnswerForm(request.POST or None, hips=choices(found, named), initial=_initial(kept))
    if request.method == "POST" and is_done(form, lambda: _settle(request, kept, form)):
        messages.success(request, _("It is recorded."))
        return see_other("practice:operations_list")
    page = present(
        kept, found, named, form, list_former(scope, kept.id), zone=request.practice.offices[0].zone
    )
    return render(
        request, "practice/operations_list_line/page.html", page, status=422 if form.is_bound else 200
    )


def _initial(kept: Kept) -> dict[str, object]:
    """As it was answered last; nothing is chosen before somebody has."""
    if kept.decision is None:
        return {"read": kept.version}
    answer = kept.decision.answer
    return {
        "read": kept.version,
        "outcome": str(answer.case) if answer.case else answer.outcome.value,
        "reason": answer.reason or "",
        "words": answer.words,
    }


def _settle(request: Request, kept: Kept, form: AnswerForm) -> None:
    settle_operation(request.scope, kept.id, form.answer, read=form.cleaned_data["read"], at=request.at)
