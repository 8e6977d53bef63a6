"""Answers that need a person: every rule with its numbers, and what a clinician must confirm."""

from enthesis.cli.reference.markdown import TRUST, code, table
from enthesis.domain.numbers import in_words
from enthesis.domain.outcomes.attention.item import WORKING_DAYS, Outcome
from enthesis.domain.outcomes.attention.rule import AttentionRule
from enthesis.domain.outcomes.attention.rulebook import rules

TITLE = "Answers that need a person"
SUMMARY = (
    "As a patient sends a form, ticks a sign or writes to the team, each rule looks at what was told. What a "
    "person should look at stands on the practice's list at once, one item for a round of a hip. What was "
    "not told is unknown, and never fine. The patient is shown no advice."
)


def body() -> str:
    return "\n".join((_rules(), _numbers(), _after()))


def _rules() -> str:
    head = ("Rule", "What", "Reads", "Trust", "To confirm")
    return "## Rules\n\n" + table(head, [_rule(rule) for rule in rules()])


def _rule(rule: AttentionRule) -> tuple[str, ...]:
    return code(rule.code), rule.title, rule.reads, TRUST[rule.tag], rule.note


def _numbers() -> str:
    rows = [
        (code(f"{rule.code}.{name}"), in_words(limit), TRUST[limit.tag], limit.note)
        for rule in rules()
        for name, limit in rule.limits.items()
    ]
    own = (code("due"), in_words(WORKING_DAYS), TRUST[WORKING_DAYS.tag], WORKING_DAYS.note)
    return "## Numbers\n\n" + table(("Number", "Shipped", "Trust", "To confirm"), [*rows, own])


def _after() -> str:
    done = table(("Outcome", "What was done"), [(code(one.value), one.label) for one in Outcome])
    return (
        "## What becomes of it\n\nSomebody takes it on, and closes it with what was done. That nothing more "
        "is needed, only a clinician says, with a reason.\n\n" + done
    )
