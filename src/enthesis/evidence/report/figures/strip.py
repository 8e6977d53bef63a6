"""How far the threshold matters: the share that reached each published row, with its interval."""

from collections.abc import Iterator

from enthesis.evidence.analysis.responders import Rate, Responders
from enthesis.evidence.report.figures.figure import Figure
from enthesis.evidence.report.figures.svg import GREY, INK, PALE, Element, box, element, line, picture, text
from enthesis.evidence.report.words import n_of, percent, plain_number, share

WIDTH, ROW, TOP = 388, 22, 2
LEFT, RIGHT = 184, 284  # 0% and 100%
SIZE = 11
METRICS = {
    "mcid": "MCID, an improvement",
    "pass": "PASS, a score",
    "scb": "SCB, a score or an improvement",
    "moi": "MOI, % of the possible improvement",
}
TICKS = (0, 25, 50, 75, 100)


def strip_figure(found: Responders) -> Figure:
    """One instrument. Filled square: the default row; circle: others after repair; triangle: fallback."""
    title = f"{found.title}: share of hips that reached each published threshold"
    parts: list[Element] = []
    y: float = TOP
    for metric, words in METRICS.items():
        rates = [rate for rate in found.strip if rate.row.metric == metric]
        if not rates:
            continue
        first = rates[0].every
        told = f"{words} ({n_of(first.ended_fail.n)}; {n_of(first.ended_excluded.n)})"
        parts.append(text(0, y + 12, told, font_size=12, font_weight=600))
        y += ROW
        parts += _grid(y, ROW * len(rates))
        for rate in rates:
            parts += _row(rate, y + ROW / 2)
            y += ROW
        y += 6
    parts += _axis(y)
    name = f"strip-{found.instrument}"
    drawn = picture(name, title, _described(found), width=WIDTH, height=y + 30, parts=parts)
    return Figure(id=f"thresholds-{found.instrument}", title=title, svg=drawn if found.strip else "")


def _row(rate: Rate, y: float) -> Iterator[Element]:
    """The point with its interval, a stroke for the share without early endpoints, and both in numbers."""
    row, told = rate.row, rate.every
    cohort = row.id.split("/")[0] + (" †" if row.is_fallback else "")
    bold = {"font_weight": 700} if row.is_used else {}
    yield text(0, y + 4, cohort, font_size=SIZE, **bold)
    yield text(LEFT - 12, y + 4, plain_number(row.value), font_size=SIZE, text_anchor="end", **bold)
    yield text(WIDTH, y + 4, _numbers(rate), font_size=SIZE, text_anchor="end", **bold)
    counted, apart = told.ended_fail, told.ended_excluded
    if counted.value is None:
        return
    if counted.low is not None and counted.high is not None:
        yield line(_x(counted.low), y, _x(counted.high), y, stroke_width=1.5)
    if apart.value is not None:
        yield line(_x(apart.value), y - 7, _x(apart.value), y + 7, stroke_width=1.5)
    yield _point(rate, _x(counted.value), y)


def _numbers(rate: Rate) -> str:
    """Such as 50.0% · 66.7%: early endpoints as not reached, then left out."""
    told = rate.every
    counted = percent(told.reached, told.ended_fail.n)
    return f"{counted} · {percent(told.reached_excluded, told.ended_excluded.n)}"


def _point(rate: Rate, x: float, y: float) -> Element:
    if rate.row.is_used:
        return box(x - 4.5, y - 4.5, 9, 9, fill=INK)
    if rate.row.is_fallback:
        points = f"{x - 5:.2f},{y + 4:.2f} {x:.2f},{y - 5:.2f} {x + 5:.2f},{y + 4:.2f}"
        return element("polygon", points=points, fill="#ffffff", stroke=INK, stroke_width=1.2)
    return element("circle", cx=x, cy=y, r=4.2, fill="#ffffff", stroke=INK, stroke_width=1.2)


def _grid(y: float, height: float) -> list[Element]:
    return [line(_x(t / 100), y, _x(t / 100), y + height, stroke=PALE) for t in TICKS]


def _axis(y: float) -> Iterator[Element]:
    yield line(LEFT, y, RIGHT, y, stroke=GREY)
    for tick in TICKS:
        yield line(_x(tick / 100), y, _x(tick / 100), y + 4, stroke=GREY)
        if tick % 50 == 0:
            yield text(_x(tick / 100), y + 16, f"{tick}%", font_size=SIZE, text_anchor="middle")


def _x(part: float) -> float:
    return LEFT + (RIGHT - LEFT) * part


def _described(found: Responders) -> str:
    told = (
        f"{rate.row.id}, {plain_number(rate.row.value)}: "
        f"{share(rate.every.reached, rate.every.ended_fail.n)}, early endpoint left out "
        f"{share(rate.every.reached_excluded, rate.every.ended_excluded.n)}"
        for rate in found.strip
    )
    return f"Share of hips with its 95% interval, counted both ways. {'; '.join(told)}."
