"""The report of a run, exactly as it was published: it may show itself, and do nothing else."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.store.studies import load_report_file
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request
from enthesis.web.shell.studying import READERS, REPORT, load_run_of

ROUTE = Route("studies/<slug:slug>/runs/<uuid:run_id>/report/")
ACCESS = staff(*READERS)
POLICY = "; ".join(
    (
        "sandbox",
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


def view(request: Request, slug: str, run_id: UUID) -> HttpResponse:
    run = load_run_of(request.scope, slug, run_id)
    content = load_report_file(request.scope, run.id, REPORT)
    return HttpResponse(content, headers={"Content-Security-Policy": POLICY})
