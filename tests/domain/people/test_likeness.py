"""Who may be one person: what is the same, what may be a slip, and what is too little."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.people.likeness import Alike, Known, Sign, births_near, grouped, signs_of
from enthesis.domain.people.patient import Contact
from tests.support.cases import a_contact

IDA = replace(a_contact(), birth_date=date(1961, 5, 4))
ALONE = {"email": "", "phone": "+12015550199"}  # reached otherwise than IDA


def other(**changed: object) -> Contact:
    return replace(IDA, **{**ALONE, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "signs"),
    [
        ({}, {Sign.SAME_NAME, Sign.SAME_BIRTH}),
        ({"given": "Ferro", "family": "Ida"}, {Sign.SWAPPED_NAMES, Sign.SAME_BIRTH}),
        ({"family": "Fero"}, {Sign.ONE_LETTER, Sign.SAME_BIRTH}),
        ({"family": "Ferrro"}, {Sign.ONE_LETTER, Sign.SAME_BIRTH}),
        ({"family": "Fetro"}, {Sign.ONE_LETTER, Sign.SAME_BIRTH}),
        ({"family": "Feror"}, {Sign.ONE_LETTER, Sign.SAME_BIRTH}),
        ({"family": "Ferro-Marin"}, {Sign.PART_OF_NAME, Sign.SAME_BIRTH}),
        ({"given": "Ida Maria"}, {Sign.PART_OF_NAME, Sign.SAME_BIRTH}),
        ({"birth_date": date(1961, 4, 5)}, {Sign.SAME_NAME, Sign.DAY_MONTH}),
        ({"birth_date": date(1967, 5, 4)}, {Sign.SAME_NAME, Sign.ONE_DIGIT}),
        (
            {"birth_date": date(1950, 1, 1), "phone": IDA.phone},
            {Sign.SAME_NAME, Sign.SAME_PHONE},
        ),
        (
            {"family": "Marin", "email": "IDA@example.org"},  # a name after a wedding
            {Sign.SAME_BIRTH, Sign.SAME_EMAIL},
        ),
    ],
)
def test_one_slip_apart_may_be_one_person(changed: dict[str, object], signs: set[Sign]) -> None:
    assert set(signs_of(IDA, other(**changed))) == signs
    assert set(signs_of(other(**changed), IDA)) == signs


@pytest.mark.parametrize(
    "changed",
    [
        {"birth_date": date(1950, 1, 1)},  # a namesake
        {"given": "Ada", "family": "Fero"},  # two slips in the name
        {"family": "Fero", "birth_date": date(1961, 4, 5)},  # a slip in each
        {"family": "Marin", "given": "Eva"},  # only the birth date
        {"family": "Marin", "given": "Eva", "phone": IDA.phone},  # a household, the same birthday
        {"given": "Eva", "phone": IDA.phone},  # twins at one telephone
    ],
)
def test_less_is_too_little(changed: dict[str, object]) -> None:
    assert signs_of(IDA, other(**changed)) == ()


def test_every_pair_is_found_once_and_the_surest_first() -> None:
    known = {
        "ida": IDA,
        "again": other(),
        "swapped": other(birth_date=date(1961, 4, 5)),
        "nobody": other(given="Bruno", family="Berg", birth_date=date(1980, 2, 2)),
    }
    found = Known(known).pairs()

    assert [{one.one, one.other} for one in found] == [
        {"again", "ida"},
        {"again", "swapped"},
        {"ida", "swapped"},
    ]
    assert [one.is_namesake for one in found] == [True, False, False]
    assert found[1].words == "same names, day and month of birth swapped, same telephone"


NAMES = st.sampled_from(["Ida", "Ada", "Ferro", "Fero", "Ferro Marin", "Eva"])
PEOPLE = st.builds(
    Contact,
    given=NAMES,
    family=NAMES,
    birth_date=st.sampled_from(
        [date(1961, 5, 4), date(1961, 4, 5), date(1961, 5, 14), date(1967, 5, 4), date(1970, 12, 31)]
    ),
    phone=st.sampled_from(["+12015550123", "+12015550124"]),
    email=st.sampled_from(["", "a@example.org"]),
)


@given(st.lists(PEOPLE, max_size=8))
def test_the_search_by_blocks_finds_what_comparing_all_finds(people: list[Contact]) -> None:
    known = dict(enumerate(people))
    by_hand = {(one, two) for one in known for two in known if one < two and signs_of(known[one], known[two])}

    assert {tuple(sorted((a.one, a.other))) for a in Known(known).pairs()} == by_hand
    for number, person in known.items():
        near = {key for key, _ in Known(known).like(person)} - {number}
        assert near == {a if b == number else b for a, b in by_hand if number in (a, b)}


@given(st.dates(date(1900, 1, 1), date(2030, 12, 31)), st.dates(date(1900, 1, 1), date(2030, 12, 31)))
def test_births_near_are_those_that_speak_for_one_person(born: date, any_day: date) -> None:
    near = births_near(born)
    for day in {any_day, *near}:
        alike = bool(
            {Sign.SAME_BIRTH, Sign.DAY_MONTH, Sign.ONE_DIGIT}
            & set(signs_of(replace(IDA, birth_date=born), replace(IDA, birth_date=day)))
        )
        assert (day in near) == alike


def test_the_same_person_twice_is_one_group_in_the_order_of_asking() -> None:
    known = {1: IDA, 2: other(given="Bruno"), 3: other(given="ÍDA ")}

    assert grouped(known) == ((1, 3), (2,))


def test_a_namesake_needs_both() -> None:
    assert not Alike(one=1, other=2, signs=(Sign.SAME_NAME, Sign.DAY_MONTH)).is_namesake
