"""Every fact is asked of patients, or it is said why not; no statement makes more of it than it says."""

from dataclasses import fields
from datetime import timedelta

import pytest

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.intake.question import UNSURE, PartKind
from enthesis.domain.candidacy.intake.sections import NOT_ASKED, SECTIONS, WORDINGS, questions
from enthesis.domain.candidacy.intake.statement import AT, EXAMPLES, ZONE, Statement, fact_kind, fact_of
from enthesis.domain.examination.history import History

ASKED = tuple(questions())


def test_every_fact_is_asked_or_named_with_a_reason() -> None:
    asked = [question.fact for question in ASKED if question.fact]
    every = {field.name for field in fields(Facts)} - {"at"}

    assert sorted([*asked, *NOT_ASKED]) == sorted(every)
    assert all(reason.endswith(".") for reason in NOT_ASKED.values())


def test_every_part_of_the_history_that_is_fed_exists_and_is_fed_once() -> None:
    fed = [name for question in ASKED for name in question.history]
    assert len(fed) == len(set(fed))
    assert set(fed) <= {field.name for field in fields(History)}


def test_every_question_has_an_id_of_its_own_and_so_has_every_answer() -> None:
    assert len({question.id for question in ASKED}) == len(ASKED)
    for question in ASKED:
        assert len({choice.id for choice in question.choices}) == len(question.choices)
        assert len({part.kind for part in question.parts}) == len(question.parts)
        assert set(question.more) <= {choice.id for choice in question.choices}


@pytest.mark.parametrize("question", [q for q in ASKED if q.fact], ids=lambda q: q.id)
def test_every_answer_about_a_fact_can_become_one_and_not_sure_never_does(question: object) -> None:
    kind = fact_kind(question.fact)  # type: ignore[attr-defined]
    made = [
        fact_of(_whole(question.id, choice.id, question), zone=ZONE, at=AT)  # type: ignore[attr-defined]
        for choice in question.choices  # type: ignore[attr-defined]
        if choice.id != UNSURE
    ]
    assert all(isinstance(fact, kind) for fact in made)
    assert fact_of(Statement(question=question.id, choice=UNSURE), zone=ZONE, at=AT) is None  # type: ignore[attr-defined]


def _whole(question: str, choice: str, asked: object) -> Statement:
    """An answer with everything that may be told beside it."""
    told = {part.kind for part in asked.parts_with(choice)}  # type: ignore[attr-defined]
    return Statement(
        question=question,
        choice=choice,
        day=AT.date() - timedelta(days=1) if PartKind.DAY in told else None,
        clock=AT.time() if PartKind.CLOCK in told else None,
    )


@pytest.mark.parametrize(("name", "statement", "fact"), EXAMPLES, ids=[e[0] for e in EXAMPLES])
def test_an_example_makes_the_fact_it_says(name: str, statement: Statement, fact: object) -> None:
    assert fact_of(statement, zone=ZONE, at=AT) == fact


def test_everything_that_is_read_stands_before_a_clinician() -> None:
    for section in SECTIONS:
        assert all(text in WORDINGS[section.id].text for q in section.questions for text in q.said)
        assert WORDINGS[section.id].needs_review
