"""Figures: an outcome over time as SVG, in the one grammar of the house, with its words and numbers.

Score on y over its full range, months since surgery on x; the distance of an MCID and the line of a PASS
carry the name of their threshold set. Without the charts extra there is no drawing; words and numbers stay.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.own_cohort import Band, Spread
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.outcomes.threshold import Kind, Metric, Threshold

DAYS_A_MONTH = 30.4375
WIDTH, NARROW, HEIGHT = 400, 270, 250  # of the plot, in pixels
TENTH = Decimal("0.1")
ABOVE, BELOW = (-7, 13, -21, 27, -35, 41, -49, 55), (13, -7, 27, -21, 41, -35, 55, -49)  # the nearest first
SVG = "http://www.w3.org/2000/svg"

# The colours of the house by name; on a page the names win, so that a figure follows the theme.
TOKENS = {
    "ink": "#12343b",
    "slate": "#5b6b73",
    "line": "#dfe5e6",
    "fibre": "#b34a34",
    "leaf": "#2f7d5b",
    "clear-text": "#1d5f43",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One score; `days` since surgery, negative before it. `label` is the milestone in words.

    One outside the window of its milestone does not count: no distance is measured from it.
    """

    days: int
    score: Decimal
    label: str
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`svg` is empty where charts are not installed; `header` and `rows` say the same in numbers."""

    title: str
    description: str
    svg: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A level across the plot; with `begins` it is a distance from there, at that month."""

    level: float
    label: str
    passes: bool
    begins: float | None = None
    month: float = 0


@dataclass(frozen=True, slots=True)
class _Label:
    """A score beside its point; `dy` pixels below it."""

    month: float
    score: float
    text: str
    dy: int


_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """Everything the picture depends on: drawings alike are drawn once."""

    title: str
    description: str
    x_title: str
    y_title: str
    low: float
    high: float
    points: tuple[tuple[float, float, str], ...]
    marks: tuple[_Mark, ...]
    width: int
    band: tuple[tuple[float, float, float, float], ...] = ()  # month, lower quartile, median, upper quartile
    ended: float | None = None  # month


def outcome_figure(
    points: Sequence[Point],
    instrument: Instrument,
    thresholds: Sequence[Threshold] = (),
    *,
    title: str = "",
    narrow: bool = False,
    band: Band | None = None,
    ended: tuple[int, str] | None = None,
) -> Figure:
    """The course of one hip on an instrument's one scale, earliest first, with that scale's thresholds.

    The title is the instrument's unless another is given; `narrow` is drawn to be read on a telephone. The
    hip is a line; `band` is a cohort's median and quartiles, drawn as far as the milestone after its last.
    `ended` is the day since surgery on which the repair ended, and that in words: it is marked, and no line
    leads over it.

    An MCID is measured from the last score before surgery that counts, and is not drawn where there is none.
    """
    told = sorted(points, key=lambda p: p.days)
    reaching = band.up_to(told[-1].days) if band and told else None
    spreads = reaching.spreads if reaching and reaching.is_course else ()
    title, description = title or _(instrument.title), _described(told, spreads, instrument)
    description = f"{description} {ended[1]}" if ended else description
    drawing = _Drawing(
        title=title,
        description=description,
        width=NARROW if narrow else WIDTH,
        x_title=_("Months since surgery"),
        y_title=_direction(instrument),
        low=float(instrument.low),
        high=float(_most(instrument)),
        points=tuple(
            (_months(p.days), float(_capped(p.score, instrument)), shown(p.score, instrument)) for p in told
        ),
        marks=tuple(
            mark for t in thresholds if _fits(t, instrument) and (mark := _mark(t, told, instrument))
        ),
        band=tuple(_across(spread, instrument) for spread in spreads),
        ended=_months(ended[0]) if ended else None,
    )
    return Figure(
        title=title,
        description=description,
        svg=_draw(drawing) if told else "",
        header=(_("When"), _("Days since surgery"), _("Score")),
        rows=(
            *((p.label, str(p.days), shown(p.score, instrument)) for p in told),
            *(_spread_row(spread, instrument) for spread in spreads),
        ),
    )


def shown(score: Decimal, instrument: Instrument) -> str:
    """A score as people read it: one decimal at most, and never above the scale's round end."""
    rounded = _capped(score, instrument).quantize(TENTH, ROUND_HALF_UP)
    return f"{rounded:f}".removesuffix(".0")


