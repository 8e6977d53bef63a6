from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.reference import SpinProtocol
from enthesis.domain.biologics.steps import Activator, Anticoagulant, Spin
from enthesis.domain.biologics.yields.protocol import PUBLISHED, PreparationProtocol
from enthesis.domain.numbers import plain
from enthesis.web.shell.acting import SignedForm
from enthesis.web.shell.bench import Rows, choice, number, text, word

SPINS = 2
COLUMNS = ("minutes", "force_g", "rpm", "radius_cm")


class ProtocolForm(SignedForm):
    """One version of a protocol. `version` is the number that was read, 0 for a new protocol."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = word(gettext_lazy("Name"), ask=gettext_lazy("Name the protocol."))
    kind = choice(gettext_lazy("Product"), [(k.id, k.title) for k in KINDS.values()])
    device = word(gettext_lazy("Kit or device"), ask=gettext_lazy("Name the kit or device."))
    blood_ml = number(gettext_lazy("Blood or marrow in, without anticoagulant"), unit="mL")
    product_ml = number(gettext_lazy("Product out"), unit="mL")
    anticoagulant = choice(gettext_lazy("Anticoagulant"), [(a.value, a.label) for a in Anticoagulant])
    anticoagulant_ratio = number(gettext_lazy("Parts of blood to one of anticoagulant"), required=False)
    activator = forms.ChoiceField(
        label=gettext_lazy("Activation"),
        choices=[("", gettext_lazy("left to the surgeon")), *((a.value, a.label) for a in Activator)],
        required=False,
    )
    activation_detail = word(gettext_lazy("Agent, concentration, volume"), required=False)
    notes = text(
        gettext_lazy("Temperature, waiting, hands"),
        help_text=gettext_lazy("What else somebody must do to get the same product."),
    )
    is_offered = forms.BooleanField(label=gettext_lazy("Offered at the bench"), required=False, initial=True)
    why = text(
        gettext_lazy("Reason"),
        required=True,
        help_text=gettext_lazy("Why it is prepared so. It is kept with the version."),
        ask=gettext_lazy("Enter the reason."),
    )

    def __init__(self, data: Any, *, initial: dict[str, object]) -> None:
        super().__init__(data, initial=initial)
        columns = {
            "minutes": lambda: number(gettext_lazy("Minutes"), required=False),
            "force_g": lambda: number(gettext_lazy("Force (g)"), required=False),
            "rpm": lambda: number(gettext_lazy("or speed (rpm)"), required=False),
            "radius_cm": lambda: number(gettext_lazy("and radius (cm)"), required=False),
        }
        self.spins = Rows(self, columns, name="spin", title=gettext_lazy("Spin"), begin_with=SPINS)

    @property
    def described(self) -> list[forms.BoundField]:
        """What it says besides its spins."""
        apart = self.spins.names | {"why", "password"}
        return [f for f in self.visible_fields() if f.name not in apart]

    @property
    def signing(self) -> list[forms.BoundField]:
        return [self["why"], self["password"]]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for place, row in self.spins.filled():
            if row["minutes"] is None:
                self.spins.ask(place, "minutes", _("Spin %(n)d has no minutes.") % {"n": place + 1})
        return told

    def wanted(self, *, protocol: str, follows: str) -> PreparationProtocol:
        """Raises Invalid for what cannot be a protocol."""
        told = self.cleaned_data
        return PreparationProtocol(
            id=protocol,
            version=told["version"] + 1,
            title=told["title"].strip(),
            kind=told["kind"],
            device=told["device"].strip(),
            spins=tuple(Spin(**row) for _n, row in self.spins.filled()),
            blood_ml=told["blood_ml"],
            product_ml=told["product_ml"],
            anticoagulant=Anticoagulant(told["anticoagulant"]),
            anticoagulant_ratio=told["anticoagulant_ratio"],
            activator=Activator(told["activator"]) if told["activator"] else None,
            activation_detail=told["activation_detail"].strip(),
            notes=told["notes"].strip(),
            is_offered=told["is_offered"],
            follows=follows,
        )


def begin_with(protocol: PreparationProtocol) -> dict[str, object]:
    """The fields as a protocol says them."""
    given: dict[str, object] = {
        name: getattr(protocol, name)
        for name in ("title", "kind", "device", "activation_detail", "notes", "is_offered")
    }
    given |= {name: plain(getattr(protocol, name)) for name in ("blood_ml", "product_ml")}
    given["anticoagulant"] = protocol.anticoagulant.value
    given["activator"] = protocol.activator.value if protocol.activator else ""
    if protocol.anticoagulant_ratio is not None:
        given["anticoagulant_ratio"] = plain(protocol.anticoagulant_ratio)
    return given | _spins(protocol.spins) | {"version": protocol.version}


def begin_after(published: SpinProtocol) -> dict[str, object]:
    """The fields as far as they were published as one value; of a range nothing is chosen for anybody."""
    given: dict[str, object] = {"version": 0, "rows": len(published.spins), "notes": published.handling}
    for place, spin in enumerate(published.spins):
        for column, told in (("force_g", spin.force), ("minutes", spin.time)):
            if told.low.value == told.high.value:
                given[f"spin_{place}_{column}"] = plain(told.low.value)
    if published.taken and published.taken.low.value == published.taken.high.value:
        given["blood_ml"] = plain(published.taken.low.value)
    return given


def published_called(name: str) -> SpinProtocol | None:
    return PUBLISHED.get(name)


def _spins(spins: tuple[Spin, ...]) -> dict[str, object]:
    given: dict[str, object] = {"rows": max(1, len(spins))}
    for place, spin in enumerate(spins):
        for column in COLUMNS:
            value = getattr(spin, column)
            given[f"spin_{place}_{column}"] = "" if value is None else plain(value)
    return given
