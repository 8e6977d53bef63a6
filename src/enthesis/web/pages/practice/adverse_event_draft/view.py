"""One adverse event as a draft for a voluntary report, to take away; it is sent to nobody."""

from uuid import UUID

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.events import record_event
from enthesis.actions.reading import open_case_file
from enthesis.delivery.documents.typesetting import typeset
from enthesis.domain.biologics.identity import Code
from enthesis.domain.errors import NotFound
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.pathway.case import every
from enthesis.store.case_files import CaseFile
from enthesis.store.trace import find_trace
from enthesis.web.pages.practice.adverse_event_draft.compose import Draft, compose
from enthesis.web.shell.access import staff
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/adverse-event/<uuid:entry_id>/draft.pdf")
ACCESS = staff(*permit_of(record_event).roles)
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


def view(request: Request, case_id: UUID, entry_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    draft = Draft(
        event=_event(file, entry_id),
        file=file,
        hips=find_trace(request.scope, Code(file.case.wristband)).hips,
        practice=request.practice,
        reporter=request.scope.actor.name,
        at=request.at,
        initials=request.GET.get("initials") == "1",
    )
    return HttpResponse(
        typeset(compose(draft)),
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'attachment; filename="adverse-event-draft.pdf"',
            "Content-Security-Policy": POLICY,
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def _event(file: CaseFile, entry: UUID) -> AdverseEvent:
    """The event of an entry that was not corrected since."""
    found = next((e.value for e in every(file.entries, AdverseEvent) if e.id == entry), None)
    if found is None:
        raise NotFound(
            "event", "There is no such event of this hip, or it was corrected since.", "Open the hip again."
        )
    return found
