"""A control chart drawn: single values with centre line and limits, and below them their moving ranges."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from enthesis.domain.biologics.yields.control_chart import Chart
from enthesis.web.shell.present import Figure
from enthesis.web.shell.yields import rounded

MOST_DRAWN = 60
WIDTH, LEFT, RIGHT, TOP = 480, 8, 124, 28
HIGH, GAP, LOW, FOOT = 190, 40, 90, 12
DOT, MARK = 3.5, 7
SLATE, INK, FIBRE, LINE = "slate", "ink", "fibre", "line"


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where a panel lies, and which values are its bottom and top."""

    top: float
    height: float
    low: float
    high: float

    def y(self, value: Decimal) -> float:
        span = (self.high - self.low) or 1.0
        return round(self.top + (self.high - float(value)) / span * self.height, 1)


def control_figure(chart: Chart, *, title: str, unit: str, days: Sequence[str]) -> Figure | None:
    """The newest readings of a chart that has limits; `days` name all of its readings, in their order."""
    if chart.limits is None:
        return None
    first = max(0, len(chart.readings) - MOST_DRAWN)
    told = _("Each point is one product, in the order of preparation. Diamonds complete a rule.")
    if first:
        told += " " + _("The newest %(n)s of %(of)s are drawn.") % {
            "n": MOST_DRAWN,
            "of": len(chart.readings),
        }
    return Figure(
        title=title,
        description=told,
        svg=_svg(chart, first, title),
        header=(_("Ready on"), _("Value (%(unit)s)") % {"unit": unit} if unit else _("Value")),
        rows=tuple(
            (day, rounded(one.value)) for day, one in zip(days[first:], chart.readings[first:], strict=True)
        ),
    )


def _svg(chart: Chart, first: int, title: str) -> str:
    """Needs limits."""
    own = "c" + sha256(repr(chart).encode()).hexdigest()[:10]
    height = TOP + HIGH + GAP + LOW + FOOT
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {WIDTH} {height}",
            "width": str(WIDTH),
            "height": str(height),
            "role": "img",
            "class": "control-chart",
            "aria-labelledby": f"{own}-t {own}-d",
        },
    )
    _add(root, "title", title, id=f"{own}-t")
    _add(root, "desc", _described(chart), id=f"{own}-d")
    for part in (*_values(chart, first), *_ranges(chart, first)):
        root.append(part)
    return ElementTree.tostring(root, encoding="unicode")


def _described(chart: Chart) -> str:
    """Centre line, limits and what the newest product completes, for who does not see the drawing."""
    limits = chart.limits
    if limits is None:
        return chart.sentence
    told = {"mean": rounded(limits.mean), "low": rounded(limits.low), "high": rounded(limits.high)}
    said = " ".join(dict.fromkeys(s.words for s in chart.now)) or _("The newest completes no rule.")
    return f"{_('Centre line %(mean)s, limits %(low)s and %(high)s.') % told} {said}"


def _values(chart: Chart, first: int) -> Iterator[ElementTree.Element]:
    limits, values = chart.limits, [r.value for r in chart.readings[first:]]
    if limits is None:
        return
    panel = _panel(TOP, HIGH, [*values, limits.low, limits.high])
    yield _text(LEFT, TOP - 8, _("Single values"))
    for level, name in ((limits.high, _("upper")), (limits.mean, _("centre")), (limits.low, _("lower"))):
        yield from _level(panel, level, name, is_centre=level == limits.mean)
    broken = {s.index for s in chart.signals}
    xs = [_x(n, len(values)) for n in range(len(values))]
    yield _course([(x, panel.y(v)) for x, v in zip(xs, values, strict=True)])
    for n, (x, value) in enumerate(zip(xs, values, strict=True), start=first):
        yield _point(x, panel.y(value), is_broken=n in broken, is_earlier=n < chart.begins)


def _ranges(chart: Chart, first: int) -> Iterator[ElementTree.Element]:
    """The range of a value is drawn below it; the first value has none."""
    limits, values = chart.limits, chart.ranges[first:]
    if limits is None or not values:
        return
    panel = _panel(TOP + HIGH + GAP, LOW, [*values, Decimal(0), limits.high_range])
    yield _text(LEFT, TOP + HIGH + GAP - 8, _("Moving range"))
    for level, name in ((limits.high_range, _("upper")), (limits.mean_range, _("mean"))):
        yield from _level(panel, level, name, is_centre=level == limits.mean_range)
    among = len(chart.readings) - first
    xs = [_x(n, among) for n in range(1, len(values) + 1)]
    yield _course([(x, panel.y(v)) for x, v in zip(xs, values, strict=True)])
    for x, value in zip(xs, values, strict=True):
        yield _point(x, panel.y(value), is_broken=value > limits.high_range, is_earlier=False)


def _panel(top: float, height: float, values: Sequence[Decimal]) -> _Panel:
    low, high = float(min(values)), float(max(values))
    room = (high - low) * 0.06
    return _Panel(top=top, height=height, low=low - room, high=high + room)


def _x(place: int, among: int) -> float:
    room = WIDTH - LEFT - RIGHT
    return round(LEFT + 6 + (room - 12) * place / max(1, among - 1), 1)


def _level(panel: _Panel, level: Decimal, name: str, *, is_centre: bool) -> Iterator[ElementTree.Element]:
    y = panel.y(level)
    line = _made("line", x1=LEFT, y1=y, x2=WIDTH - RIGHT, y2=y, stroke=_colour(INK if is_centre else SLATE))
    if not is_centre:
        line.set("stroke-dasharray", "5 4")
    yield line
    yield _text(WIDTH - RIGHT + 6, y + 5, f"{name} {rounded(level)}")


def _course(points: Sequence[tuple[float, float]]) -> ElementTree.Element:
    told = " ".join(f"{x},{y}" for x, y in points)
    return _made("polyline", points=told, fill="none", stroke=_colour(SLATE), opacity=0.6)


def _point(x: float, y: float, *, is_broken: bool, is_earlier: bool) -> ElementTree.Element:
    if is_broken:
        told = f"{x},{y - MARK} {x + MARK},{y} {x},{y + MARK} {x - MARK},{y}"
        return _made("polygon", points=told, fill=_colour(FIBRE))
    fill = "none" if is_earlier else _colour(INK)
    return _made("circle", cx=x, cy=y, r=DOT, fill=fill, stroke=_colour(INK))


def _text(x: float, y: float, words: str) -> ElementTree.Element:
    made = _made("text", x=x, y=y)
    made.text = words
    return made


def _colour(name: str) -> str:
    return f"var(--{name}, currentColor)"


def _made(tag: str, **told: object) -> ElementTree.Element:
    return ElementTree.Element(tag, {name: str(value) for name, value in told.items()})


def _add(root: ElementTree.Element, tag: str, words: str, **told: str) -> None:
    ElementTree.SubElement(root, tag, told).text = words
