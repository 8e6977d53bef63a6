"""The plan of one operation. What cannot be is refused by the plan itself, at its field."""

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enthesis.domain.biologics.catalogue import GRAFTS, KINDS
from enthesis.domain.biologics.graft import NO_GRAFT
from enthesis.domain.biologics.kind import Family, ProductKind
from enthesis.domain.biologics.steps import Route
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.plan import (
    LATEST_DAY,
    LONGEST_NUMBER,
    Approach,
    Biologic,
    Determination,
    Plan,
    Repair,
    Timing,
)
from enthesis.web.shell.answers import Radios, day_field, one_of, text
from enthesis.web.shell.forms import CaseForm

NO_PRODUCT = _("No biologic product")
LAYOUT = (
    (_("The operation"), ("approach", "bursectomy", "debridement", "repair", "anchors", "holes")),
    (_("Graft"), ("graft", "graft_reason")),
    (_("Biologic product"), ("product", "timing", "day", "route")),
    (_("Besides"), ("concomitant", "note")),
)
LAW = ("ind", "irb", "determined_by", "determined_on", "determined_basis")
OPERATION = (
    "approach",
    "repair",
    "bursectomy",
    "debridement",
    "holes",
    "graft",
    "graft_reason",
    "concomitant",
    "note",
)


OFFERED = tuple(kind for kind in KINDS.values() if kind.not_at_bench is None)
REASONS = {reason.id: reason.title for graft in GRAFTS.values() for reason in graft.reasons}


def _place(kind: ProductKind) -> tuple[int, str]:
    """By family, plasma first; in it by title."""
    return list(Family).index(kind.family), kind.title


class PlanForm(CaseForm):
    approach = one_of(_("Approach"), Approach, empty=None)
    bursectomy = forms.BooleanField(label=_("Remove the bursa"), required=False, initial=True)
    debridement = forms.BooleanField(label=_("Remove damaged tendon"), required=False, initial=True)
    repair = one_of(_("Reattachment"), Repair, empty=None)
    anchors = forms.IntegerField(label=_("Anchors"), min_value=0, max_value=20, required=False)
    holes = forms.IntegerField(
        label=_("Holes of micropuncture"),
        help_text=_("Leave empty for no micropuncture."),
        min_value=1,
        max_value=100,
        required=False,
    )
    graft = forms.ChoiceField(
        label=_("Graft"),
        choices=[(NO_GRAFT, _("None")), *((graft.id, graft.title) for graft in GRAFTS.values())],
        error_messages={"required": _("Choose one.")},
    )
    graft_reason = forms.TypedChoiceField(
        label=_("Reason for the graft"),
        choices=[("", "–"), *REASONS.items()],
        empty_value=None,
        required=False,
    )
    product = forms.ChoiceField(
        label=_("Product"),
        choices=[("", NO_PRODUCT), *((kind.id, kind.title) for kind in sorted(OFFERED, key=_place))],
        required=False,
        widget=Radios(),
    )
    timing = one_of(_("Given"), Timing, empty=None)
    day = forms.IntegerField(
        label=_("Day after surgery"),
        help_text=_("Only for a product given on a day after surgery."),
        min_value=1,
        max_value=int(LATEST_DAY.value),
        required=False,
    )
    route = one_of(_("How"), Route, empty=None)
    ind = forms.CharField(label=_("IND number"), max_length=LONGEST_NUMBER, required=False)
    irb = forms.CharField(
        label=_("Number of the review board (IRB)"), max_length=LONGEST_NUMBER, required=False
    )
    determined_by = forms.CharField(
        label=_("Who determined that it may be used so"), max_length=200, required=False
    )
    determined_on = day_field(_("On which day"), required=False)
    determined_basis = text(_("On what basis"), longest=1000)
    concomitant = text(_("What else is done"))
    note = text(_("Note"))

    def plan(self) -> Plan:
        told = self.cleaned_data
        return Plan(
            anchors=told["anchors"] or 0,
            biologic=self._biologic(),
            **{name: told[name] for name in OPERATION},
        )

    def _biologic(self) -> Biologic | None:
        told = self.cleaned_data
        if not told["product"]:
            return None
        kind = KINDS[told["product"]]
        return Biologic(
            product=kind.id,
            option=kind.option,
            timing=told["timing"],
            route=told["route"],
            day=told["day"],
            ind=told["ind"],
            irb=told["irb"],
            determination=self._determination(),
        )

    def _determination(self) -> Determination | None:
        by, on, basis = (self.cleaned_data[f"determined_{name}"] for name in ("by", "on", "basis"))
        if not (by or on or basis):
            return None
        if on is None:
            raise Invalid("determined_on", gettext("The day of the determination is missing."))
        return Determination(by=by, on=on, basis=basis)

    @property
    def law(self) -> list[BoundField]:
        """What is asked of some products."""
        return [self[name] for name in LAW]

    @property
    def tells_law(self) -> bool:
        """Whether something of it is filled in, or wrong."""
        return any(field.errors or field.value() for field in self.law)


def begin_with(plan: Plan | None) -> dict[str, object]:
    """What the form shows: the newest draft, or the usual."""
    if plan is None:
        return {
            "graft": NO_GRAFT,
            "timing": Timing.END_OF_PROCEDURE.value,
            "route": Route.INJECTED.value,
            "approach": Approach.ENDOSCOPIC.value,
            "repair": "",
        }
    shown: dict[str, object] = {name: getattr(plan, name) for name in (*OPERATION, "anchors")}
    biologic = plan.biologic
    if biologic is None:
        return {**shown, "timing": Timing.END_OF_PROCEDURE.value, "route": Route.INJECTED.value}
    determined = biologic.determination
    return shown | {
        "product": biologic.product,
        "timing": biologic.timing.value,
        "day": biologic.day,
        "route": biologic.route.value,
        "ind": biologic.ind,
        "irb": biologic.irb,
        "determined_by": determined.by if determined else "",
        "determined_on": determined.on if determined else None,
        "determined_basis": determined.basis if determined else "",
    }
