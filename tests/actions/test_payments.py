"""Insurance in versions, and quotes under a number that are replaced and never changed."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from enthesis.actions.payments import issue_quote, record_insurance
from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Stale
from enthesis.domain.people.insurance import Insurance, ToldBy, in_force
from enthesis.domain.terms import PatientId
from enthesis.store.models import AuditRow
from enthesis.store.payments import count_insurance, list_insurance, list_quotes, load_quote
from tests.support.cases import AT, House, a_contact, a_house
from tests.support.registering import PLASMA, insured, quoted, register, with_prices

pytestmark = pytest.mark.django_db

NEXT_DAY = AT + timedelta(days=1)


@pytest.fixture
def house() -> House:
    return with_prices(a_house())


@pytest.fixture
def patient(house: House) -> PatientId:
    return register(house)


def test_the_last_insurance_is_in_force_and_earlier_ones_stay(house: House, patient: PatientId) -> None:
    insured(house, patient)
    insured(house, patient, read=1, payer="Another", at=NEXT_DAY)

    told = list_insurance(house.desk, patient)
    assert [(one.version, one.insurance.payer, one.by_name) for one in told] == [
        (2, "Another", "Desk"),
        (1, "A payer", "Desk"),
    ]
    assert in_force(told) == told[0]
    assert count_insurance(house.desk, patient) == 2


def test_the_trail_says_that_and_never_what(house: House, patient: PatientId) -> None:
    insured(house, patient)
    entry = AuditRow.objects.get(action="record_insurance")
    assert entry.detail == '{"pays_self":false,"told_by":"card","version":1}'


def test_who_read_an_older_version_is_told(house: House, patient: PatientId) -> None:
    insured(house, patient)
    with pytest.raises(Stale, match="Someone recorded this patient's insurance"):
        insured(house, patient, read=0)


def test_nothing_was_told_tomorrow(house: House, patient: PatientId) -> None:
    told = Insurance(pays_self=True, told_by=ToldBy.PATIENT, told_on=NEXT_DAY.date())
    with pytest.raises(Invalid, match="cannot have been told in the future"):
        record_insurance(house.desk, patient, told, read=0, at=AT)


def test_a_quote_has_the_next_number_and_the_prices_of_the_day(house: House, patient: PatientId) -> None:
    first, second = quoted(house, patient, quantity=2), quoted(house, patient)

    told = load_quote(house.desk, first)
    assert (told.code, told.estimate.total, told.issued_by_name) == ("Q-00001", Decimal("1301.00"), "Desk")
    assert load_quote(house.desk, second).code == "Q-00002"
    assert '"lines":1' in AuditRow.objects.filter(action="issue_quote").first().detail  # type: ignore[union-attr]


def test_a_new_price_changes_no_quote_that_is_out(house: House, patient: PatientId) -> None:
    first = quoted(house, patient)
    with_prices(house, replace(PLASMA, amount=Decimal(9), valid_from=AT.date()), PLASMA)

    assert load_quote(house.desk, first).estimate.total == Decimal("650.50")
    assert load_quote(house.desk, quoted(house, patient)).estimate.total == Decimal(9)


def test_a_newer_quote_replaces_one_and_both_stay(house: House, patient: PatientId) -> None:
    first = quoted(house, patient)
    second = quoted(house, patient, quantity=2, replaces=first)

    assert [quote.id for quote in list_quotes(house.desk, patient)] == [second, first]
    assert load_quote(house.desk, first).replaced_by == second
    assert load_quote(house.desk, second).replaces == first
    with pytest.raises(NotAllowed, match="Q-00001 has been replaced already"):
        quoted(house, patient, replaces=first)


def test_a_quote_replaces_none_of_somebody_else(house: House, patient: PatientId) -> None:
    first = quoted(house, patient)
    with pytest.raises(NotFound, match="no such quote"):
        quoted(house, register(house, a_contact("Bruno")), replaces=first)


def test_without_a_price_list_nothing_is_quoted() -> None:
    bare = a_house("south")
    with pytest.raises(NotFound, match="This practice has no price list"):
        issue_quote(bare.desk, register(bare), {"prp-lr": 1}, valid_until=AT.date(), at=AT)


def test_a_number_is_the_practice_s_own(house: House, patient: PatientId) -> None:
    quoted(house, patient)
    south = with_prices(a_house("south"))

    assert load_quote(south.desk, quoted(south, register(south))).code == "Q-00001"
