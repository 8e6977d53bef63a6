"""Who may pay: named with a number, or the patient; never both."""

from datetime import date

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.people.insurance import Insurance, ToldBy, check_told_on

TOLD = date(2027, 3, 8)


def insurance(**told: object) -> Insurance:
    return Insurance(**{"payer": "A payer", "member": "M", "told_by": ToldBy.CARD, "told_on": TOLD, **told})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"payer": " "}, "The insurer is not named"),
        ({"member": ""}, "The member number is missing"),
        ({"pays_self": True}, "An insurance is named, and that the patient pays"),
        ({"plan": "P" * 101}, "The name of the plan is longer than 100 characters"),
        ({"valid_from": TOLD, "valid_until": date(2027, 3, 7)}, "It ends before it begins"),
    ],
)
def test_what_cannot_be_an_insurance(told: dict[str, object], sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        insurance(**told)


def test_who_pays_needs_nothing_else() -> None:
    assert insurance(pays_self=True, payer="", member="").pays_self


def test_both_days_belong_to_it_and_an_open_end_is_none() -> None:
    told = insurance(valid_from=TOLD, valid_until=date(2027, 3, 9))
    assert [told.is_valid(date(2027, 3, day)) for day in (7, 8, 9, 10)] == [False, True, True, False]
    assert insurance().is_valid(TOLD)


def test_nothing_was_told_tomorrow() -> None:
    check_told_on(TOLD, on=TOLD)
    with pytest.raises(Invalid, match="cannot have been told in the future"):
        check_told_on(date(2027, 3, 9), on=TOLD)
