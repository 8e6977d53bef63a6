"""How a person is called and reached, and what a person agreed to."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.errors import Invalid
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.people.patient import LONGEST, Contact, check_birth_date, check_names
from tests.support.cases import a_contact

TODAY = date(2027, 3, 8)


@pytest.mark.parametrize(("given_name", "family"), [("", "Ferro"), ("Ida", "  "), ("\t", "\n")])
def test_a_person_has_both_names(given_name: str, family: str) -> None:
    with pytest.raises(Invalid):
        replace(a_contact(), given=given_name, family=family)


def test_somebody_nobody_can_reach_is_refused() -> None:
    assert replace(a_contact(), email="").phone
    assert replace(a_contact(), phone="").email
    with pytest.raises(Invalid):
        replace(a_contact(), email="", phone="")


@pytest.mark.parametrize(("field", "longest"), LONGEST.items())
def test_what_no_column_holds_is_refused_before_it_is_cut(field: str, longest: int) -> None:
    assert replace(a_contact(), **{field: "x" * longest})
    with pytest.raises(Invalid, match=str(longest)) as refused:
        replace(a_contact(), **{field: "x" * (longest + 1)})
    assert refused.value.code == field


@pytest.mark.parametrize("born", [date(2027, 3, 9), date(1906, 12, 31), date(1, 1, 1)])
def test_nobody_is_born_tomorrow_or_before_everybody(born: date) -> None:
    with pytest.raises(Invalid):
        check_birth_date(born, on=TODAY)


def test_somebody_born_today_or_very_old_is_a_person() -> None:
    check_birth_date(TODAY, on=TODAY)
    check_birth_date(date(1907, 3, 8), on=TODAY)


@given(st.dates(date(1907, 1, 1), TODAY), st.dates(date(1907, 1, 1), date(2100, 1, 1)))
def test_age_goes_up_by_one_on_a_birthday_and_never_else(born: date, on: date) -> None:
    contact: Contact = replace(a_contact(), birth_date=born)

    age = contact.age_on(on)

    anniversary = (on.month, on.day) >= (born.month, born.day)
    assert age == on.year - born.year - (0 if anniversary else 1)
    if on >= born:
        assert age >= 0


def consent(**changes: object) -> Consent:
    told = {"purpose": Purpose.PRODUCT, "product": "prp-lr", "text": "1", "given": True, "decided_on": TODAY}
    return Consent(**{**told, "explained_by": "A nurse", **changes})


def test_a_consent_says_to_what_and_who_explained_it() -> None:
    assert consent(purpose=Purpose.REGISTRY, product="")
    with pytest.raises(Invalid):
        consent(product="")
    with pytest.raises(Invalid):
        consent(explained_by=" ")


@pytest.mark.parametrize(
    "name",
    ["María José", "O\u2019Brien", "d'Arc", "Anne-Marie", "Łukasz", "'s-Gravesande", "李", "de la Cruz"],
)
def test_the_names_of_people_are_taken(name: str) -> None:
    check_names(replace(a_contact(), given=name, family=name))


@pytest.mark.parametrize("name", ["Ida\u202e", "I\u200bda", "Ida\x07", "I\nda", "\u2066Ida", "Ida\ufeff"])
@pytest.mark.parametrize("field", ["given", "family"])
def test_a_name_with_an_invisible_character_is_refused_at_its_field(field: str, name: str) -> None:
    with pytest.raises(Invalid, match="There is an invisible character in the name") as refused:
        check_names(replace(a_contact(), **{field: name}))
    assert refused.value.code == field


@pytest.mark.parametrize("name", ["=cmd|x <script>", "+1", "-Ida", "@Ida", " =Ida", "?!", "..."])
def test_a_name_that_begins_like_a_formula_or_has_no_letter_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match="This does not look like a name"):
        check_names(replace(a_contact(), family=name))
