"""Stands before every page: who are you, may you come in, and as whom do you act."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.terms import Actor, Role
from enthesis.store.links import Channel, load_link_session, load_visit_link_session
from enthesis.web.shell.access import Access, Door
from enthesis.web.shell.kiosk import end_kiosk, has_gone_idle, is_kiosk, locked, stays_awake
from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import CANCELLED_SESSION, LINK_SESSION, VISIT_SESSION


def guarded(view: Callable[..., HttpResponseBase], access: Access) -> Callable[..., HttpResponseBase]:
    """The view behind its guard. `access` stays readable on it, so that a test can walk every address."""

    @wraps(view)
    def enter(request: Request, **kwargs: object) -> HttpResponseBase:
        if access.demo_only and not settings.ENTHESIS_DEMO:
            raise NotFound("page", "There is no such page.")
        if access.door is Door.STAFF:
            if request.scope.actor.person is None:
                return redirect_to_login(request.get_full_path())
            end_kiosk(request)
            if request.scope.actor.role not in access.roles:
                raise NotAllowed(
                    "role",
                    f"This page is not open to the role “{request.scope.actor.role.label}”.",
                    "Ask a colleague whose role allows it.",
                )
        if access.door is Door.PUBLIC:  # whoever is signed in acts there as anybody does
            request.scope = replace(request.scope, actor=Actor(role=Role.VISITOR, name="Visitor"))
        if access.door is Door.LINK and (answer := _enter_by_link(request, access)) is not None:
            return answer
        if access.door is Door.VISIT and (answer := _enter_by_visit_link(request)) is not None:
            return answer
        request.scope = replace(request.scope, submit=_submit_key(request))
        return view(request, **kwargs)

    enter.access = access  # type: ignore[attr-defined]
    return enter


def _enter_by_link(request: Request, access: Access) -> HttpResponseBase | None:
    """Gives the request its patient's scope, or sends the caller to where a link is explained.

    A tablet that nobody touched for a while is locked, and leads to no page but those of the round.
    """
    if is_kiosk(request) and has_gone_idle(request):
        return locked(request)
    link = request.session.get(LINK_SESSION)
    if link is None:
        return HttpResponseRedirect(reverse("portal:ended"))
    try:
        request.link = load_link_session(UUID(link), at=request.at)
    except NotAllowed:
        request.session.pop(LINK_SESSION, None)
        return HttpResponseRedirect(reverse("portal:ended"))
    if request.link.channel is Channel.KIOSK:
        if not access.on_tablet:
            raise NotFound("page", "This page is not open on a tablet of the clinic.", "Go back.")
        stays_awake(request)
    request.scope = request.link.scope
    return None


def _enter_by_visit_link(request: Request) -> HttpResponseBase | None:
    """Gives the request the scope of whoever came to see one visit, or leads to where that is explained."""
    link = request.session.get(VISIT_SESSION)
    if link is None:  # whoever cancelled and did not see the answer is told again
        told = "?cancelled" if CANCELLED_SESSION in request.session else ""
        return HttpResponseRedirect(reverse("public:visit_ended") + told)
    try:
        request.visit_link = load_visit_link_session(UUID(link), at=request.at)
    except NotAllowed:
        request.session.pop(VISIT_SESSION, None)
        request.session.pop(CANCELLED_SESSION, None)
        return HttpResponseRedirect(reverse("public:visit_ended"))
    request.scope = request.visit_link.scope
    return None


def _submit_key(request: Request) -> str:
    if request.method != "POST":
        return ""
    return (request.POST.get("submit_key") or request.headers.get("Idempotency-Key", ""))[:64]
