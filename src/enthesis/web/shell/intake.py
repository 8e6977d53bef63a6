"""What comes in is text a person could have typed; htmx is told where to go, never given a page in a page."""

from collections.abc import Callable, Iterable

from django.http import HttpResponse, QueryDict

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.web.shell.problems import problem_page
from enthesis.web.shell.requests import Request
from enthesis.web.shell.uploads import check_can_come_in

Answer = Callable[[Request], HttpResponse]

LONGEST_VALUE = 20_000  # characters of one field


def readable(answer: Answer) -> Answer:
    """Refuses NUL, half surrogate pairs and endless values, before a form or the database sees them.

    Forms too large or with too many fields are refused by the framework's own limits in the same way: 400.
    """

    def handle(request: Request) -> HttpResponse:
        try:
            check_can_come_in(request)
            values = (request.path, *_texts(request.GET), *_texts(request.POST))
        except NotAllowed as refused:  # a file where none is taken, or too large a one
            return problem_page(request, refused, status=413)
        if all(is_readable(value) for value in values):
            return answer(request)
        problem = Invalid("text", "What was sent holds characters no text has.", "Type it again and send it.")
        return problem_page(request, problem, status=400)

    return handle


def is_readable(text: str) -> bool:
    """Whether this can be kept as text: UTF-8, no NUL, not longer than a field may be."""
    return (
        len(text) <= LONGEST_VALUE
        and "\x00" not in text
        and not any("\ud800" <= character <= "\udfff" for character in text)
    )


def _texts(sent: QueryDict) -> Iterable[str]:
    for name, values in sent.lists():
        yield name
        yield from values


def whole_pages(answer: Answer) -> Answer:
    """A fragment that is sent on loads the next page whole: htmx would put it inside this one."""

    def handle(request: Request) -> HttpResponse:
        response = answer(request)
        if request.htmx and response.status_code in (302, 303):
            moved = HttpResponse(headers={"HX-Redirect": response.headers["Location"]})
            moved.cookies = response.cookies
            return moved
        return response

    return handle
