"""What was done to a product, each by one person at one time. Appended, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar

from enthesis.domain.biologics.doubt import Answered
from enthesis.domain.biologics.identity import Chain, Code
from enthesis.domain.biologics.measurement import Measurement
from enthesis.domain.biologics.moments import Deviation
from enthesis.domain.biologics.states import Act
from enthesis.domain.biologics.steps import Activator, Delivery, Harvest, Preparation
from enthesis.domain.terms import PersonId, ProductId


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`at` is when it was recorded; a time of doing has its own name."""

    act: ClassVar[Act]
    by: PersonId
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected(Event):
    act: ClassVar[Act] = Act.COLLECT
    chain: Chain
    tissue: str
    harvest: Harvest


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessingStarted(Event):
    """It went into the device; limits that were passed until then are kept with it."""

    act: ClassVar[Act] = Act.START_PROCESSING
    started_at: datetime
    deviations: tuple[Deviation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared(Event):
    """It was made. Where no start of processing stands before it, its start was told with it.

    `answered` are the doubts that it raised, each with the reason it stands.
    """

    act: ClassVar[Act] = Act.PREPARE
    preparation: Preparation
    deviations: tuple[Deviation, ...]
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTaken(Event):
    """It began as a part of `parent` and has its history; `draw` is the product as it was collected."""

    act: ClassVar[Act] = Act.TAKE_PART
    chain: Chain
    parent: ProductId
    draw: ProductId
    volume_ml: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What was collected at once, as `product`: its volume without the anticoagulant."""

    product: ProductId
    volume_ml: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined(Event):
    """The product was made of `parents`; it has the history of the oldest, and every time is the earliest."""

    act: ClassVar[Act] = Act.COMBINE
    chain: Chain
    parents: tuple[ProductId, ...]
    draws: tuple[Draw, ...]
    makers: tuple[PersonId, ...]
    preparations: tuple[Preparation, ...]
    volume_ml: Decimal
    collected_at: datetime
    started_at: datetime
    ready_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GaveOff(Event):
    """Parts were taken off it, `volume_ml` together; the rest goes on as this product."""

    act: ClassVar[Act] = Act.GIVE_OFF
    parts: tuple[ProductId, ...]
    volume_ml: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedUp(Event):
    """All of it went into other products."""

    act: ClassVar[Act] = Act.USE_UP
    into: tuple[ProductId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Characterised(Event):
    """`activator` is None only for kinds that are never activated; not activating is Activator.NONE.

    `answered` are the doubts that its values raised, each with the reason they stand.
    """

    act: ClassVar[Act] = Act.CHARACTERISE
    values: tuple[Measurement, ...]
    activator: Activator | None
    activation_detail: str
    deviations: tuple[Deviation, ...]
    answered: tuple[Answered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultAdded(Event):
    """A result that came late, or one that replaces an earlier one; the earlier stays in the record."""

    act: ClassVar[Act] = Act.ADD_RESULT
    value: Measurement
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(Event):
    act: ClassVar[Act] = Act.RELEASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed(Event):
    """The first of two people at administration scanned what is given here."""

    act: ClassVar[Act] = Act.CONFIRM
    product: Code
    wristband: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Administered(Event):
    act: ClassVar[Act] = Act.ADMINISTER
    product: Code
    wristband: Code
    delivery: Delivery
    deviations: tuple[Deviation, ...]

    @property
    def giver(self) -> str:
        """The name of whoever gave it at the hip."""
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """From when to when nothing could be authorised, and why."""

    since: datetime
    until: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the printed procedure says: the codes as they stand on it, who checked, who gave, and how.

    `first` and `second` are the two people who checked; the names are as the house knows them. No `outage`:
    it was entered before one was asked for.
    """

    product: Code
    wristband: Code
    first: PersonId
    first_name: str
    second: PersonId
    second_name: str
    checked_at: datetime
    delivery: Delivery
    outage: Outage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredOnPaper(Event):
    """One person entered a sheet; nothing is given until another confirms it."""

    act: ClassVar[Act] = Act.ENTER_PAPER
    sheet: Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """What would have been refused, had the record been at hand."""

    check: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenOnPaper(Administered):
    """Given while nothing could be authorised, as `sheet` says; a second person confirmed the entry."""

    act: ClassVar[Act] = Act.GIVE_ON_PAPER
    sheet: Sheet
    against: tuple[Against, ...]

    @property
    def giver(self) -> str:
        return self.sheet.second_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined(Event):
    act: ClassVar[Act] = Act.QUARANTINE
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded(Event):
    act: ClassVar[Act] = Act.DISCARD
    reason: str


EVENTS: Mapping[Act, type[Event]] = MappingProxyType(
    {
        e.act: e
        for e in (
            Collected,
            ProcessingStarted,
            Prepared,
            PartTaken,
            Combined,
            GaveOff,
            UsedUp,
            Characterised,
            ResultAdded,
            Released,
            Confirmed,
            Administered,
            EnteredOnPaper,
            GivenOnPaper,
            Quarantined,
            Discarded,
        )
    }
)
