"""Secondary surgery and complications."""

from enthesis.evidence.analysis.happenings import Complication, Happenings, Operated
from enthesis.evidence.report.table import Line, Table, cells
from enthesis.evidence.report.words import (
    NONE,
    between,
    between_percent,
    decimal,
    n_of,
    number_and_percent,
    share,
    whole,
)

FEW = 10  # months are listed one by one up to here


def operations_table(found: Happenings) -> Table:
    return Table(
        id="secondary-surgery",
        title=f"Secondary surgery, eligible hips ({n_of(found.hips)})",
        header=("Operation", "Hips, n (%)", "95% CI, %", "Months after surgery"),
        lines=tuple(_operated(row, found.hips) for row in found.operations),
        notes=(
            "Over all eligible hips: of a hip lost to follow-up it may be known that it was operated on.",
        ),
    )


def complications_table(found: Happenings) -> Table:
    grades = tuple(dict.fromkeys(grade for row in found.complications for grade, _ in row.by_grade))
    ordered = tuple(sorted(grades))
    return Table(
        id="complications",
        title=f"Complications by grade, eligible hips ({n_of(found.hips)})",
        header=(
            "Complication",
            "Hips, n (%)",
            *(f"Grade {g}, events" if g != "not graded" else g for g in ordered),
        ),
        lines=(
            *(_complication(row, ordered, found.hips) for row in found.complications),
            cells(
                "Any of these",
                number_and_percent(any_count(found), found.hips),
                *("" for _ in ordered),
            ),
        ),
        notes=(
            "Modified Clavien–Dindo–Sink grades. A hip with two of a kind is one hip and two events.",
            "Any of these, 95% CI: "
            + between_percent(found.any_complication.low, found.any_complication.high, sign="%")
            + ". Secondary surgery stands in the table before and is not counted here.",
        ),
    )


def any_count(found: Happenings) -> int:
    """Hips with any complication."""
    value = found.any_complication.value
    return 0 if value is None else round(value * found.any_complication.n)


def any_told(found: Happenings) -> str:
    return share(any_count(found), found.hips)


def _operated(row: Operated, hips: int) -> Line:
    interval = between_percent(row.share.low, row.share.high)
    return cells(row.title, number_and_percent(row.hips, hips), interval, _months(row.months))


def _months(months: tuple[float, ...]) -> str:
    if not months:
        return NONE
    if len(months) <= FEW:
        return ", ".join(decimal(month) for month in months)
    ordered = sorted(months)
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    return f"median {decimal(middle)} ({between(ordered[0], ordered[-1])})"


def _complication(row: Complication, grades: tuple[str, ...], hips: int) -> Line:
    told = dict(row.by_grade)
    events = (whole(told[grade]) if grade in told else NONE for grade in grades)
    return cells(row.title, number_and_percent(row.hips, hips), *events)
