"""Florida: a bill of 2025 on stem cell treatments that the FDA has not approved."""

from datetime import date

from enthesis.domain.practice.state import Duty, State
from enthesis.domain.terms import Tag

_COUNSEL = (
    "Was SB 1768 of 2025 signed as it is recalled here, does it bind this practice, and does marrow "
    "concentrate fall under it? Counsel answers, and supplies the text."
)
_STARTS = date(2025, 7, 1)

STATE = State(
    code="FL",
    name="Florida",
    duties=(
        Duty(
            id="notice",
            title="Notice on stem cell treatments",
            asks="A notice in the office and in advertisements that a stem cell treatment is not approved.",
            on_public_pages=True,
            starts_on=_STARTS,
            tag=Tag.RECALLED,
            note=_COUNSEL,
        ),
        Duty(
            id="consent",
            title="Consent form for stem cell treatments",
            asks="A consent form of its own, signed before a stem cell treatment that is not approved.",
            on_public_pages=False,
            starts_on=_STARTS,
            tag=Tag.RECALLED,
            note=_COUNSEL,
        ),
    ),
)
