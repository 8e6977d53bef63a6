"""What cannot well be in a preparation and is asked about before it is kept: speed, time or volume."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.biologics.doubt import Doubt
from enthesis.domain.biologics.moments import elapsed, minutes
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.result import Computed
from enthesis.domain.biologics.steps import Method, Preparation, Spin
from enthesis.domain.numbers import in_words, plain, with_unit
from enthesis.domain.terms import Sourced

MOST_SPEED = Sourced(7200, "/min", tag="V", source="S85", note="of one centrifuge that was cleared")
MOST_FORCE = Sourced(4227, "[g]", tag="V", source="S85", note="of the same centrifuge")

DOUBTED: Mapping[str, str] = MappingProxyType(
    {
        "more_than_taken": "volume of the product",
        "spin_speed": "speed and force",
        "spin_minutes": "minutes of the spins",
    }
)
"""What a doubt about a preparation may be about, by id, in a few words."""


def preparation_doubts(product: Product, made: Preparation) -> tuple[Doubt, ...]:
    """Nothing that it asks about is refused: a reason lets it stand."""
    return (*_volume(product, made), *_speed(made), *_minutes(made))


def _volume(product: Product, made: Preparation) -> Iterator[Doubt]:
    """What was only taken holds its anticoagulant; what was separated is a part of the blood."""
    drawn = product.collected.harvest.volume_ml
    if made.method is not Method.AS_TAKEN and made.output_ml > drawn:
        out, taken = with_unit(made.output_ml, "mL"), with_unit(drawn, "mL")
        yield Doubt(id="more_than_taken", sentence=f"{out} came out, and only {taken} were taken.")


def _speed(made: Preparation) -> Iterator[Doubt]:
    for number, spin in enumerate(made.spins, start=1):
        if told := _beyond(spin):
            limits = f"{in_words(MOST_SPEED)}, {in_words(MOST_FORCE)} ({MOST_SPEED.source})"
            yield Doubt(
                id="spin_speed",
                sentence=f"Spin {number} has {told}: more than a cleared centrifuge reaches, {limits}.",
            )
            return


def _beyond(spin: Spin) -> str:
    """Speed or force, whichever is above that of the centrifuge; empty where neither is."""
    if spin.rpm is not None and spin.rpm > MOST_SPEED.value:
        return with_unit(spin.rpm, MOST_SPEED.unit)
    force = spin.force
    if isinstance(force, Computed) and force.value > MOST_FORCE.value:
        return with_unit(force.rounded(0), MOST_FORCE.unit)
    return ""


def _minutes(made: Preparation) -> Iterator[Doubt]:
    """Times are told to the minute, so that a begun minute of a spin is not held against them."""
    spun = sum((spin.minutes for spin in made.spins), Decimal(0))
    span = elapsed(made.started_at, made.ended_at)
    if timedelta(minutes=int(spun)) > span:
        yield Doubt(
            id="spin_minutes",
            sentence=f"The spins took {plain(spun)} min, and the whole processing only {minutes(span)} min.",
        )
