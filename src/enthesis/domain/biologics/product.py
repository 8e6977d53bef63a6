"""One product of one person, as the sum of what was done to it.

State and version follow from the events, so that they cannot disagree with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from enthesis.domain.biologics.events import (
    Administered,
    Characterised,
    Collected,
    Combined,
    Confirmed,
    Discarded,
    Draw,
    Event,
    GaveOff,
    PartTaken,
    Prepared,
    ProcessingStarted,
    Quarantined,
    Released,
    ResultAdded,
    UsedUp,
)
from enthesis.domain.biologics.identity import Chain
from enthesis.domain.biologics.measurement import Basis, Measurement
from enthesis.domain.biologics.moments import Moment
from enthesis.domain.biologics.states import Act, State, next_state
from enthesis.domain.biologics.steps import Preparation
from enthesis.domain.terms import CaseId, PersonId, ProductId

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """`kind` is the id of a ProductKind. The events begin with the collection and follow the state table."""

    id: ProductId
    case: CaseId
    kind: str
    events: tuple[Event, ...]

    def __post_init__(self) -> None:
        if not self.events or self.events[0].act is not Act.COLLECT:
            raise ValueError("A product begins with its collection.")
        self._walk()

    @property
    def state(self) -> State:
        return self._walk()

    def _walk(self) -> State:
        """Where the events lead; raises where they do not follow the table."""
        state = State.COLLECTED
        for event in self.events[1:]:
            state = next_state(state, event.act)
        return state

    @property
    def version(self) -> int:
        """One more after each act; compared before a new event is kept."""
        return len(self.events)

    def last(self, event: type[E]) -> E | None:
        return next((e for e in reversed(self.events) if isinstance(e, event)), None)

    def done(self, event: type[E]) -> E:
        """The last event of a type that the state says has happened."""
        if (found := self.last(event)) is None:
            raise LookupError(f"The product is {self.state}: no {event.__name__} has happened.")
        return found

    @property
    def collected(self) -> Collected:
        return self.done(Collected)

    @property
    def begun(self) -> Collected | PartTaken | Combined:
        """How it began as the product it is: collected, taken off another, or combined of several."""
        return next(e for e in reversed(self.events) if isinstance(e, Collected | PartTaken | Combined))

    @property
    def chain(self) -> Chain:
        return self.begun.chain

    @property
    def parents(self) -> tuple[ProductId, ...]:
        match self.begun:
            case PartTaken(parent=parent):
                return (parent,)
            case Combined(parents=parents):
                return parents
        return ()

    @property
    def draws(self) -> tuple[Draw, ...]:
        """What was collected for it. A part counts its whole draw: that is where its platelets come from."""
        if combined := self.last(Combined):
            return combined.draws
        part = next((e for e in self.events if isinstance(e, PartTaken)), None)
        return (Draw(product=part.draw if part else self.id, volume_ml=self.collected.harvest.volume_ml),)

    @property
    def makers(self) -> tuple[PersonId, ...]:
        """Who spun, prepared, divided or combined it. None of them can be the second to check it."""
        made = (e for e in self.events if isinstance(e, ProcessingStarted | Prepared | PartTaken | Combined))
        others = (person for e in self.events if isinstance(e, Combined) for person in e.makers)
        return tuple(dict.fromkeys((*(e.by for e in made), *others)))

    @property
    def preparations(self) -> tuple[Preparation, ...]:
        """How it was made: of several, each in its own way, with its own kit and lot."""
        if combined := self.last(Combined):
            return combined.preparations
        return (self.prepared.preparation,) if self.prepared else ()

    @property
    def volume_ml(self) -> Decimal | None:
        """How much it was when it became this product; None before it is prepared."""
        match self.begun:
            case PartTaken(volume_ml=ml) | Combined(volume_ml=ml):
                return ml
        return self.prepared.preparation.output_ml if self.prepared else None

    @property
    def remaining_ml(self) -> Decimal | None:
        """What is left of it after the parts taken off and after it was given; None before it is prepared."""
        if (volume := self.volume_ml) is None:
            return None
        if self.last(UsedUp):
            return Decimal(0)
        since = self.events.index(self.begun)
        off = sum((e.volume_ml for e in self.events[since:] if isinstance(e, GaveOff)), Decimal(0))
        given = self.administered.delivery.volume_ml if self.administered else 0
        return volume - off - given

    @property
    def processing(self) -> ProcessingStarted | None:
        return self.last(ProcessingStarted)

    @property
    def prepared(self) -> Prepared | None:
        return self.last(Prepared)

    @property
    def characterised(self) -> Characterised | None:
        return self.last(Characterised)

    def versions_by(self, person: PersonId | None) -> tuple[int, ...]:
        """The versions that an event of this person made."""
        return tuple(n for n, event in enumerate(self.events, 1) if event.by == person)

    @property
    def released(self) -> Released | None:
        return self.last(Released)

    @property
    def confirmed(self) -> Confirmed | None:
        return self.last(Confirmed)

    @property
    def administered(self) -> Administered | None:
        return self.last(Administered)

    @property
    def quarantined(self) -> Quarantined | None:
        return self.last(Quarantined)

    @property
    def discarded(self) -> Discarded | None:
        return self.last(Discarded)

    @property
    def values(self) -> Mapping[str, Measurement]:
        """The newest value of each quantity; what a manufacturer claims never displaces a measurement."""
        first = self.characterised.values if self.characterised else ()
        added = tuple(e.value for e in self.events if isinstance(e, ResultAdded))
        found: dict[str, Measurement] = {}
        for told in (*first, *added):
            if not (told.basis is Basis.CLAIMED and _is_measured(found.get(told.field))):
                found[told.field] = told
        return found

    @property
    def moments(self) -> Mapping[Moment, datetime]:
        """The times so far. COUNTED is that of the latest count made when the product was characterised."""
        times = {Moment.COLLECTED: self.collected.harvest.collected_at}
        if self.processing:
            times[Moment.STARTED] = self.processing.started_at
        if self.prepared:
            made = self.prepared.preparation
            times |= {Moment.STARTED: made.started_at, Moment.READY: made.ended_at}
        if combined := self.last(Combined):
            times |= {
                Moment.COLLECTED: combined.collected_at,
                Moment.STARTED: combined.started_at,
                Moment.READY: combined.ready_at,
            }
        if counted := [m.at for m in (self.characterised.values if self.characterised else ()) if m.at]:
            times[Moment.COUNTED] = max(counted)
        if self.administered:
            times[Moment.GIVEN] = self.administered.delivery.given_at
        return times

    def with_event(self, event: Event) -> "Product":
        """This product and one more thing done to it."""
        return replace(self, events=(*self.events, event))


def _is_measured(found: Measurement | None) -> bool:
    return found is not None and found.basis is Basis.MEASURED
