"""The worker looks after the waiting list of every practice, and one in trouble keeps no other waiting."""

from uuid import UUID

import pytest

from enthesis.actions import turns
from enthesis.cli import waiting_list
from enthesis.domain.practice.offer import OfferStatus
from enthesis.store import offers
from tests.support.cases import AT
from tests.support.waiting import a_holder, a_small_house, joins, on

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
