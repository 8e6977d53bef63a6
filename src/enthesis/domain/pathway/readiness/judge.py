"""Whether everything that must be there before an operation is there. It shows; it forbids nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.pathway.readiness.clearance import (
    Clearance,
    Said,
    Wanted,
    clearance_items,
    clearances,
    wanted_of_every,
)
from enthesis.domain.pathway.readiness.item import Item, Standing, Topic
from enthesis.domain.pathway.readiness.kit import Checked, kit_items, no_longer_needed
from enthesis.domain.pathway.stages import BEFORE_OPERATION, Stage
from enthesis.domain.people.consent import Consent
from enthesis.domain.practice.clearance_kind import ClearanceKind

WORST_FIRST = tuple(Standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """`starts_at` is when the operation begins, on the clock of its place; None while none is booked.

    `items` are those that block first, by their last day, of one day what is not known before what is open;
    what is in order comes last.
    `dropped` was checked for a plan that has changed since.
    """

    starts_at: datetime | None
    items: tuple[Item, ...]
    clearances: tuple[Clearance, ...] = ()
    dropped: tuple[Checked, ...] = ()

    @property
    def open(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.is_open)

    @property
    def is_ready(self) -> bool:
        """Unknown is never ready; neither is a case without a day."""
        return self.starts_at is not None and not self.open

    @property
    def sentence(self) -> str:
        if self.starts_at is None and not self.open:
            return "No operation is booked."
        if self.is_ready:
            return "Everything that is asked for before the day is there."
        counted = (f"{n} {s.label.lower()}" for s in WORST_FIRST[:-1] if (n := self.count(s)))
        return f"Not ready: {', '.join(counted)}."

    def count(self, standing: Standing) -> int:
        return sum(item.standing is standing for item in self.items)

    def of(self, topic: Topic) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.topic is topic)


def check_is_before(stage: Stage) -> None:
    """Raises NotAllowed once the operation has begun, or the case has ended."""
    if stage not in BEFORE_OPERATION:
        raise NotAllowed(
            "operation-begun",
            f"This case is at “{stage.label}”: what had to be there before the operation is over.",
            "Look at its record.",
        )


def judge_readiness(
    *,
    starts_at: datetime | None,
    plan: Plan | None,
    is_signed: bool,
    consent: Consent | None,
    kinds: Sequence[ClearanceKind],
    said: Iterable[Said] = (),
    checked: Sequence[Checked] = (),
    wanted: Iterable[Wanted] = (),
    judged: Iterable[Item] = (),
) -> Readiness:
    """Everything that is asked for before the day.

    `consent` is the newest decision about the planned product, `wanted` and `judged` what candidacy asks for
    and finds for the day, `said` and `checked` what people told, oldest first.
    """
    day = starts_at.date() if starts_at else None
    found = clearances(said, (*wanted_of_every(kinds), *wanted), kinds)
    items = (
        *_of_plan(plan, consent, starts_at, is_signed=is_signed),
        *clearance_items(found, day=day),
        *judged,
        *(kit_items(plan, checked, day=day) if plan else ()),
    )
    return Readiness(
        starts_at=starts_at,
        items=tuple(sorted(items, key=_order)),
        clearances=found,
        dropped=no_longer_needed(plan, checked),
    )


def _order(item: Item) -> tuple[bool, date, int, int]:
    return (
        not item.is_open,
        item.due_on or date.max,
        WORST_FIRST.index(item.standing),
        tuple(Topic).index(item.topic),
    )


def _of_plan(
    plan: Plan | None, consent: Consent | None, starts_at: datetime | None, *, is_signed: bool
) -> Iterator[Item]:
    day = starts_at.date() if starts_at else None
    told = (Standing.OPEN, "The newest plan is a draft: it is not signed.")
    if plan is None:
        told = (Standing.UNKNOWN, "There is no plan yet: nobody knows what the operation needs.")
    elif is_signed:
        told = (Standing.OK, "The plan is signed and in force.")
    yield Item(topic=Topic.PLAN, key="plan", title="Plan", standing=told[0], sentence=told[1], due_on=day)
    if starts_at is None:
        sentence = "No operation is booked: nothing can be counted from its day."
        yield Item(
            topic=Topic.PLAN, key="day", title="Day", standing=Standing.UNKNOWN, sentence=sentence, due_on=day
        )
    if plan is not None and plan.biologic is not None:
        yield _of_consent(load_kind(plan.biologic.product).title, consent, day)


def _of_consent(product: str, consent: Consent | None, day: date | None) -> Item:
    told = (Standing.UNKNOWN, "No decision of the patient is recorded.")
    if consent is not None and consent.given:
        told = (Standing.OK, f"Given on {consent.decided_on:%-d %B %Y}, explained by {consent.explained_by}.")
    elif consent is not None:
        told = (
            Standing.OPEN,
            f"Refused on {consent.decided_on:%-d %B %Y}: the plan still holds the product.",
        )
    return Item(
        topic=Topic.PLAN,
        key="consent",
        title=f"Consent to {product}",
        standing=told[0],
        sentence=told[1],
        due_on=day,
    )
