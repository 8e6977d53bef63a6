"""Figure 1: from all hips to those analysed, each exclusion with its reason."""

from dataclasses import dataclass, field

from enthesis.evidence.report.figures.figure import Figure
from enthesis.evidence.report.figures.svg import Element, arrow, box, line, lines_of, picture, text
from enthesis.evidence.report.words import capital, counted, n_of, percent
from enthesis.evidence.results import Flow

WIDTH, SPINE, SIDE = 400, 164, 208  # the drawing, its boxes on the left, its boxes on the right
MIDDLE = SPINE / 2
ROW, PAD, GAP = 16, 8, 12
TITLE = "Flow of hips through the study"


@dataclass(slots=True)
class _Drawing:
    parts: list[Element] = field(default_factory=list)
    y: float = 1
    came_from: float = -1  # the lower edge of the stage above; below 0 there is none

    def stage(self, told: list[str]) -> None:
        """A box on the left, with an arrow from the one above."""
        if self.came_from >= 0:
            self.parts += arrow(MIDDLE, self.came_from, MIDDLE, self.y)
        height = self.boxed(1, SPINE, told, "middle")
        self.came_from = self.y + height
        self.y = self.came_from + GAP

    def leaves(self, told: list[str], *, is_apart: bool = False) -> None:
        """A box on the right; what stands there left, or was never on the way (`is_apart`)."""
        height = self.boxed(WIDTH - SIDE, SIDE - 1, told, "start", dashes="4 3" if is_apart else "")
        if not is_apart:
            self.parts += arrow(MIDDLE, self.y + height / 2, WIDTH - SIDE, self.y + height / 2)
        self.y += height + GAP

    def boxed(self, x: float, width: float, told: list[str], anchor: str, *, dashes: str = "") -> float:
        rows = [row for words in told for row in lines_of(words, width - 2 * PAD)]
        height = 2 * PAD + ROW * len(rows) - 4
        looks = {"stroke_dasharray": dashes} if dashes else {}
        self.parts.append(box(x, self.y, width, height, **looks))
        at = x + width / 2 if anchor == "middle" else x + PAD
        for place, row in enumerate(rows):
            y = self.y + PAD + ROW * place + 10
            self.parts.append(text(at, y, row, text_anchor=anchor))
        return height


def flow_figure(flow: Flow, before_day: int) -> Figure:
    drawing = _Drawing()
    for why, n in flow.left_out.items():
        drawing.leaves([f"Not in the snapshot: {why} ({n_of(n)})"], is_apart=True)
    drawing.stage(["Operated hips", "in the snapshot", n_of(flow.total)])
    for step in flow.steps:
        drawing.leaves([f"Excluded: {step.excluded_because} ({n_of(step.excluded)})"])
    drawing.stage(["Eligible hips", n_of(flow.eligible)])
    drawing.leaves(["Lost to follow-up", f"({n_of(flow.lost)}{_of(flow.lost, flow.eligible)})"])
    patients = counted(flow.persons, "patient")
    drawing.stage(
        ["Hips analysed", f"{n_of(flow.analysed)}{_of(flow.analysed, flow.eligible)}", f"of {patients}"]
    )
    _ends(drawing, flow, before_day)
    return Figure(
        id="flow",
        title=TITLE,
        svg=picture(
            "flow",
            TITLE,
            _described(flow, before_day),
            width=WIDTH,
            height=drawing.y,
            parts=drawing.parts,
        ),
    )


def _ends(drawing: _Drawing, flow: Flow, before_day: int) -> None:
    """Under those analysed: those with an endpoint, and the others."""
    top = drawing.came_from + GAP
    right = WIDTH - SIDE / 2
    drawing.parts.append(line(MIDDLE, drawing.came_from, MIDDLE, top))
    drawing.parts.append(line(MIDDLE, top, right, top))
    drawing.y = top + GAP
    for x in (MIDDLE, right):
        drawing.parts += arrow(x, top, x, drawing.y)
    told = ["No endpoint before", f"day {before_day}", n_of(flow.analysed - flow.ended)]
    height = drawing.boxed(1, SPINE, told, "middle")
    told = ["Endpoint before", f"day {before_day}", n_of(flow.ended)]
    height = max(height, drawing.boxed(WIDTH - SIDE, SIDE - 1, told, "middle"))
    drawing.y += height + 2


def _of(part: int, of: int) -> str:
    return f", {percent(part, of)}" if of else ""


def _described(flow: Flow, before_day: int) -> str:
    left = "; ".join(f"{s.excluded_because}, {s.excluded}" for s in flow.steps if s.excluded)
    return capital(
        f"{counted(flow.total, 'hip')} in the snapshot. Excluded: {left or 'none'}. "
        f"{counted(flow.eligible, 'hip')} eligible, {flow.lost} lost to follow-up, {flow.analysed} analysed, "
        f"of them {flow.ended} with an endpoint before day {before_day}."
    )
