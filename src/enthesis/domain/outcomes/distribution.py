"""Thresholds made from a cohort's own scores: the formulas by name. The result is derived, never published.

The two ways to halve a standard deviation differ, and papers seldom say which they took: a result names its
way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from statistics import stdev
from types import MappingProxyType

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Sourced, Tag, Wording

FEWEST = Sourced(2, "{hips}", tag="D", note="One value has no deviation.")


class Way(StrEnum):
    """From which scores an MCID by distribution is made."""

    BASELINE = "half_sd_of_baseline"  # variant A
    CHANGE = "half_sd_of_change"  # variant B


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFormula:
    """A formula in words, with its factor."""

    text: Wording
    factor: Sourced


METHODS: Mapping[Way, NamedFormula] = MappingProxyType(
    {
        Way.BASELINE: NamedFormula(
            text=Wording(
                text="half the standard deviation of the scores before surgery",
                tag=Tag.RECALLED,
                note="Is this what papers call the distribution method?",
            ),
            factor=Sourced("0.5", "1", tag="R", note="Is it half?"),
        ),
        Way.CHANGE: NamedFormula(
            text=Wording(
                text="half the standard deviation of the change", tag=Tag.VERIFIED, source="S20, S109"
            ),
            factor=Sourced("0.5", "1", tag="V", source="S20"),
        ),
    }
)

MDC95 = NamedFormula(
    text=Wording(
        text="1.96 times the square root of two times the standard error of measurement, which is the "
        "standard deviation times the square root of one less the intraclass correlation",
        tag=Tag.RECALLED,
        note="Is this the minimal detectable change the practice reports?",
    ),
    factor=Sourced(
        "1.96", "1", tag="R", note="The two-sided 95 % point of the normal distribution: is it the one meant?"
    ),
)


def mcid_of(way: Way, values: Sequence[Decimal]) -> Decimal | None:
    """An MCID made from these scores before surgery or these changes, as the way says; unrounded.

    The standard deviation is the sample's, over n - 1. None for fewer than two values, or where they do not
    differ: a threshold of nothing would be reached by every hip.
    """
    if len(values) < FEWEST.value:
        return None
    return METHODS[way].factor.value * stdev(values) or None


def mdc95(values: Sequence[Decimal], *, reliability: Decimal) -> Decimal | None:
    """The smallest change beyond error of measurement, with 95 % confidence; unrounded.

    `values` are scores of one time, `reliability` their intraclass correlation. None for fewer than two
    values. Raises Invalid for a reliability outside 0 to 1.
    """
    if not 0 <= reliability <= 1:
        raise Invalid(
            "reliability", f"A reliability of {reliability} does not exist.", "Give a value from 0 to 1."
        )
    if len(values) < FEWEST.value:
        return None
    error = stdev(values) * (1 - reliability).sqrt()
    return MDC95.factor.value * Decimal(2).sqrt() * error


SCORES = tuple(Decimal(n) for n in (50, 60, 70))

EXAMPLES: tuple[tuple[str, Way, tuple[Decimal, ...], Decimal | None], ...] = (
    ("half of ten", Way.BASELINE, SCORES, Decimal(5)),
    ("half of ten, of changes", Way.CHANGE, tuple(s - 40 for s in SCORES), Decimal(5)),
    ("one hip", Way.BASELINE, SCORES[:1], None),
    ("no hip", Way.CHANGE, (), None),
    ("all alike", Way.CHANGE, (Decimal(7),) * 3, None),
)
