"""Pages for what went wrong: what happened, to what, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Problem, Stale

STATUS = {NotFound: 404, Stale: 409, NotAllowed: 403, Invalid: 422}
TITLES = {
    400: "That could not be read",
    403: "That is not open to you",
    404: "There is nothing here",
    409: "Somebody was faster",
    422: "Something must be corrected",
    500: "Something broke on our side",
}


def problem_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    status = STATUS.get(type(problem), 400)
    return _page(request, status, problem.sentence, problem.remedy)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, "What was sent could not be read.", "Go back and try again.")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        403,
        "This page was open for too long, or is not for you.",
        "Go back, load it again and try once more.",
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "There is no such page.", "Check the address, or begin at the start page.")


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        500,
        "Nothing was changed by your last step.",
        "Try again; if it happens again, tell the practice.",
    )


def _page(request: HttpRequest, status: int, sentence: str, remedy: str) -> HttpResponse:
    told = {"title": TITLES[status], "sentence": sentence, "remedy": remedy, "status": status}
    return render(request, "problem.html", told, status=status)
