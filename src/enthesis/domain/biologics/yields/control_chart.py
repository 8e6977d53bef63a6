"""A control chart of single values and their moving ranges: whether a device still yields what it did.

The limits come from the first products of a kit, or from a span that was declared, and stand still, so that
a slow drift cannot move them. Only what was measured is charted. A signal asks somebody to look; it says
nothing of any product's use.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.numbers import plain
from enthesis.domain.terms import Sourced, Tag

D2 = Sourced("1.1283792", "1", tag="D", note="Mean range of two normal values in standard deviations: 2 / √π")
D3 = Sourced("0.8525025", "1", tag="D", note="Spread of the range of two normal values: √(2 − 4/π)")
SIGMAS = Sourced(3, "1", tag="R", note="Are limits at three standard deviations wanted?")
FIRST = Sourced(20, "1", tag="P", note="How many products of a kit shall set its limits?")
BY_CHANCE = Sourced(
    6,
    "%",
    tag="D",
    note="Simulated, nothing drifting: values that scatter normally, limits of the first 20 of 40, every "
    "rule; so often the newest completes one. 3 % with the 21st value, 5 % with the 60th.",
)
"""How often the newest product of a chart completes a rule although nothing drifts."""


class Drift(StrEnum):
    """What may speak for a drift: four rules of Western Electric, Nelson's of the trend, and a jump."""

    BEYOND = "beyond"
    TWO_OF_THREE = "two_of_three"
    FOUR_OF_FIVE = "four_of_five"
    ONE_SIDE = "one_side"
    TREND = "trend"
    JUMP = "jump"


