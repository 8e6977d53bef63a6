"""A surgeon writes a protocol, after a published one or anew, or changes one; the version is signed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.protocols import change_protocol
from enthesis.domain.biologics.reference import SpinProtocol
from enthesis.domain.biologics.yields.version import ProtocolVersion
from enthesis.domain.errors import NotFound
from enthesis.store.protocols import list_protocol_versions
from enthesis.web.pages.practice.protocol_new.form import (
    ProtocolForm,
    begin_after,
    begin_with,
    published_called,
)
from enthesis.web.pages.practice.protocol_new.present import ProtocolNewPage
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.bench import one_more_row
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("protocols/new/")
ACCESS = staff(*permit_of(change_protocol).roles)


def view(request: Request) -> HttpResponse:
    changed, after = _changed(request), published_called(request.GET.get("after", ""))
    follows = changed.protocol.follows if changed else after.id if after else ""
    if request.method == "POST" and "more" in request.POST:
        form = ProtocolForm(None, initial=dict(one_more_row(request.POST)))
    else:
        form = ProtocolForm(request.POST or None, initial=_initial(changed, after))
    kept: list[UUID] = []
    if form.is_bound and is_done(form, lambda: kept.append(_change(request, form, changed, follows))):
        messages.success(request, _("The version is in force from now on."))
        return see_other("practice:protocol", protocol_id=kept[0])
    page = ProtocolNewPage(
        form=form,
        title=changed.label if changed else _("A new protocol"),
        after=after.title if after else "",
        back=reverse("practice:protocol", kwargs={"protocol_id": changed.protocol.id})
        if changed
        else reverse("practice:protocols"),
        signer=request.scope.actor.name,
    )
    return render(request, "practice/protocol_new/page.html", page, status=422 if form.is_bound else 200)


def _initial(changed: ProtocolVersion | None, after: SpinProtocol | None) -> dict[str, object]:
    if changed is not None:
        return begin_with(changed.protocol)
    return begin_after(after) if after is not None else {"version": 0}


def _changed(request: Request) -> ProtocolVersion | None:
    """The version that is changed. Raises NotFound for an address of none."""
    asked = request.GET.get("of", "")
    if not asked:
        return None
    try:
        return list_protocol_versions(request.scope, UUID(asked))[-1]
    except ValueError:
        raise NotFound("protocol", _("There is no such protocol."), _("Choose one of the list.")) from None


def _change(request: Request, form: ProtocolForm, changed: ProtocolVersion | None, follows: str) -> UUID:
    done = change_protocol(
        request.scope,
        form.wanted(protocol=changed.protocol.id if changed else "", follows=follows),
        why=form.cleaned_data["why"],
        confirmed=form.confirmed(request.scope, at=request.at),
        read=form.cleaned_data["version"] if changed else 0,
        at=request.at,
    )
    return done.subject
