"""What closing means for this hip, before it is done."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.stages import Act, stage_after
from enthesis.web.pages.practice.close.form import CloseForm
from enthesis.web.shell.case_head import CaseHead


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosePage:
    """`why_not` says why it cannot be closed now; empty when it can."""

    head: CaseHead
    form: CloseForm
    means: tuple[str, ...]
    why_not: str


def present(head: CaseHead, form: CloseForm, case: Case) -> ClosePage:
    return ClosePage(head=head, form=form, means=_means(case), why_not=_why_not(case))


def _means(case: Case) -> tuple[str, ...]:
    told = {"number": case.number, "next": case.number + 1}
    return (
        _("Pathway %(number)d of this hip ends. It cannot be opened again.") % told,
        _("What was recorded stays readable; it can still be corrected and added to."),
        _("Nobody is invited to answer for it any more."),
        _("A later request for this hip opens pathway %(next)d.") % told,
    )


def _why_not(case: Case) -> str:
    try:
        stage_after(Act.CLOSE_CASE, case.stage)
    except NotAllowed as problem:
        return str(problem)
    return ""
