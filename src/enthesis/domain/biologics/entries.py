"""Checks of what a person enters when taking, making and giving. Each raises Invalid, coded by the field."""

from datetime import datetime, timedelta
from decimal import Decimal

from enthesis.domain.biologics.arithmetic import WHOLE
from enthesis.domain.biologics.events import Confirmed
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import in_unit
from enthesis.domain.biologics.moments import check_order
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.result import CannotCompute
from enthesis.domain.biologics.steps import (
    SPIN_AGREES,
    Anticoagulant,
    Delivery,
    Harvest,
    Method,
    Preparation,
    Spin,
    relative_force,
)
from enthesis.domain.errors import Invalid
from enthesis.domain.numbers import in_words, plain
from enthesis.domain.terms import Sourced

LONGEST_TEXT = 500
TOLD_WITHIN = Sourced(
    5,
    "min",
    tag="P",
    note="How long after a product was given may it still be authorised as given now?",
)


def required(text: str, field: str, remedy: str) -> str:
    """The text without space around it. Raises Invalid when nothing is left, or too much."""
    trimmed = text.strip()
    if not trimmed:
        raise Invalid(field, f"{field.replace('_', ' ').capitalize()} is empty.", remedy)
    if len(trimmed) > LONGEST_TEXT:
        raise Invalid(field, f"That is longer than {LONGEST_TEXT} characters.", "Shorten it.")
    return trimmed


def check_harvest(kind: ProductKind, harvest: Harvest, *, at: datetime) -> None:
    kind.check_site(harvest.site)
    _check_volume("collected_volume", harvest.volume_ml)
    _check_anticoagulant(kind, harvest)
    check_order("the collection", harvest.collected_at, "now", at, field="collected_at")
    if kind.needs_needle:
        required(harvest.needle, "needle", "Name the needle the marrow was aspirated with.")
        if harvest.pulls is None or harvest.pulls < 1:
            raise Invalid("pulls", "The number of pulls is missing.", "Enter how many pulls were aspirated.")


def check_start(product: Product, started_at: datetime, *, at: datetime) -> None:
    """It lies between the draw and now; otherwise Invalid."""
    taken = product.collected.harvest.collected_at
    check_order("the collection", taken, "the start of processing", started_at, field="started_at")
    check_order("the start of processing", started_at, "now", at, field="started_at")


def check_preparation(product: Product, kind: ProductKind, made: Preparation, *, at: datetime) -> None:
    if made.method not in kind.methods:
        known = ", ".join(method.label for method in kind.methods)
        raise Invalid("method", f"{kind.title} is not made that way.", f"Choose one of: {known}.")
    required(made.device, "device", "Name the kit or device.")
    taken = product.collected.harvest
    if product.processing and made.started_at != product.processing.started_at:
        raise Invalid(
            "started_at",
            "Another start of processing is recorded already.",
            "Leave it as it is, or discard the product.",
        )
    check_order(
        "the collection", taken.collected_at, "the start of processing", made.started_at, field="started_at"
    )
    check_order("the start of processing", made.started_at, "its end", made.ended_at, field="ended_at")
    check_order("the end of processing", made.ended_at, "now", at, field="ended_at")
    _check_volume("output_volume", made.output_ml)
    if made.output_ml > taken.volume_ml + (taken.anticoagulant_ml or 0):
        raise Invalid(
            "output_volume", "More came out than was collected.", "Correct the volume of the product, in mL."
        )
    if (made.method is Method.CENTRIFUGE) != bool(made.spins):
        raise Invalid(
            "spins", "A centrifuge has spins, and only a centrifuge.", "Enter each spin, or another method."
        )
    for spin in made.spins:
        check_spin(spin)


def check_delivery(product: Product, delivery: Delivery, *, at: datetime) -> None:
    """It was given after the first scan and just now: what is told later was never authorised."""
    first_scan = product.done(Confirmed).at.replace(
        second=0, microsecond=0
    )  # given_at is entered to the minute
    check_order("the first scan", first_scan, "giving the product", delivery.given_at, field="given_at")
    check_given(product, delivery, at=at)
    if at - delivery.given_at > timedelta(minutes=float(TOLD_WITHIN.value)):
        raise Invalid(
            "given_at",
            f"It was given more than {in_words(TOLD_WITHIN)} ago, and nobody authorised it then.",
            "Enter now as the time if it is given now. What was given while there was no connection is "
            "entered from its paper.",
        )


def check_given(product: Product, delivery: Delivery, *, at: datetime) -> None:
    """Where, how and how much of it was given is told, and can be; nothing is said of who checked it."""
    required(delivery.site, "site", "Say where in the hip it was given.")
    required(delivery.guidance, "guidance", "Say what guided it: the eye, the scope, ultrasound, or nothing.")
    check_order("giving the product", delivery.given_at, "now", at, field="given_at")
    _check_volume("given_volume", delivery.volume_ml)
    left = product.remaining_ml
    if left is None or delivery.volume_ml > left:
        raise Invalid("given_volume", "More was given than was prepared.", "Correct the volume given, in mL.")


def _check_volume(quantity: str, ml: Decimal) -> None:
    in_unit(QUANTITIES[quantity], ml, "mL")


def _check_anticoagulant(kind: ProductKind, harvest: Harvest) -> None:
    if not kind.takes_anticoagulant and harvest.anticoagulant is not Anticoagulant.NONE:
        raise Invalid(
            "anticoagulant",
            f"{kind.title} is made of blood without an anticoagulant.",
            "Choose “No anticoagulant”, or collect another product.",
        )
    has_volume = harvest.anticoagulant_ml is not None
    if (harvest.anticoagulant is Anticoagulant.NONE) is has_volume:
        raise Invalid(
            "anticoagulant_volume",
            "An anticoagulant has a volume, and only an anticoagulant.",
            "Enter its volume in mL, or choose “No anticoagulant”.",
        )
    if harvest.anticoagulant_ml is not None:
        _check_volume("anticoagulant_volume", harvest.anticoagulant_ml)


def check_spin(spin: Spin) -> None:
    """Its numbers are above zero, and its force is known and told in one way; otherwise Invalid."""
    numbers = (spin.minutes, spin.force_g, spin.rpm, spin.radius_cm)
    if any(n is not None and not (n.is_finite() and n > 0) for n in numbers):
        raise Invalid("spins", "A spin has a number that is not above zero.", "Correct the spin.")
    if spin.force_g is None and (spin.rpm is None or spin.radius_cm is None):
        raise Invalid(
            "spins",
            "The force of a spin is unknown.",
            "Enter the force in g, or the speed in rpm and the radius in cm.",
        )
    _check_force(spin)


def _check_force(spin: Spin) -> None:
    """The force that was set is about that of speed and radius, where all three are known."""
    found = relative_force(rpm=spin.rpm, radius_cm=spin.radius_cm)
    if spin.force_g is None or isinstance(found, CannotCompute):
        return
    if abs(spin.force_g - found.value) > found.value * SPIN_AGREES.value / WHOLE:
        raise Invalid(
            "spins",
            f"A spin of {plain(spin.force_g)} × g does not agree with {plain(found.rounded(0))} × g, which "
            f"speed and radius give: they differ by more than {in_words(SPIN_AGREES)}.",
            "Correct the force, the speed in rpm or the radius in cm.",
        )
