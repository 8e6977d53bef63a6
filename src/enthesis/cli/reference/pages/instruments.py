"""The instruments: what is asked, how it is scored, what a missing answer does."""

from collections.abc import Iterator
from string import ascii_lowercase
from typing import assert_never

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.numbers import in_words, plain
from enthesis.domain.outcomes.catalogue import instruments, outlines
from enthesis.domain.outcomes.formula import (
    AllNeeded,
    AtLeast,
    Formula,
    Lookup,
    Mean,
    MissingRule,
    PercentOf,
    PersonMean,
    Raw,
    Sum,
    SumTimes,
    Weighted,
)
from enthesis.domain.outcomes.instrument import Direction, Instrument, Scale, Use
from enthesis.domain.outcomes.item import Choice, Item, OneOf
from enthesis.domain.outcomes.outline import Outline, Unweighted
from enthesis.domain.terms import Sourced, Wording

TITLE = "Instruments"
SUMMARY = (
    "Each questionnaire as it is declared. The topics are our own words; a practice that holds a licence may "
    "show the holder's, [imported](../how-to/import-official-wording.md). Answers are kept with the "
    "instrument's version and wording."
)

USES = {
    Use.PUBLIC: "by any practice",
    Use.FREE: "by any practice, in the holder's words",
    Use.PERMISSION: "when its holder has agreed",
    Use.LICENCE: "under a licence of its holder",
}


OUTLINES = (
    "## Without weights\n\nThe weights of these belong to their holders: none is shipped, and none is scored "
    "until a licensed site [brings them](../how-to/import-official-wording.md).\n\n"
)


def body() -> str:
    told = [_instrument(i) for i in instruments().values()]
    return "\n".join((*told, OUTLINES + table(OUTLINED, map(_outline, outlines().values()))))


OUTLINED = (
    "Instrument",
    "Items and scores",
    "The site brings",
    "LOINC",
    "May be asked",
    "Licence",
    "To confirm",
)


def _outline(one: Outline) -> tuple[str, ...]:
    bare = [scale for scale in one.scales if isinstance(scale, Unweighted)]
    brings = dict.fromkeys(scale.brings.value for scale in bare)
    rules = dict.fromkeys(f"{scale.missing.text} ({_trusted(scale.missing)})" for scale in bare)
    return (
        f"{one.title} ({code(one.id)})",
        f"{one.text}; {'; '.join(rules)}",
        ", ".join(brings) + (", by country" if one.by_value_set else ""),
        ", ".join(scale.loinc for scale in bare if scale.loinc),
        USES[one.use],
        one.licence,
        one.note,
    )


def _instrument(one: Instrument) -> str:
    facts = (
        ("Points", f"{TRUST[one.tag]} {cite(one.source)}"),
        ("Looks back on", _worded(one.recall)),
        ("Made for", _worded(one.fits)),
        ("Topics", _worded(one.topics)),
        ("Licence", one.licence),
        ("May be asked", USES[one.use]),
        ("Asked", "once of a person" if one.of_person else "of each hip"),
        ("To confirm", one.note),
    )
    return (
        f"## {one.title}\n\n{code(one.id)}, version {one.version}\n\n"
        + table(("", ""), [(name, text) for name, text in facts if text])
        + "\n"
        + "\n".join(_scale(scale, one) for scale in one.scales)
        + "\n"
        + table(("No.", "Item", "Topic", "Answers (points)"), _items(one))
    )


def _scale(scale: Scale, one: Instrument) -> str:
    better = "higher is better" if scale.direction is Direction.HIGHER_BETTER else "lower is better"
    shown = scale.shown_up_to
    facts = (
        ("Scale", f"{plain(scale.low)} to {plain(scale.high)}, {better} (variant {scale.variant})"),
        ("Score", _formula(scale.formula)),
        ("Counts", "" if len(scale.items) == len(one.items) else ", ".join(map(code, scale.items))),
        ("Missing answers", _missing(scale.missing)),
        ("Shown", f"up to {_said(shown)}" if shown else ""),
        ("LOINC", scale.loinc or ""),
    )
    title = f"**{scale.title}** ({code(scale.id)})\n\n" if len(one.scales) > 1 else ""
    return title + table(("", ""), [(name, text) for name, text in facts if text])


def _worded(told: Wording | None) -> str:
    return f"{told.text} ({_trusted(told)})" if told else ""


def _items(one: Instrument) -> Iterator[tuple[str, str, str, str]]:
    for place, item in enumerate(one.items, 1):
        extra = "" if one.is_counted(item) else " (asked, not scored)"
        match item:
            case Item():
                yield str(place), code(item.id), item.topic + extra, _answers(item)
            case OneOf(branches=branches):
                yield str(place), code(item.id), f"{item.topic}: exactly one of", ""
                for letter, branch in zip(ascii_lowercase, branches, strict=False):
                    yield f"{place}{letter}", code(branch.id), branch.topic, _answers(branch)


def _answers(item: Item) -> str:
    answers = [_choice(choice) for choice in item.choices]
    if item.range is not None:
        r = item.range
        answers = [f"{r.low} {r.low_label} to {r.high} {r.high_label}, in steps of {r.step}"]
    if item.allows_na:
        answers.append("Does not apply")
    return " · ".join(answers)


def _choice(choice: Choice) -> str:
    kept = "" if choice.code is None else f", kept as {choice.code}"
    return f"{choice.label} ({choice.weight}{kept})"


def _formula(formula: Formula) -> str:
    match formula:
        case Raw():
            return "the answer itself"
        case Sum():
            return "sum of the points"
        case SumTimes(factor):
            return f"sum of the points × {_said(factor)}"
        case Mean():
            return "mean of the points answered"
        case PercentOf(most):
            return f"points in percent of {_said(most)} for each item answered"
        case Lookup():
            scores = ", ".join(f"{n} → {score}" for n, score in enumerate(formula.scores, formula.first))
            return f"table of the sum of the points: {scores} ({_trusted(formula)})"
        case Weighted():
            return f"{formula.text} ({_trusted(formula)})"
        case _:
            assert_never(formula)


def _missing(rule: MissingRule) -> str:
    match rule:
        case AllNeeded():
            return f"one missing answer and there is no score ({_trusted(rule)})"
        case AtLeast(least):
            return f"at least {_said(least)} answers are needed; the missing ones are left out"
        case PersonMean(most):
            return f"up to {_said(most)} are filled with the mean of the person's other answers"
        case _:
            assert_never(rule)


def _said(value: Sourced) -> str:
    return f"{in_words(value)} ({_trusted(value)})"


def _trusted(told: Sourced | Wording | Lookup | Weighted | AllNeeded) -> str:
    trust = " ".join(part for part in (TRUST[told.tag], cite(told.source)) if part)
    return trust + (f"; to confirm: {told.note}" if told.note else "")