def _most(instrument: Instrument) -> Decimal:
    """The upper end of a scale as it is shown: 100 where the formula reaches 100.1."""
    end = instrument.scale.shown_up_to
    return instrument.high if end is None else end.value


def _capped(score: Decimal, instrument: Instrument) -> Decimal:
    return min(score, _most(instrument))


def _months(days: int) -> float:
    return round(days / DAYS_A_MONTH, 2)


def _direction(instrument: Instrument) -> str:
    if instrument.direction is Direction.HIGHER_BETTER:
        return _("Score, higher is better")
    return _("Score, lower is better")


def _across(spread: Spread, instrument: Instrument) -> tuple[float, float, float, float]:
    lower, median, upper = (
        float(_capped(s, instrument)) for s in (spread.lower, spread.median, spread.upper)
    )
    return _months(spread.day), lower, median, upper


def _spread_row(spread: Spread, instrument: Instrument) -> tuple[str, str, str]:
    label = _("Cohort, %(milestone)s") % {"milestone": _(milestone_called(spread.milestone).title)}
    told = _("median %(median)s, quartiles %(lower)s to %(upper)s, n = %(n)d") % {
        "median": shown(spread.median, instrument),
        "lower": shown(spread.lower, instrument),
        "upper": shown(spread.upper, instrument),
        "n": spread.hips,
    }
    return label, str(spread.day), told


def _described(told: Sequence[Point], spreads: Sequence[Spread], instrument: Instrument) -> str:
    scale = _("The scale goes from %(low)s to %(high)s.") % {
        "low": shown(instrument.low, instrument),
        "high": shown(instrument.high, instrument),
    }
    parts = [f"{p.label}: {shown(p.score, instrument)}" for p in told]
    words = f"{_direction(instrument)}. {scale} {'; '.join(parts)}".strip() + ("." if parts else "")
    if not spreads:
        return words
    return f"{words} {_('Band: the quartiles and the median of hips of this practice.')}"


def _fits(threshold: Threshold, instrument: Instrument) -> bool:
    return (threshold.instrument, threshold.scale_variant) == (instrument.id, instrument.scale_variant)


def _mark(threshold: Threshold, told: Sequence[Point], instrument: Instrument) -> _Mark | None:
    value = threshold.value.value
    name = f"{threshold.metric.upper()} {shown(value, instrument)} · {threshold.set_id}"
    if threshold.kind is Kind.ABSOLUTE:
        return _Mark(level=float(value), label=name, passes=threshold.metric is Metric.PASS)
    before = [p for p in told if p.days <= 0 and p.counts]
    if not before:
        return None
    upwards = instrument.direction is Direction.HIGHER_BETTER
    level = before[-1].score + (value if upwards else -value)
    if not instrument.low <= level <= instrument.high:
        return None
    return _Mark(
        level=float(level),
        label=name,
        passes=False,
        begins=float(before[-1].score),
        month=_months(before[-1].days),
    )


@lru_cache(maxsize=512)
def _draw(drawing: _Drawing) -> str:
    try:
        import altair
        import vl_convert
    except ImportError:
        return ""
    made = vl_convert.vegalite_to_svg(json.dumps(_chart(altair, drawing)))
    return _tidy(made, drawing)


def _chart(alt: Any, drawing: _Drawing) -> dict[str, Any]:
    months = [point[0] for point in drawing.points] + [place[0] for place in drawing.band]
    months += [] if drawing.ended is None else [drawing.ended]
    first, last = min(0.0, *months), max(3.0, *months)
    room = (last - first) * 0.05
    begin, end = first - room, last + room
    labels = _labels(drawing, begin, end)
    offsets = _offsets(drawing, labels, begin, end)
    x = alt.X(
        "month:Q",
        title=drawing.x_title,
        scale=alt.Scale(domain=[begin, end], nice=False),
        axis=alt.Axis(grid=False, values=_ticks(last), format="d"),
    )
    y = alt.Y(
        "score:Q",
        title=drawing.y_title,
        scale=alt.Scale(domain=[drawing.low, drawing.high], nice=False, zero=False),
        axis=alt.Axis(tickCount=6),
    )
    scores = [
        {"month": month, "score": score, "after": drawing.ended is not None and month >= drawing.ended}
        for month, score, _text in drawing.points
    ]
    hip = alt.Chart(alt.Data(values=scores)).encode(x=x, y=y)
    surgery = alt.Chart(alt.Data(values=[{"month": 0}])).encode(x="month:Q")
    layers = [
        *_band_layers(alt, drawing, x, y),
        surgery.mark_rule(color=TOKENS["line"], strokeWidth=3),
        *(layer for mark in drawing.marks for layer in _mark_layers(alt, mark, offsets[mark], drawing)),
        *_end_layers(alt, drawing),
        hip.mark_line(color=TOKENS["fibre"], strokeWidth=2).encode(detail="after:N"),
        hip.mark_point(color=TOKENS["fibre"], filled=True, size=70, opacity=1),
        *(_label_layer(alt, label) for label in labels),
    ]
    chart = alt.layer(*layers).properties(
        width=drawing.width, height=HEIGHT, background="transparent", padding=4
    )
    spec: dict[str, Any] = chart.configure(**_CONFIG).to_dict()
    return spec


