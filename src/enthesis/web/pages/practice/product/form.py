"""What is sent at the bench: one form for each hand-over of a product, chosen by its `act`."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.biologics import preparation_doubts as of_preparation
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.doubt import STANDS, Doubt
from enthesis.domain.biologics.doubts import DOUBTED, doubts_of
from enthesis.domain.biologics.identity import CodeKind
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import (
    Basis,
    Measurement,
    Quantity,
    claimed,
    measured,
    not_measured,
    pending,
)
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.steps import Activator, Delivery, Method, Preparation, Route, Spin
from enthesis.domain.biologics.yields.version import ProtocolVersion
from enthesis.domain.errors import Invalid, Problem
from enthesis.domain.numbers import unit
from enthesis.web.pages.practice.product.followed import begin_by_protocol, choose_protocol, followed
from enthesis.web.shell.answers import yes_no
from enthesis.web.shell.bench import (
    LONGEST_SENTENCE,
    BenchForm,
    Rows,
    choice,
    number,
    pin,
    scan,
    text,
    when,
    word,
)

SPINS = 2
PARTS = 2


def _basis_words(basis: Basis) -> str:
    return {
        Basis.MEASURED: _("measured here"),
        Basis.CLAIMED: _("claimed by the manufacturer"),
        Basis.NOT_MEASURED: _("not measured"),
        Basis.PENDING: _("result comes later"),
    }[basis]


class ProductForm(BenchForm):
    """A form about one product. Once a limit that must be explained has passed, it asks for the reason."""

    def __init__(self, *, product: Product, late: bool = False, **kwargs: Any) -> None:
        self.product, self.kind = product, load_kind(product.kind)
        super().__init__(**kwargs)
        self.build()
        if late:
            self.fields["deviation_reason"] = text(
                gettext_lazy("Why a time limit was passed"),
                required=True,
                ask=gettext_lazy("Say why the time limit was passed, or discard the product."),
            )
        self.fields["pin"] = pin()

    def build(self) -> None:
        """Adds what depends on the kind of product."""

    @property
    def deviation_reason(self) -> str:
        return str(self.cleaned_data.get("deviation_reason", ""))

    @property
    def repeated(self) -> Rows | None:
        return None

    @property
    def quantities(self) -> "tuple[QuantityFields, ...]":
        return ()

    @property
    def asked(self) -> "tuple[QuantityFields, ...]":
        """Those that must be answered."""
        return tuple(q for q in self.quantities if not q.optional)

    @property
    def offered(self) -> "tuple[QuantityFields, ...]":
        """Those that may be answered."""
        return tuple(q for q in self.quantities if q.optional)

    @property
    def offers_wrong(self) -> bool:
        return any(q.has_errors or q.is_told for q in self.offered)

    @property
    def plain(self) -> list[forms.BoundField]:
        """The visible fields that neither repeat nor belong to a quantity."""
        apart = self.repeated.names if self.repeated else frozenset()
        apart |= {name for q in self.quantities for name in q.names}
        return [f for f in self.visible_fields() if f.name not in apart and not is_end(f.name)]

    @property
    def ends(self) -> list[forms.BoundField]:
        """What comes last: the reason and the PIN."""
        found = [f for f in self.visible_fields() if is_end(f.name)]
        return sorted(found, key=lambda f: f.name == "pin")


ENDS = ("deviation_reason", "reason", "pin")
DOUBT = "doubt_"


def is_end(name: str) -> bool:
    return name in ENDS or name.startswith(DOUBT)


class StartForm(ProductForm):
    """What was drawn goes into the device."""

    act = "start_processing"

    product_scan = scan(gettext_lazy("Product label"), CodeKind.PRODUCT, autofocus=True)
    started_at = when(gettext_lazy("Processing started"))


class DoubtingForm(ProductForm):
    """What cannot well be is asked about at a field of its own, and stands only with a reason."""

    doubted: ClassVar[Mapping[str, str]] = {}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for name in self.doubted:
            if f"{DOUBT}{name}" in (self.data or self.initial):
                self._ask_why(name)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What is asked about at once; what else there is, the act asks one after the other."""
        return ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for doubt in self.doubts if not self.errors else ():
            if not cleaned.get(f"{DOUBT}{doubt.id}"):
                self._doubt(doubt.id, f"{doubt.sentence} {STANDS}")
        return cleaned

    def add_problem(self, problem: Problem) -> None:
        if problem.code in self.doubted and problem.code not in self.fields:
            return self._doubt(problem.code, str(problem))
        return super().add_problem(problem)

    @property
    def doubt_reasons(self) -> dict[str, str]:
        return {name: told for name in self.doubted if (told := self.cleaned_data.get(f"{DOUBT}{name}"))}

    def _doubt(self, name: str, sentence: str) -> None:
        self._ask_why(name)
        self.add_error(f"{DOUBT}{name}", sentence)

    def _ask_why(self, name: str) -> None:
        self.fields[f"{DOUBT}{name}"] = text(_("Why it stands: %(title)s") % {"title": self.doubted[name]})


