"""One paper of a hip, to take away, only while it is what was made."""

from uuid import UUID

from django.http import FileResponse, HttpResponseBase

from enthesis.actions.act import permit_of
from enthesis.actions.documents import keep_document, open_document
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request

ROUTE = Route("documents/<uuid:document_id>/")
ACCESS = staff(*permit_of(keep_document).roles)
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def view(request: Request, document_id: UUID) -> HttpResponseBase:
    found, file = open_document(request.scope, document_id, at=request.at)
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{found.kind.value.replace('_', '-')}-{found.sha256[:8]}.pdf",
        content_type="application/pdf",
        headers={"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"},
    )
