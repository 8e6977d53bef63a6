"""An outcome over time in the grammar of the house: median and quartiles on the instrument's full range.

The distance of the MCID and the line of the PASS carry the name of their threshold set. Without the charts
extra there is no drawing; the table stands.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from typing import Any, TypeAlias
from xml.etree import ElementTree

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.evidence.analysis.describe import MONTH
from enthesis.evidence.analysis.responders import Rate, Responders
from enthesis.evidence.analysis.scores import Course, Place
from enthesis.evidence.report.figures.figure import Figure
from enthesis.evidence.report.figures.svg import FONT, GREY, INK, PALE, element
from enthesis.evidence.report.words import between, decimal, plain_number, whole

WIDTH, HEIGHT = 330, 210  # of the plot, in pixels
BAND = "#c9c9c9"
TICKS = (0, 3, 6, 12, 24, 60, 120)
SIZE, LETTER = 11, 6.2  # of names, in pixels
DRAWN = ("mcid", "pass")
X_TITLE = "Months since surgery (square-root scale)"


_Spot: TypeAlias = tuple[float, float, float, float]  # left, top, right and bottom, in pixels of the plot


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A level across the plot; with `begins` it is a distance from there."""

    level: float
    label: str
    begins: float | None = None


def course_figure(course: Course, found: Responders) -> Figure:
    """The median of the eligible hips that answered and the band between their quartiles; n below."""
    instrument = load_instrument(course.instrument)
    title = f"{course.title} over time"
    svg = _draw(course, instrument, _marks(course, found, instrument), title) if course.places else ""
    return Figure(id=f"over-time-{course.instrument}", title=title, svg=svg)


def _marks(course: Course, found: Responders, instrument: Instrument) -> tuple[_Mark, ...]:
    before = next((p.median for p in course.places if p.milestone == "baseline"), None)
    drawn = (rate for rate in found.rates if rate.row.metric in DRAWN)
    marks = (_mark(rate, before, instrument) for rate in drawn)
    return tuple(mark for mark in marks if mark is not None)


def _mark(rate: Rate, before: float | None, instrument: Instrument) -> _Mark | None:
    value = float(Decimal(rate.row.value))
    label = f"{rate.row.metric.upper()} {plain_number(rate.row.value)} · {rate.row.id.split('/')[0]}"
    if rate.row.kind == "absolute":
        return _Mark(level=value, label=label)
    if before is None:
        return None
    level = before + (value if instrument.direction is Direction.HIGHER_BETTER else -value)
    if not float(instrument.low) <= level <= _most(instrument):
        return None
    return _Mark(level=level, label=label, begins=before)


def _most(instrument: Instrument) -> float:
    end = instrument.scale.shown_up_to
    return float(instrument.high if end is None else end.value)


def _draw(course: Course, instrument: Instrument, marks: tuple[_Mark, ...], title: str) -> str:
    try:
        import altair
        import vl_convert
    except ImportError:
        return ""
    made = vl_convert.vegalite_to_svg(json.dumps(_chart(altair, course, instrument, marks)))
    return _tidy(made, f"course-{course.instrument}", title, _described(course, instrument))


def _chart(alt: Any, course: Course, instrument: Instrument, marks: tuple[_Mark, ...]) -> dict[str, Any]:
    domain = _domain(course)
    spots = _spots(course, marks, instrument)
    x = alt.X(
        "month:Q",
        title=X_TITLE,
        scale=alt.Scale(type="sqrt", domain=domain, nice=False),
        axis=alt.Axis(
            grid=False, values=[t for t in TICKS if t <= domain[1]], format="d", titlePadding=_room(course)
        ),
    )
    better = "higher" if instrument.direction is Direction.HIGHER_BETTER else "lower"
    y = alt.Y(
        "median:Q",
        title=f"Score, {better} is better",
        scale=alt.Scale(domain=[float(instrument.low), _most(instrument)], nice=False, zero=False),
        axis=alt.Axis(tickCount=5),
    )
    points = [_point(place, _most(instrument)) for place in course.places]
    hips = alt.Chart(alt.Data(values=points)).encode(x=x, y=y)
    layers = [
        alt.Chart(alt.Data(values=[{"month": 0}])).mark_rule(color=PALE, strokeWidth=3).encode(x="month:Q"),
        hips.mark_area(color=BAND, opacity=1).encode(y=alt.Y("lower:Q"), y2="upper:Q"),
        *(layer for mark in marks for layer in _mark_layers(alt, mark, domain[0])),
        hips.mark_line(color=INK, strokeWidth=2),
        hips.mark_point(color=INK, filled=True, size=45, opacity=1),
        *(layer for mark, spot in zip(marks, spots, strict=True) for layer in _name_layers(alt, mark, spot)),
        *(_n_layer(alt, place, row) for place, row in zip(course.places, _rows(course, domain), strict=True)),
    ]
    chart = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, background="transparent", padding=4)
    spec: dict[str, Any] = chart.configure(**_CONFIG).to_dict()
    return spec


def _point(place: Place, most: float) -> dict[str, float]:
    """No score stands above the scale's shown end."""
    return {
        "month": place.day / MONTH,
        "median": min(place.median, most),
        "lower": min(place.lower_quartile, most),
        "upper": min(place.upper_quartile, most),
    }


def _mark_layers(alt: Any, mark: _Mark, first: float) -> list[Any]:
    told = {"level": mark.level, "label": mark.label, "month": first, "begins": mark.begins}
    level = alt.Chart(alt.Data(values=[told])).encode(y=alt.Y("level:Q"))
    layers = [
        level.mark_rule(color=GREY, strokeDash=[5, 4], strokeWidth=1.25),
    ]
    if mark.begins is not None:
        distance = level.encode(x=alt.X("month:Q"), y=alt.Y("begins:Q"), y2="level:Q")
        layers.append(distance.mark_rule(color=INK, strokeWidth=3))
    return layers


