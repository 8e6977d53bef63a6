from datetime import date, timedelta
from uuid import uuid4

import pytest

from enthesis.domain.candidacy.facts import LastDay, Told
from enthesis.domain.candidacy.intake.review import NotSo, Reviewed, check_decides, is_read, pending
from enthesis.domain.candidacy.intake.statement import (
    AT,
    Stated,
    Statement,
    check_can_ask,
    check_statement,
    is_same,
    merged,
)
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import EntryId

TODAY = date(2027, 3, 2)
BORN = date(1978, 5, 4)
SMOKES = Statement(question="tobacco", choice="yes")
ASPIRIN = Statement(question="aspirin", choice="yes", day=TODAY)
UNSURE = Statement(question="pelvis", choice="unsure")
LIMPS = Statement(question="limp", choice="yes")


def entry(number: int, value: object) -> Entry[object]:
    at = AT + timedelta(hours=number)
    return Entry(id=EntryId(uuid4()), number=number, value=value, at=at, by=None, by_name="N")


def waits(*entries: Entry[object]) -> list[str]:
    return [p.statement.question for p in pending(entries)]


def test_statements_about_facts_wait_and_others_do_not() -> None:
    told = entry(1, Stated(statements=(SMOKES, UNSURE, LIMPS, ASPIRIN)))
    assert waits(told) == ["tobacco", "aspirin"]
    assert waits() == []


def test_what_was_decided_waits_no_more_until_it_is_stated_again() -> None:
    told = entry(1, Stated(statements=(SMOKES, ASPIRIN)))
    decided = entry(
        2,
        Reviewed(
            stated=told.id,
            told_at=told.at,
            taken=("aspirin",),
            not_so=(NotSo(question="tobacco", reason="Stopped."),),
        ),
    )
    assert waits(told, decided) == []
    assert waits(told, decided, entry(3, Stated(statements=(SMOKES,)))) == ["tobacco"]


def test_only_the_newest_statements_wait() -> None:
    assert waits(entry(1, Stated(statements=(ASPIRIN,))), entry(2, Stated(statements=(SMOKES,)))) == [
        "tobacco"
    ]


def test_a_decision_on_older_statements_is_refused() -> None:
    old, new = entry(1, Stated(statements=(SMOKES,))), entry(2, Stated(statements=(SMOKES,)))
    with pytest.raises(NotAllowed, match="has changed, or somebody has decided"):
        check_decides((old, new), Reviewed(stated=old.id, told_at=old.at, taken=("tobacco",)))


def test_a_decision_on_what_was_not_stated_is_refused() -> None:
    told = entry(1, Stated(statements=(SMOKES,)))
    with pytest.raises(NotAllowed, match="Load the page again"):
        check_decides((told,), Reviewed(stated=told.id, told_at=told.at, taken=("aspirin",)))


def test_read_is_read_until_something_new_is_stated() -> None:
    told = entry(1, Stated(statements=(LIMPS,)))
    read = entry(2, Reviewed(stated=told.id, told_at=told.at, read=True))
    assert is_read(())
    assert not is_read((told,))
    assert is_read((told, read))
    assert not is_read((told, read, entry(3, Stated(statements=(SMOKES,)))))


def test_nothing_is_set_aside_without_a_reason() -> None:
    with pytest.raises(Invalid, match="set aside with a reason"):
        NotSo(question="tobacco", reason="  ")


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        (Statement(question="gone", choice="yes"), "There is no such question"),
        (Statement(question="tobacco", choice="perhaps"), "There is no such answer"),
        (Statement(question="aspirin", choice="yes", day=TODAY + timedelta(days=1)), "has not come yet"),
        (Statement(question="aspirin", choice="yes", day=BORN - timedelta(days=1)), "before the birth"),
        (Statement(question="how_long", count=-1), "That number cannot be"),
        (Statement(question="how_long", count=1201), "That number cannot be"),
        (Statement(question="else", words="x" * 2001), "too long"),
        (Statement(question="aspirin", choice="no", day=TODAY), "does not go with the answer"),
        (Statement(question="tobacco", words="a lot"), "does not go with the answer"),
    ],
)
def test_an_answer_that_the_question_does_not_offer_is_refused(statement: Statement, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        check_statement(statement, born_on=BORN, today=TODAY)


@pytest.mark.parametrize("day", [BORN, TODAY])
def test_a_day_of_the_patients_life_is_taken(day: date) -> None:
    check_statement(Statement(question="aspirin", choice="yes", day=day), born_on=BORN, today=TODAY)


def test_a_later_answer_replaces_the_earlier_and_an_empty_one_takes_it_back() -> None:
    no = Statement(question="tobacco", choice="no")
    assert merged((SMOKES, LIMPS), (no,)) == (no, LIMPS)
    assert merged((SMOKES, LIMPS), (Statement(question="tobacco"),)) == (LIMPS,)


@pytest.mark.parametrize("stage", [Stage.IN_THEATRE, Stage.OPERATED, Stage.CLOSED])
def test_nobody_is_asked_from_the_operation_on(stage: Stage) -> None:
    check_can_ask(Stage.CONSENTED)
    with pytest.raises(NotAllowed, match="not asked any more"):
        check_can_ask(stage)


def test_two_facts_say_the_same_whenever_they_were_told() -> None:
    later = AT + timedelta(days=3)
    assert is_same(Told(answer=True, at=AT), Told(answer=True, at=later))
    assert not is_same(Told(answer=True, at=AT), Told(answer=False, at=AT))
    assert not is_same(LastDay(on=None, at=AT), Told(answer=False, at=AT))
    assert not is_same(None, None)
