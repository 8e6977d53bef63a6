"""What others reached and when they asked: figures to stand beside our own, each with its source.

A series reports whom it could still reach; a registry, everybody. Neither is a promise.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enthesis.domain.terms import Sourced

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The share that answered at a milestone, in percent; `answered` of `asked` where both were published."""

    milestone: str
    series: str
    percent: Sourced
    answered: int | None = None
    asked: int | None = None

    def __post_init__(self) -> None:
        if self.answered is None or self.asked is None:
            return
        exact = Decimal(100 * self.answered) / self.asked
        places = Decimal(1) if self.percent.value == int(self.percent.value) else TENTH
        if exact.quantize(places, ROUND_HALF_UP) != self.percent.value:
            raise ValueError(
                f"{self.series}: {self.answered} of {self.asked} is {exact:.2f} %, not {self.percent.value}."
            )


def _row(
    milestone: str,
    series: str,
    percent: str,
    source: str,
    answered: int | None = None,
    asked: int | None = None,
) -> Answered:
    return Answered(
        milestone=milestone,
        series=series,
        percent=Sourced(percent, "%", tag="V", source=source),
        answered=answered,
        asked=asked,
    )


PUBLISHED: tuple[Answered, ...] = (
    _row("baseline", "Danish hip arthroscopy registry", "67", "S116", 1683, 2508),
    _row("baseline", "North American hip registry, 1,098 patients", "90", "S118"),
    _row("1y", "Danish hip arthroscopy registry", "77", "S115", 1594, 2059),
    _row("1y", "Hip arthroscopy, United States", "71", "S109", 733, 1034),
    _row("2y", "Isolated gluteus medius repair, 2 years or more", "88.5", "S1", 23, 26),
    _row("2y", "Gluteus medius repair over 50, 2 years or more", "96.6", "S2", 84, 87),
    _row("2y", "Gluteus medius repair, PROMIS, 2 years or more", "81.7", "S11"),
    _row("2y", "Hip arthroscopy, United Kingdom", "71.3", "S110", 122, 171),
    _row("2y", "Hip arthroscopy, Gothenburg, before reminders", "73.9", "S117", 396, 536),
    _row("2y", "Hip arthroscopy, Gothenburg, after reminders", "93.8", "S117", 503, 536),
    _row("5y", "Gluteus medius and labrum, 5 years or more", "93.5", "S14", 43, 46),
    _row("5y", "Endoscopic repair, 5 to 10 years", "98.5", "S20", 64, 65),
    _row("5y", "Abductor repair with a synthetic ligament, 7 to 10 years", "81.8", "S31", 90, 110),
    _row("10y", "Gluteus medius repair, 10 years", "84.6", "S21", 11, 13),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One published figure. `low` and `high` are its interval of confidence, absent where none was found."""

    id: str
    what: str
    value: Sourced
    low: Sourced | None = None
    high: Sourced | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """When a group asks its patients, in months since surgery; 0 is before it."""

    group: str
    at: tuple[Sourced, ...]
    then: str = ""


TARGET = Sourced(
    80,
    "%",
    tag="P",
    note="Recalled as the usual bar of level II and III at two years: is it the one below which we act?",
)


def _share(value: str, source: str) -> Sourced:
    return Sourced(value, "%", tag="V", source=source)


def _kappa(value: str) -> Sourced:
    return Sourced(value, "1", tag="V", source="S91")


def _months(value: int, source: str) -> Sourced:
    return Sourced(value, "mo", tag="V", source=source)


# How well ten readers of 44 cases agreed on the grade of an adverse event (Fleiss kappa).
AGREEMENT: tuple[Figure, ...] = (
    Figure(id="all", what="All grades", value=_kappa("0.887"), low=_kappa("0.855"), high=_kappa("0.891")),
    Figure(id="I", what="Grade I", value=_kappa("0.925")),
    Figure(id="II", what="Grade II", value=_kappa("0.838")),
    Figure(id="III", what="Grade III", value=_kappa("0.87")),
    Figure(id="IV", what="Grade IV", value=_kappa("0.898")),
)

# How many of all operations a registry knows of: first and last, then each half-year.
REGISTERED: tuple[Figure, ...] = (
    Figure(
        id="all",
        what="Danish hip arthroscopy registry, 3,016 of 5,501 operations",
        value=Sourced(
            "54.8", "%", tag="D", source="S115", note="3,016 of 5,501 operations of the national register."
        ),
    ),
    *(
        Figure(
            id=f"half-year {n}",
            what=f"Danish hip arthroscopy registry, half-year {n}",
            value=_share(percent, "S115"),
        )
        for n, percent in enumerate(("35", "43", "57", "59", "61", "68"), 1)
    ),
)

# Those who answered only after reminders, beside those who answered at once; their scores were equal.
LATE: tuple[Figure, ...] = (
    Figure(id="age-late", what="Age of late responders", value=Sourced("31.5", "a", tag="V", source="S117")),
    Figure(
        id="age-early", what="Age of early responders", value=Sourced("35.6", "a", tag="V", source="S117")
    ),
    Figure(id="satisfied-late", what="Satisfied late responders", value=_share("70", "S117")),
    Figure(id="satisfied-early", what="Satisfied early responders", value=_share("86", "S117")),
)

RETURNED: tuple[Figure, ...] = (
    Figure(id="activity", what="Return to activity after repair over 50", value=_share("67.9", "S2")),
    Figure(
        id="recreation",
        what="Return to recreation, pooled from 2 of 5 studies; mostly walking",
        value=_share("76", "S126"),
    ),
    Figure(
        id="sport",
        what="Return to the same level of sport after hip arthroscopy, not after repair",
        value=_share("74", "S147"),
        low=_share("67", "S147"),
        high=_share("81", "S147"),
    ),
    Figure(
        id="sport-after",
        what="Months until that return, on average",
        value=Sourced("7.0", "mo", tag="V", source="S147"),
    ),
)

VISITS: tuple[Visits, ...] = (
    Visits(
        group="American Hip Institute",
        at=(
            _months(0, "S129"),
            _months(3, "S129"),
            _months(12, "S129"),
            _months(24, "S129"),
            _months(60, "S129"),
            _months(120, "S129"),
        ),
    ),
    Visits(
        group="Rush",
        at=(_months(0, "S13"), _months(6, "S13"), _months(12, "S13"), _months(24, "S13"), _months(60, "S9")),
    ),
    Visits(
        group="Perth, synthetic ligament",
        at=(
            _months(0, "S31"),
            _months(3, "S31"),
            _months(6, "S31"),
            _months(12, "S31"),
            _months(24, "S31"),
        ),
        then="at 7 to 10 years",
    ),
    Visits(
        group="Danish hip arthroscopy registry",
        at=(
            _months(0, "S114"),
            _months(12, "S114"),
            _months(24, "S114"),
            _months(60, "S114"),
            _months(120, "S114"),
        ),
    ),
    Visits(
        group="Series with release of the reflected tendon",
        at=(_months(0, "S25"), _months(6, "S25"), _months(12, "S25")),
        then="every year",
    ),
    Visits(
        group="Hospital for Special Surgery, hamstrings",
        at=(_months(0, "S12b"), _months(6, "S12b"), _months(12, "S12b"), _months(24, "S12b")),
    ),
)


def published_at(milestone: str) -> tuple[Answered, ...]:
    """The published series of this milestone, the lowest share first; empty where none was found."""
    found = [row for row in PUBLISHED if row.milestone == milestone]
    return tuple(sorted(found, key=lambda row: row.percent.value))
