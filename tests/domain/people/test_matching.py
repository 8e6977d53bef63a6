"""Who may be known already: names and birth date suggest it, nothing is decided."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.people.matching import (
    KnownPatient,
    Match,
    NewPatient,
    Way,
    choose,
    compare,
    is_namesake,
    renewed,
)
from enthesis.domain.terms import PatientId
from tests.support.cases import a_contact

ONE, TWO = PatientId(UUID(int=1)), PatientId(UUID(int=2))


@pytest.mark.parametrize(
    ("given", "family", "same"),
    [
        ("IDA", " ferro ", True),
        ("Ída", "Férro", True),
        ("Ida", "Ferro-Lopez", False),
        ("Ferro", "Ida", False),
        ("Ida Maria", "Ferro", False),
    ],
)
def test_names_are_compared_without_their_dress(given: str, family: str, same: bool) -> None:
    assert is_namesake(a_contact(), replace(a_contact(), given=given, family=family)) is same


def test_a_hyphen_is_a_space() -> None:
    assert is_namesake(a_contact("Ferro-Lopez"), a_contact("ferro lópez"))


def test_another_birth_date_is_another_person() -> None:
    other = replace(a_contact(), birth_date=date(1961, 5, 5))
    assert compare(a_contact(), {ONE: other}) == ()


@pytest.mark.parametrize(
    ("told", "known", "same", "new"),
    [
        ({}, {}, {Way.EMAIL, Way.PHONE}, set()),
        ({"email": "IDA@example.org"}, {}, {Way.EMAIL, Way.PHONE}, set()),
        ({"email": "eve@example.net"}, {}, {Way.PHONE}, {Way.EMAIL}),
        ({}, {"phone": ""}, {Way.EMAIL}, {Way.PHONE}),  # one way more is a change as well
        ({"phone": ""}, {}, {Way.EMAIL}, set()),  # one that is not told takes nothing away
        ({"phone": ""}, {"phone": ""}, {Way.EMAIL}, set()),
    ],
)
def test_what_is_the_same_and_what_is_new(
    told: dict[str, str], known: dict[str, str], same: set[Way], new: set[Way]
) -> None:
    (match,) = compare(replace(a_contact(), **told), {ONE: replace(a_contact(), **known)})
    assert (match.same, match.new) == (same, new)


def test_the_nearest_stands_first() -> None:
    known = {ONE: a_contact(email="other@example.org"), TWO: a_contact()}
    assert [match.patient for match in compare(a_contact(), known)] == [TWO, ONE]


def test_nobody_is_overlooked_and_nobody_else_is_chosen() -> None:
    matches = compare(a_contact(), {ONE: a_contact()})
    assert choose(NewPatient(not_these=frozenset({ONE})), matches) is None
    chosen = choose(KnownPatient(patient=ONE), matches)
    assert isinstance(chosen, Match)
    assert chosen.patient == ONE
    with pytest.raises(Stale):
        choose(NewPatient(), matches)
    with pytest.raises(NotAllowed):
        choose(KnownPatient(patient=TWO), matches)


def test_without_a_known_number_nothing_was_confirmed() -> None:
    told = a_contact(email="new@example.org")
    unknown = {ONE: replace(a_contact(), phone="")}
    confirmed = KnownPatient(patient=ONE, contact_confirmed=True)
    with pytest.raises(NotAllowed, match="no telephone"):
        choose(confirmed, compare(told, unknown))
    assert choose(KnownPatient(patient=ONE), compare(told, unknown))
    assert choose(confirmed, compare(told, {ONE: a_contact()}))


def test_a_renewed_contact_keeps_its_names_and_what_was_not_told() -> None:
    told = replace(a_contact(), given="IDA", email="", phone="+12015550199", language="es")
    now = renewed(a_contact(), told)
    assert (now.given, now.email, now.phone, now.language) == ("Ida", "ida@example.org", "+12015550199", "es")
