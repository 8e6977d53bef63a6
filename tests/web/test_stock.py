"""The stock and its recalls on their pages."""

import pytest

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.recalls import list_recalls
from enthesis.store.stock import list_kept, load_kept
from tests.support.at_the_desk import Desk, a_desk
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at
from tests.support.stocking import stocked

pytestmark = pytest.mark.django_db

NOTICE = {
    "kind": "anchor",
    "name": "A maker",
    "device": "",
    "lots": "A1, A2",
    "grade": "2",
    "reason": "It may break.",
    "source": "A letter",
    "received_on": "2027-03-01",
}


def operated() -> Desk:
    hip = a_hip_at(Stage.OPERATED)
    return Desk(hip.house, hip, Screen(hip.house.scope(Role.DESK), hip))


def test_an_item_is_kept_received_and_ordered_when_it_is_below_par() -> None:
    desk = a_desk()
    told = {
        "kind": "kit",
        "name": "A kit",
        "maker": "",
        "reference": "",
        "device": "",
        "par": "3",
        "place": "",
    }
    assert desk.post("practice:stock", told).status_code == 303
    (kept,) = list_kept(desk.house.desk)
    place = desk.booking.visit.office
    came = {
        "act": "receive",
        "udi": "",
        "lot": "L9",
        "serial": "",
        "donor": "",
        "number": "2",
        "place": place,
    }

    answer = desk.post("practice:stock_item", {**came, "expires_on": ""}, item_id=kept.id)

    assert (answer.status_code, load_kept(desk.house.desk, kept.id).level) == (303, 2)
    page = text_of(desk.get("practice:stock"))
    assert "2 may be used, 3 should be there: order 1" in page
    assert "The stock has 1 thing to look at" in text_of(desk.get("practice:today"))
    assert b"Kit,,A kit,,,,2,3,1" in desk.get("practice:stock_order").content


def test_what_is_wrong_is_told_at_its_form() -> None:
    desk = a_desk()
    item = stocked(desk.house)
    count = {"act": "count", "at": "nothing", "counted": "1", "why": "", "read": ""}

    refused = desk.post("practice:stock_item", count, item_id=item)

    assert refused.status_code == 422
    assert "Something must be corrected" in text_of(refused)


def test_a_recall_names_the_hips_and_is_worked_off() -> None:
    desk = operated()
    assert desk.post("practice:recalls", NOTICE).status_code == 303
    (recall,) = list_recalls(desk.house.desk)

    page = text_of(desk.get("practice:recall", recall_id=recall.id))
    assert "A maker, lot A1" in page
    assert "nobody told yet" in page
    closing = {"act": "close", "words": "All told."}
    refused = desk.post("practice:recall", closing, recall_id=recall.id)
    assert (refused.status_code, "1 hip has no decision yet" in text_of(refused)) == (422, True)
    note = {"act": "note", "case": str(desk.hip.case), "sort": "decided", "whom": "", "words": "It stays."}
    assert desk.post("practice:recall", note, recall_id=recall.id).status_code == 303
    assert (
        desk.post("practice:recall", {**closing, "submit_key": "b"}, recall_id=recall.id).status_code == 303
    )
    assert "It stays." in text_of(desk.get("practice:recall", recall_id=recall.id))
