"""From all hips to those analysed, as a table."""

from enthesis.evidence.report.table import Line, Table, cells
from enthesis.evidence.report.words import percent, whole
from enthesis.evidence.results import Flow


def flow_table(flow: Flow, before_day: int) -> Table:
    return Table(
        id="flow",
        title="From all operated hips to those analysed",
        header=("Step", "Hips, n", "Share"),
        lines=(
            *(cells(f"Not in the snapshot: {why}", whole(n), "") for why, n in flow.left_out.items()),
            cells("In the snapshot", whole(flow.total), ""),
            *(cells(f"Excluded: {s.excluded_because}", whole(s.excluded), "") for s in flow.steps),
            _of("Eligible", flow.eligible, flow.total, "of all"),
            _of("Lost to follow-up", flow.lost, flow.eligible, "of eligible"),
            _of("Analysed", flow.analysed, flow.eligible, "of eligible"),
            _of(
                f"Of them with an endpoint before day {before_day}", flow.ended, flow.analysed, "of analysed"
            ),
        ),
        notes=("Each hip is excluded at the first criterion it does not meet.",),
    )


def _of(title: str, part: int, of: int, word: str) -> Line:
    return cells(title, whole(part), f"{percent(part, of)} {word}" if of else "")
