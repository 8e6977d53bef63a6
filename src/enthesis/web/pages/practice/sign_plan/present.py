"""Exactly what is signed, and what stands in its way."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.plan import Plan
from enthesis.web.pages.practice.sign_plan.form import SignPlanForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.plan_words import Rows, plan_rows
from enthesis.web.shell.present import Button
from enthesis.web.shell.verdicts import VerdictTable


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPlanPage:
    """`digest` is the fingerprint of the plan and its warnings; empty where there is no draft."""

    head: CaseHead
    form: SignPlanForm
    rows: Rows
    drafted: str
    digest: str
    table: VerdictTable
    obstacles: tuple[str, ...]
    change: Button
    signer: str

    @property
    def can_sign(self) -> bool:
        return not self.obstacles


def present(
    head: CaseHead,
    form: SignPlanForm,
    plan: Plan | None,
    table: VerdictTable,
    *,
    case_id: object,
    drafted: str,
    digest: str,
    obstacles: tuple[str, ...],
    signer: str,
) -> SignPlanPage:
    return SignPlanPage(
        head=head,
        form=form,
        rows=plan_rows(plan) if plan else (),
        drafted=drafted,
        digest=digest,
        table=table,
        obstacles=obstacles,
        change=Button(label=_("Change the plan"), href=reverse("practice:plan", kwargs={"case_id": case_id})),
        signer=signer,
    )
