"""One hip is asked how it is doing: by mail, or by a private link handed over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt
from enthesis.actions.outcomes import (
    check_one_more,
    give_tries_back,
    hand_over_tablet,
    invite_to_answer,
    issue_link,
    revoke_links,
)
from enthesis.actions.reading import open_case_file
from enthesis.domain.errors import NotAllowed, Problem
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store.contacts_made import INVITATION
from enthesis.store.instruments import wordings_for
from enthesis.store.links import count_standing, is_locked
from enthesis.store.rounds import load_asking
from enthesis.store.work import list_messages
from enthesis.web.pages.practice.invite.form import AGAIN, INVITE, LINK, REVOKE, TABLET, TRIES, InviteForm
from enthesis.web.pages.practice.invite.present import invite_page
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.kiosk import hand_over
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.private_link import private_link
from enthesis.web.shell.requests import Request
from enthesis.web.shell.rounds import site_words

ROUTE = Route("cases/<uuid:case_id>/invite/<str:milestone>/")
ACCESS = staff(Role.DESK, *CLINICIANS)
DONE = {
    INVITE: "The invitation is on its way.",
    AGAIN: "The invitation is on its way.",
    TRIES: "The patient has five tries again.",
    REVOKE: "No private link of this patient works any more.",
}


def view(request: Request, *, case_id: UUID, milestone: str) -> HttpResponse:
    load_asking(request.scope, case_id, milestone, at=request.at)  # an unknown milestone is not found
    if request.method != "POST":
        return _page(request, case_id, milestone, InviteForm())
    form, receipts = InviteForm(request.POST), list[Receipt]()
    if not is_done(form, lambda: receipts.append(_do(request, form, case_id, milestone))):
        return _page(request, case_id, milestone, form, status=422)
    if form.cleaned_data["do"] == TABLET:
        return _hand_over(request, case_id, receipts[0])
    if form.cleaned_data["do"] == LINK:
        return _page(request, case_id, milestone, InviteForm(), receipt=receipts[0])
    messages.success(request, _(DONE[form.cleaned_data["do"]]))
    return see_other("practice:invite", case_id=case_id, milestone=milestone)


def _do(request: Request, form: InviteForm, case_id: UUID, milestone: str) -> Receipt:
    match form.cleaned_data["do"]:
        case "invite" | "again" as what:
            return invite_to_answer(
                request.scope,
                case_id,
                milestone,
                wished=what == AGAIN,
                wordings=site_words(),
                at=request.at,
            )
        case "link":
            return issue_link(request.scope, case_id, milestone, wordings=site_words(), at=request.at)
        case "tablet":
            return hand_over_tablet(request.scope, case_id, milestone, wordings=site_words(), at=request.at)
        case "revoke":
            return revoke_links(request.scope, case_id, at=request.at)
        case _:
            return give_tries_back(request.scope, case_id, at=request.at)


def _hand_over(request: Request, case_id: UUID, receipt: Receipt) -> HttpResponse:
    """From here on this device is the patient's, in the patient's language."""
    contact = open_case_file(request.scope, case_id, at=request.at).contact
    return hand_over(request, str(receipt.subject), contact.language if contact else "")


def _enough(request: Request, asking: Asking) -> Problem | None:
    """What stands in the way of one more message; None where nothing does."""
    try:
        check_one_more(request.scope, asking)
    except NotAllowed as problem:
        return problem
    return None


def _page(
    request: Request,
    case_id: UUID,
    milestone: str,
    form: InviteForm,
    *,
    receipt: Receipt | None = None,
    status: int = 200,
) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    asking = load_asking(request.scope, case_id, milestone, at=request.at)
    page = invite_page(
        file,
        asking,
        request.practice,
        list_messages(request.scope, INVITATION, {file.case.id}),
        head=case_head(file, request.practice, at=request.at),
        form=form,
        enough=_enough(request, asking),
        wordings=wordings_for(request.scope, site_words(), file.case.patient, on=asking.on),
        locked=is_locked(request.scope, file.case.patient),
        standing=count_standing(request.scope, file.case, at=request.at),
        link=private_link(request, receipt.secret) if receipt and receipt.secret else "",
        shown_before=bool(receipt and receipt.repeated),
    )
    return render(request, "practice/invite/page.html", page, status=status)
