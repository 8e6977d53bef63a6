"""A file of a run, to take away: one of those that were published, under exactly that name."""

from pathlib import PurePosixPath
from uuid import UUID

from django.http import HttpResponse

from enthesis.store.studies import load_report_file
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request
from enthesis.web.shell.studying import READERS, load_run_of

ROUTE = Route("studies/<slug:slug>/runs/<uuid:run_id>/files/<path:name>")
ACCESS = staff(*READERS)
POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
PLAIN = "text/plain; charset=utf-8"


def view(request: Request, slug: str, run_id: UUID, name: str) -> HttpResponse:
    run = load_run_of(request.scope, slug, run_id)
    content = load_report_file(request.scope, run.id, name)
    file = PurePosixPath(name)  # one of the names that were published
    headers = {
        "Content-Security-Policy": POLICY,
        "Content-Disposition": f'attachment; filename="{run.slug}-{file.name}"',
    }
    return HttpResponse(content, content_type=TYPES.get(file.suffix, PLAIN), headers=headers)