def _end_layers(alt: Any, drawing: _Drawing) -> list[Any]:
    """An upright line of dashes at the end of the repair."""
    if drawing.ended is None:
        return []
    end = alt.Chart(alt.Data(values=[{"month": drawing.ended}])).encode(x="month:Q")
    return [end.mark_rule(color=TOKENS["ink"], strokeWidth=2, strokeDash=[3, 3])]


def _band_layers(alt: Any, drawing: _Drawing, x: Any, y: Any) -> list[Any]:
    """Quartiles as a field, the median as a thin line in it; none without a cohort."""
    if not drawing.band:
        return []
    places = [
        {"month": month, "lower": lower, "score": median, "upper": upper}
        for month, lower, median, upper in drawing.band
    ]
    cohort = alt.Chart(alt.Data(values=places)).encode(x=x, y=y)
    return [
        cohort.mark_area(color=TOKENS["slate"], opacity=0.16).encode(y=alt.Y("lower:Q"), y2="upper:Q"),
        cohort.mark_line(color=TOKENS["slate"], strokeWidth=1.25),
    ]


def _ticks(last: float) -> list[int]:
    """Whole months, a few."""
    step = next((s for most, s in ((4, 1), (14, 3), (30, 6), (66, 12)) if last <= most), 24)
    return list(range(0, int(last) + 1, step))


def _labels(drawing: _Drawing, begin: float, end: float) -> list[_Label]:
    """The scores beside their points: the first, the last, and those between that have room."""
    near = (end - begin) * 38 / drawing.width
    kept = [drawing.points[-1]]
    for place, point in enumerate(drawing.points[:-1]):
        others = kept if place == 0 else [*kept, drawing.points[0]]
        if all(abs(point[0] - other[0]) >= near for other in others):
            kept.append(point)
    top = drawing.low + (drawing.high - drawing.low) * 0.9
    rising = any(m.begins is not None and m.level > m.begins for m in drawing.marks)
    return [
        _Label(month, score, text, 16 if score > top or (rising and point == drawing.points[0]) else -13)
        for point in kept
        for month, score, text in (point,)
    ]


def _label_layer(alt: Any, label: _Label) -> Any:
    told = alt.Chart(alt.Data(values=[{"month": label.month, "score": label.score, "text": label.text}]))
    return told.mark_text(dy=label.dy, **_TEXT).encode(x="month:Q", y="score:Q", text="text:N")


def _offsets(drawing: _Drawing, labels: Sequence[_Label], begin: float, end: float) -> dict[_Mark, int]:
    """How far below its level each name stands, in pixels: where it hides no score, no line and no name.

    The lowest level is named below it, the others above, as long as there is room.
    """

    def x(month: float) -> float:
        return (month - begin) / (end - begin) * drawing.width

    def y(level: float) -> float:
        return (drawing.high - level) / (drawing.high - drawing.low) * HEIGHT

    taken = [
        _box(x(told.month) + 4 * len(told.text), y(told.score) + told.dy, 8 * len(told.text))
        for told in labels
    ]
    taken += [(a - 4, b - 4, a + 4, b + 4) for a, b in _along([(x(m), y(s)) for m, s, _t in drawing.points])]
    taken += [(0, y(m.level) - 1, drawing.width, y(m.level) + 1) for m in drawing.marks]
    lowest = min((m.level for m in drawing.marks), default=0)
    offsets: dict[_Mark, int] = {}
    for mark in drawing.marks:
        order = BELOW if mark.level == lowest else ABOVE
        boxes = {dy: _box(drawing.width - 2, y(mark.level) + dy, 6.4 * len(mark.label)) for dy in order}
        free = [dy for dy, box in boxes.items() if box[1] >= 0 and box[3] <= HEIGHT and not _hits(box, taken)]
        offsets[mark] = (free or order)[0]
        taken.append(boxes[offsets[mark]])
    return offsets


