"""A product in words, wherever it is shown: where it stands, its clocks, what is usual."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.events import (
    Administered,
    Collected,
    Confirmed,
    Event,
    Prepared,
    ProcessingStarted,
    Released,
)
from enthesis.domain.biologics.events import Characterised as CharacterisedEvent
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.moments import Moment, Running, minutes, running
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import NEXT_STEP, State
from enthesis.domain.numbers import unit
from enthesis.domain.pathway.bench_limits import kind_at
from enthesis.domain.practice.bench_settings import BenchSettings
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Sourced
from enthesis.web.shell.present import Button, Clock, ProductCard, TrackStep, clock, moment

LABELS: dict[State, Callable[[], str]] = {
    State.COLLECTED: lambda: _("Collected"),
    State.PROCESSING: lambda: _("In processing"),
    State.PREPARED: lambda: _("Prepared"),
    State.CHARACTERISED: lambda: _("Characterised"),
    State.RELEASED: lambda: _("Checked and released"),
    State.CONFIRMED: lambda: _("First scan done"),
    State.ADMINISTERED: lambda: _("Given"),
    State.USED_UP: lambda: _("Used up for another product"),
    State.QUARANTINED: lambda: _("Quarantined"),
    State.DISCARDED: lambda: _("Discarded"),
}
STEPS: dict[State, type[Event]] = {
    State.COLLECTED: Collected,
    State.PROCESSING: ProcessingStarted,
    State.PREPARED: Prepared,
    State.CHARACTERISED: CharacterisedEvent,
    State.RELEASED: Released,
    State.CONFIRMED: Confirmed,
    State.ADMINISTERED: Administered,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A time limit that runs: how long it may take, how much is left, and how bad it is when nothing is."""

    title: str
    most: str
    left: str
    seconds: int
    look: str  # ready, late or wrong
    then: str  # the look once nothing is left
    note: str


def card(product: Product, *, at: datetime, zone: str, bench: BenchSettings) -> ProductCard:
    kind = kind_at(bench, product.kind)
    clocks = limits(product, kind, at=at)
    over = [c for c in clocks if c.look == "wrong"]
    return ProductCard(
        title=kind.title,
        code=product.chain.product.shown,
        look=_look(product, wrong=bool(over)),
        clock=since_harvest(product, at=at),
        wrong=f"{over[0].title}: {over[0].left}" if over else "",
        facts=(
            (_("State"), state_words(product.state)),
            (_("Collected"), moment(product.collected.harvest.collected_at, zone)),
            (_("Next"), NEXT_STEP[product.state]),
        ),
        buttons=(
            Button(
                label=_("Open this product"),
                href=reverse("practice:product", kwargs={"product_id": product.id}),
                primary=not product.state.is_final,
            ),
        ),
    )


def state_words(state: State) -> str:
    return LABELS[state]()


def since_harvest(product: Product, *, at: datetime) -> Clock | None:
    """The clock of a product that is still to be used."""
    if product.state.is_final:
        return None
    return clock(product.collected.harvest.collected_at, at, _("since it was collected"))


def time_of_day(at: datetime, zone: str) -> str:
    return f"{utc_to_wall(at, zone):%H:%M}"


def limits(product: Product, kind: ProductKind, *, at: datetime) -> tuple[Limit, ...]:
    """The limits whose clocks run on this product, the most urgent first; none once nothing is to be done."""
    if product.state.is_final:
        return ()
    told = [r for r in running(kind.limits, product.moments, at=at) if not _is_moot(r, product)]
    return tuple(_limit(r) for r in told)


def track(product: Product, zone: str) -> tuple[TrackStep, ...]:
    """Every state on the way to the hip, with the time it was reached; one that left it ends there."""
    steps = [
        _track_step(product, state, event, zone)
        for state, event in STEPS.items()
        if not (event is ProcessingStarted and product.prepared and not product.processing)
    ]
    if product.state not in OFF:
        return tuple(steps)
    done = [s for s in steps if s.state == "done"]
    when = moment(product.events[-1].at, zone)
    return (*done, TrackStep(label=state_words(product.state), state="now", when=when))


OFF = (State.USED_UP, State.QUARANTINED, State.DISCARDED)  # not on the way to the hip any more


def _track_step(product: Product, state: State, event: type[Event], zone: str) -> TrackStep:
    happened = product.last(event)
    if happened is None:
        return TrackStep(label=state_words(state), state="next")
    is_now = product.state is state and not state.is_final
    return TrackStep(
        label=state_words(state), state="now" if is_now else "done", when=time_of_day(happened.at, zone)
    )


def _look(product: Product, *, wrong: bool) -> str:
    if product.state.is_final:
        return "done"
    if wrong:
        return "wrong"
    return "ready" if product.state in (State.RELEASED, State.CONFIRMED) else "open"


def _is_moot(going: Running, product: Product) -> bool:
    """Nobody will count what has been characterised without a count."""
    return going.limit.end is Moment.COUNTED and product.characterised is not None


def _limit(going: Running) -> Limit:
    allowed = going.limit.limit
    left = minutes(going.left)
    words = _("%(left)d min left") % {"left": left}
    if going.is_over:
        words = _("over by %(over)d min") % {"over": max(1, minutes(-going.left))}
    then = "wrong" if going.limit.needs_reason else "late"
    return Limit(
        title=_("From %(start)s to %(end)s")
        % {"start": going.limit.start.value, "end": going.limit.end.value},
        most=_("at most %(limit)s min") % {"limit": f"{allowed.value:f}"},
        left=words,
        seconds=int(going.left.total_seconds()),
        look=then if going.is_over else "ready",
        then=then,
        note=" · ".join(part for part in (allowed.note, trust(allowed)) if part),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What a device usually takes or yields; nothing is refused for being outside."""

    title: str
    range: str
    note: str


def usual(kind: ProductKind) -> tuple[Usual, ...]:
    return tuple(
        Usual(
            title=t.title,
            range=f"{_span(t.low.value, t.high.value)} {unit(t.low.unit)}",
            note=" · ".join(
                dict.fromkeys(part for x in (t.low, t.high) for part in (x.note, trust(x)) if part)
            ),
        )
        for t in kind.typical
    )


def _span(low: Decimal, high: Decimal) -> str:
    return f"{low:f}" if low == high else f"{low:f}–{high:f}"


def trust(number: Sourced) -> str:
    """Where a number is from, or that a clinician must confirm it."""
    return number.source or (_("to be confirmed by a clinician") if number.needs_review else "")
