"""Outcomes: scores before and latest, their change, and the naive test below it; scores over time."""

from collections.abc import Iterator

from enthesis.evidence.analysis.describe import Numbers
from enthesis.evidence.analysis.scores import Course, Outcome
from enthesis.evidence.report.labels import label_of
from enthesis.evidence.report.table import Line, Table, cells, heading
from enthesis.evidence.report.words import between, decimal, listed, mean_sd, p_value, whole
from enthesis.evidence.statistics.estimate import Estimate

FIRST = "Person-clustered: two hips of one person are taken as alike"
NAIVE = "Naive {method}: hips taken as independent; only for comparison with the published series"


def outcomes_table(outcomes: tuple[Outcome, ...], satisfaction: Numbers | None) -> Table:
    """The clustered result first; the naive test never before it, and named as such."""
    naive = sorted({label_of(o.naive.method) for o in outcomes})
    return Table(
        id="outcomes",
        title="Scores before surgery and at the latest follow-up",
        header=(
            "Score, points",
            "Hips, n",
            "Before, mean ± SD",
            "Latest, mean ± SD",
            "Change, mean ± SD",
            "95% CI of the change",
            "P",
        ),
        lines=(
            heading(FIRST),
            *(_line(o, o.change) for o in outcomes),
            *((_satisfied(satisfaction),) if satisfaction is not None else ()),
            heading(NAIVE.format(method=", ".join(naive) or "test")),
            *(_naive(o) for o in outcomes),
        ),
        notes=(
            "A positive change is an improvement, also where a lower score is better.",
            "P values are two-sided and not adjusted for the number of outcomes.",
            *_warnings(outcomes),
        ),
    )


def over_time_table(courses: tuple[Course, ...]) -> Table:
    return Table(
        id="over-time",
        title="Scores over time, eligible hips that answered, before any endpoint",
        header=(
            "Milestone",
            "Hips, n",
            "Day, median, from surgery",
            "Median, points",
            "Quartiles, points",
            "Range, points",
        ),
        lines=tuple(line for course in courses for line in _course(course)),
        notes=("Hips that answered at one milestone are not all those that answered at another.",),
    )


def _line(outcome: Outcome, change: Estimate) -> Line:
    return cells(
        named(outcome),
        whole(change.n),
        mean_sd(outcome.before.mean, outcome.before.sd),
        mean_sd(outcome.latest.mean, outcome.latest.sd),
        mean_sd(change.value, outcome.change_sd),
        between(change.low, change.high),
        p_value(change.p),
    )


def _naive(outcome: Outcome) -> Line:
    naive = outcome.naive
    interval = between(naive.low, naive.high)
    return cells(named(outcome), whole(naive.n), "", "", decimal(naive.value), interval, p_value(naive.p))


def _satisfied(told: Numbers) -> Line:
    title = f"{told.title}, {told.unit}"
    return cells(title, whole(told.n), "", mean_sd(told.mean, told.sd), "", "", "")


def named(outcome: Outcome) -> str:
    return f"{outcome.title}, lower is better" if outcome.lower_is_better else outcome.title


def _warnings(outcomes: tuple[Outcome, ...]) -> Iterator[str]:
    """Each once, with the outcomes it holds for where it does not hold for all."""
    by_warning: dict[str, list[str]] = {}
    for outcome in outcomes:
        for warning in dict.fromkeys((*outcome.change.warnings, *outcome.naive.warnings)):
            by_warning.setdefault(warning, []).append(outcome.title)
    for warning, titles in by_warning.items():
        yield warning if len(titles) == len(outcomes) else f"{listed(titles)}: {warning}"


def _course(course: Course) -> Iterator[Line]:
    yield heading(course.title)
    for place in course.places:
        yield cells(
            place.title,
            whole(place.n),
            decimal(place.day, 0),
            decimal(place.median),
            between(place.lower_quartile, place.upper_quartile),
            between(place.low, place.high),
        )
