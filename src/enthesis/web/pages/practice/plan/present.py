"""The draft, what the rules say of its options, and what is missing before it can be signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.determination import ClaimedPath
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.pathway.indications import Concern, Seen
from enthesis.domain.pathway.plan import Plan, obstacles, unsaid
from enthesis.domain.verdict import Assessment
from enthesis.web.pages.practice.plan.form import GRAFT_PART, LAYOUT, OFFERED, OPERATION_PART, PlanForm
from enthesis.web.pages.practice.plan.indicated import Indicated, indicated
from enthesis.web.shell.answers import Section, Words, sections
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.present import Button
from enthesis.web.shell.verdicts import VerdictTable

SPOKEN_OF: dict[Words, tuple[Concern, ...]] = {
    OPERATION_PART: (Concern.SURGERY, Concern.APPROACH, Concern.REPAIR, Concern.TRANSFER),
    GRAFT_PART: (Concern.GRAFT,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Fields of the plan, and what published indications say of them and this hip."""

    section: Section
    indicated: tuple[Indicated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """`obstacles` and `unsaid` are about the draft that is kept, not about what is being typed."""

    head: CaseHead
    form: PlanForm
    parts: tuple[Part, ...]
    table: VerdictTable
    state: str
    obstacles: tuple[str, ...]
    unsaid: str
    needs: tuple[str, ...]
    sign: Button
    comparable: str
    codes: str
    radiograph: Rows


def present(
    head: CaseHead,
    form: PlanForm,
    table: VerdictTable,
    *,
    case_id: object,
    state: str,
    obstacles: tuple[str, ...],
    draft: Plan | None,
    seen: Seen,
    may_sign: bool,
    radiograph: Rows,
) -> PlanPage:
    return PlanPage(
        head=head,
        form=form,
        parts=tuple(_parts(form, seen, case_id)),
        table=table,
        state=state,
        obstacles=obstacles,
        unsaid=", ".join(unsaid(draft)) if draft else "",
        needs=tuple(_needs()),
        sign=Button(
            label=_("Read and sign the plan"),
            href=reverse("practice:sign_plan", kwargs={"case_id": case_id}),
            show=may_sign,
        ),
        comparable=reverse("practice:comparable", kwargs={"case_id": case_id}),
        codes=reverse("practice:codes", kwargs={"case_id": case_id}) + "?for=plan",
        radiograph=radiograph,
    )


def _parts(form: PlanForm, seen: Seen, case_id: object) -> Iterator[Part]:
    layout = tuple((title, tuple(name for name in names if name in form.fields)) for title, names in LAYOUT)
    for (title, _names), section in zip(layout, sections(form, layout), strict=True):
        yield Part(section=section, indicated=indicated(seen, SPOKEN_OF.get(title, ()), case_id))


def said_once(
    plan: Plan | None, assessment: Assessment, *, claimed: ClaimedPath | None = None
) -> tuple[str, ...]:
    """Why the plan cannot be signed: what holds several of its options back once, with their names."""
    found = dict.fromkeys(obstacles(plan, assessment, claimed=claimed))
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
