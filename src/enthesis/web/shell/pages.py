"""From a page value to an answer. A template may not query: it shows what it was given."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from enthesis.web.shell.requests import Request


def render(
    request: Request, template: str, page: object, *, status: int = 200, fragment: str | None = None
) -> HttpResponse:
    """The page, or only its fragment when htmx asks for it; `page` is the one name templates know."""
    asked = fragment if fragment is not None and request.htmx else template
    with connection.execute_wrapper(_refuse):
        body = render_to_string(asked, {"page": page}, request=request)
    response = HttpResponse(body, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def see_other(name: str, *, fragment: str = "", **kwargs: object) -> HttpResponse:
    """Sent on to a page after something was done, so that a reload repeats nothing."""
    address = reverse(name, kwargs=kwargs) + (f"#{fragment}" if fragment else "")
    response = HttpResponseRedirect(address)
    response.status_code = 303
    return response


def _refuse(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    raise RuntimeError(f"A template queried the database: {sql[:200]} – load it in the view.")
