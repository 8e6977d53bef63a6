"""Pages for what went wrong: what happened, to what, and what to do."""

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Problem, Stale
from enthesis.web.shell.both import Both, StaleForm

log = logging.getLogger("enthesis.web")

STATUS = {NotFound: 404, Stale: 409, NotAllowed: 409, Invalid: 422}
CLOSED = ("role", "link-ended")  # codes of NotAllowed that mean: not you. Any other means: not now
TITLES = {
    400: gettext_noop("That could not be read"),
    403: gettext_noop("That is not open to you"),
    404: gettext_noop("There is nothing here"),
    409: gettext_noop("That is not possible now"),
    413: gettext_noop("That cannot be taken"),
    422: gettext_noop("Something must be corrected"),
    500: gettext_noop("Something broke on our side"),
    503: gettext_noop("This site is not ready yet"),
}
FASTER = gettext_noop("Somebody was faster")


def problem_page(request: HttpRequest, problem: Problem, *, status: int | None = None) -> HttpResponse:
    """The page of a problem; for htmx only its notice, put on top of the page that asked."""
    if status is None:
        kinds = (status for kind, status in STATUS.items() if isinstance(problem, kind))
        status = 403 if problem.code in CLOSED else next(kinds, 400)
    title = FASTER if isinstance(problem, Stale) else TITLES[status]
    both = problem.both if isinstance(problem, StaleForm) else ()
    return _page(request, status, told(problem.sentence), told(problem.remedy), title=title, both=both)


def in_words(problem: Problem) -> str:
    """Sentence and remedy in the reader's language, where the catalogue has them."""
    return f"{told(problem.sentence)} {told(problem.remedy)}".strip()


def told(sentence: str) -> str:
    return _(sentence) if sentence else ""  # nothing would be translated to the catalogue's header


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, _("What was sent could not be read."), _("Go back and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, _("This page is not for you."), _("Ask a colleague whose role allows it."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token: an old page, a blocked cookie, or another site's form."""
    return _page(
        request,
        403,
        _("This page was open for too long, or your browser keeps no cookies."),
        _("Go back, load the page again and send it once more. Nothing was saved."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request, 404, _("There is no such page."), _("Check the address, or begin at the start page.")
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Says so even when nothing else works any more."""
    try:
        return _page(
            request,
            500,
            _("Your last step was not saved."),
            _("Try again; if it happens again, call the practice."),
        )
    except Exception:  # the plain page stands on nothing
        log.exception("error-page")
        return HttpResponse(get_template("500.html").render(), status=500)


def _page(
    request: HttpRequest,
    status: int,
    sentence: str,
    remedy: str,
    *,
    title: str = "",
    both: tuple[Both, ...] = (),
) -> HttpResponse:
    told = {
        "title": _(title or TITLES[status]),
        "sentence": sentence,
        "remedy": remedy,
        "status": status,
        "layout": "practice.html" if _is_for_staff(request) else "public.html",
        "again": request.path if title == FASTER else "",
        "both": both,
    }
    if getattr(request, "htmx", False):
        body = get_template("problem_notice.html").render(told, request)
        return HttpResponse(
            body, status=status, headers={"HX-Retarget": "#notices", "HX-Reswap": "innerHTML show:window:top"}
        )
    return HttpResponse(get_template("problem.html").render(told, request), status=status)


def _is_for_staff(request: HttpRequest) -> bool:
    scope = getattr(request, "scope", None)  # missing when the problem came before it
    return scope is not None and scope.actor.person is not None
