"""What every request gets: a moment, a scope, headers that keep it safe, and problems told in words."""

import logging
from collections.abc import Callable

from django.http import HttpResponse
from django.utils import timezone

from enthesis.domain.errors import NotFound, Problem
from enthesis.domain.terms import Actor, PracticeId, Role
from enthesis.store.instruments import site_instruments
from enthesis.store.people import actor_of
from enthesis.store.practice import load_practice, only_practice_id
from enthesis.store.scope import Scope
from enthesis.web.shell.access import Access
from enthesis.web.shell.problems import problem_page
from enthesis.web.shell.requests import Request

log = logging.getLogger("enthesis.web")

Answer = Callable[[Request], HttpResponse]

POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def health(answer: Answer) -> Answer:
    """Answers "are you there" before anything else is asked of the database."""

    def handle(request: Request) -> HttpResponse:
        if request.path == "/healthz":
            return HttpResponse("ok", content_type="text/plain")
        return answer(request)

    return handle


def moment(answer: Answer) -> Answer:
    """Reads the clock, once. Nobody holds a tablet of the clinic until the guard says so."""

    def handle(request: Request) -> HttpResponse:
        request.at, request.on_tablet = timezone.now(), False
        return answer(request)

    return handle


def scope(answer: Answer) -> Answer:
    """Says in which practice and as whom the caller acts: staff by their account, others as a visitor."""

    def handle(request: Request) -> HttpResponse:
        if request.user.is_authenticated:
            request.scope = Scope(practice=PracticeId(request.user.practice_id), actor=actor_of(request.user))
        else:
            try:
                practice = only_practice_id()
            except NotFound as problem:
                return problem_page(request, problem, status=503)
            request.scope = Scope(practice=practice, actor=Actor(role=Role.VISITOR, name="Visitor"))
        request.practice = load_practice(request.scope)
        with site_instruments(request.scope):
            return answer(request)

    return handle


def headers(answer: Answer) -> Answer:
    """No script, style or frame from elsewhere; only what is the same for everybody is kept in a cache."""

    def handle(request: Request) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        camera = "(self)" if request.resolver_match and _uses_camera(request.resolver_match.func) else "()"
        policy = f"camera={camera}, geolocation=(), microphone=()"
        response.headers.setdefault("Permissions-Policy", policy)
        if request.resolver_match is None:  # a file that says for itself how long it is kept, or no page
            response.headers.setdefault("Cache-Control", "no-store")
        elif not _may_be_kept(request.resolver_match.func):
            response.headers["Cache-Control"] = "no-store"
        if request.resolver_match is not None and "token" in request.resolver_match.kwargs:
            _hide(response)
        return response

    return handle


def _hide(response: HttpResponse) -> None:
    """An address that holds a token: no other page learns it, no search engine lists it; nor by an error.

    "no-referrer" would hide where its form comes from as well, and then no form would pass the check against
    forged ones.
    """
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex"


def _uses_camera(view: object) -> bool:
    """Only a page that declares it: one with fields for codes."""
    return getattr(view, "uses_camera", False) is True


def _may_be_kept(view: object) -> bool:
    """Only a page that declares it is the same for everybody; what declares nothing is private."""
    access = getattr(view, "access", None)
    return isinstance(access, Access) and access.may_be_kept


class Problems:
    """A domain problem becomes a page with its sentence; the log holds its code and the route, no more."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Request) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Problem):
            return None
        route = request.resolver_match.view_name if request.resolver_match else ""
        log.info("problem", extra={"code": exception.code, "route": route})
        return problem_page(request, exception)
