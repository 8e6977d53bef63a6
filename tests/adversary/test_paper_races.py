"""Two people at one paper form at the same moment: one wins, the other hears a sentence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enthesis.actions.act import Receipt
from enthesis.actions.entries import enter_sheet, print_sheet, settle_sheet
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.filled import BY, Filled
from enthesis.domain.outcomes.entry.keys import boxes, read_key
from enthesis.domain.outcomes.entry.sheet import SheetStatus, places
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.stages import Stage
from enthesis.store import entries
from enthesis.store.follow_ups import ResponseStatus, list_responses
from tests.support.cases import a_hip, a_house
from tests.support.fresh import together

pytestmark = pytest.mark.usefixtures("fresh_database")


def test_two_enter_first_and_two_settle_at_once_and_the_answers_are_kept_once() -> None:
    hip = a_hip(a_house()).to(Stage.OPERATED)
    hip.now += timedelta(days=45)
    house = hip.house
    sheet = entries.load_sheet(
        house.desk,
        print_sheet(house.desk, hip.patient, wordings=DEMONSTRATION, at=hip.tick()).subject,
    )
    told = places(sheet, instruments())
    marks = {place: read_key(q, boxes(q)[0].key if boxes(q) else "2") for place, q in told}
    filled = Filled(answered_on=hip.now.date(), answered_by=AnsweredBy.PATIENT, marks=marks)
    people = [house.desk, house.nurse]
    at = hip.tick()

    # Two enter it at once, each as it seems the first: they are the first and the second
    both = together(
        2,
        lambda n: enter_sheet(people[n], sheet.id, replace(filled, answered_by=list(AnsweredBy)[n]), at=at),
    )
    assert [type(one) for one in both] == [Receipt, Receipt]
    assert [keyed.turn for keyed in entries.list_keyed(house.desk, sheet.id)] == [1, 2]
    assert entries.load_sheet(house.desk, sheet.id).status is SheetStatus.DIFFERS

    # Two settle it at once
    results = together(2, lambda n: settle_sheet(people[n], sheet.id, {BY: list(AnsweredBy)[n]}, at=at))
    (refused,) = [one for one in results if isinstance(one, NotAllowed)]
    assert "has settled this sheet meanwhile" in refused.sentence
    assert [keyed.turn for keyed in entries.list_keyed(house.desk, sheet.id)] == [1, 2, 3]
    responses = list_responses(house.desk, hip.case)
    sent = [one for one in responses if one.status is ResponseStatus.SUBMITTED]
    assert len(sent) == len(sheet.blocks)
