"""Table 1 and those like it: who the hips are, how they presented, what was torn and what was done."""

from collections.abc import Iterator

from enthesis.evidence.analysis.describe import Counts, Group, Numbers
from enthesis.evidence.report.labels import label_of
from enthesis.evidence.report.table import Line, Table, cells, inner
from enthesis.evidence.report.words import (
    NONE,
    between,
    capital,
    counted,
    mean_sd,
    number_and_percent,
    whole,
)
from enthesis.evidence.results import Flow
from enthesis.evidence.tables import OLDEST

YES_NO = frozenset({"yes", "no"})
FIRST = "Patients and hips"
IDS = {
    FIRST: "patients",
    "Presentation": "presentation",
    "Tear and muscle": "tear",
    "Operation": "operation",
}


def group_table(group: Group, flow: Flow, followed_by: str) -> Table:
    """Over all analysed hips; what is not known of some is counted, and percent are of the others.

    `followed_by` is the score whose last day ends the follow-up.
    """
    hips = flow.analysed
    return Table(
        id=IDS.get(group.title, group.title.lower().replace(" ", "-")),
        title=f"{group.title}, {counted(hips, 'hip')}",
        header=("Characteristic", "n (%) or mean ± SD (range)", "Not known, n"),
        lines=(
            *(_persons(flow) if group.title == FIRST else ()),
            *(line for row in group.rows for line in _lines(row)),
        ),
        notes=tuple(_notes(group, followed_by)),
    )


def numbers_told(row: Numbers) -> str:
    """Such as `62.3 ± 9.1 (44 to 84)`."""
    if row.low is None or row.high is None:
        return NONE
    places = 0 if row.low.is_integer() and row.high.is_integer() else 1
    return f"{mean_sd(row.mean, row.sd)} ({between(row.low, row.high, places)})"


def _lines(row: Numbers | Counts) -> Iterator[Line]:
    if isinstance(row, Numbers):
        title = f"{row.title}, {row.unit}" if row.unit else row.title
        yield cells(title, numbers_told(row), _unknown(row.unknown))
    elif {count.word for count in row.counts} <= YES_NO:
        yes = sum(count.n for count in row.counts if count.word == "yes")
        yield cells(row.title, number_and_percent(yes, row.n) if row.n else NONE, _unknown(row.unknown))
    else:
        yield cells(row.title, "", _unknown(row.unknown))
        for count in row.counts:
            yield inner(capital(label_of(count.word)), number_and_percent(count.n, row.n), "")


def _persons(flow: Flow) -> Iterator[Line]:
    yield cells("Patients", whole(flow.persons), "")
    yield cells("Hips beyond the first of a patient", whole(flow.analysed - flow.persons), "")


def _unknown(number: int) -> str:
    return whole(number)


def _notes(group: Group, followed_by: str) -> Iterator[str]:
    yield "Percent are of the hips of which it is known."
    for row in group.rows:
        if isinstance(row, Numbers) and row.title.startswith("Age") and row.high == OLDEST:
            yield f"An age of {OLDEST} stands for {OLDEST} and more."
        if isinstance(row, Numbers) and row.title == "Follow-up":
            yield f"Follow-up runs from surgery to the latest {followed_by}."