_ASKED = "Is this rule wanted? Each more finds a drift sooner, and more often where there is none."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`needed` of `among` values in a row lie beyond `sigmas` on one side, or, of a trend, go one way."""

    id: Drift
    title: str
    needed: Sourced
    among: Sourced
    sigmas: Sourced | None
    tag: Tag = Tag.RECALLED
    source: str = ""
    note: str = _ASKED

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


def _recalled(value: int) -> Sourced:
    return Sourced(value, "1", tag="R", note=_ASKED)


def _rule(drift: Drift, title: str, needed: int, among: int, sigmas: int | None) -> Rule:
    return Rule(
        id=drift,
        title=title,
        needed=_recalled(needed),
        among=_recalled(among),
        sigmas=None if sigmas is None else _recalled(sigmas),
    )


RULES = (
    _rule(Drift.BEYOND, "one value beyond a limit (Western Electric 1)", 1, 1, 3),
    _rule(Drift.TWO_OF_THREE, "two of three beyond two thirds of the way (Western Electric 2)", 2, 3, 2),
    _rule(Drift.FOUR_OF_FIVE, "four of five beyond one third of the way (Western Electric 3)", 4, 5, 1),
    _rule(Drift.ONE_SIDE, "eight in a row on one side of the mean (Western Electric 4)", 8, 8, 0),
    _rule(Drift.TREND, "six in a row, each higher or each lower than the one before (Nelson 3)", 6, 6, None),
)
JUMP_TITLE = "two neighbours further apart than the limit of the moving range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One product's value, and how it is known."""

    at: datetime
    value: Decimal
    basis: Basis
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`sigma` is from the mean moving range; `low` and `high` are of values, `high_range` of ranges."""

    mean: Decimal
    sigma: Decimal
    low: Decimal
    high: Decimal
    mean_range: Decimal
    high_range: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """A rule that the value at `index` completes; `above` is None where no side is meant."""

    index: int
    drift: Drift
    above: bool | None

    @property
    def words(self) -> str:
        """What is seen at this value and those before it: the last 8 lie below the centre line."""
        if self.drift is Drift.JUMP:
            return "It lies further from the one before than the limit of the moving range."
        rule, side, end = _BY_ID[self.drift], *(("above", "upper") if self.above else ("below", "lower"))
        if self.drift is Drift.BEYOND:
            return f"It lies {side} the {end} limit."
        if rule.sigmas is None:
            return f"The last {rule.among.value} {'rise' if self.above else 'fall'} one after the other."
        if not rule.sigmas.value:
            return f"The last {rule.among.value} lie {side} the centre line."
        way = f"{rule.sigmas.value} of {SIGMAS.value} parts of the way to the {end} limit"
        return f"{rule.needed.value} of the last {rule.among.value} lie beyond {way}."

    @property
    def sentence(self) -> str:
        title = JUMP_TITLE if self.drift is Drift.JUMP else _BY_ID[self.drift].title
        side = {True: " Above.", False: " Below.", None: ""}[self.above]
        return f"{title[0].upper()}{title[1:]}.{side}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """`limits` is None while there are too few; `left_out` are readings that nobody measured.

    `begins` is the place of the first reading that the rules look at: those before it are only shown.
    """

    readings: tuple[Reading, ...]
    ranges: tuple[Decimal, ...]
    limits: Limits | None
    signals: tuple[Signal, ...]
    left_out: int
    begins: int = 0

    @property
    def now(self) -> tuple[Signal, ...]:
        """The rules that the newest reading completes: a drift that stands today."""
        return tuple(s for s in self.signals if s.index == len(self.readings) - 1)

    @property
    def sentence(self) -> str:
        if self.limits is None:
            return (
                f"Too few: {len(self.readings)} measured products; limits are drawn from {FIRST.value} on. "
                "Nothing is said of a drift before."
            )
        if not self.signals:
            return "Nothing in these values speaks for a drift."
        last = self.signals[-1]
        return f"{last.sentence} Look at kit lot, centrifuge, analyser and draw."


def chart(
    readings: Sequence[Reading],
    *,
    first: Sourced = FIRST,
    declared: Limits | None = None,
    since: datetime | None = None,
) -> Chart:
    """The chart of these readings in the order of their times, with limits by the `first` of them.

    With `declared` limits those hold, and the rules look only at readings from `since` on.
    """
    shown = tuple(sorted((r for r in readings if r.basis is Basis.MEASURED), key=lambda r: r.at))
    numbers = [r.value for r in shown]
    begins = sum(1 for r in shown if since is not None and r.at < since)
    limits = declared or (limits_of(numbers[: int(first.value)]) if len(numbers) >= first.value else None)
    found = signals(numbers[begins:], limits) if limits else ()
    return Chart(
        readings=shown,
        ranges=_ranges(numbers),
        limits=limits,
        signals=tuple(replace(s, index=s.index + begins) for s in found),
        left_out=len(readings) - len(shown),
        begins=begins,
    )


def told_of_chance(charts: int) -> str:
    """How many of so many charts with limits complete a rule when nothing drifts."""
    expected = plain(charts * BY_CHANCE.value / 100)
    many = "1 chart has" if charts == 1 else f"{charts} charts have"
    return (
        f"{many} limits. Where nothing drifts, the newest product completes a rule by chance on "
        f"{plain(BY_CHANCE.value)} of 100 charts: of these, {expected} to be expected at any time."
    )


def limits_of(numbers: Sequence[Decimal]) -> Limits:
    """Mean ± 3 × mean moving range / d2 (2.66 × mean range); ranges up to (1 + 3 d3/d2) × it (3.27 ×)."""
    if len(numbers) <= 1:
        raise ValueError("One value has no moving range.")
    ranges = _ranges(numbers)
    return limits_from(sum(numbers, Decimal(0)) / len(numbers), sum(ranges, Decimal(0)) / len(ranges))


def limits_from(mean: Decimal, mean_range: Decimal) -> Limits:
    """The same, of a mean and a mean moving range that were kept."""
    sigma = mean_range / D2.value
    reach = SIGMAS.value * sigma
    return Limits(
        mean=mean,
        sigma=sigma,
        low=mean - reach,
        high=mean + reach,
        mean_range=mean_range,
        high_range=mean_range + reach * D3.value,
    )


def signals(numbers: Sequence[Decimal], limits: Limits) -> tuple[Signal, ...]:
    """Every rule that a value completes, in the order of the values."""
    found = [s for rule in RULES for s in _by_rule(rule, numbers, limits)]
    found += [
        Signal(index=i, drift=Drift.JUMP, above=None)
        for i, moved in enumerate(_ranges(numbers), start=1)
        if moved > limits.high_range
    ]
    return tuple(sorted(found, key=lambda s: s.index))


def _by_rule(rule: Rule, numbers: Sequence[Decimal], limits: Limits) -> list[Signal]:
    return [
        Signal(index=i, drift=rule.id, above=above)
        for i in range(int(rule.needed.value) - 1, len(numbers))
        for above in (True, False)
        if _completes(rule, numbers, i, limits, above=above)
    ]


def _completes(rule: Rule, numbers: Sequence[Decimal], i: int, limits: Limits, *, above: bool) -> bool:
    """Whether the value at `i` is itself beyond, and enough of those before it are."""
    window = numbers[max(0, i + 1 - int(rule.among.value)) : i + 1]
    if rule.sigmas is None:
        return all((b > a) if above else (b < a) for a, b in pairwise(window))
    is_beyond = _beyond(limits, rule.sigmas.value, above=above)
    return is_beyond(numbers[i]) and sum(map(is_beyond, window)) >= rule.needed.value


def _beyond(limits: Limits, sigmas: Decimal, *, above: bool) -> Callable[[Decimal], bool]:
    reach = sigmas * limits.sigma
    return lambda value: value > limits.mean + reach if above else value < limits.mean - reach


def _ranges(numbers: Sequence[Decimal]) -> tuple[Decimal, ...]:
    return tuple(abs(b - a) for a, b in pairwise(numbers))


_BY_ID = {rule.id: rule for rule in RULES}
