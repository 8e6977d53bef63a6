"""The papers of a hip: which can be made, and which were."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import override

from enthesis.actions.act import permit_of
from enthesis.actions.documents import keep_document, make_document, write_letter
from enthesis.actions.reading import open_case_file
from enthesis.delivery.documents.typesetting import typeset
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.document import DocumentKind
from enthesis.store.case_files import CaseFile
from enthesis.store.documents import list_documents
from enthesis.store.operations import find_operation
from enthesis.store.readiness import load_readiness
from enthesis.web.pages.practice.documents.form import MakeForm
from enthesis.web.pages.practice.documents.papers.all import PAPERS
from enthesis.web.pages.practice.documents.papers.whose import Setting
from enthesis.web.pages.practice.documents.present import present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.readiness import open_points
from enthesis.web.shell.requests import Request

ROUTE = Route("cases/<uuid:case_id>/documents/")
ACCESS = staff(*permit_of(keep_document).roles)


def view(request: Request, case_id: UUID) -> HttpResponse:
    file = open_case_file(request.scope, case_id, at=request.at)
    form = MakeForm(request.POST or None)
    if request.method == "POST" and is_done(form, lambda: _make(request, file, form.cleaned_data["kind"])):
        return see_other("practice:documents", case_id=case_id)
    page = present(
        case_head(file, request.practice, at=request.at),
        form,
        file,
        list_documents(request.scope, file.case.id),
        may_write=permit_of(write_letter).allows(request.scope),
    )
    return render(request, "practice/documents/page.html", page, status=422 if form.is_bound else 200)


def _make(request: Request, file: CaseFile, kind: DocumentKind) -> None:
    paper = PAPERS[kind]
    if why := paper.obstacle(file):
        raise NotAllowed("paper", why)
    spoken = file.contact.language if paper.for_patient and file.contact else "en"
    with override(spoken):
        pdf = typeset(paper.compose(_setting(request, file, kind, spoken)))
    signed = paper.signed(file)
    make_document(request.scope, file.case.id, kind, pdf, entry=signed.id if signed else None, at=request.at)


def _setting(request: Request, file: CaseFile, kind: DocumentKind, spoken: str) -> Setting:
    """Of the checklist what is open before the day is part, too."""
    points: tuple[str, ...] = ()
    if kind is DocumentKind.SURGERY_CHECKLIST:
        points = open_points(load_readiness(request.scope, file, request.practice))
    return Setting(
        file=file,
        practice=request.practice,
        language=spoken,
        at=request.at,
        open_before=points,
        booked=find_operation(request.scope, file.case.id),
    )