def _box(right: float, baseline: float, width: float) -> _Box:
    """What a line of text covers: left, top, right and bottom."""
    return (right - width, baseline - 10, right, baseline + 3)


def _along(course: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """The points of a course, and between them enough others that no text slips through."""
    yield from course
    for (x, y), (to_x, to_y) in pairwise(course):
        steps = max(1, int(max(abs(to_x - x), abs(to_y - y)) / 6))
        yield from ((x + (to_x - x) * n / steps, y + (to_y - y) * n / steps) for n in range(1, steps))


def _hits(box: _Box, taken: Iterable[_Box]) -> bool:
    return any(box[0] < t[2] and t[0] < box[2] and box[1] < t[3] and t[1] < box[3] for t in taken)


_TEXT: dict[str, Any] = {"color": TOKENS["ink"], "fontSize": 13, "fontWeight": 600}
_CONFIG: dict[str, Any] = {
    "font": "sans-serif",
    "view": {"stroke": None},
    "axis": {
        "labelColor": TOKENS["slate"],
        "titleColor": TOKENS["slate"],
        "labelFontSize": 13,
        "titleFontSize": 13,
        "titleFontWeight": "normal",
        "titlePadding": 8,
        "gridColor": TOKENS["line"],
        "domainColor": TOKENS["slate"],
        "tickColor": TOKENS["slate"],
    },
}


def _mark_layers(alt: Any, mark: _Mark, dy: int, drawing: _Drawing) -> list[Any]:
    """A dashed level with its name at the right end; a distance also gets its arrow at the left."""
    colour, text = (
        (TOKENS["leaf"], TOKENS["clear-text"]) if mark.passes else (TOKENS["slate"], TOKENS["slate"])
    )
    level = alt.Chart(alt.Data(values=[asdict(mark)])).encode(y=alt.Y("level:Q"))
    layers = [
        level.mark_rule(color=colour, strokeDash=[5, 4], strokeWidth=1.25),
        level.mark_text(align="right", x=drawing.width - 2, dy=dy, color=text, fontSize=12).encode(
            text="label:N"
        ),
    ]
    if mark.begins is not None:
        distance = level.encode(x=alt.X("month:Q"), y=alt.Y("begins:Q"), y2="level:Q")
        layers.append(distance.mark_rule(color=colour, strokeWidth=3, opacity=0.7))
    return layers


def _tidy(svg: str, drawing: _Drawing) -> str:
    """Title and description for screen readers, colours by name, no inline style, ids of its own."""
    root = ElementTree.fromstring(svg)  # noqa: S314  our own drawing
    own = "f" + sha256(repr(drawing).encode()).hexdigest()[:10]
    _drop_empty(root)
    for element in root.iter():
        _tidy_attributes(element, own)
    root.attrib |= {
        "role": "img",
        "aria-labelledby": f"{own}-t {own}-d",
        "font-family": "system-ui, sans-serif",
    }
    for place, (tag, text) in enumerate((("title", drawing.title), ("desc", drawing.description))):
        told = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{own}-{tag[0]}"})
        told.text = text
        root.insert(place, told)
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _drop_empty(parent: ElementTree.Element) -> None:
    """Without the invisible frames that the drawing program leaves."""
    for child in list(parent):
        _drop_empty(child)
        if child.get("class") in ("background", "foreground") and child.get("stroke") is None:
            parent.remove(child)


def _tidy_attributes(element: ElementTree.Element, own: str) -> None:
    for pair in element.attrib.pop("style", "").split(";"):
        name, _colon, value = pair.partition(":")
        if value:
            element.set(name.strip(), value.strip())
    for name, value in list(element.attrib.items()):
        if name in ("role", "class", "font-family", "pointer-events") or name.startswith("aria-"):
            del element.attrib[name]
        elif name == "id":
            element.set(name, f"{own}-{value}")
        elif value.startswith("url(#"):
            element.set(name, f"url(#{own}-{value[5:]}")
        elif value in _NAMES:
            element.set(name, f"var(--{_NAMES[value]}, {value})")


_NAMES = {value: name for name, value in TOKENS.items()}
