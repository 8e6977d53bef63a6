"""Who is missing, and how those lost were before surgery beside those analysed."""

from collections.abc import Iterator

from enthesis.evidence.analysis.missing import Beside, Missing
from enthesis.evidence.report.table import Line, Table, cells, heading
from enthesis.evidence.report.words import counted, decimal, mean_sd, share, whole


def missing_table(missing: Missing) -> Table:
    """Counts of what is not there."""
    open_hips = missing.eligible - missing.ended
    return Table(
        id="missing",
        title="Missing outcomes among eligible hips",
        header=("What is missing", "Hips, n/N (%)"),
        lines=(
            cells("Lost to follow-up", share(missing.lost, missing.eligible)),
            cells(
                "Lost, but known to have reached an endpoint later",
                share(missing.lost_with_endpoint, missing.lost),
            ),
            cells("With an endpoint before follow-up could be due", share(missing.ended, missing.eligible)),
            heading("Without a latest score, of hips without such an endpoint"),
            *(cells(title, share(n, open_hips)) for title, n in missing.without_latest),
        ),
        notes=tuple(_notes(missing)),
    )


def beside_table(missing: Missing) -> Table:
    return Table(
        id="lost-beside-analysed",
        title="Hips lost to follow-up beside hips analysed, as they were before surgery",
        header=(
            "Characteristic",
            "Analysed, mean ± SD",
            "Analysed, n",
            "Lost, mean ± SD",
            "Lost, n",
            "Standardised difference",
        ),
        lines=tuple(_beside(row) for row in missing.rows),
        notes=(
            "Standardised difference: lost minus analysed over the pooled standard deviation. No test: with "
            "few lost hips a test would find nothing, and that would say nothing.",
        ),
    )


def _notes(missing: Missing) -> Iterator[str]:
    yield "No score was filled in: a hip without one is in none of the tables on that score."
    for title, n in missing.uncounted:
        yield (
            f"{title}: {counted(n, 'form')} in the snapshot left out, answered to other words than the "
            "instrument’s own."
        )


def _beside(row: Beside) -> Line:
    places = 2 if "share" in row.title else 1
    return cells(
        row.title,
        mean_sd(row.analysed.mean, row.analysed.sd, places),
        whole(row.analysed.n),
        mean_sd(row.lost.mean, row.lost.sd, places),
        whole(row.lost.n),
        decimal(row.difference, 2),
    )
