"""A plan in words, the same on every page that shows one."""

from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.pathway.plan import Biologic, Graft, Plan, Repair, Timing
from enthesis.web.shell.answers import name_of
from enthesis.web.shell.present import day

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
    if plan.graft is Graft.NONE or plan.graft_reason is None:
        return _("None")
    return f"{name_of(plan.graft)}: {name_of(plan.graft_reason).lower()}"


def biologic_words(biologic: Biologic | None) -> str:
    if biologic is None:
        return _("None")
    when = {
        Timing.DURING: _("during the operation"),
        Timing.END_OF_PROCEDURE: _("at the end of the operation"),
        Timing.AFTER: _("on day %(day)s after surgery") % {"day": biologic.day},
    }[biologic.timing]
    return f"{load_kind(biologic.product).title}, {biologic.route.label.lower()} {when}"