class PrepareForm(DoubtingForm):
    act = "prepare"
    doubted = of_preparation.DOUBTED
    shown_at: ClassVar = {"spins": "spin_0_minutes"}

    product_scan = scan(gettext_lazy("Product label"), CodeKind.PRODUCT, autofocus=True)
    method = choice(gettext_lazy("Method"), (), big=True)
    device = word(gettext_lazy("Kit or device"), ask=gettext_lazy("Name the kit or device."))
    lot = word(gettext_lazy("Lot of the kit"), required=False)
    started_at = when(gettext_lazy("Processing started"), begins_now=False)
    ended_at = when(gettext_lazy("Ready at"))
    output_volume = number(gettext_lazy("Volume of the product"), unit="mL")

    def __init__(self, *, protocols: Sequence[ProtocolVersion] = (), **kwargs: Any) -> None:
        self.protocols = {version.key: version for version in protocols}
        super().__init__(**kwargs)

    def build(self) -> None:
        if self.protocols:
            self.fields["protocol"] = choose_protocol(self.protocols)
            self.order_fields(["product_scan", "protocol"])
        begin_by_protocol(self, self.protocols.get(str(self.initial.get("protocol", ""))))
        columns = {
            "minutes": lambda: number(gettext_lazy("Minutes"), required=False),
            "force_g": lambda: number(gettext_lazy("Force (g)"), required=False),
            "rpm": lambda: number(gettext_lazy("or speed (rpm)"), required=False),
            "radius_cm": lambda: number(gettext_lazy("and radius (cm)"), required=False),
        }
        if self.product.processing:
            del self.fields["started_at"]
        methods = [(m.value, m.label) for m in self.kind.methods]
        self.fields["method"] = choice(gettext_lazy("Method"), methods, big=True)
        if len(methods) == 1:
            self.initial.setdefault("method", methods[0][0])
        if self.kind.incubation:
            self.fields["deviation_reason"] = text(
                gettext_lazy("Why the incubation was shorter or longer than usual")
            )
        self.spins = Rows(self, columns, name="spin", title=gettext_lazy("Spin"), begin_with=SPINS)

    @property
    def repeated(self) -> Rows:
        return self.spins

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for place, row in self.spins.filled():
            if row["minutes"] is None:
                self.spins.ask(place, "minutes", _("Spin %(n)d has no minutes.") % {"n": place + 1})
        return cleaned

    @property
    def begun_at(self) -> datetime:
        """As it is recorded; asked for only where nobody recorded it."""
        recorded = self.product.processing
        started: datetime = recorded.started_at if recorded else self.cleaned_data["started_at"]
        return started

    def preparation(self) -> Preparation:
        told = self.cleaned_data
        return Preparation(
            method=Method(told["method"]),
            device=told["device"],
            lot=told["lot"],
            spins=tuple(Spin(**row) for _n, row in self.spins.filled()),
            started_at=self.begun_at,
            ended_at=told["ended_at"],
            output_ml=told["output_volume"],
            **followed(told.get("protocol", "")),
        )


