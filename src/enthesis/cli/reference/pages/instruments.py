"""The instruments: what is asked, how it is scored, what a missing answer does."""

from typing import assert_never

from enthesis.cli.reference.markdown import TRUST, cite, code, number, table
from enthesis.domain.candidacy.reading import plain
from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.formula import (
    AllNeeded,
    AtLeast,
    Formula,
    Mean,
    MissingRule,
    PercentOf,
    PersonMean,
    Raw,
    SumTimes,
)
from enthesis.domain.outcomes.instrument import Direction, Instrument, Item
from enthesis.domain.terms import Sourced

TITLE = "Instruments"
SUMMARY = (
    "Each questionnaire as it is declared. The topics are our own words; a practice that holds a licence may "
    "show the holder's. Answers are kept with the instrument's version and wording."
)


def body() -> str:
    return "\n".join(_instrument(i) for i in instruments().values())


def _instrument(one: Instrument) -> str:
    better = "higher is better" if one.direction is Direction.HIGHER_BETTER else "lower is better"
    facts = (
        ("Scale", f"{plain(one.low)} to {plain(one.high)}, {better} (variant {one.scale_variant})"),
        ("Score", _formula(one.formula)),
        ("Missing answers", _missing(one.missing)),
        ("Points", f"{TRUST[one.tag]} {cite(one.source)}"),
        ("Looks back on", one.recall),
        ("LOINC", one.loinc or ""),
        ("Licence", one.licence),
        ("To confirm", one.note),
    )
    return (
        f"## {one.title}\n\n{code(one.id)}, version {one.version}\n\n"
        + table(("", ""), [(name, text) for name, text in facts if text])
        + "\n"
        + table(("Item", "Topic", "Answers (points)"), [_item(i) for i in one.items])
    )


def _item(item: Item) -> tuple[str, str, str]:
    answers = [f"{choice.label} ({choice.weight})" for choice in item.choices]
    if item.range is not None:
        r = item.range
        answers = [f"{r.low} {r.low_label} to {r.high} {r.high_label}, in steps of {r.step}"]
    if item.allows_na:
        answers.append("Does not apply")
    extra = "" if item.scored else " (not scored)"
    return code(item.id), item.topic + extra, " · ".join(answers)


def _formula(formula: Formula) -> str:
    match formula:
        case Raw():
            return "the answer itself"
        case SumTimes(factor):
            return f"sum of the points × {_said(factor)}"
        case Mean():
            return "mean of the points answered"
        case PercentOf(most):
            return f"points in percent of {_said(most)} for each item answered"
        case _:
            assert_never(formula)


def _missing(rule: MissingRule) -> str:
    match rule:
        case AllNeeded(tag=tag, source=source):
            return f"one missing answer and there is no score ({TRUST[tag]} {cite(source)})".replace(
                " )", ")"
            )
        case AtLeast(least):
            return f"at least {_said(least)} answers are needed; the missing ones are left out"
        case PersonMean(most):
            return f"up to {_said(most)} are filled with the mean of the person's other answers"
        case _:
            assert_never(rule)


def _said(value: Sourced) -> str:
    trust = " ".join(part for part in (TRUST[value.tag], cite(value.source)) if part)
    return f"{number(value)} ({trust}{f'; to confirm: {value.note}' if value.note else ''})"
