"""A plan in words, the same on every page that shows one."""

from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import GRAFTS, load_kind
from enthesis.domain.pathway.plan import Biologic, Plan, Repair, Timing
from enthesis.domain.pathway.surgery import Step
from enthesis.web.shell.answers import name_of
from enthesis.web.shell.present import day, words

Rows = tuple[tuple[str, str], ...]


def plan_rows(plan: Plan) -> Rows:
    """Every part of the plan, the parts left out too: what is not planned is said."""
    yes_no = {True: _("Yes"), False: _("No")}
    rows = [
        (_("Approach"), name_of(plan.approach)),
        (_("Reattachment"), _("None") if plan.repair is Repair.NONE else name_of(plan.repair)),
        (_("Anchors"), str(plan.anchors)),
        (_("Bursa removed"), yes_no[plan.bursectomy]),
        (_("Damaged tendon removed"), yes_no[plan.debridement]),
        (
            _("Micropuncture"),
            _("No") if plan.holes is None else _("%(count)d holes") % {"count": plan.holes},
        ),
        (_("Graft"), _graft(plan)),
        (_("Biologic product"), biologic_words(plan.biologic)),
    ]
    rows += _law(plan.biologic)
    rows += [(_("Concomitant"), plan.concomitant)] if plan.concomitant else []
    rows += [(_("Note"), plan.note)] if plan.note else []
    return tuple(rows)


def _law(biologic: Biologic | None) -> list[tuple[str, str]]:
    """The numbers and the determination a product is planned with; nothing where there are none."""
    if biologic is None:
        return []
    rows = [(_("IND number"), biologic.ind), (_("Review board (IRB)"), biologic.irb)]
    if (found := biologic.determination) is not None:
        told = {"who": found.by, "day": day(found.on), "basis": found.basis}
        rows.append((_("Determined"), _("%(who)s, %(day)s: %(basis)s") % told))
    return [row for row in rows if row[1]]


def _graft(plan: Plan) -> str:
    if not plan.has_graft:
        return _("None")
    kind = GRAFTS.get(plan.graft)
    titles = {reason.id: reason.title for reason in kind.reasons} if kind else {}
    reason = plan.graft_reason or ""
    return f"{graft_title(plan.graft)}: {titles.get(reason, words(reason)).lower()}"


def graft_title(graft: str) -> str:
    """What a graft is called; the words of its id where the practice knows it no more."""
    return GRAFTS[graft].title if graft in GRAFTS else words(graft)


def placed_rows(step: Step) -> Rows:
    """The graft of a step and what stood on its package."""
    if step.graft is None:
        return ()
    told = ((detail.heading, text) for detail, text in step.graft_details.items())
    return ((_("Graft"), graft_title(step.graft)), *told)


def biologic_words(biologic: Biologic | None) -> str:
    if biologic is None:
        return _("None")
    when = {
        Timing.DURING: _("during the operation"),
        Timing.END_OF_PROCEDURE: _("at the end of the operation"),
        Timing.AFTER: _("on day %(day)s after surgery") % {"day": biologic.day},
    }[biologic.timing]
    return f"{load_kind(biologic.product).title}, {biologic.route.label.lower()} {when}"
