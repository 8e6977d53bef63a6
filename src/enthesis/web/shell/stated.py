"""What a patient stated, in words for staff."""

from django.utils.translation import gettext as _

from enthesis.domain.candidacy.intake.question import PartKind, Question
from enthesis.domain.candidacy.intake.sections import SECTIONS, question_called
from enthesis.domain.candidacy.intake.statement import Stated, Statement
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.present import day, words


def statement_words(statement: Statement) -> str:
    """Yes, 3 March 2027, 20:00; 2; “words of the patient”."""
    question = question_called(statement.question)
    choices = {choice.id: choice.text for choice in question.choices} if question else {}
    said = choices.get(statement.choice, words(statement.choice)) if statement.choice else ""
    parts = [
        said,
        day(statement.day) if statement.day else "",
        f"{statement.clock:%H:%M}" if statement.clock else "",
        _count(question, statement.count) if statement.count is not None else "",
        f"“{statement.words}”" if statement.words else "",
    ]
    return ", ".join(part for part in parts if part) or _("No answer")


def asked_words(statement: Statement) -> str:
    question = question_called(statement.question)
    return question.text if question else words(statement.question)


def stated_rows(stated: Stated) -> Rows:
    """Everything that was answered, in the order of asking."""
    return tuple((asked_words(s), statement_words(s)) for s in stated.statements)


def stated_sections(stated: Stated) -> tuple[tuple[str, Rows], ...]:
    """By page of the form, without those on which nothing was answered."""
    by_id = {s.question: s for s in stated.statements}
    told = (
        (section.title, tuple(_row(by_id[q.id]) for q in section.questions if q.id in by_id))
        for section in SECTIONS
    )
    gone = tuple(_row(s) for s in stated.statements if question_called(s.question) is None)
    return (
        *((title, rows) for title, rows in told if rows),
        *(((_("Asked no more"), gone),) if gone else ()),
    )


def history_rows(stated: Stated) -> Rows:
    """What was answered about the history of the hip, which is told again at the visit."""
    asked = (s for s in stated.statements if (q := question_called(s.question)) and q.history)
    return tuple(_row(statement) for statement in asked)


def _row(statement: Statement) -> tuple[str, str]:
    return asked_words(statement), statement_words(statement)


def _count(question: Question | None, count: int) -> str:
    """With what was counted, in the words of the question."""
    text = next((p.text for p in question.parts if p.kind is PartKind.COUNT), "") if question else ""
    return f"{text}: {count}" if text else str(count)
