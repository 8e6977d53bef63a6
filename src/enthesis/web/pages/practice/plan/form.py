"""The plan of one operation. What cannot be is refused by the plan itself, at its field."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enthesis.domain.biologics.catalogue import GRAFTS, KINDS
from enthesis.domain.biologics.graft import NO_GRAFT
from enthesis.domain.biologics.kind import Family, ProductKind
from enthesis.domain.biologics.steps import Route
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.concomitant import Concomitant
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
from enthesis.domain.pathway.rehabilitation import PROTOCOLS, Protocol
from enthesis.domain.pathway.technique import (
    Anaesthesia,
    BandRelease,
    FollowedProtocol,
    Footprint,
    Method,
    Position,
    RepairedTendons,
    Transfer,
)
from enthesis.web.shell.answers import Radios, Words, day_field, name_of, number, one_of, said, text, yes_no
from enthesis.web.shell.forms import CaseForm

NO_PRODUCT = _("No biologic product")
NOT_SAID = _("Not said yet")
NOTHING_ELSE = "none"
BLOCK = ("block", "block_drug", "block_percent", "block_volume", "block_at_site")
OPERATION_PART, GRAFT_PART = _("The operation"), _("Graft")
LAYOUT = (
    (
        OPERATION_PART,
        (
            "revision",
            "approach",
            "position",
            "release",
            "bursectomy",
            "debridement",
            "repair",
            "tendons",
            "anchors",
            "anchors_medial",
            "anchors_lateral",
            "transfer",
        ),
    ),
    (_("The bone"), ("footprint", "holes", "awl_mm", "depth_mm")),
    (GRAFT_PART, ("graft", "graft_reason")),
    (_("Biologic product"), ("product", "timing", "day", "route")),
    (_("Anaesthesia"), ("method", *BLOCK)),
    (_("Besides, and afterwards"), ("besides", "concomitant", "rehabilitation", "note")),
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
    "revision",
    "position",
    "release",
    "footprint",
    "awl_mm",
    "depth_mm",
    "tendons",
    "anchors_medial",
    "anchors_lateral",
    "transfer",
)

OFFERED = tuple(kind for kind in KINDS.values() if kind.not_at_bench is None)
REASONS = {reason.id: reason.title for graft in GRAFTS.values() for reason in graft.reasons}


def _place(kind: ProductKind) -> tuple[int, str]:
    """By family, plasma first; in it by title."""
    return list(Family).index(kind.family), kind.title


def _row(label: Words) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=20, required=False)


def _followed(protocol: Protocol) -> str:
    return f"{protocol.id}@{protocol.version}"


def _title(protocol: Protocol) -> str:
    return f"{protocol.title}, version {protocol.version}"


class PlanForm(CaseForm):
    approach = one_of(_("Approach"), Approach, empty=None)
    revision = yes_no(_("This hip was repaired before"))
    position = one_of(_("Position"), Position, empty=NOT_SAID)
    release = one_of(_("Release of the iliotibial band"), BandRelease, empty=NOT_SAID)
    bursectomy = forms.BooleanField(label=_("Remove the bursa"), required=False, initial=True)
    debridement = forms.BooleanField(label=_("Remove damaged tendon"), required=False, initial=True)
    repair = one_of(_("Reattachment"), Repair, empty=None)
    anchors = forms.IntegerField(label=_("Anchors"), min_value=0, max_value=20, required=False)
    anchors_medial = _row(_("Of these in the medial row"))
    anchors_lateral = _row(_("Of these in the lateral row"))
    tendons = one_of(_("Tendons to be repaired"), RepairedTendons, empty=NOT_SAID)
    transfer = one_of(_("Muscle transfer"), Transfer, empty=NOT_SAID)
    footprint = one_of(_("Preparation of the bone"), Footprint, empty=NOT_SAID)
    awl_mm = number(_("Width of the awl"), unit="mm", low=0)
    depth_mm = number(_("Depth of the holes"), unit="mm", low=0)
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
    method = one_of(_("Anaesthesia"), Method, empty=NOT_SAID)
    block = forms.CharField(
        label=_("Nerve block"),
        help_text=_("Leave empty for none."),
        max_length=200,
        required=False,
    )
    block_drug = forms.CharField(label=_("Drug of the block"), max_length=200, required=False)
    block_percent = number(_("Its strength"), unit="%", low=0, high=100)
    block_volume = number(_("Its volume"), unit="mL", low=0)
    block_at_site = yes_no(
        _("It reaches where the product goes"),
        help_text=_("If so, candidacy judges its drug. If not, candidacy asks what else goes there."),
        unknown=NOT_SAID,
    )
    besides = forms.MultipleChoiceField(
        label=_("What else is done"),
        choices=[(NOTHING_ELSE, _("Nothing else")), *((one.value, name_of(one)) for one in Concomitant)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    concomitant = text(_("What else, in the words of an earlier draft"))
    rehabilitation = forms.ChoiceField(
        label=_("Rehabilitation protocol"),
        choices=[("", NOT_SAID), *((_followed(one), _title(one)) for one in PROTOCOLS)],
        required=False,
    )
    note = text(_("Note"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.initial.get("concomitant"):
            del self.fields["concomitant"]

    def clean_besides(self) -> tuple[Concomitant, ...] | None:
        ticked = self.cleaned_data["besides"]
        if NOTHING_ELSE in ticked and len(ticked) > 1:
            raise forms.ValidationError(
                gettext("“Nothing else” is ticked beside something that is done. Clear one of them.")
            )
        return tuple(Concomitant(one) for one in ticked if one != NOTHING_ELSE) if ticked else None

    def plan(self) -> Plan:
        told = self.cleaned_data
        return Plan(
            anchors=told["anchors"] or 0,
            biologic=self._biologic(),
            besides=told["besides"],
            anaesthesia=self._anaesthesia(),
            rehabilitation=self._rehabilitation(),
            **{name: told.get(name, "") for name in OPERATION},
        )

    def _anaesthesia(self) -> Anaesthesia | None:
        told = self.cleaned_data
        if told["method"] is None:
            if any(told[name] for name in BLOCK):
                raise Invalid("method", gettext("A block is planned, and no anaesthesia."))
            return None
        return Anaesthesia(
            method=told["method"],
            block=told["block"],
            drug=told["block_drug"],
            percent=told["block_percent"],
            volume_ml=told["block_volume"],
            at_site=told["block_at_site"],
        )

    def _rehabilitation(self) -> FollowedProtocol | None:
        name, _at, version = self.cleaned_data["rehabilitation"].partition("@")
        return FollowedProtocol(protocol=name, version=int(version)) if name else None

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


def begin_with(plan: Plan | None, usual: FollowedProtocol | None = None) -> dict[str, object]:
    """What the form shows: the newest draft, or the usual and the protocol that follows the type."""
    followed = plan.rehabilitation if plan else usual
    shown: dict[str, object] = {
        "rehabilitation": f"{followed.protocol}@{followed.version}" if followed else ""
    }
    if plan is None:
        return shown | {
            "graft": NO_GRAFT,
            "timing": Timing.END_OF_PROCEDURE.value,
            "route": Route.INJECTED.value,
            "approach": Approach.ENDOSCOPIC.value,
            "repair": "",
        }
    return shown | _operation(plan) | _anaesthesia(plan.anaesthesia) | _biologic(plan.biologic)


def _operation(plan: Plan) -> dict[str, object]:
    kept: dict[str, object] = {name: getattr(plan, name) for name in (*OPERATION, "anchors")}
    besides = [one.value for one in plan.besides or ()]
    if plan.besides == ():
        besides = [NOTHING_ELSE]
    return kept | {"revision": said(plan.revision), "besides": besides}


def _anaesthesia(planned: Anaesthesia | None) -> dict[str, object]:
    if planned is None:
        return {}
    return {
        "method": planned.method.value,
        "block": planned.block,
        "block_drug": planned.drug,
        "block_percent": planned.percent,
        "block_volume": planned.volume_ml,
        "block_at_site": said(planned.at_site),
    }


def _biologic(biologic: Biologic | None) -> dict[str, object]:
    if biologic is None:
        return {"timing": Timing.END_OF_PROCEDURE.value, "route": Route.INJECTED.value}
    determined = biologic.determination
    return {
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
