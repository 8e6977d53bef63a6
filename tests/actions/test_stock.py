"""Stock: what comes, goes and is used is told truthfully, and never holds up an operation."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from enthesis.actions import recalls
from enthesis.actions import stock as act
from enthesis.actions.corrections import correct_entry
from enthesis.actions.surgery import record_step
from enthesis.domain.biologics.bench.giving import Check, Refused
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Step, StepKind
from enthesis.domain.stock.kept import Kind, Lot, Received, Sort
from enthesis.domain.stock.lists import stock_lists
from enthesis.domain.stock.notice import Note, NoteSort, Notice
from enthesis.domain.stock.used import ItemKind
from enthesis.store import stock
from enthesis.store.in_already import count_in_already
from enthesis.store.practice import load_practice
from enthesis.store.recalls import find_blocked, find_used, list_recalls, load_recall, save_recall
from enthesis.store.scope import Scope
from tests.support.cases import Hip, a_hip, a_step, a_visit
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

ANCHOR = Kind(kind=ItemKind.ANCHOR, name="Double anchor", maker="A maker", par=2)
KIT = Kind(kind=ItemKind.KIT, name="A kit", par=1)
LABEL = "(01)09506000134352(17)280131(10)A1"


def kept(hip: Hip, kind: Kind = ANCHOR) -> UUID:
    return act.keep_item(hip.house.desk, kind, at=hip.tick()).subject


def office(scope: Scope) -> str:
    return load_practice(scope).offices[0].slug


def received(hip: Hip, item: UUID, *, lot: str = "A1", number: int = 3, udi: str = "") -> Lot:
    desk = hip.house.desk
    told = Received(number=number, place=office(desk), lot=lot, udi=udi)
    act.receive_stock(desk, item, told, at=hip.tick())
    return next(one for one in stock.load_kept(desk, item).lots if one.item.lot == lot)


def level(hip: Hip, item: UUID) -> int:
    return stock.load_kept(hip.house.desk, item).level


def a_notice(
    kind: ItemKind = ItemKind.ANCHOR, *, name: str = "A maker", lots: tuple[str, ...] = ()
) -> Notice:
    return Notice(
        kind=kind,
        name=name,
        lots=lots,
        reason="It may break.",
        source="A letter",
        received_on=date(2027, 3, 1),
    )


def entered(hip: Hip, notice: Notice) -> UUID:
    nurse, at = hip.house.nurse, hip.tick()
    return recalls.enter_recall(nurse, notice, confirmed=hip.pin(nurse), at=at).subject


def corrected(hip: Hip, recall: UUID, notice: Notice, reason: str) -> UUID:
    nurse, at = hip.house.nurse, hip.tick()
    confirmed = hip.pin(nurse)
    return recalls.correct_recall(nurse, recall, notice, reason=reason, confirmed=confirmed, at=at).subject


def test_a_step_takes_what_it_names_from_the_stock_once() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    item = kept(hip)
    received(hip, item)

    hip.steps()

    assert level(hip, item) == 2
    assert [m.sort for m in stock.list_movements(hip.house.desk, item)] == [Sort.USED, Sort.RECEIVED]
    (never,) = stock.list_never_received(hip.house.desk)
    assert never.item.lot == "A2"


def test_a_step_that_is_corrected_gives_back_what_it_did_not_use() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    item = kept(hip)
    received(hip, item)
    hip.steps()
    (entry,) = (e for e in every(hip.file.entries, Step) if e.value.kind is StepKind.REATTACHMENT)
    anchors = tuple(replace(one, lot="A2") for one in entry.value.anchors)
    at = hip.tick()

    correct_entry(
        hip.house.surgeon,
        hip.case,
        entry.id,
        replace(entry.value, anchors=anchors),
        reason="Typed.",
        read=hip.read,
        at=at,
    )

    assert level(hip, item) == 3


def test_what_was_used_before_it_was_received_is_listed_and_then_taken_from_what_comes() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    item = kept(hip)
    hip.steps()
    assert {one.item.lot for one in stock.list_never_received(hip.house.desk)} == {"A1", "A2"}

    received(hip, item, number=1)

    assert level(hip, item) == 0
    assert {one.item.lot for one in stock.list_never_received(hip.house.desk)} == {"A2"}


def test_two_uses_of_the_last_one_are_both_recorded_and_the_shortfall_is_listed() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    item = kept(hip)
    received(hip, item, number=1)
    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other")).to(Stage.IN_THEATRE)

    hip.steps()
    other.steps()

    assert level(hip, item) == -1
    lists = stock_lists(stock.list_kept(hip.house.desk), on=date(2027, 3, 9))
    assert [lot.item.lot for _, lot in lists.short] == ["A1"]


def test_the_kit_of_a_preparation_is_taken_and_the_par_level_told() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    item = kept(hip, KIT)
    received(hip, item, lot="L1", number=1)

    hip.collect().prepare()

    (low,) = stock_lists(stock.list_kept(hip.house.desk), on=date(2027, 3, 9)).below
    assert (level(hip, item), low.kept.id, low.number) == (0, item, 1)


def test_a_label_tells_lot_and_day_and_another_lot_than_typed_is_refused() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    item, desk = kept(hip), hip.house.desk
    lot = received(hip, item, udi=LABEL)
    assert (lot.item.device, lot.item.expires_on) == ("09506000134352", date(2028, 1, 31))

    with pytest.raises(Invalid, match="The label says lot A1, and here it is B2"):
        act.receive_stock(
            desk, item, Received(number=1, place=office(desk), lot="B2", udi=LABEL), at=hip.tick()
        )
    with pytest.raises(Invalid, match="Neither lot nor serial number"):
        act.receive_stock(desk, item, Received(number=1, place=office(desk)), at=hip.tick())


def test_a_count_that_differs_needs_a_reason_and_one_that_was_overtaken_is_counted_again() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    item, desk = kept(hip), hip.house.desk
    lot = received(hip, item)
    where = office(desk)

    with pytest.raises(Invalid, match="The record says 3, you counted 2"):
        act.count_stock(desk, lot.id, counted=2, place=where, why="", read=3, at=hip.tick())
    act.count_stock(desk, lot.id, counted=2, place=where, why="One fell.", read=3, at=hip.tick())
    assert level(hip, item) == 2
    with pytest.raises(Invalid, match="the record changed from 3 to 2"):
        act.count_stock(desk, lot.id, counted=3, place=where, why="", read=3, at=hip.tick())


def test_no_more_is_written_off_or_moved_than_is_there() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    item, desk = kept(hip), hip.house.desk
    lot, where = received(hip, item), office(hip.house.desk)

    act.write_off_stock(desk, lot.id, Sort.DAMAGED, number=1, place=where, at=hip.tick())
    with pytest.raises(Invalid, match="2 of lot A1 are there, not 3"):
        act.write_off_stock(desk, lot.id, Sort.EXPIRED, number=3, place=where, at=hip.tick())
    with pytest.raises(Invalid, match="no office of the practice"):
        act.move_stock(desk, lot.id, number=1, place=where, to="nowhere", at=hip.tick())
    with pytest.raises(Invalid, match="written off for this"):
        act.write_off_stock(desk, lot.id, Sort.USED, number=1, place=where, at=hip.tick())
    assert level(hip, item) == 2


def test_a_recall_blocks_the_shelf_and_names_the_hips() -> None:
    hip = a_hip_at(Stage.OPERATED)
    item = kept(hip)
    lot = received(hip, item)

    recall = entered(hip, a_notice(lots=("a1",)))

    assert find_blocked(hip.house.desk, stock.list_kept(hip.house.desk)) == {lot.id}
    (used,) = find_used(hip.house.desk, load_recall(hip.house.desk, recall).notice)
    assert (used.case, used.item.lot) == (hip.case, "A1")


def test_an_unused_product_of_a_recalled_kit_is_quarantined_and_no_other_is_made_with_it() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    entered(hip, a_notice(ItemKind.KIT, name="a KIT", lots=("L1", "L2")))
    assert hip.made.state is State.QUARANTINED

    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other")).to(Stage.CONSENTED).collect()
    with pytest.raises(Invalid, match=r"A kit, lot L1, is recalled: It may break\. Do not use it"):
        other.prepare()


def test_a_recalled_anchor_is_refused_to_all_but_a_surgeon_who_tells_that_it_is_in_the_hip() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    entered(hip, a_notice(lots=("A1",)))
    hip.pause()
    at, nurse, surgeon = hip.tick(), hip.house.nurse, hip.house.surgeon
    sentence = "A maker, lot A1, is recalled: It may break. Do not use it."
    told = replace(
        a_step(StepKind.REATTACHMENT, at), acknowledged=(sentence,), note="In the bone when the notice came."
    )

    for who, confirmed in ((nurse, hip.pin(nurse)), (surgeon, None)):
        with pytest.raises(NotAllowed, match=r"Do not use it\. Take another piece"):
            record_step(who, hip.case, told, confirmed=confirmed, read=hip.read, at=at)
    pin = hip.pin(surgeon)
    with pytest.raises(NotAllowed, match="tick each sentence as read"):
        record_step(surgeon, hip.case, replace(told, acknowledged=()), confirmed=pin, read=hip.read, at=at)
    with pytest.raises(Invalid, match="Say in the note why"):
        record_step(surgeon, hip.case, replace(told, note=" "), confirmed=pin, read=hip.read, at=at)
    record_step(surgeon, hip.case, told, confirmed=pin, read=hip.read, at=at)

    assert [one.item.lot for one in find_used(nurse, a_notice(lots=("A1",)))] == ["A1"]
    assert hip.file.every(Step)[-1].in_already == (sentence,)
    assert count_in_already(nurse, since=at, before=at + timedelta(minutes=1)) == 1
    assert count_in_already(nurse, since=at - timedelta(minutes=1), before=at) == 0


def test_an_anchor_whose_lot_has_passed_its_last_day_on_the_shelf_is_refused() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    received(hip, kept(hip), udi=LABEL.replace("280131", "200131"))
    hip.pause()
    at, nurse = hip.tick(), hip.house.nurse

    with pytest.raises(NotAllowed, match="lot A1: its last day by the stock, 2020-01-31, has passed"):
        record_step(nurse, hip.case, a_step(StepKind.REATTACHMENT, at), read=hip.read, at=at)


def test_no_product_is_made_with_a_kit_past_its_last_day_on_the_shelf() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()
    item, desk = kept(hip, KIT), hip.house.desk
    told = Received(number=1, place=office(desk), lot="L1", expires_on=date(2020, 1, 1))
    act.receive_stock(desk, item, told, at=hip.tick())

    with pytest.raises(Invalid, match="lot L1: its last day by the stock, 2020-01-01, has passed"):
        hip.prepare()


def test_a_recall_is_closed_when_every_hip_has_a_decision() -> None:
    hip = a_hip_at(Stage.OPERATED)
    recall, desk = entered(hip, a_notice()), hip.house.desk

    with pytest.raises(NotAllowed, match="1 hip has no decision yet"):
        recalls.close_recall(desk, recall, words="Done.", at=hip.tick())
    told = Note(
        sort=NoteSort.TOLD, words="To come in.", whom="The patient, by telephone", case=hip.file.case.id
    )
    recalls.note_recall(desk, recall, told, at=hip.tick())
    decided = Note(sort=NoteSort.DECIDED, words="It stays.", case=hip.file.case.id)
    recalls.note_recall(hip.house.surgeon, recall, decided, at=hip.tick())
    recalls.close_recall(desk, recall, words="Done.", at=hip.tick())

    known = load_recall(desk, recall)
    assert not known.is_open
    assert [n.note.sort for n in known.notes] == [NoteSort.TOLD, NoteSort.DECIDED, NoteSort.CLOSED]
    with pytest.raises(NotAllowed, match="This recall is closed"):
        recalls.note_recall(desk, recall, told, at=hip.tick())


def test_a_corrected_recall_blocks_as_it_was_corrected_and_both_can_be_read() -> None:
    hip = a_hip_at(Stage.OPERATED)
    item, desk = kept(hip), hip.house.desk
    received(hip, item)
    recall = entered(hip, a_notice(lots=("A1",)))

    with pytest.raises(Invalid, match="corrected with a reason"):
        corrected(hip, recall, a_notice(lots=("Z9",)), " ")
    corrected(hip, recall, a_notice(lots=("Z9",)), "Misread.")

    assert find_blocked(desk, stock.list_kept(desk)) == frozenset()
    assert [one.state for one in list_recalls(desk)] == ["open", "corrected"]
    with pytest.raises(NotAllowed, match="corrected already"):
        corrected(hip, recall, a_notice(), "Again.")


def test_a_hip_that_has_nothing_of_it_is_not_worked_off() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    recall = entered(hip, a_notice())
    with pytest.raises(NotAllowed, match="Nothing of this recall is known of this hip"):
        recalls.note_recall(
            hip.house.desk,
            recall,
            Note(sort=NoteSort.DECIDED, words="None.", case=hip.file.case.id),
            at=hip.tick(),
        )


def test_what_expires_is_told_in_time_and_taken_first() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    item, desk = kept(hip), hip.house.desk
    received(hip, item, udi=LABEL)
    received(hip, item, lot="X")
    found = stock.list_kept(desk)
    last = date(2028, 1, 31)

    assert [lot.item.lot for lot in found[0].lots] == ["A1", "X"]
    assert stock_lists(found, on=last - timedelta(days=91)).soon == ()
    assert len(stock_lists(found, on=last).soon) == 1
    after = stock_lists(found, on=last + timedelta(days=1))
    assert (len(after.expired), after.soon) == (1, ())


def test_what_stands_between_the_characters_of_a_lot_does_not_count() -> None:
    hip = a_hip_at(Stage.OPERATED)
    lot = received(hip, kept(hip), lot="A-1")
    entered(hip, a_notice(name="A  Maker", lots=("a 1",)))

    assert find_blocked(hip.house.desk, stock.list_kept(hip.house.desk)) == {lot.id}
    assert [u.case for u in find_used(hip.house.desk, a_notice(lots=("a-1",)))] == [hip.case]


@pytest.mark.parametrize(
    ("name", "device"), [("Example Maker", ""), ("Example Maker A kit", ""), ("Set 3", "09506000134352")]
)
def test_a_kit_is_recalled_by_its_maker_title_or_device_as_the_practice_keeps_it(
    name: str, device: str
) -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    kept(hip, replace(KIT, maker="Example Maker", device="09506000134352"))

    entered(hip, replace(a_notice(ItemKind.KIT, name=name, lots=("L1",)), device=device))

    assert hip.made.state is State.QUARANTINED
    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other")).to(Stage.CONSENTED).collect()
    with pytest.raises(Invalid, match="A kit, lot L1, is recalled"):
        other.prepare()


def test_of_another_device_nothing_is_recalled() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    kept(hip, replace(KIT, maker="Example Maker", device="09506000134352"))
    other = replace(a_notice(ItemKind.KIT, name="Example Maker", lots=("L1",)), device="09506000134369")
    entered(hip, other)
    assert hip.made.state is State.PREPARED


def test_release_first_scan_and_giving_ask_again_what_is_recalled() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().characterise()
    told = "A kit, lot L1, is recalled: It may break"
    notice = a_notice(ItemKind.KIT, name="A kit", lots=("L1",))
    unseen = save_recall(hip.house.nurse, notice, at=hip.tick())

    def misread(name: str) -> UUID:
        """The recall without its sweep: as a product that was made while it was entered would meet it."""
        return save_recall(hip.house.nurse, replace(notice, name=name), corrects=unseen, at=hip.tick())

    with pytest.raises(NotAllowed, match=told):
        hip.release()
    unseen = misread("Another kit")
    hip.release().start().steps()
    unseen = misread("A kit")
    with pytest.raises(NotAllowed, match=told):
        hip.confirm()
    unseen = misread("Another kit")
    hip.confirm()
    misread("A kit")
    with pytest.raises(Refused, match=told) as refused:
        hip.administer()
    assert [one.check for one in refused.value.refusals] == [Check.RECALLED]


def test_a_notice_of_a_day_to_come_is_refused() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    with pytest.raises(Invalid, match="yet to come"):
        entered(hip, replace(a_notice(), received_on=hip.now.date() + timedelta(days=2)))


def test_what_was_decided_stands_after_a_correction() -> None:
    hip = a_hip_at(Stage.OPERATED)
    recall, desk = entered(hip, a_notice()), hip.house.desk
    decided = Note(sort=NoteSort.DECIDED, words="It stays.", case=hip.file.case.id)
    recalls.note_recall(desk, recall, decided, at=hip.tick())
    recalls.close_recall(desk, recall, words="Done.", at=hip.tick())

    anew = corrected(hip, recall, a_notice(lots=("A1",)), "One lot only.")

    known = load_recall(desk, anew)
    assert [n.note.words for n in known.of_case(hip.case)] == ["It stays."]
    assert known.is_open
    recalls.close_recall(desk, anew, words="Done.", at=hip.tick())
    assert not load_recall(desk, anew).is_open


def test_a_recall_is_entered_with_the_own_pin() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    with pytest.raises(NotAllowed, match="not from this person and moment"):
        recalls.enter_recall(hip.house.nurse, a_notice(), confirmed=hip.pin(hip.house.surgeon), at=hip.now)


def test_uses_of_before_the_item_was_kept_are_taken_from_no_lot() -> None:
    hip = a_hip_at(Stage.IN_THEATRE).steps()
    item = kept(hip)

    assert received(hip, item).level == 3

    assert stock.list_never_received(hip.house.desk) == ()


def test_a_last_day_that_is_told_later_holds_and_an_unknown_one_is_not_usable() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    item, desk, on = kept(hip), hip.house.desk, hip.now.date()
    received(hip, item)
    lists = stock_lists(stock.list_kept(desk), on=on)
    assert [lot.level for _kept, lot in lists.unknown] == [3]
    assert [one.usable for one in lists.below] == [0]

    lot = received(hip, item, number=1, udi=LABEL)

    assert lot.item.expires_on == date(2028, 1, 31)
    lists = stock_lists(stock.list_kept(desk), on=on)
    assert (lists.unknown, lists.below) == ((), ())