class QuantityFields:
    """The fields of one quantity: how it is known, its value and unit, or why there is none."""

    def __init__(
        self, form: forms.Form, quantity: Quantity, kind: ProductKind, *, optional: bool = False
    ) -> None:
        self.form, self.quantity, self.late = form, quantity, quantity.id in kind.late
        self.optional = optional
        name = quantity.id
        bases = [(b.value, _basis_words(b)) for b in Basis if b is not Basis.PENDING or self.late]
        first = (Basis.PENDING if self.late else Basis.MEASURED).value
        units = [(u, unit(u)) for u in (quantity.unit, *(other for other, _f in quantity.also))]
        form.fields |= {
            f"{name}_basis": forms.ChoiceField(
                label=_("How it is known"),
                choices=[("", _("nothing recorded")), *bases] if optional else bases,
                initial="" if optional else first,
                required=not optional,
                error_messages={"invalid_choice": _("Choose one of the list.")},
            ),
            name: number(_("Value"), required=False),
            f"{name}_unit": forms.ChoiceField(
                label=_("Unit"),
                choices=units,
                widget=forms.Select if len(units) > 1 else forms.HiddenInput,
                initial=quantity.unit,
                error_messages={"invalid_choice": _("Choose a unit of the list.")},
            ),
            f"{name}_reason": forms.CharField(
                label=_("Reason"),
                required=False,
                max_length=LONGEST_SENTENCE,
                initial=_("The culture is running.") if self.late and not optional else "",
            ),
        }
        for field in self.names:
            form.fields[field].named_in_full = f"{quantity.title}, {str(form.fields[field].label).lower()}"  # type: ignore[attr-defined]
        if len(units) == 1:
            form.fields[name].label = f"{_('Value')} ({units[0][1]})"

    @property
    def title(self) -> str:
        return self.quantity.title

    @property
    def names(self) -> frozenset[str]:
        return frozenset(f"{self.quantity.id}{part}" for part in ("", "_basis", "_unit", "_reason"))

    @property
    def basis(self) -> forms.BoundField:
        return self.form[f"{self.quantity.id}_basis"]

    @property
    def values(self) -> list[forms.BoundField]:
        """Value and, where there are several, the unit."""
        both = (self.form[self.quantity.id], self.form[f"{self.quantity.id}_unit"])
        return [field for field in both if not field.is_hidden]

    @property
    def reason(self) -> forms.BoundField:
        return self.form[f"{self.quantity.id}_reason"]

    @property
    def has_errors(self) -> bool:
        return any(name in self.form.errors for name in self.names) if self.form.is_bound else False

    @property
    def is_told(self) -> bool:
        """Whether somebody, or an analyser, has told something of it already."""
        return bool(self.basis.value())

    def check(self) -> None:
        """A value where there is one to be, a reason where there is none; never both, never neither."""
        told, name = self.form.cleaned_data, self.quantity.id
        basis, value, reason = told.get(f"{name}_basis"), told.get(name), told.get(f"{name}_reason")
        if name in self.form.errors:
            return
        if not basis:
            if value is not None:
                self.form.add_error(name, _("There is a value here: remove it, or say how it is known."))
            return
        if Basis(basis).has_value:
            if value is None:
                self.form.add_error(name, _("Enter it, or choose “not measured” and say why."))
            return
        if value is not None:
            self.form.add_error(name, _("There is a value here: remove it, or say how it is known."))
        if not reason and f"{name}_reason" not in self.form.errors:
            self.form.add_error(f"{name}_reason", _("Say why there is no value."))

    def measurement(self) -> Measurement | None:
        """None where an optional one was left out."""
        told, name = self.form.cleaned_data, self.quantity.id
        if not told[f"{name}_basis"]:
            return None
        value, unit = told[name] if told[name] is not None else Decimal(0), told[f"{name}_unit"]
        match Basis(told[f"{name}_basis"]):
            case Basis.MEASURED:
                return measured(
                    self.quantity, value, unit, at=told["counted_at"], by=told.get("counted_with", "")
                )
            case Basis.CLAIMED:
                return claimed(self.quantity, value, unit)
            case Basis.PENDING:
                return pending(self.quantity, told[f"{name}_reason"])
            case _:
                return not_measured(self.quantity, told[f"{name}_reason"])


