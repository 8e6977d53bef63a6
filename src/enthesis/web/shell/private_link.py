"""Where a private link leads, with the address of this site in front: it is read outside of it."""

from django.conf import settings
from django.urls import reverse

from enthesis.web.shell.requests import Request


def private_link(request: Request, token: str, *, opens: str = "portal:link") -> str:
    """`opens` names the page that takes the token. The site's own address, else the one it was asked at."""
    origin = settings.ENTHESIS_ORIGIN or f"{request.scheme}://{request.get_host()}"
    return origin + reverse(opens, kwargs={"token": token})
