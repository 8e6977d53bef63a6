"""What is asked, and what the patient decided before on which form."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.web.pages.practice.consent.form import ConsentForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.plan_words import biologic_words
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentPage:
    """`subject` is the product of the signed plan; empty where there is none."""

    head: CaseHead
    form: ConsentForm
    subject: str
    planned: str
    statements: tuple[str, ...]
    before: tuple[str, ...]


def present(
    head: CaseHead, form: ConsentForm, plan: Plan | None, decisions: Iterable[Consent]
) -> ConsentPage:
    biologic = plan.biologic if plan else None
    kind = load_kind(biologic.product) if biologic else None
    return ConsentPage(
        head=head,
        form=form,
        subject=kind.title if kind else "",
        planned=biologic_words(biologic) if biologic else "",
        statements=tuple(s.text for s in kind.regulation) if kind else (),
        before=tuple(_decided(consent) for consent in decisions),
    )


def _decided(consent: Consent) -> str:
    about = _("the registry") if consent.purpose is Purpose.REGISTRY else load_kind(consent.product).title
    words = _("%(about)s: given on %(day)s, explained by %(name)s with “%(form)s”.")
    if not consent.given:
        words = _("%(about)s: refused on %(day)s, explained by %(name)s with “%(form)s”.")
    told = {
        "about": about,
        "day": day(consent.decided_on),
        "name": consent.explained_by,
        "form": consent.text,
    }
    return (words % told).capitalize() if consent.purpose is Purpose.REGISTRY else words % told