def _name_layers(alt: Any, mark: _Mark, spot: _Spot) -> list[Any]:
    """The name of a mark on a white ground, so that it can be read over a band."""
    told = alt.Chart(alt.Data(values=[{"label": mark.label}])).encode(text="label:N")
    looks = {"align": "left", "x": spot[0], "y": spot[3] - 3, "fontSize": SIZE}
    return [
        told.mark_text(stroke="#ffffff", strokeWidth=3, strokeJoin="round", color="#ffffff", **looks),
        told.mark_text(color=INK, **looks),
    ]


def _spots(course: Course, marks: tuple[_Mark, ...], instrument: Instrument) -> list[_Spot]:
    """Where each mark is named: over or under its level, where it hides no point, level or other name."""
    low, high, domain = float(instrument.low), _most(instrument), _domain(course)

    def down(score: float) -> float:
        return (high - score) / (high - low) * HEIGHT

    path = [(_across(p.day / MONTH, domain), down(p.median)) for p in course.places]
    taken: list[_Spot] = [(x - 5, y - 5, x + 5, y + 5) for x, y in _along(path)]
    taken += [(0, down(m.level) - 1, WIDTH, down(m.level) + 1) for m in marks]
    spots = []
    for mark in marks:
        wide = LETTER * len(mark.label)
        lefts = (WIDTH - wide - 2, _across(0, domain) + 6, (WIDTH - wide) / 2)
        tops = (down(mark.level) - 14, down(mark.level) + 2)
        if mark.level == min(m.level for m in marks):
            tops = tops[::-1]  # so that there is room between two names
        offered = [(x, y, x + wide, y + 12) for x in lefts for y in tops]
        free = [s for s in offered if s[1] >= 0 and s[3] <= HEIGHT and not _hits(s, taken)]
        spots.append((free or offered)[0])
        taken.append(spots[-1])
    return spots


def _along(path: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The points of a path, and between them enough others that no name slips through."""
    yield from path
    for (x, y), (to_x, to_y) in pairwise(path):
        steps = max(1, int(max(abs(to_x - x), abs(to_y - y)) / 6))
        yield from ((x + (to_x - x) * n / steps, y + (to_y - y) * n / steps) for n in range(1, steps))


def _hits(spot: _Spot, taken: list[_Spot]) -> bool:
    return any(spot[0] < t[2] and t[0] < spot[2] and spot[1] < t[3] and t[1] < spot[3] for t in taken)


def _domain(course: Course) -> list[float]:
    """First and last month of the axis."""
    months = [place.day / MONTH for place in course.places]
    return [min(-0.5, *months), max(3.0, *months) * 1.04]


def _n_layer(alt: Any, place: Place, row: int) -> Any:
    told = alt.Chart(alt.Data(values=[{"month": place.day / MONTH, "n": f"n {whole(place.n)}"}]))
    return told.mark_text(y=HEIGHT + 30 + 13 * row, color=INK, fontSize=10.5, clip=False).encode(
        x="month:Q", text="n:N"
    )


def _rows(course: Course, domain: list[float]) -> list[int]:
    """In which row under the axis each n stands: the first where it hides no other."""
    ends: list[float] = []
    rows = []
    for place in course.places:
        at = _across(place.day / MONTH, domain)
        half = LETTER * (len(whole(place.n)) + 2) / 2
        row = next((r for r, end in enumerate(ends) if at - half >= end + 3), len(ends))
        ends[row : row + 1] = [at + half]
        rows.append(row)
    return rows


def _room(course: Course) -> int:
    """Between axis and title, for the rows of n."""
    return 8 + 13 * (max(_rows(course, _domain(course))) + 1)


def _across(month: float, domain: list[float]) -> float:
    low, high, at = (_root(value) for value in (*domain, month))
    return (at - low) / (high - low) * WIDTH


def _root(value: float) -> float:
    return float(abs(value) ** 0.5 * (1 if value >= 0 else -1))


def _described(course: Course, instrument: Instrument) -> str:
    told = (
        f"{p.title}: median {decimal(p.median)}, quartiles {between(p.lower_quartile, p.upper_quartile)}, "
        f"{p.n} hips"
        for p in course.places
    )
    return f"The scale goes from {instrument.low:g} to {_most(instrument):g}. {'; '.join(told)}."


_CONFIG: dict[str, Any] = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "gridColor": "#ececec",
        "domainColor": GREY,
        "tickColor": GREY,
    },
}


def _tidy(svg: str, name: str, title: str, description: str) -> str:
    """Named for those who do not see it, ids of its own, no inline style."""
    root = ElementTree.fromstring(svg)  # noqa: S314  our own drawing
    own = "c" + sha256(name.encode()).hexdigest()[:8]
    for part in root.iter():
        _tidy_attributes(part, own)
    root.attrib |= {
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc",
        "font-family": FONT,
    }
    root.insert(0, element("title", title, id=f"{name}-title"))
    root.insert(1, element("desc", description, id=f"{name}-desc"))
    return ElementTree.tostring(root, encoding="unicode")


def _tidy_attributes(part: ElementTree.Element, own: str) -> None:
    for pair in part.attrib.pop("style", "").split(";"):
        name, _colon, value = pair.partition(":")
        if value:
            part.set(name.strip(), value.strip())
    for name, value in list(part.attrib.items()):
        if name in ("role", "class", "font-family", "pointer-events") or name.startswith("aria-"):
            del part.attrib[name]
        elif name == "id":
            part.set(name, f"{own}-{value}")
        elif value.startswith("url(#"):
            part.set(name, f"url(#{own}-{value[5:]}")
