"""A form on paper: printed, entered by two people, settled where they differ, and then on the record."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from enthesis.actions.ended import record_end
from enthesis.actions.entries import enter_sheet, print_sheet, settle_sheet
from enthesis.actions.outcomes import save_answer, submit_answers
from enthesis.domain.biologics.identity import CodeKind, parse_code
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.compare import compare
from enthesis.domain.outcomes.entry.filled import Filled, place_of
from enthesis.domain.outcomes.entry.keys import boxes, read_key
from enthesis.domain.outcomes.entry.mark import Mark, Missing
from enthesis.domain.outcomes.entry.sheet import Sheet, SheetStatus, places
from enthesis.domain.outcomes.item import Question
from enthesis.domain.outcomes.wording import DEMONSTRATION, Wordings
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.store import entries
from enthesis.store.follow_ups import Mode, Response, ResponseStatus, list_responses
from enthesis.store.models import AuditRow
from enthesis.store.practice import save_practice
from enthesis.store.rounds import load_asking
from tests.support.cases import AT, Hip, a_house, practice_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db
KNOWN = instruments()


@pytest.fixture
def hip() -> Hip:
    """Operated on 8 March 2027, and six weeks later."""
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=45)
    return hip


def printed(hip: Hip) -> Sheet:
    made = print_sheet(hip.house.desk, hip.patient, wordings=DEMONSTRATION, at=hip.tick()).subject
    return entries.load_sheet(hip.house.desk, made)


def first_box(question: Question) -> Mark:
    return read_key(question, boxes(question)[0].key if boxes(question) else "2")


def read_off(sheet: Sheet, day: datetime, **also: Mark) -> Filled:
    marks = {place: first_box(question) for place, question in places(sheet, KNOWN)}
    return Filled(answered_on=day.date(), answered_by=AnsweredBy.PATIENT, marks={**marks, **also})


def enter(hip: Hip, sheet: Sheet, filled: Filled, by: str = "", *, although_old: bool = False) -> None:
    scope = hip.house.scope(hip.house.desk.actor.role, by)
    enter_sheet(scope, sheet.id, filled, although_old=although_old, at=hip.tick())


def stands(hip: Hip, sheet: Sheet) -> Sheet:
    return entries.load_sheet(hip.house.desk, sheet.id)


def sent(hip: Hip) -> list[Response]:
    told = list_responses(hip.house.desk, hip.case)
    return [one for one in told if one.status is ResponseStatus.SUBMITTED]


def test_a_sheet_tells_what_stands_on_it_and_its_code_tells_nobody(hip: Hip) -> None:
    sheet = printed(hip)
    assert parse_code(sheet.code, kind=CodeKind.FORM, field="code").shown.startswith("F")
    assert {b.instrument for b in sheet.blocks} == set(
        load_asking(hip.house.desk, hip.case, "6w", at=hip.now).wanted
    )
    assert [(h.milestone, h.operated_on) for h in sheet.hips] == [("6w", hip.file.case.operated_on)]
    assert (sheet.status, sheet.twice, sheet.printed_by_name) == (SheetStatus.PRINTED, True, "Desk")
    assert entries.find_sheet(hip.house.desk, sheet.code).id == sheet.id


def test_two_who_agree_put_it_on_the_record_as_of_the_day_on_it(hip: Hip) -> None:
    sheet = printed(hip)
    filled = read_off(sheet, hip.now)
    hip.now += timedelta(days=9)

    enter(hip, sheet, filled)
    assert (stands(hip, sheet).status, sent(hip)) == (SheetStatus.ENTERED, [])
    enter(hip, sheet, filled, "other")

    assert stands(hip, sheet).status is SheetStatus.FILED
    assert {(r.mode, r.answered_on, r.answered_by) for r in sent(hip)} == {
        (Mode.PAPER, filled.answered_on, AnsweredBy.PATIENT)
    }
    assert len(sent(hip)) == len(sheet.blocks)
    assert all(score.value is not None for one in sent(hip) for score in one.scores)
    assert load_asking(hip.house.desk, hip.case, "6w", at=hip.now).wanted == ()
    told = AuditRow.objects.filter(action="enter_sheet").values_list("detail", flat=True)
    assert all("pain" not in detail for detail in told)


def test_nothing_is_printed_before_the_first_day_of_invitations(hip: Hip) -> None:
    hip.now -= timedelta(days=4)
    with pytest.raises(NotAllowed, match="Nothing is asked of this patient today"):
        printed(hip)


def test_the_same_person_is_not_the_second(hip: Hip) -> None:
    sheet = printed(hip)
    filled = read_off(sheet, hip.now)
    enter(hip, sheet, filled)
    with pytest.raises(NotAllowed, match="You entered this sheet yourself"):
        enter(hip, sheet, replace(filled, answered_by=None))
    assert len(entries.list_keyed(hip.house.desk, sheet.id)) == 1


def test_what_differs_waits_for_a_look_at_the_sheet_and_both_readings_stay(hip: Hip) -> None:
    sheet = printed(hip)
    first = read_off(sheet, hip.now)
    place, question = next(iter(places(sheet, KNOWN)))
    second = replace(first, marks={**first.marks, place: Mark(field=question.id, missing=Missing.BLANK)})
    enter(hip, sheet, first)
    enter(hip, sheet, second, "other")
    assert (stands(hip, sheet).status, sent(hip)) == (SheetStatus.DIFFERS, [])
    with pytest.raises(NotAllowed, match="Two people have entered this sheet, and differ"):
        enter(hip, sheet, first, "third")

    settle_sheet(hip.house.desk, sheet.id, {place: first.marks[place]}, at=hip.tick())

    assert stands(hip, sheet).status is SheetStatus.FILED
    keyed = entries.list_keyed(hip.house.desk, sheet.id)
    assert [(k.turn, k.by_name) for k in keyed] == [(1, "Desk"), (2, "Deskother"), (3, "Desk")]
    assert compare(keyed[0].filled, keyed[1].filled).differs[0].place == place
    assert len(sent(hip)) == len(sheet.blocks)
    rate = entries.count_entries(hip.house.desk, since=AT, before=hip.tick())
    assert (rate.sheets, rate.fields, rate.differs) == (1, len(first.marks) + 2, 1)
    with pytest.raises(NotAllowed, match="Desk has settled this sheet meanwhile"):
        settle_sheet(hip.house.nurse, sheet.id, {place: second.marks[place]}, at=hip.tick())


def test_what_is_missing_stays_missing_with_its_reason(hip: Hip) -> None:
    sheet = printed(hip)
    number, block = next((n, b) for n, b in enumerate(sheet.blocks) if len(KNOWN[b.instrument].items) > 1)
    question = KNOWN[block.instrument].items[0]
    place = place_of(number, question.id)
    filled = read_off(sheet, hip.now, **{place: read_key(question, "t")})
    enter(hip, sheet, filled)
    enter(hip, sheet, filled, "other")
    (response,) = [one for one in sent(hip) if one.instrument == block.instrument]
    assert response.missing == {question.id: Missing.TWO_TICKED}
    assert response.answers[question.id] is None


def test_a_sheet_without_an_answer_is_not_entered(hip: Hip) -> None:
    sheet = printed(hip)
    blank = {p: Mark(field=q.id, missing=Missing.BLANK) for p, q in places(sheet, KNOWN)}
    with pytest.raises(NotAllowed, match="Nothing was answered on this sheet"):
        enter(hip, sheet, replace(read_off(sheet, hip.now), marks=blank))


def test_an_older_sheet_is_refused_unless_it_is_said_to_be_the_one_in_hand(hip: Hip) -> None:
    old = printed(hip)
    hip.now += timedelta(days=1)
    printed(hip)
    filled = read_off(old, hip.now)
    with pytest.raises(NotAllowed, match=r"printed on 22 April 2027, and again on 23 April 2027"):
        enter(hip, old, filled)
    enter(hip, old, filled, although_old=True)
    assert stands(hip, old).status is SheetStatus.ENTERED


def test_a_day_that_cannot_be_is_refused(hip: Hip) -> None:
    sheet = printed(hip)
    with pytest.raises(Invalid, match="is still to come"):
        enter(hip, sheet, read_off(sheet, hip.now + timedelta(days=2)))
    with pytest.raises(Invalid, match="after that day"):
        enter(hip, sheet, read_off(sheet, hip.now - timedelta(days=2)))


@pytest.mark.parametrize("swap", [1, 5, 9, 15])
def test_a_code_with_two_characters_swapped_opens_nothing(hip: Hip, swap: int) -> None:
    code = printed(hip).code
    swapped = code[:swap] + code[swap + 1] + code[swap] + code[swap + 2 :]
    if swapped == code:
        return
    with pytest.raises(Invalid, match="does not check"):
        parse_code(swapped, kind=CodeKind.FORM, field="code")


def test_a_code_of_nobody_here_is_not_found(hip: Hip) -> None:
    with pytest.raises(NotFound, match="No paper form of this practice has this code"):
        entries.find_sheet(a_house("south").desk, printed(hip).code)


def test_one_entry_is_enough_where_the_practice_says_so_and_the_sheet_tells_it(hip: Hip) -> None:
    once = replace(practice_of("north"), follow_up=FollowUpSettings(double_entry=False))
    save_practice(once, at=hip.tick())
    sheet = printed(hip)
    enter(hip, sheet, read_off(sheet, hip.now))
    assert (stands(hip, sheet).status, stands(hip, sheet).twice) == (SheetStatus.FILED, False)
    assert len(sent(hip)) == len(sheet.blocks)
    assert entries.count_entries(hip.house.desk, since=AT, before=hip.tick()).in_ten_thousand is None


def test_somebody_else_s_answers_are_kept_and_the_patient_is_still_asked(hip: Hip) -> None:
    sheet = printed(hip)
    filled = replace(read_off(sheet, hip.now), answered_by=AnsweredBy.OTHER)
    enter(hip, sheet, filled)
    enter(hip, sheet, filled, "other")
    assert {r.is_own for r in sent(hip)} == {False}
    asked = {block.instrument for block in sheet.blocks}
    assert set(load_asking(hip.house.desk, hip.case, "6w", at=hip.now).wanted) == asked


def test_a_form_that_was_answered_by_link_meanwhile_stays_as_it_is(hip: Hip) -> None:
    sheet = printed(hip)
    filled = read_off(sheet, hip.now)
    hip.invite("6w")
    (pain,) = [r for r in list_responses(hip.house.desk, hip.case) if r.instrument == "vas-pain-10"]
    patient = hip.house.patient(hip.patient)
    save_answer(patient, pain.id, "pain", 7, at=hip.tick())
    submit_answers(patient, pain.id, at=hip.tick())

    enter(hip, sheet, filled)
    enter(hip, sheet, filled, "other")

    modes = {r.instrument: r.mode for r in sent(hip)}
    assert modes.pop("vas-pain-10") is Mode.LINK
    assert set(modes.values()) == {Mode.PAPER}
    assert len(sent(hip)) == len(sheet.blocks)
    told = entries.answered_otherwise(hip.house.desk, sheet)
    assert {sheet.blocks[number].instrument: way for number, way in told.items()} == {"vas-pain-10": "link"}


def test_nothing_is_printed_without_words(hip: Hip) -> None:
    with pytest.raises(NotAllowed, match="no words for it that may be printed"):
        print_sheet(hip.house.desk, hip.patient, wordings=Wordings(labels=False), at=hip.tick())


def test_another_practice_has_no_such_sheet(hip: Hip) -> None:
    sheet, south = printed(hip), a_house("south")
    for do in (enter_sheet, settle_sheet):
        with pytest.raises(NotFound, match="no such paper form"):
            do(south.desk, sheet.id, read_off(sheet, hip.now), at=hip.tick())  # type: ignore[arg-type]


def test_nothing_is_filled_in_after_a_death(hip: Hip) -> None:
    sheet, day = printed(hip), hip.now
    died = Ended(kind=EndKind.DIED, on=day.date(), told_by=ToldBy.FAMILY)
    record_end(hip.house.desk, hip.patient, died, at=hip.tick())
    hip.now += timedelta(days=5)
    for who in (AnsweredBy.PATIENT, AnsweredBy.OTHER):
        late = replace(read_off(sheet, day + timedelta(days=4)), answered_by=who)
        with pytest.raises(Invalid, match="The death of the patient is on record for 22 April 2027"):
            enter(hip, sheet, late)
    enter(hip, sheet, read_off(sheet, day))
    assert stands(hip, sheet).status is SheetStatus.ENTERED
