from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.document import Document
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.documents.form import MakeForm
from enthesis.web.pages.practice.documents.papers.all import PAPERS
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import Button, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One paper that could be made; `why` says why it cannot."""

    kind: str
    title: str
    language: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeLine:
    title: str
    when: str
    who: str
    digest: str
    version: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage:
    head: CaseHead
    form: MakeForm
    papers: tuple[PaperLine, ...]
    made: tuple[MadeLine, ...]
    letter: Button


def present(
    head: CaseHead, form: MakeForm, file: CaseFile, made: Sequence[Document], *, may_write: bool
) -> DocumentsPage:
    language = _language(file)
    return DocumentsPage(
        head=head,
        form=form,
        papers=tuple(
            PaperLine(
                kind=kind.value,
                title=kind.label,
                language=language if paper.for_patient else "",
                why=paper.obstacle(file),
            )
            for kind, paper in PAPERS.items()
        ),
        made=tuple(_made(document, head.zone) for document in made),
        letter=Button(
            label=_("Write a letter"),
            href=reverse("practice:letter", kwargs={"case_id": file.case.id}),
            show=may_write,
        ),
    )


def _language(file: CaseFile) -> str:
    spoken = file.contact.language if file.contact else "en"
    return _("in Spanish") if spoken.startswith("es") else _("in English")


def _made(document: Document, zone: str) -> MadeLine:
    return MadeLine(
        title=document.kind.label,
        when=moment(document.at, zone),
        who=document.by_name,
        digest=document.sha256,
        version=str(document.version),
        href=reverse("practice:document", kwargs={"document_id": document.id}),
    )
