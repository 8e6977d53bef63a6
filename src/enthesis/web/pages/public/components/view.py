"""Every component in every state, in each layout and theme: for looking and for axe."""

from django.http import HttpResponse

from enthesis.web.pages.public.components.present import LAYOUTS, present
from enthesis.web.shell.access import DEMO_ONLY
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("components/")
ACCESS = DEMO_ONLY


def view(request: Request) -> HttpResponse:
    """Shown as practice, public or portal page (`?as=`), in either theme (`?theme=`)."""
    layout = request.GET.get("as", "practice")
    page = present(layout if layout in LAYOUTS else "practice", theme=request.GET.get("theme", ""))
    return render(request, "public/components/page.html", page)
