"""What two people check on paper while the record cannot be reached, in this order, each for themselves."""

from dataclasses import dataclass

from enthesis.domain.biologics.bench.giving import Check
from enthesis.domain.terms import Tag, Wording

_ASK = "Does the practice's own rule for a time without the record ask this of both people, in this order?"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCheck:
    """One line of the sheet: what is looked at, and what is done where it is not so."""

    check: Check
    look: Wording
    stop: Wording


def _line(check: Check, look: str, stop: str) -> PaperCheck:
    return PaperCheck(
        check=check,
        look=Wording(text=look, tag=Tag.PROPOSED, note=_ASK),
        stop=Wording(text=stop, tag=Tag.PROPOSED, note=_ASK),
    )


PROCEDURE: tuple[PaperCheck, ...] = (
    _line(
        Check.PEOPLE,
        "Two people are here, and the second of them did not prepare the product.",
        "Wait for another person.",
    ),
    _line(
        Check.WRISTBAND,
        "The code on the wristband is the one printed here, read aloud group by group.",
        "Give nothing. Call the surgeon.",
    ),
    _line(
        Check.EVENT,
        "The code on the tube and on the record of preparation is that of the therapy event printed here.",
        "Give nothing. Call the surgeon.",
    ),
    _line(
        Check.PRODUCT,
        "The label of the product is stuck above, or its code written there; it belongs to this event.",
        "Give nothing. Call the surgeon.",
    ),
    _line(
        Check.SIDE,
        "The side printed here is the side of the hip before you.",
        "Give nothing. Call the surgeon.",
    ),
    _line(
        Check.RELEASED,
        "The label says when and by whom the product was released, in print or in that person's hand, and "
        "nothing on it says quarantine.",
        "Do not give it.",
    ),
    _line(Check.EXPIRED, "The time on the label has not passed.", "Do not give it. Discard it."),
    _line(
        Check.BLOCKED,
        "No block of candidacy is printed here, none has come up since, and nobody knows of an allergy to "
        "the product or of a recall of its kit.",
        "Do not give it. Call the surgeon.",
    ),
    _line(Check.CONSENT, "The signed consent names this product.", "Do not give it."),
    _line(
        Check.MOMENT, "The moment is the one of the signed plan, as printed here.", "Wait for that moment."
    ),
    _line(
        Check.CONSUMED,
        "Nobody has given this product yet; the sheet has no entry.",
        "Give nothing more of it.",
    ),
)
