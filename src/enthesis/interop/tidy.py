"""Numbers as they leave the house: without trailing zeros, never 1E+2, no longer than anybody measures."""

from decimal import Context, Decimal

MOST_FIGURES = Context(prec=12)


def tidy(number: Decimal) -> Decimal:
    """The number in at most twelve figures, written out."""
    short = number.normalize(MOST_FIGURES)
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
