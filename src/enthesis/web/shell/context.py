"""What every layout shows: the practice, who is signed in, and that a demonstration is one."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest

from enthesis.domain.terms import Role
from enthesis.web.shell.found import found
from enthesis.web.shell.nav import Places, places
from enthesis.web.shell.requests import Request

THEMES = ("light", "dark")


def house(request: HttpRequest) -> dict[str, object]:
    """Names for layouts. On an error page that came before the practice was known they are empty."""
    known = cast(Request, request)
    scope = getattr(known, "scope", None)
    return {
        "practice": getattr(known, "practice", None),
        "actor": scope.actor if scope else None,
        "is_staff": bool(scope and scope.actor.role not in (Role.VISITOR, Role.PATIENT)),
        "on_tablet": getattr(known, "on_tablet", False),
        "is_demo": settings.ENTHESIS_DEMO,
        "theme": request.COOKIES.get("theme", "") if request.COOKIES.get("theme") in THEMES else "",
        "nav": places(request, scope.actor.role) if scope else Places(),
        "found": found(known),
    }
