"""Everything a clinician must confirm before a practice relies on it."""

from enthesis.cli.reference.markdown import TRUST, table
from enthesis.domain.review.catalogue import places
from enthesis.domain.review.value import Place, ValueToReview

TITLE = "Needs review by a clinician"
SUMMARY = (
    "Every number and wording that was recalled from memory or is a proposal of this product. None of "
    "them is a published fact until a clinician has confirmed it. A practice signs them off value by value "
    "on its page *Review*, `enthesis review` lists them; the numbers of rules can be changed by a practice's "
    "policy, without code."
)


def body() -> str:
    return "\n".join(_section(place) for place in places())


def _section(place: Place) -> str:
    rows = [_row(value) for value in place.values]
    return f"## {place.name}\n\n{place.title}\n\n" + table(("What", "Shipped", "Trust", "To confirm"), rows)


def _row(value: ValueToReview) -> tuple[str, ...]:
    return value.title, _shipped(value), TRUST[value.tag], value.question


def _shipped(value: ValueToReview) -> str:
    return "; ".join((value.ships, *(f"{name}: {told}" for name, told in value.details)))
