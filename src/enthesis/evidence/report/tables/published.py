"""This cohort beside the published one: as printed, or not published. Never a test of the difference."""

from collections.abc import Iterator

from enthesis.domain.sources import SOURCES
from enthesis.evidence.analysis.describe import MONTH, Counts, Numbers
from enthesis.evidence.analysis.responders import Rate, Responders
from enthesis.evidence.analysis.scores import Outcome
from enthesis.evidence.protocol import Protocol, Published, PublishedScore
from enthesis.evidence.report.citations import Citations
from enthesis.evidence.report.labels import label_of
from enthesis.evidence.report.table import Line, Table, cells, heading
from enthesis.evidence.report.tables.happenings import any_told
from enthesis.evidence.report.tables.patients import numbers_told
from enthesis.evidence.report.words import (
    NONE,
    between_percent,
    capital,
    decimal,
    mean_sd,
    number_and_percent,
    p_value,
    share,
    whole,
)
from enthesis.evidence.results import Results
from enthesis.evidence.statistics.estimate import Estimate

NOT_PUBLISHED = "not published"


def published_table(results: Results, protocol: Protocol, theirs: Published, cite: Citations) -> Table:
    source = SOURCES[theirs.source]
    return Table(
        id="beside-published",
        title="This cohort beside the published one",
        header=("Characteristic", "This cohort", f"{theirs.title}{cite.mark(theirs.source)}"),
        lines=(
            *_people(results, protocol, theirs),
            *_tear(results, theirs),
            *(line for o in results.outcomes for line in _score(o, results, theirs.scores.get(o.instrument))),
            heading("After surgery"),
            cells("Satisfaction", _satisfaction(results.satisfaction), NOT_PUBLISHED),
            *(
                cells(f"{o.title}, hips", share(o.hips, results.happenings.hips), NOT_PUBLISHED)
                for o in results.happenings.operations
            ),
            cells("Any complication, hips", any_told(results.happenings), NOT_PUBLISHED),
        ),
        notes=(
            f"“{capital(NOT_PUBLISHED)}” means: not found in what was read of the series ({source.depth}).",
            "The difference between the cohorts is not tested: they differ in more than can be seen here.",
            "Which test gave the published P values was not found. Ours: person-clustered, then the naive "
            "test in brackets.",
        ),
    )


def _people(results: Results, protocol: Protocol, theirs: Published) -> Iterator[Line]:
    flow = results.flow
    yield heading("Hips and patients")
    yield cells("Eligible hips", whole(flow.eligible), _count(theirs.eligible))
    analysed = share(theirs.hips, theirs.eligible) if theirs.eligible else whole(theirs.hips)
    followed = share(flow.analysed - flow.ended, flow.eligible)
    yield cells("Hips with a score after the least follow-up, of eligible", followed, analysed)
    yield cells("Patients", whole(flow.persons), _count(theirs.persons))
    months = decimal(protocol.outcomes.from_day / MONTH, 0)
    yield cells("Least follow-up asked for, months", months, _count(theirs.minimum_months))
    for title in ("Follow-up", "Age at surgery", "Body mass index"):
        if (found := find_numbers(results, title)) is not None:
            yield cells(f"{title}, {found.unit}", numbers_told(found), NOT_PUBLISHED)
    for title in ("Sex", "Side"):
        if (counts := find_counts(results, title)) is not None:
            yield cells(title, _shares(counts), NOT_PUBLISHED)


def _tear(results: Results, theirs: Published) -> Iterator[Line]:
    counts = find_counts(results, "Thickness")
    if counts is None or not theirs.tear:
        return
    ours = {count.word: count.n for count in counts.counts}
    whole_of_theirs = sum(theirs.tear.values())
    yield heading("Tear, n (%)")
    for word, n in theirs.tear.items():
        mine = number_and_percent(ours.get(word, 0), counts.n)
        yield cells(capital(label_of(word)), mine, number_and_percent(n, whole_of_theirs))


def _score(outcome: Outcome, results: Results, theirs: PublishedScore | None) -> Iterator[Line]:
    told = theirs or PublishedScore()
    yield heading(f"{outcome.title}, points")
    yield cells("Before", mean_sd(outcome.before.mean, outcome.before.sd), _printed(told.before))
    yield cells("Latest", mean_sd(outcome.latest.mean, outcome.latest.sd), _printed(told.after))
    ours = f"{p_value(outcome.change.p)} ({p_value(outcome.naive.p)})" if outcome.change.n else NONE
    yield cells("P of the change", ours, told.p or NOT_PUBLISHED)
    yield from _mcid(next(r for r in results.responders if r.instrument == outcome.instrument), told)


def _mcid(found: Responders, told: PublishedScore) -> Iterator[Line]:
    rate = next((r for r in found.rates if r.row.metric == "mcid"), None)
    if rate is None and told.mcid is None:
        return
    yield cells("MCID", rate.row.value if rate else NONE, _printed(told.mcid))
    fail, out = _reached(rate)
    yield cells("Reached the MCID, early endpoint counted as not reached", fail, NOT_PUBLISHED)
    yield cells("Reached the MCID, early endpoint left out", out, NOT_PUBLISHED)


def _reached(rate: Rate | None) -> tuple[str, str]:
    """The share both ways, each with its interval."""
    if rate is None:
        return NONE, NONE
    told = rate.every
    return (
        _with_interval(told.reached, told.ended_fail),
        _with_interval(told.reached_excluded, told.ended_excluded),
    )


def _with_interval(reached: int, found: Estimate) -> str:
    interval = "" if found.low is None else f"; 95% CI {between_percent(found.low, found.high)}"
    return f"{share(reached, found.n)}{interval}"


def find_numbers(results: Results, title: str) -> Numbers | None:
    rows = (row for group in results.groups for row in group.rows)
    return next((r for r in rows if isinstance(r, Numbers) and r.title == title), None)


def find_counts(results: Results, title: str) -> Counts | None:
    rows = (row for group in results.groups for row in group.rows)
    return next((r for r in rows if isinstance(r, Counts) and r.title == title), None)


def _shares(counts: Counts) -> str:
    return "; ".join(f"{c.word} {number_and_percent(c.n, counts.n)}" for c in counts.counts) or NONE


def _satisfaction(found: Numbers | None) -> str:
    return NONE if found is None else f"{mean_sd(found.mean, found.sd)} {found.unit}" if found.n else NONE


def _count(number: int | None) -> str:
    return NOT_PUBLISHED if number is None else whole(number)


def _printed(number: float | None) -> str:
    return NOT_PUBLISHED if number is None else decimal(number)
