"""The draft, what the rules say of its options, and what is missing before it can be signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.pathway.plan import Plan, obstacles
from enthesis.domain.verdict import Assessment
from enthesis.web.pages.practice.plan.form import LAYOUT, OFFERED, PlanForm
from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import Button
from enthesis.web.shell.verdicts import VerdictTable


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """`obstacles` are about the draft that is kept, not about what is being typed."""

    head: CaseHead
    form: PlanForm
    sections: tuple[Section, ...]
    table: VerdictTable
    state: str
    obstacles: tuple[str, ...]
    needs: tuple[str, ...]
    sign: Button


def present(
    head: CaseHead,
    form: PlanForm,
    table: VerdictTable,
    *,
    case_id: object,
    state: str,
    obstacles: tuple[str, ...],
    may_sign: bool,
) -> PlanPage:
    return PlanPage(
        head=head,
        form=form,
        sections=sections(form, LAYOUT),
        table=table,
        state=state,
        obstacles=obstacles,
        needs=tuple(_needs()),
        sign=Button(
            label=_("Read and sign the plan"),
            href=reverse("practice:sign_plan", kwargs={"case_id": case_id}),
            show=may_sign,
        ),
    )


def said_once(plan: Plan | None, assessment: Assessment) -> tuple[str, ...]:
    """Why the plan cannot be signed: what holds several of its options back once, with their names."""
    found = dict.fromkeys(obstacles(plan, assessment))
    of: dict[str, list[str]] = {}
    for option in plan.options if plan else ():
        for sentence in assessment.obstacles(option):
            of.setdefault(sentence, []).append(option.label)
    several = {sentence: ", ".join(names) for sentence, names in of.items() if len(names) > 1}
    return tuple(f"{several[s]}: {s}" if s in several else s for s in found)


def _needs() -> Iterator[str]:
    """Which product needs what, and why."""
    for kind in OFFERED:
        if kind.needs is not None:
            yield _("%(product)s: both numbers. %(why)s") % {
                "product": kind.title,
                "why": kind.needs.why.text,
            }
        if kind.determination is not None:
            yield f"{kind.title}: {kind.determination.text} {_unrecorded(kind)}"


def _unrecorded(kind: ProductKind) -> str:
    """What follows where the determination is left open."""
    if kind.excludes_same_day is not None:
        return _("Without it, it is not planned for the operation.")
    return _("Without it, the signature under the plan acknowledges that it is not recorded.")
