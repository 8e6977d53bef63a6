"""What a score must hold to be declared: that its formula, missing rule and items go together."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from enthesis.domain.outcomes.formula import (
    AllNeeded,
    AtLeast,
    Formula,
    Lookup,
    MissingRule,
    PersonMean,
    Raw,
    Weighted,
    evaluate,
    is_over_answered,
)
from enthesis.domain.outcomes.item import Question

HUNDREDTH = Decimal("0.01")


def reach(formula: Formula, counted: Sequence[Question]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest score; one with the fewest points of every item, one with the most.

    Where each answer has a weight, the sums of the least and of the greatest, to two decimals as scores are.
    """
    if isinstance(formula, Weighted):
        ends = [
            formula.constant + sum((end(w for _, w in pairs) for pairs in formula.weights), Decimal())
            for end in (min, max)
        ]
        low, high = (end.quantize(HUNDREDTH, ROUND_HALF_UP) for end in ends)
        return low, high
    fewest = evaluate(formula, [i.lowest for i in counted])
    most = evaluate(formula, [i.highest for i in counted])
    return min(fewest, most), max(fewest, most)


def problems(formula: Formula, missing: MissingRule, counted: Sequence[Question]) -> Iterator[str]:
    """What forbids the declaration; the first is told before anything is computed."""
    if isinstance(formula, Raw) and len(counted) != 1:
        yield f"the raw score needs one item that counts, not {len(counted)}."
    if isinstance(formula, Lookup):
        yield from _problems_of_table(formula, missing, counted)
    if isinstance(formula, Weighted):
        yield from _problems_of_weights(formula, missing, counted)
    if not is_over_answered(formula) and any(f.allows_na for item in counted for f in item.fields):
        yield "what does not apply would count as nothing."
    if not is_over_answered(formula) and isinstance(missing, AtLeast):
        yield "missing would count as nothing."
    if not 0 < _fewest(missing, len(counted)) <= len(counted):
        yield "its missing rule asks for more answers than there are items, or for none."


def _problems_of_table(table: Lookup, missing: MissingRule, counted: Sequence[Question]) -> Iterator[str]:
    lowest, highest = sum(i.lowest for i in counted), sum(i.highest for i in counted)
    if (table.first, table.last) != (lowest, highest):
        yield f"its table goes from {table.first} to {table.last}, its points from {lowest} to {highest}."
    if not table.is_strict:
        yield "its table neither rises nor falls throughout."
    if not isinstance(missing, AllNeeded):
        yield "its table has no score for a sum that was filled in."


def _problems_of_weights(
    formula: Weighted, missing: MissingRule, counted: Sequence[Question]
) -> Iterator[str]:
    if len(formula.weights) != len(counted):
        yield f"it has weights for {len(formula.weights)} items, and {len(counted)} count."
        return
    for item, pairs in zip(counted, formula.weights, strict=True):
        offered = {points for field in item.fields for points in field.points.values()}
        if sorted(points for points, _ in pairs) != sorted(offered):
            yield f"the weights of item {item.id} are not those of its answers."
    if not isinstance(missing, AllNeeded):
        yield "it has no weight for what is missing."


def _fewest(rule: MissingRule, count: int) -> Decimal:
    """How many answers a score needs."""
    match rule:
        case AllNeeded():
            return Decimal(count)
        case AtLeast(least):
            return least.value
        case PersonMean(most):
            return count - most.value
