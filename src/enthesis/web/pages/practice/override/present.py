"""The finding that is overridden, in full, beside the form."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.candidacy.assess import check_can_override
from enthesis.domain.errors import NotAllowed
from enthesis.domain.verdict import Finding, Verdict
from enthesis.web.pages.practice.override.form import OverrideForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.verdicts import TRUST


@dataclass(frozen=True, slots=True, kw_only=True)
class OverridePage:
    """`why_not` says why nothing may be overridden here; empty when it may."""

    head: CaseHead
    form: OverrideForm
    title: str
    verdict: Verdict
    sentence: str
    question: str
    source: str
    why_not: str


def present(head: CaseHead, form: OverrideForm, finding: Finding) -> OverridePage:
    return OverridePage(
        head=head,
        form=form,
        title=_("%(rule)s for %(option)s") % {"rule": finding.rule, "option": finding.option.label},
        verdict=finding.verdict,
        sentence=finding.sentence,
        question=finding.question,
        source=f"{finding.source}; {TRUST[finding.tag]}",
        why_not=_why_not(finding),
    )


def _why_not(finding: Finding) -> str:
    try:
        check_can_override(finding)
    except NotAllowed as problem:
        return str(problem)
    return ""
