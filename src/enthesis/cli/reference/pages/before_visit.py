"""What a patient is asked and asked for before a visit."""

from collections.abc import Iterator

from enthesis.cli.reference.markdown import TRUST, code, table
from enthesis.domain.candidacy.intake.question import Question, Section
from enthesis.domain.candidacy.intake.sections import NOT_ASKED, SECTIONS, VERSION, WORDINGS
from enthesis.domain.practice.bring import ITEMS

TITLE = "Before a visit"
SUMMARY = (
    "What a patient is asked by a private link, and what is asked for. An answer is what the patient states: "
    "it is no fact, and no rule reads it, until a clinician has confirmed it. “I am not sure” is an answer, "
    "and never becomes a fact."
)


def body() -> str:
    return "\n".join((f"Questions, version {VERSION}.\n", *map(_section, SECTIONS), _not_asked(), _bring()))


def _section(section: Section) -> str:
    words = WORDINGS[section.id]
    rows = [(q.text, "; ".join(_answers(q)), ", ".join(_feeds(q))) for q in section.questions]
    heading = f"## {section.title}\n\nWords: {TRUST[words.tag]}. {words.note}\n\n"
    return heading + table(("Question", "Answers", "Feeds"), rows)


def _answers(question: Question) -> Iterator[str]:
    for choice in question.choices:
        beside = ", ".join(part.text for part in question.parts if choice.id in question.more)
        yield f"{choice.text} ({beside})" if beside else choice.text
    if not question.choices:
        yield from (part.text for part in question.parts)


def _feeds(question: Question) -> Iterator[str]:
    """The fact it speaks of; and of the history, which is told at the visit, its part."""
    if question.fact:
        yield code(question.fact)
    yield from (f"history: {code(name)}" for name in question.history)


def _not_asked() -> str:
    rows = [(code(fact), reason) for fact, reason in NOT_ASKED.items()]
    return "## Facts that patients are not asked for\n\n" + table(("Fact", "Because"), rows)


def _bring() -> str:
    rows = [
        (code(i.id), i.text.text, ", ".join(kind.label for kind in i.kinds), TRUST[i.text.tag], i.text.note)
        for i in ITEMS
    ]
    told = "A visit type names which of them it asks for.\n\n"
    header = ("Id", "Words", "A file that stands for it", "Trust", "To confirm")
    return "## To bring or send\n\n" + told + table(header, rows)
