"""The plan of one operation. What cannot be is refused by the plan itself, at its field."""

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.steps import Route
from enthesis.domain.pathway.plan import Approach, Biologic, Graft, GraftReason, Plan, Repair, Timing
from enthesis.web.shell.answers import Radios, one_of, text
from enthesis.web.shell.forms import CaseForm

NO_PRODUCT = _("No biologic product")
LAYOUT = (
    (_("The operation"), ("approach", "bursectomy", "debridement", "repair", "anchors", "holes")),
    (_("Graft"), ("graft", "graft_reason")),
    (_("Biologic product"), ("product", "timing", "day", "route")),
    (_("Besides"), ("concomitant", "note")),
)
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
    graft = one_of(_("Graft"), Graft, empty=None)
    graft_reason = one_of(_("Reason for the graft"), GraftReason, empty="–")
    product = forms.ChoiceField(
        label=_("Product"),
        choices=[("", NO_PRODUCT), *((kind.id, kind.title) for kind in KINDS.values())],
        required=False,
        widget=Radios(),
    )
    timing = one_of(_("Given"), Timing, empty=None)
    day = forms.IntegerField(
        label=_("Day after surgery"),
        help_text=_("Only for a product given on a day after surgery."),
        min_value=1,
        max_value=365,
        required=False,
    )
    route = one_of(_("How"), Route, empty=None)
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
            product=kind.id, option=kind.option, timing=told["timing"], route=told["route"], day=told["day"]
        )


def begin_with(plan: Plan | None) -> dict[str, object]:
    """What the form shows: the newest draft, or the usual."""
    if plan is None:
        return {
            "graft": Graft.NONE.value,
            "timing": Timing.END_OF_PROCEDURE.value,
            "route": Route.INJECTED.value,
            "approach": Approach.ENDOSCOPIC.value,
            "repair": "",
        }
    shown: dict[str, object] = {name: getattr(plan, name) for name in (*OPERATION, "anchors")}
    biologic = plan.biologic
    if biologic is None:
        return {**shown, "timing": Timing.END_OF_PROCEDURE.value, "route": Route.INJECTED.value}
    return shown | {
        "product": biologic.product,
        "timing": biologic.timing.value,
        "day": biologic.day,
        "route": biologic.route.value,
    }
