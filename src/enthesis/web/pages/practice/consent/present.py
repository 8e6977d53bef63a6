"""What is asked, in which words, and what the patient decided before."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.people.consent import Consent
from enthesis.web.pages.practice.consent.form import TEXT, ConsentForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.plan_words import biologic_words
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentPage:
    """`why_not` says why nothing can be recorded here; empty when it can."""

    head: CaseHead
    form: ConsentForm
    subject: str
    planned: str
    text: str
    statements: tuple[str, ...]
    before: str
    why_not: str


def present(
    head: CaseHead, form: ConsentForm, plan: Plan | None, before: Consent | None, *, why_not: str
) -> ConsentPage:
    biologic = plan.biologic if plan else None
    kind = load_kind(biologic.product) if biologic else None
    return ConsentPage(
        head=head,
        form=form,
        subject=kind.title if kind else _("The registry: no product is planned"),
        planned=biologic_words(biologic) if biologic else "",
        text=TEXT,
        statements=tuple(s.text for s in kind.regulation) if kind else (),
        before=_before(before),
        why_not=why_not,
    )


def _before(consent: Consent | None) -> str:
    if consent is None:
        return ""
    decided = _("given") if consent.given else _("refused")
    return _("Before: %(decided)s on %(day)s, explained by %(name)s.") % {
        "decided": decided,
        "day": day(consent.decided_on),
        "name": consent.explained_by,
    }
