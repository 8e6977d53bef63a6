"""One file of a hip, to take away: never shown in the page, and only while it is what was sent."""

from uuid import UUID

from django.http import FileResponse, HttpResponseBase

from enthesis.actions.act import permit_of
from enthesis.actions.attachments import open_attachment, withdraw_attachment
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request

ROUTE = Route("files/<uuid:attachment_id>/")
ACCESS = staff(*permit_of(withdraw_attachment).roles)
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def view(request: Request, attachment_id: UUID) -> HttpResponseBase:
    found, file = open_attachment(request.scope, attachment_id, at=request.at)
    return FileResponse(
        file,
        as_attachment=True,
        filename=found.file.name,
        content_type=found.file.type.value,
        headers={"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"},
    )
