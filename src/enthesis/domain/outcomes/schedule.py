"""When a hip is asked how it is doing: milestones in days since surgery, and who is due on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.outcomes.catalogue import instruments, outlines
from enthesis.domain.terms import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A visit and its window, in days since surgery: `opens` belongs to it, `closes` no longer.

    No invitation goes out before `invites`. An answer before `counts_from` is kept, and asked for again.
    """

    id: str
    title: str
    target: Sourced
    opens: Sourced
    closes: Sourced
    invites: Sourced
    counts_from: Sourced

    def __post_init__(self) -> None:
        days = [d.value for d in (self.opens, self.target, self.closes)]
        inside = all(
            self.opens.value <= d.value < self.closes.value for d in (self.invites, self.counts_from)
        )
        if not (days[0] <= days[1] < days[2] and inside):
            raise ValueError(f"Milestone {self.id}: its days do not lie inside its window.")

    def has(self, day: int) -> bool:
        """Whether a day since surgery lies in the window."""
        return self.opens.value <= day < self.closes.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The days since surgery at which a publication took its scores; `closes` no longer belongs to them."""

    id: str
    title: str
    opens: Sourced
    closes: Sourced

    def has(self, day: int) -> bool:
        """Whether a score of this day may be compared with that publication's."""
        return self.opens.value <= day < self.closes.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A milestone on the calendar; `closes` is the first day that no longer belongs to it."""

    opens: date
    due: date
    closes: date

    def has(self, on: date) -> bool:
        return self.opens <= on < self.closes


def _day(value: int, tag: str = "P", source: str = "", note: str = "") -> Sourced:
    return Sourced(value, "d", tag=tag, source=source, note=note)


def _target(value: int) -> Sourced:
    return Sourced(value, "d", tag="P", note=TARGET)


def _edge(value: int) -> Sourced:
    return Sourced(value, "d", tag="P", note=WINDOW)


def _after(name: str, title: str, *, target: Sourced, opens: Sourced, closes: Sourced) -> Milestone:
    return Milestone(
        id=name,
        title=title,
        target=target,
        opens=opens,
        closes=closes,
        invites=target,
        counts_from=opens,
    )


TARGET = "Is this the day of the visit?"
WINDOW = "Is this the right window around the visit?"
COLLECTED = "Recalled from quality measures. Is this the window in which the score of one year is collected?"

MILESTONES: tuple[Milestone, ...] = (
    Milestone(
        id="baseline",
        title="Before surgery",
        target=_day(0, note="Days count from the day of surgery. Is the form answered by then?"),
        opens=_day(-90, "V", "S105b"),
        closes=_day(1, note="The day of surgery belongs to it: is the form answered before anaesthesia?"),
        invites=_day(-90, "V", "S105b"),
        counts_from=_day(-90, "V", "S105b"),
    ),
    _after("2w", "2 weeks", target=_target(14), opens=_edge(7), closes=_edge(28)),
    _after("6w", "6 weeks", target=_target(42), opens=_edge(28), closes=_edge(63)),
    _after("3m", "3 months", target=_target(91), opens=_edge(63), closes=_edge(137)),
    _after("6m", "6 months", target=_target(183), opens=_edge(137), closes=_edge(274)),
    _after(
        "1y",
        "1 year",
        target=_target(365),
        opens=_day(300, "R", note=COLLECTED),
        closes=_day(426, "R", note=COLLECTED),
    ),
    Milestone(
        id="2y",
        title="2 years",
        target=_target(730),
        opens=_edge(640),
        closes=_edge(1096),
        invites=_day(
            730, note="An earlier answer is lost to every study of two years. Is nobody invited before?"
        ),
        counts_from=_day(730, note="Some studies accept 23 months, recalled. Is it two full years here?"),
    ),
    _after("5y", "5 years", target=_target(1826), opens=_edge(1643), closes=_edge(2192)),
    _after("10y", "10 years", target=_target(3652), opens=_edge(3469), closes=_edge(4383)),
)

# Only to compare with the publication it is from: a follow-up is never asked by it.
COMPARISONS: tuple[Comparison, ...] = (
    Comparison(
        id="one-year-ihot-12",
        title="One year, as the thresholds of iHOT-12 were made",
        opens=_day(335, "V", "S109"),
        closes=_day(396, "D", "S109", note="The day after the last one printed, 395."),
    ),
)


ROUTINE: Mapping[str, tuple[str, ...]] = MappingProxyType({})
"""The protocol of a practice that chose none: every routine instrument at every milestone."""


def asked_at(milestone: Milestone, protocol: Mapping[str, Sequence[str]] = ROUTINE) -> tuple[str, ...]:
    """The instruments asked at a milestone: those the protocol names, else every one declared as routine."""
    chosen = protocol.get(milestone.id)
    if chosen is not None:
        return tuple(chosen)
    return tuple(name for name, instrument in instruments().items() if instrument.routine)


def check_protocol(protocol: Mapping[str, Sequence[str]]) -> None:
    """Raises Invalid, its code the milestone, for one nobody knows, or an instrument that cannot be asked."""
    for name, asked in protocol.items():
        if name not in {m.id for m in MILESTONES}:
            known = ", ".join(m.id for m in MILESTONES)
            raise Invalid(name, f"There is no milestone “{name}”.", f"Choose one of {known}.")
        for instrument in asked:
            if instrument not in instruments() and instrument not in outlines():
                raise Invalid(
                    name,
                    f"There is no instrument “{instrument}” to ask at “{name}”.",
                    "Choose one of those in the reference.",
                )
        if len(set(asked)) < len(asked):
            raise Invalid(name, f"At “{name}” an instrument is asked twice.", "Name it once.")


def milestone_on(day: int, milestones: Sequence[Milestone] = MILESTONES) -> Milestone | None:
    """The milestone whose window holds this day since surgery; None between windows."""
    return next((m for m in milestones if m.has(day)), None)


def window_on(surgery_on: date, milestone: Milestone) -> Window:
    """The window of a milestone after this surgery; raises Invalid where the calendar ends before it."""
    return Window(
        opens=_plus(surgery_on, milestone.opens),
        due=_plus(surgery_on, milestone.target),
        closes=_plus(surgery_on, milestone.closes),
    )


def invitation_on(surgery_on: date, milestone: Milestone) -> date:
    """The first day the patient is invited."""
    return _plus(surgery_on, milestone.invites)


def is_complete(milestone: Milestone, answered: Iterable[int]) -> bool:
    """Whether one of the answers, in days since surgery, is all this milestone needs."""
    return any(milestone.has(day) and day >= milestone.counts_from.value for day in answered)


def is_due(milestone: Milestone, *, day: int, answered: Iterable[int]) -> bool:
    """Whether the patient should hold an invitation on this day since surgery.

    At two years an answer of days 640 to 729 does not end it: the patient is invited again at 730.
    """
    return milestone.invites.value <= day < milestone.closes.value and not is_complete(milestone, answered)


def _plus(surgery_on: date, days: Sourced) -> date:
    try:
        return surgery_on + timedelta(days=int(days.value))
    except OverflowError:
        raise Invalid(
            "surgery_on",
            f"The follow-up of ten years after {surgery_on} cannot be planned.",
            "Enter the date of surgery.",
        ) from None


def milestone_called(name: str) -> Milestone:
    """The milestone of an id; raises NotFound when there is none."""
    for milestone in MILESTONES:
        if milestone.id == name:
            return milestone
    raise NotFound(
        "milestone",
        f"There is no milestone “{name}”.",
        f"Choose one of {', '.join(m.id for m in MILESTONES)}.",
    )


def load_comparison(name: str) -> Comparison:
    """The window of comparison of an id; raises NotFound when there is none."""
    for comparison in COMPARISONS:
        if comparison.id == name:
            return comparison
    raise NotFound(
        "comparison",
        f"There is no window of comparison “{name}”.",
        f"Choose one of {', '.join(c.id for c in COMPARISONS)}.",
    )
