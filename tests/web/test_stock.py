"""The stock and its recalls on their pages."""

import re
from decimal import Decimal

import pytest

from enthesis.actions.parting import split_product
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store.products import list_products
from enthesis.store.recalls import list_recalls
from enthesis.store.scope import Scope
from enthesis.store.stock import list_kept, load_kept
from tests.support.at_the_desk import Desk, a_desk
from tests.support.cases import PIN, Hip, House
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


def entered(house: House, hip: Hip, notice: dict[str, str]) -> str:
    """A nurse looks at what the notice concerns, and enters it with the own PIN; what is said then."""
    nurse = Desk(house, hip, Screen(house.nurse, hip))
    looked = nurse.post("practice:recalls", notice)
    assert looked.status_code == 200
    seen = re.search(r'name="seen" value="([^"]+)"', looked.content.decode())
    assert seen is not None
    told = {**notice, "seen": seen[1], "pin": PIN, "submit_key": "enter"}
    assert nurse.post("practice:recalls", told).status_code == 303
    return text_of(looked)


def at(scope: Scope, desk: Desk) -> Desk:
    """The same hip, seen by another."""
    return Desk(desk.house, desk.hip, Screen(scope, desk.hip))


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

    answer = desk.post("practice:stock_item", {**came, "expires_on": "2031-01-31"}, item_id=kept.id)

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
    assert "1 hip has to be worked off" in entered(desk.house, desk.hip, NOTICE)
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


def test_nothing_is_called_blocked_where_nothing_agrees_and_the_nearest_are_named() -> None:
    desk = operated()
    notice = {**NOTICE, "lots": "A7"}

    looked = at(desk.house.nurse, desk).post("practice:recalls", notice)

    assert "Nothing in the record agrees with it" in text_of(looked)
    assert "A maker, lot A1" in text_of(looked)
    assert list_recalls(desk.house.desk) == ()


def test_a_recall_that_is_open_is_told_on_today_and_not_entered_twice() -> None:
    desk = operated()
    entered(desk.house, desk.hip, NOTICE)

    for scope in (desk.house.nurse, desk.house.surgeon, desk.house.desk):
        page = text_of(at(scope, desk).get("practice:today"))
        assert "Recall: Anchor A maker, lots A1, A2" in page
        assert "1 hip has no decision yet" in page
    again = at(desk.house.nurse, desk).post("practice:recalls", {**NOTICE, "lots": "a-2, a-1"})
    assert again.status_code == 422
    assert "This recall is open already" in text_of(again)


def test_the_desk_takes_a_notice_to_a_clinician() -> None:
    desk = operated()
    assert "A clinician enters it with the own PIN" in text_of(desk.get("practice:recalls"))
    assert desk.post("practice:recalls", NOTICE).status_code == 403
    assert list_recalls(desk.house.desk) == ()


def test_what_has_changed_since_the_look_is_looked_at_again() -> None:
    desk = operated()
    nurse = at(desk.house.nurse, desk)

    answer = nurse.post("practice:recalls", {**NOTICE, "seen": "another", "pin": PIN})

    assert answer.status_code == 200
    assert "1 hip has to be worked off" in text_of(answer)
    assert list_recalls(desk.house.desk) == ()


def test_a_recall_tells_where_the_parts_of_a_product_are() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    split_product(
        hip.house.nurse,
        hip.made.id,
        (Decimal(1), Decimal(1)),
        scanned=hip.made.chain.product.text,
        confirmed=hip.pin(hip.house.nurse),
        read=hip.made.version,
        at=hip.now,
    )
    notice = {**NOTICE, "kind": "kit", "name": "A kit", "lots": "L 1"}
    entered(hip.house, hip, notice)

    (recall,) = list_recalls(hip.house.nurse)
    page = text_of(
        Desk(hip.house, hip, Screen(hip.house.nurse, hip)).get("practice:recall", recall_id=recall.id)
    )
    parts = [one for one in list_products(hip.house.nurse, hip.case) if one.parents]
    assert len(parts) == 2
    for part in parts:
        assert f"Product {part.chain.product.shown}: quarantined" in page
    assert "not operated yet" in page
