"""A plan in words, the same on every page that shows one."""

from enum import Enum

from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import GRAFTS, load_kind
from enthesis.domain.numbers import plain
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.plan import Biologic, Plan, Repair, Timing
from enthesis.domain.pathway.surgery import Step
from enthesis.domain.pathway.technique import Anaesthesia, FollowedProtocol, GraftFixation
from enthesis.web.shell.answers import name_of
from enthesis.web.shell.present import day, words

Rows = tuple[tuple[str, str], ...]


def plan_rows(plan: Plan) -> Rows:
    """Every part of the plan, the parts left out too: what is not planned is said."""
    yes_no = {True: _("Yes"), False: _("No")}
    rows = [
        (_("Approach"), name_of(plan.approach)),
        *_said((_("Position"), plan.position), (_("Iliotibial band released"), plan.release)),
        (_("Reattachment"), _("None") if plan.repair is Repair.NONE else name_of(plan.repair)),
        *_said((_("Tendons repaired"), plan.tendons)),
        (_("Anchors"), _anchors(plan)),
        *_said((_("Muscle transfer"), plan.transfer)),
        (_("Bursa removed"), yes_no[plan.bursectomy]),
        (_("Damaged tendon removed"), yes_no[plan.debridement]),
        *_said((_("Preparation of the bone"), plan.footprint)),
        (_("Micropuncture"), _micropuncture(plan)),
        (_("Graft"), _graft(plan)),
        (_("Biologic product"), biologic_words(plan.biologic)),
    ]
    rows += _law(plan.biologic)
    rows += [(_("Anaesthesia"), _anaesthesia(plan.anaesthesia))] if plan.anaesthesia else []
    rows += [(_("Concomitant"), _besides(plan.besides))] if plan.besides is not None else []
    rows += [(_("Concomitant"), plan.concomitant)] if plan.concomitant else []
    rows += [(_("Rehabilitation"), followed_words(plan.rehabilitation))] if plan.rehabilitation else []
    rows += [(_("Repaired before"), yes_no[plan.revision])] if plan.revision is not None else []
    rows += [(_("Note"), plan.note)] if plan.note else []
    return tuple(rows)


def _said(*rows: tuple[str, Enum | None]) -> list[tuple[str, str]]:
    """The rows whose part the plan says."""
    return [(term, name_of(value)) for term, value in rows if value is not None]


def _anchors(plan: Plan) -> str:
    rows = {_("%(count)d medial"): plan.anchors_medial, _("%(count)d lateral"): plan.anchors_lateral}
    told = ", ".join(words % {"count": count} for words, count in rows.items() if count is not None)
    return f"{plan.anchors} ({told})" if told else str(plan.anchors)


def _micropuncture(plan: Plan) -> str:
    if plan.holes is None:
        return _("No")
    told = [_("%(count)d holes") % {"count": plan.holes}]
    told += [_("awl of %(mm)s mm") % {"mm": plain(plan.awl_mm)}] if plan.awl_mm is not None else []
    told += [_("%(mm)s mm deep") % {"mm": plain(plan.depth_mm)}] if plan.depth_mm is not None else []
    return ", ".join(told)


def _anaesthesia(planned: Anaesthesia) -> str:
    block = [
        planned.block,
        planned.drug,
        f"{plain(planned.percent)} %" if planned.percent is not None else "",
        f"{plain(planned.volume_ml)} mL" if planned.volume_ml is not None else "",
        _("(reaches where the product goes)") if planned.at_site else "",
    ]
    told = " ".join(part for part in block if part)
    return f"{name_of(planned.method)}; {told}" if told else name_of(planned.method)


def _besides(besides: tuple[Concomitant, ...]) -> str:
    return ", ".join(name_of(one) for one in besides) or _("Nothing else")


def followed_words(followed: FollowedProtocol) -> str:
    """The title and version of a protocol."""
    told = {"title": followed.load().title, "version": followed.version}
    return _("%(title)s, version %(version)s") % told


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


def graft_words(graft: str, fixed_by: tuple[GraftFixation, ...]) -> tuple[str, ...]:
    """A graft and what holds it."""
    ways = ", ".join(name_of(way).lower() for way in fixed_by)
    return (graft_title(graft), *((_("fixed by %(ways)s") % {"ways": ways},) if ways else ()))


def placed_rows(step: Step) -> Rows:
    """The graft of a step and what stood on its package."""
    if step.graft is None:
        return ()
    told = ((detail.heading, text) for detail, text in step.graft_details.items())
    label = ((_("Label (UDI)"), step.graft_udi),) if step.graft_udi else ()
    ways = ", ".join(name_of(way) for way in step.fixed_by)
    fixed = ((_("Fixed by"), ways),) if ways else ()
    return ((_("Graft"), graft_title(step.graft)), *told, *label, *fixed)


def biologic_words(biologic: Biologic | None) -> str:
    if biologic is None:
        return _("None")
    when = {
        Timing.DURING: _("during the operation"),
        Timing.END_OF_PROCEDURE: _("at the end of the operation"),
        Timing.AFTER: _("on day %(day)s after surgery") % {"day": biologic.day},
    }[biologic.timing]
    return f"{load_kind(biologic.product).title}, {biologic.route.label.lower()} {when}"
