"""Laboratory values and answers on the day: which are too old then, and from when to repeat them."""

from collections.abc import Iterator
from datetime import date

from enthesis.domain.candidacy.facts import Lab
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.candidacy.labs import ANALYTES, Analyte, lab_problem
from enthesis.domain.candidacy.on_the_day.planned import (
    A_DAY,
    Planned,
    current_from,
    first_whole_day_within,
)
from enthesis.domain.candidacy.policy import CURRENT
from enthesis.domain.candidacy.reading import elapsed, outdated, written
from enthesis.domain.candidacy.rulebook import Chapter, chapters
from enthesis.domain.numbers import in_words
from enthesis.domain.pathway.readiness.item import Item, Standing, Topic
from enthesis.domain.pathway.readiness.item import in_words as day_in_words
from enthesis.domain.verdict import Finding, Verdict

Found = tuple[Chapter, tuple[Finding, ...]]
"""A rule, and what it finds on the day for what the plan adds."""


def labs_on(planned: Planned, day: Judgement) -> tuple[Item, ...]:
    """Every value that a rule of the plan reads: its age on the day, the limit, from when to repeat it."""
    found = tuple(_found(planned, day))
    return tuple(
        _lab(analyte, day)
        for analyte in ANALYTES.values()
        if any(analyte.fact in chapter.rule.reads for chapter, _ in found)
    )


def answers_on(planned: Planned, day: Judgement) -> tuple[Item, ...]:
    """What else is open on the day: blocks nobody has set aside until then, answers not known or too old.

    Those that are to be asked again from the same day on are one item.
    """
    found = tuple(one for one in _found(planned, day) if not {*one[0].rule.reads} & {*ANALYTES})
    return (*_blocks(planned, day), *_unknown(found, day), *_asked_again(found, day))


def _found(planned: Planned, day: Judgement) -> Iterator[Found]:
    for chapter in chapters():
        findings = tuple(
            f for option in planned.options for f in day.assessment.of(option) if f.rule == chapter.rule.code
        )
        if findings:
            yield chapter, findings


def _lab(analyte: Analyte, day: Judgement) -> Item:
    lab, policy = getattr(day.facts, analyte.fact), day.policy
    limit = policy.shared(CURRENT)
    standing, sentence = _lab_stands(analyte, lab, day)
    return Item(
        topic=Topic.LAB,
        key=analyte.fact,
        title=analyte.name,
        standing=standing,
        sentence=sentence,
        due_on=_last_day(day),
        source=f"{in_words(limit)}: {limit.tag.beside(limit.source)}",
    )


def _last_day(day: Judgement) -> date:
    """The day before the operation; the day itself where a value of the day before would be too old."""
    at = day.facts.at
    return max(at.date() - A_DAY, first_whole_day_within(day.policy.shared(CURRENT), at))


def _lab_stands(analyte: Analyte, lab: Lab | None, day: Judgement) -> tuple[Standing, str]:
    at, policy = day.facts.at, day.policy
    again = f"Repeat it from {day_in_words(first_whole_day_within(policy.shared(CURRENT), at))} on."
    if lab is None:
        return Standing.UNKNOWN, f"{analyte.noun} is not known. {again}"
    of = f"{written(lab)} of {day_in_words(lab.at.astimezone(at.tzinfo).date())}"
    if problem := lab_problem(analyte, lab, policy):
        return Standing.UNKNOWN, f"{problem} {again}"
    if too_old := outdated(f"On the day {of}", lab.at, at, policy):
        return Standing.OPEN, f"{too_old} {again}"
    days = elapsed(lab.at, at).days
    return Standing.OK, f"{of}: {days} {'day' if days == 1 else 'days'} old on the day."


def _blocks(planned: Planned, day: Judgement) -> Iterator[Item]:
    """What blocks on the day, a rule and option each; an override that ends before it sets nothing aside."""
    for option in planned.options:
        for finding in day.assessment.of(option):
            if finding.verdict is Verdict.BLOCK and not day.assessment.is_overridden(finding):
                ended = _ended(day, finding)
                yield Item(
                    topic=Topic.ANSWER,
                    key=f"{finding.rule}-{option}",
                    title=f"{finding.rule}, {option.label}",
                    standing=Standing.OPEN,
                    sentence=f"On the day it blocks: {finding.sentence}{ended}",
                    due_on=day.facts.at.date(),
                    source=finding.tag.beside(finding.source),
                )


def _ended(day: Judgement, finding: Finding) -> str:
    """Says so where an override would cover it and does not hold until the day."""
    held = (o for o in day.assessment.overrides if o.covers(finding, at=o.at) and o.until <= day.facts.at)
    last = max((o.until for o in held), default=None)
    return f" The override ends before it, on {day_in_words(last.date())}." if last else ""


def _unknown(found: tuple[Found, ...], day: Judgement) -> Iterator[Item]:
    """What no later answer of the same words would settle: it is not known, or is a question to somebody."""
    for chapter, findings in found:
        asked = [f for f in findings if f.is_open]
        if asked and _again_from(chapter, asked, day) is None:
            yield Item(
                topic=Topic.ANSWER,
                key=chapter.rule.code,
                title=chapter.rule.title,
                standing=Standing.UNKNOWN,
                sentence=asked[0].question or asked[0].sentence,
                due_on=day.facts.at.date(),
                source=asked[0].tag.beside(asked[0].source),
            )


def _asked_again(found: tuple[Found, ...], day: Judgement) -> Iterator[Item]:
    """Answers that are too old on the day; those that count from the same day on together."""
    by_day: dict[date, list[str]] = {}
    for chapter, findings in found:
        asked = [f for f in findings if f.is_open]
        on = _again_from(chapter, asked, day) if asked else None
        if on is not None:
            by_day.setdefault(on, []).append(chapter.rule.title)
    for on, titles in sorted(by_day.items()):
        few = f"{len(titles)} answers are" if len(titles) > 1 else "The answer is"
        yield Item(
            topic=Topic.ANSWER,
            key=f"again-{on.isoformat()}",
            title=f"Ask again from {day_in_words(on)} on",
            standing=Standing.OPEN,
            sentence=f"{few} too old on the day: {'; '.join(titles)}.",
            due_on=day.facts.at.date(),
        )


def _again_from(chapter: Chapter, asked: list[Finding], day: Judgement) -> date | None:
    """The first day from which the same answers would count for every option; None where none would."""
    days = [current_from(chapter, finding.option, day.facts, day.policy) for finding in asked]
    known = [on for on in days if on is not None]
    return max(known) if known and len(known) == len(days) else None
