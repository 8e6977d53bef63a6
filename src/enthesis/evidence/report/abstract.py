"""The abstract, written from the results: what was counted and measured, and what that does not show."""

from collections.abc import Iterator

from enthesis.evidence.analysis.responders import Rate
from enthesis.evidence.analysis.scores import Outcome
from enthesis.evidence.protocol import Protocol
from enthesis.evidence.report.paper import Paragraph
from enthesis.evidence.report.tables.happenings import any_told
from enthesis.evidence.report.tables.patients import numbers_told
from enthesis.evidence.report.tables.published import find_counts, find_numbers
from enthesis.evidence.report.tables.thresholds import before_told, limit_of
from enthesis.evidence.report.words import (
    between,
    between_percent,
    counted,
    decimal,
    listed,
    lower,
    mean_sd,
    p_told,
    percent,
    share,
    whole,
)
from enthesis.evidence.results import Flow, Results
from enthesis.evidence.statistics.estimate import Estimate

NOT_SHOWN = (
    "There is no comparison group. The scores tell how these hips were before and after; they do not tell "
    "what the operation or any product did, nor how other hips will do."
)


def abstract(results: Results, protocol: Protocol) -> tuple[Paragraph, ...]:
    study = protocol.study
    return (
        Paragraph(label="Question", text=study.question),
        Paragraph(label="Design", text=f"{study.design}; level of evidence {study.level}."),
        Paragraph(label="Patients", text=" ".join(_patients(results, protocol))),
        Paragraph(label="Results", points=tuple(_found(results))),
        Paragraph(label="What this does not show", text=" ".join(_not_shown(results))),
    )


def flow_told(flow: Flow, before_day: int) -> Iterator[str]:
    """From all hips to those analysed, in sentences."""
    if not flow.eligible:
        yield f"Of {counted(flow.total, 'operated hip')} none was eligible."
        return
    yield (
        f"Of {counted(flow.total, 'operated hip')}, {whole(flow.eligible)} "
        f"{'was' if flow.eligible == 1 else 'were'} eligible. Lost to follow-up, without a latest score that "
        f"the protocol needs: {share(flow.lost, flow.eligible)}."
    )
    if not flow.analysed:
        yield "No hip is left to analyse."
        return
    yield (
        f"{counted(flow.analysed, 'hip')} ({percent(flow.analysed, flow.eligible)}) of "
        f"{counted(flow.persons, 'patient')} {'is' if flow.analysed == 1 else 'are'} analysed."
    )
    if flow.ended:
        yield (
            f"Of these hips, {whole(flow.ended)} reached an endpoint before day {before_day} and "
            f"{'keeps its' if flow.ended == 1 else 'keep their'} last score before it."
        )


def _patients(results: Results, protocol: Protocol) -> Iterator[str]:
    yield from flow_told(results.flow, protocol.endpoints.before_day)
    if not results.flow.analysed:
        return
    sex = find_counts(results, "Sex")
    women = sum(c.n for c in sex.counts if c.word == "female") if sex else 0
    if sex and sex.n:
        yield f"Hips of women: {share(women, sex.n)}."
    for title, word in (("Age at surgery", "Age"), ("Follow-up", "Follow-up")):
        found = find_numbers(results, title)
        if found is not None and found.n:
            yield f"{word}: {numbers_told(found)} {found.unit}."


def _found(results: Results) -> Iterator[str]:
    if not results.flow.analysed:
        yield "None: no hip was analysed."
        return
    for outcome, one in zip(results.outcomes, results.responders, strict=True):
        rates = (_rate(rate) for rate in one.rates if rate.every.ended_fail.n)
        if told := [*([_change(outcome)] if outcome.change.n else ()), *rates]:
            yield f"{outcome.title}: {' '.join(told)}"
    events = results.happenings
    done = [f"{lower(o.title)} in {share(o.hips, events.hips)}" for o in events.operations if o.hips]
    yield (
        f"Further operations, of eligible hips: {listed(done)}."
        if done
        else "No further operation is on record."
    )
    yield f"Complications: {any_told(events)} of eligible hips."


def _change(outcome: Outcome) -> str:
    change = outcome.change
    interval = f"95% CI {between(change.low, change.high)}, " if change.low is not None else ""
    improved = "change, lower being better," if outcome.lower_is_better else "change"
    return (
        f"{mean_sd(outcome.before.mean, outcome.before.sd)} before, "
        f"{mean_sd(outcome.latest.mean, outcome.latest.sd)} at the latest follow-up; mean {improved} "
        f"{decimal(change.value)} ({interval}{p_told(change.p)}; {counted(change.n, 'hip')})."
    )


def _rate(rate: Rate) -> str:
    """The share both ways: hips with an early endpoint as not reaching it first, then without them."""
    told = rate.every
    return (
        f"{rate.row.metric.upper()}, {limit_of(rate)}, reached by "
        f"{_counted(told.reached, told.ended_fail)}, early endpoints counted as not reaching it; left out, "
        f"{_counted(told.reached_excluded, told.ended_excluded)}{_before(rate)}."
    )


def _before(rate: Rate) -> str:
    return "" if rate.there_before is None else f"; {before_told(rate)}"


def _counted(reached: int, found: Estimate) -> str:
    interval = f"; 95% CI {between_percent(found.low, found.high, sign='%')}" if found.low is not None else ""
    return f"{whole(reached)}/{whole(found.n)} hips ({percent(reached, found.n)}{interval})"


def _not_shown(results: Results) -> Iterator[str]:
    yield NOT_SHOWN
    if results.flow.lost:
        yield f"Of {counted(results.flow.lost, 'eligible hip')} the later scores are not known."
    if results.synthetic:
        yield "The records are synthetic: nothing here is a finding about patients."
