"""Every paper by its kind: whether it can be made, and what it says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from enthesis.delivery.documents.paper import Paper
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.document import DocumentKind, Letter
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.surgery import Finish
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.documents.papers import (
    consent_form,
    letter,
    operative_report,
    rehabilitation_plan,
    surgery_checklist,
)
from enthesis.web.pages.practice.documents.papers.whose import Setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`told` is the kind of entry whose signature stands under the paper; None where none does.

    `for_patient` papers are written in the patient's language.
    """

    obstacle: Callable[[CaseFile], str]
    compose: Callable[[Setting], Paper]
    told: type[object] | None = None
    for_patient: bool = False

    def signed(self, file: CaseFile) -> Entry[object] | None:
        return file.latest(self.told) if self.told else None


PAPERS: Mapping[DocumentKind, Kind] = {
    DocumentKind.CONSENT_FORM: Kind(
        obstacle=consent_form.obstacle, compose=consent_form.compose, told=SignedPlan, for_patient=True
    ),
    DocumentKind.SURGERY_CHECKLIST: Kind(
        obstacle=surgery_checklist.obstacle, compose=surgery_checklist.compose, told=SignedPlan
    ),
    DocumentKind.REHABILITATION_PLAN: Kind(
        obstacle=rehabilitation_plan.obstacle, compose=rehabilitation_plan.compose, for_patient=True
    ),
    DocumentKind.LETTER: Kind(obstacle=letter.obstacle, compose=letter.compose, told=Letter),
    DocumentKind.OPERATIVE_REPORT: Kind(
        obstacle=operative_report.obstacle, compose=operative_report.compose, told=Finish
    ),
}
