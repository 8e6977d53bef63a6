"""Answers that need a person: taken on, and closed with what was done."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.attention import claim_attention, close_attention
from enthesis.actions.reading import Listing, open_list
from enthesis.domain.outcomes.attention.item import Attention
from enthesis.domain.terms import CLINICIANS
from enthesis.store.attention import list_attention
from enthesis.store.lists import Listed, list_attending
from enthesis.web.pages.practice.attention.form import ClaimForm, CloseForm
from enthesis.web.pages.practice.attention.present import AttentionPage, Item
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.attending import attention_line
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("attention/")
ACCESS = staff(*permit_of(claim_attention).roles)


def view(request: Request) -> HttpResponse:
    sent = _sent(request)
    if sent is not None and is_done(sent, lambda: _do(request, sent)):
        messages.success(request, _("It is recorded."))
        return see_other("practice:attention")
    is_open = request.GET.get("show") != "closed"
    open_list(request.scope, Listing.ATTENTION, at=request.at)
    found = list_attending(request.scope, list_attention(request.scope, is_open=is_open))
    here = reverse("practice:attention")
    page = AttentionPage(
        items=tuple(_item(request, item, owner, sent) for item, owner in found),
        tabs=((_("Open"), here, is_open), (_("Closed"), f"{here}?show=closed", not is_open)),
        refused=sent,
    )
    return render(request, "practice/attention/page.html", page, status=422 if sent else 200)


def _sent(request: Request) -> ClaimForm | CloseForm | None:
    if request.method != "POST":
        return None
    prefix = f"f-{request.POST.get('attention', '')}-%s"
    if request.POST.get("act") == ClaimForm.act:
        return ClaimForm(request.POST, auto_id=f"c{prefix}")
    return _close(request, request.POST, prefix)


def _close(request: Request, typed: QueryDict | None, auto_id: str, **kwargs: object) -> CloseForm:
    is_clinician = request.scope.actor.role in CLINICIANS
    return CloseForm(typed, auto_id=auto_id, is_clinician=is_clinician, **kwargs)


def _item(request: Request, item: Attention, owner: Listed, sent: ClaimForm | CloseForm | None) -> Item:
    """An item with its two forms while it is open, what was sent among them."""
    line = attention_line(item, owner, request.practice, at=request.at)
    if not item.is_open:
        return Item(line=line)
    now = {"attention": item.id, "version": item.version}
    mine = isinstance(sent, CloseForm) and request.POST.get("attention") == str(item.id)
    close = sent if mine else _close(request, None, f"f-{item.id}-%s", initial=now)
    assert not isinstance(close, ClaimForm)  # noqa: S101  mine is a close form
    return Item(line=line, claim=ClaimForm(auto_id=f"cf-{item.id}-%s", initial=now), close=close)


def _do(request: Request, form: ClaimForm | CloseForm) -> None:
    told, scope, at = form.cleaned_data, request.scope, request.at
    if isinstance(form, ClaimForm):
        claim_attention(scope, told["attention"], read=told["version"], at=at)
    else:
        outcome, reason = told["outcome"], told["reason"]
        close_attention(scope, told["attention"], outcome=outcome, reason=reason, read=told["version"], at=at)
