"""The end of a repair, and for how long a hip was free of it. Days are counted from surgery."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.event_type import EventType


class EndpointKind(StrEnum):
    """An operation after which the repair is no longer what is followed."""

    REVISION_REPAIR = "revision_repair"
    MUSCLE_TRANSFER = "muscle_transfer"
    HIP_REPLACEMENT = "hip_replacement"


ANY = frozenset(EndpointKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Raises Invalid for a day before surgery."""

    kind: EndpointKind
    day: int

    def __post_init__(self) -> None:
        if self.day < 0:
            raise Invalid(
                "day",
                f"An endpoint {-self.day} days before the operation cannot be of it.",
                "Correct its date or choose the other hip.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """How long a hip was seen without an endpoint; with one it ended on that day, without it is censored."""

    day: int
    endpoint: Endpoint | None = None

    @property
    def is_reached(self) -> bool:
        return self.endpoint is not None


def endpoint_of(event: EventType) -> EndpointKind | None:
    """The endpoint an adverse event is, if it is one."""
    return EndpointKind(event.value) if event.value in ANY else None


def first_endpoint(endpoints: Iterable[Endpoint], kinds: frozenset[EndpointKind] = ANY) -> Endpoint | None:
    """The earliest of these kinds; on one day in the order of the kinds. None where there is none."""
    order = tuple(EndpointKind)
    mine = (e for e in endpoints if e.kind in kinds)
    return min(mine, key=lambda e: (e.day, order.index(e.kind)), default=None)


def survival(
    endpoints: Iterable[Endpoint], *, last_seen: int, kinds: frozenset[EndpointKind] = ANY
) -> Survival:
    """How long the hip was free of these kinds. `last_seen` is the last day anything is known of it.

    Asked for one kind, another does not end it: the hip is followed on. Raises Invalid for a hip last seen
    before its operation.
    """
    if last_seen < 0:
        raise Invalid("last_seen", "The hip was last seen before its operation.", "Correct the dates.")
    first = first_endpoint(endpoints, kinds)
    return Survival(day=last_seen) if first is None else Survival(day=first.day, endpoint=first)


def survival_by_kind(
    endpoints: Iterable[Endpoint], *, last_seen: int
) -> tuple[tuple[EndpointKind, Survival], ...]:
    """Each kind by itself, in the order of the kinds."""
    told = tuple(endpoints)
    return tuple(
        (kind, survival(told, last_seen=last_seen, kinds=frozenset({kind}))) for kind in EndpointKind
    )


REVISED = Endpoint(kind=EndpointKind.REVISION_REPAIR, day=400)
TRANSFERRED = Endpoint(kind=EndpointKind.MUSCLE_TRANSFER, day=900)
REPLACED = Endpoint(kind=EndpointKind.HIP_REPLACEMENT, day=900)

EXAMPLES: tuple[
    tuple[str, tuple[Endpoint, ...], int, frozenset[EndpointKind], int, EndpointKind | None], ...
] = (
    ("nothing happened", (), 1500, ANY, 1500, None),
    ("seen only on the day", (), 0, ANY, 0, None),
    ("the first counts", (REPLACED, REVISED), 1500, ANY, 400, EndpointKind.REVISION_REPAIR),
    ("on one day, by order", (REPLACED, TRANSFERRED), 1500, ANY, 900, EndpointKind.MUSCLE_TRANSFER),
    (
        "one kind by itself",
        (REPLACED, REVISED),
        1500,
        frozenset({EndpointKind.HIP_REPLACEMENT}),
        900,
        EndpointKind.HIP_REPLACEMENT,
    ),
    (
        "another kind does not end it",
        (REVISED,),
        1500,
        frozenset({EndpointKind.HIP_REPLACEMENT}),
        1500,
        None,
    ),
    ("known of later than seen", (REVISED,), 365, ANY, 400, EndpointKind.REVISION_REPAIR),
)
