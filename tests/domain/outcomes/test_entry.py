"""A paper form that two people key: compared, settled, counted; and which sheet may be keyed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy, is_own
from enthesis.domain.outcomes.entry.compare import EXAMPLES, compare, settle
from enthesis.domain.outcomes.entry.filled import BY, DAY, Filled
from enthesis.domain.outcomes.entry.keys import LETTERS, boxes, read_key, write_key
from enthesis.domain.outcomes.entry.mark import Mark, Missing, answers_of, missing_of
from enthesis.domain.outcomes.entry.rate import EntryRate, entry_rate
from enthesis.domain.outcomes.entry.sheet import (
    Block,
    Hip,
    Keyed,
    Sheet,
    SheetStatus,
    check_filled,
    check_is_current,
    check_is_newest,
    check_turn,
    places,
)
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.scoring import check_answers
from enthesis.domain.terms import CaseId, PatientId, PersonId, SheetId, Side

CASE, ME, YOU = CaseId(UUID(int=1)), PersonId(UUID(int=2)), PersonId(UUID(int=3))
SURGERY, PRINTED, TODAY = date(2026, 3, 1), date(2027, 3, 1), date(2027, 3, 20)
OPERATED: dict[CaseId, date | None] = {CASE: SURGERY}
KNOWN = dict(instruments())
SHEET = Sheet(
    id=SheetId(UUID(int=4)),
    code="F",
    patient=PatientId(UUID(int=5)),
    language="en",
    blocks=tuple(
        Block(
            hips=(Hip(case=CASE, side=Side.LEFT, milestone="1y", operated_on=SURGERY),),
            instrument=name,
            version=load_instrument(name).version,
            wording=Wording.OFFICIAL,
        )
        for name in ("nrs-pain-10", "visa-g")
    ),
    printed_at=datetime(2027, 3, 1, 15, tzinfo=UTC),
    printed_on=PRINTED,
    printed_by_name="Desk",
    status=SheetStatus.PRINTED,
    twice=True,
    version=1,
)
BLANK = {p: Mark(field=q.id, missing=Missing.BLANK) for p, q in places(SHEET, KNOWN)}
FILLED = Filled(answered_on=date(2027, 3, 9), answered_by=AnsweredBy.PATIENT, marks=BLANK)
PAIN = "0.pain"


def keyed(by: PersonId) -> Keyed:
    return Keyed(turn=1, filled=FILLED, by=by, by_name="Somebody", at=SHEET.printed_at)


@pytest.mark.parametrize(("name", "first", "second", "places_"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_the_examples_differ_where_they_say(
    name: str, first: Filled, second: Filled, places_: tuple[str, ...]
) -> None:
    told = compare(first, second)
    assert tuple(d.place for d in told.differs) == places_
    assert (told.agrees, told.fields) == (not places_, len(first.marks) + 2)


def test_two_entries_that_do_not_ask_the_same_are_not_compared() -> None:
    shorter = replace(FILLED, marks={PAIN: BLANK[PAIN]}) if PAIN in BLANK else replace(FILLED, marks={})
    with pytest.raises(Invalid, match="not of one sheet"):
        compare(FILLED, shorter)


def test_a_look_at_the_sheet_settles_every_place_and_only_those() -> None:
    place, question = next(iter(places(SHEET, KNOWN)))
    read = Mark(field=question.id, answer=3)
    other = replace(FILLED, answered_on=date(2027, 3, 8), marks={**BLANK, place: read})
    third = Mark(field=question.id, answer=4)
    settled = settle(FILLED, other, {DAY: date(2027, 3, 8), place: third})
    assert (settled.answered_on, settled.marks[place]) == (date(2027, 3, 8), third)
    assert {p: m for p, m in settled.marks.items() if p != place} == {
        p: m for p, m in BLANK.items() if p != place
    }
    with pytest.raises(Invalid, match="read differently twice"):
        settle(FILLED, other, {place: third})
    with pytest.raises(Invalid, match="read this place alike"):
        settle(FILLED, other, {DAY: date(2027, 3, 8), place: third, BY: None})


def test_a_day_that_is_not_on_the_sheet_is_the_day_it_arrived() -> None:
    arrived = replace(FILLED, answered_on=date(2027, 3, 12), undated=True)
    assert [d.place for d in compare(FILLED, arrived).differs] == [DAY]
    settled = settle(FILLED, arrived, {DAY: None})
    assert (settled.answered_on, settled.undated) == (date(2027, 3, 12), True)


@pytest.mark.parametrize("missing", [None, Missing.BLANK])
def test_a_mark_is_an_answer_or_a_reason(missing: Missing | None) -> None:
    with pytest.raises(Invalid, match="an answer, or a reason"):
        Mark(field="pain", answer=None if missing is None else 0, missing=missing)


@pytest.mark.parametrize("name", sorted(instruments()))
def test_marks_become_answers_that_the_instrument_takes(name: str) -> None:
    instrument = load_instrument(name)
    marks = {}
    for question in instrument.items:
        field = question.fields[-1]
        marks[question.id] = Mark(field=field.id, answer=int(min(field.points)))
    answers = answers_of(instrument, marks)
    check_answers(instrument, answers)
    assert len([a for a in answers.values() if a is not None]) == len(instrument.items)
    assert missing_of(instrument, marks) == {}


def test_what_is_missing_is_never_an_answer() -> None:
    instrument = load_instrument("visa-g")
    marks = {
        question.id: Mark(field=question.id, missing=Missing.TWO_TICKED) for question in instrument.items
    }
    assert set(answers_of(instrument, marks).values()) == {None}
    assert set(missing_of(instrument, marks).values()) == {Missing.TWO_TICKED}


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2027, 3, 21), "21 March 2027 is still to come."),
        (date(2027, 2, 28), "The sheet was printed on 1 March 2027, after that day."),
    ],
)
def test_a_day_that_cannot_be_is_refused(day: date, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        check_filled(SHEET, KNOWN, replace(FILLED, answered_on=day), OPERATED, today=TODAY)


@pytest.mark.parametrize(
    ("milestone", "operated_on", "sentence"),
    [
        ("1y", date(2027, 3, 12), "operated on 12 March 2027, after that day"),
        ("baseline", date(2027, 3, 5), "operated on 5 March 2027, before that day"),
    ],
)
def test_a_day_on_the_wrong_side_of_surgery_is_refused(
    milestone: str, operated_on: date, sentence: str
) -> None:
    hip = Hip(case=CASE, side=Side.LEFT, milestone=milestone, operated_on=None)
    moved = replace(SHEET, blocks=tuple(replace(block, hips=(hip,)) for block in SHEET.blocks))
    with pytest.raises(Invalid, match=sentence):
        check_filled(moved, KNOWN, FILLED, {CASE: operated_on}, today=TODAY)


def test_every_question_needs_a_mark_that_it_offers() -> None:
    place, question = next(iter(places(SHEET, KNOWN)))
    less = {p: m for p, m in BLANK.items() if p != place}
    with pytest.raises(Invalid, match="Nothing was entered for"):
        check_filled(SHEET, KNOWN, replace(FILLED, marks=less), OPERATED, today=TODAY)
    wrong = {**BLANK, place: Mark(field=question.id, answer=77)}
    with pytest.raises(Invalid):
        check_filled(SHEET, KNOWN, replace(FILLED, marks=wrong), OPERATED, today=TODAY)
    beyond = {**BLANK, "9.pain": BLANK[place]}
    with pytest.raises(Invalid, match=r"no place “9\.pain”"):
        check_filled(SHEET, KNOWN, replace(FILLED, marks=beyond), OPERATED, today=TODAY)


def test_a_rebuilt_round_makes_the_sheet_old() -> None:
    check_is_current(SHEET, KNOWN, {CASE: SURGERY})
    with pytest.raises(NotAllowed, match="the day of surgery of the left hip has changed since"):
        check_is_current(SHEET, KNOWN, {CASE: date(2026, 4, 1)})
    newer = {**KNOWN, "visa-g": replace(KNOWN["visa-g"], version="99")}
    with pytest.raises(NotAllowed, match=r"VISA-G.* has changed since"):
        check_is_current(SHEET, newer, {CASE: SURGERY})


def test_a_reprint_makes_the_sheet_old_unless_it_is_the_one_in_hand() -> None:
    again = replace(SHEET, printed_at=datetime(2027, 3, 4, 15, tzinfo=UTC), printed_on=date(2027, 3, 4))
    with pytest.raises(NotAllowed, match="printed on 1 March 2027, and again on 4 March 2027"):
        check_is_newest(SHEET, [SHEET, again], although_old=False)
    check_is_newest(SHEET, [SHEET, again], although_old=True)
    check_is_newest(again, [SHEET, again], although_old=False)


def test_nobody_is_their_own_second_person() -> None:
    once = replace(SHEET, status=SheetStatus.ENTERED)
    assert (check_turn(SHEET, [], by=ME), check_turn(once, [keyed(ME)], by=YOU)) == (1, 2)
    with pytest.raises(NotAllowed, match="You entered this sheet yourself"):
        check_turn(once, [keyed(ME)], by=ME)
    with pytest.raises(NotAllowed, match="Two people have entered this sheet, and differ"):
        check_turn(replace(SHEET, status=SheetStatus.DIFFERS), [], by=ME)
    with pytest.raises(NotAllowed, match="are on the record"):
        check_turn(replace(SHEET, status=SheetStatus.FILED), [], by=ME)


def test_the_rate_is_told_of_what_was_keyed_twice() -> None:
    other = replace(FILLED, answered_by=None)
    rate = entry_rate([compare(FILLED, other), compare(FILLED, FILLED)])
    assert rate == EntryRate(sheets=2, fields=2 * len(FILLED.told), differs=1)
    assert EntryRate(sheets=1, fields=400, differs=1).in_ten_thousand == Decimal("25.0")
    assert entry_rate([]).in_ten_thousand is None


def test_only_somebody_else_s_answers_are_not_the_patient_s() -> None:
    assert [is_own(by) for by in (AnsweredBy.PATIENT, AnsweredBy.HELPED, None, AnsweredBy.OTHER)] == [
        True,
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("name", sorted(instruments()))
def test_what_is_typed_is_read_back_as_it_was_meant(name: str) -> None:
    for question in load_instrument(name).items:
        keys = [box.key for box in boxes(question)] or ["0"]
        for key in [*keys, *LETTERS]:
            assert write_key(question, read_key(question, f" {key.upper()} ")) == key
        if question.fields[0].allows_na:
            assert read_key(question, "n").answer == "na"


def test_a_key_that_means_nothing_is_refused_and_so_is_none() -> None:
    pain = load_instrument("mhhs").items[0]
    with pytest.raises(Invalid, match="Type 1 to 6"):
        read_key(pain, "7")
    with pytest.raises(Invalid, match=r"type b \(left blank\)"):
        read_key(pain, "")
    mm = load_instrument("vas-pain-100").items[0]
    assert read_key(mm, "37").answer == 37
    with pytest.raises(Invalid, match="Type 0 to 100"):
        read_key(mm, "101")


def test_boxes_are_numbered_through_the_branches() -> None:
    loading = load_instrument("visa-g").items[-1]
    told = boxes(loading)
    assert [box.key for box in told] == [str(n) for n in range(1, len(told) + 1)]
    assert len({(box.field, box.answer) for box in told}) == len(told)
    assert len({box.branch for box in told}) == 3
