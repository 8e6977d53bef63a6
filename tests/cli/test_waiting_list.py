"""The worker looks after the waiting list of every practice, and one in trouble keeps no other waiting."""

from uuid import UUID

import pytest

from enthesis.actions import turns
from enthesis.cli import waiting_list
from enthesis.cli.checks import look_at_waiting_list
from enthesis.domain.practice.offer import OfferStatus
from enthesis.store import offers
from tests.support.cases import AT
from tests.support.waiting import a_holder, a_small_house, abolish, joins, on

pytestmark = pytest.mark.django_db


def test_what_is_free_is_offered_in_every_practice_but_the_one_in_trouble(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    houses = [a_small_house(name) for name in ("east", "north", "west")]
    for house in houses:
        joins(house, a_holder(house, "Late", on(1)))
    trouble = houses[1].practice

    def serve(practice: UUID, **known: object) -> int:
        if practice == trouble:
            raise OSError("Ferro's disk is full")
        return turns.serve_waiting_list(practice, **known)  # type: ignore[arg-type]

    monkeypatch.setattr(waiting_list, "serve_waiting_list", serve)

    assert waiting_list.serve_waiting_lists(at=AT) == 2

    made = [[offer.status for offer in offers.list_open_offers(house.desk)] for house in houses]
    assert made == [[OfferStatus.OPEN], [], [OfferStatus.OPEN]]
    assert f"The waiting list of practice {trouble} met OSError." in caplog.text
    assert "Ferro" not in caplog.text


def test_the_doctor_warns_of_who_waits_for_what_the_practice_has_no_more() -> None:
    house = a_small_house()
    joins(house, a_holder(house, "Late", on(1)))
    (well,) = look_at_waiting_list()
    assert (well.is_well, well.warns) == (True, False)

    abolish(house, "consultation")

    (warned,) = look_at_waiting_list()
    assert (warned.is_well, warned.warns) == (True, True)
    assert (
        "1 on the list wait for a visit type, office or clinician the practice no longer has" in warned.said
    )