class MeasuringForm(ProductForm):
    """A form with quantities; every one of them is asked for, each problem told at its own field."""

    counted_at = when(gettext_lazy("Measured at"))
    counted_with = word(
        gettext_lazy("Measured with"),
        required=False,
        help_text=gettext_lazy("The analyser, or who counted under a microscope."),
    )

    @property
    def quantities(self) -> tuple[QuantityFields, ...]:
        return self._quantities

    def ask_for(self, *names: str, offer: Sequence[str] = ()) -> None:
        self._quantities = (
            *(QuantityFields(self, QUANTITIES[n], self.kind) for n in names),
            *(QuantityFields(self, QUANTITIES[n], self.kind, optional=True) for n in offer),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for quantity in self._quantities:
            quantity.check()
        self._measurements: tuple[Measurement, ...] = ()
        if not self.errors:
            self._measurements = tuple(m for q in self._quantities if (m := self._read(q)))
        return cleaned

    def _read(self, fields: QuantityFields) -> Measurement | None:
        try:
            return fields.measurement()
        except Invalid as problem:
            self.add_problem(problem)
            return None

    @property
    def measurements(self) -> tuple[Measurement, ...]:
        return self._measurements


class CharacteriseForm(DoubtingForm, MeasuringForm):
    act = "characterise"
    doubted = DOUBTED

    def build(self) -> None:
        self.ask_for(*self.kind.required, offer=self.kind.optional)
        if self.kind.asks_activation:
            self.fields["activator"] = choice(
                gettext_lazy("Activation"),
                [(a.value, a.label) for a in Activator],
                ask=gettext_lazy("Choose the activator, or “Not activated”."),
                big=True,
            )
            self.fields["activation_detail"] = word(
                gettext_lazy("Concentration and time of activation"), required=False
            )

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        return doubts_of(self.product, self.kind, self.measurements)

    @property
    def activator(self) -> Activator | None:
        chosen = self.cleaned_data.get("activator")
        return Activator(chosen) if chosen else None


class ResultForm(MeasuringForm):
    """A result that came late, or one that corrects another; which quantity, `?result=` says."""

    act = "add_result"

    def __init__(self, *, quantity: str, **kwargs: Any) -> None:
        self.quantity = quantity
        super().__init__(**kwargs)

    def build(self) -> None:
        self.ask_for(self.quantity)
        self.fields["reason"] = text(
            gettext_lazy("Why it is added"),
            required=True,
            ask=gettext_lazy("Say why this result is added: it came late, or it corrects another."),
        )
        self.fields[f"{self.quantity}_basis"].initial = Basis.MEASURED.value
        self.fields[f"{self.quantity}_reason"].initial = ""


class ReleaseForm(ProductForm):
    act = "release"

    product_scan = scan(gettext_lazy("Product label"), CodeKind.PRODUCT, autofocus=True)


class ConfirmForm(ProductForm):
    act = "confirm"

    wristband_scan = scan(gettext_lazy("Wristband"), CodeKind.WRISTBAND, autofocus=True)
    product_scan = scan(gettext_lazy("Product label"), CodeKind.PRODUCT)


class AdministerForm(ProductForm):
    act = "administer"

    wristband_scan = scan(gettext_lazy("Wristband"), CodeKind.WRISTBAND, autofocus=True)
    product_scan = scan(gettext_lazy("Product label"), CodeKind.PRODUCT)
    route = choice(gettext_lazy("Route"), [(r.value, r.label) for r in Route], big=True)
    site = word(gettext_lazy("Where in the hip"), ask=gettext_lazy("Say where in the hip it was given."))
    guidance = word(
        gettext_lazy("Guided by"),
        help_text=gettext_lazy("The eye, the scope, ultrasound, or nothing."),
        ask=gettext_lazy("Say what guided it: the eye, the scope, ultrasound, or nothing."),
    )
    image_guided = yes_no(gettext_lazy("Guided by imaging"))
    given_volume = number(gettext_lazy("Volume given"), unit="mL")
    given_at = when(gettext_lazy("Given at, where it is not now"), begins_now=False, required=False)

    def delivery(self) -> Delivery:
        told = self.cleaned_data
        return Delivery(
            given_at=told["given_at"] or self.clock.at,
            route=Route(told["route"]),
            site=told["site"],
            guidance=told["guidance"],
            volume_ml=told["given_volume"],
            image_guided=told["image_guided"],
        )


class SplitForm(ProductForm):
    """Parts of it, each with a volume and a code of its own; what is left stays this product."""

    act = "give_off"
    shown_at: ClassVar = {"parts": "part_0_volume", "output_volume": "part_0_volume"}

    product_scan = scan(gettext_lazy("Product label"), CodeKind.PRODUCT)

    def build(self) -> None:
        columns = {"volume": lambda: number(gettext_lazy("Volume of the part"), unit="mL", required=False)}
        self.parts = Rows(self, columns, name="part", title=gettext_lazy("Part"), begin_with=PARTS)

    @property
    def repeated(self) -> Rows:
        return self.parts

    @property
    def volumes(self) -> tuple[Decimal, ...]:
        return tuple(row["volume"] for _n, row in self.parts.filled())


class QuarantineForm(ProductForm):
    act = "quarantine"

    reason = text(
        gettext_lazy("Why it is kept apart"),
        required=True,
        ask=gettext_lazy("Say why the product is quarantined."),
    )


class DiscardForm(ProductForm):
    act = "discard"

    reason = text(
        gettext_lazy("Why it is discarded"),
        required=True,
        ask=gettext_lazy("Say why the product is discarded."),
    )


FORMS: dict[str, type[ProductForm]] = {
    form.act: form
    for form in (
        StartForm,
        PrepareForm,
        CharacteriseForm,
        ResultForm,
        ReleaseForm,
        ConfirmForm,
        AdministerForm,
        SplitForm,
        QuarantineForm,
        DiscardForm,
    )
}
