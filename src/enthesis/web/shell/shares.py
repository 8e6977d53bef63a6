"""Shares with their interval, in words and drawn: bars from none to all, with what chance allows."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from enthesis.web.shell.present import Figure

LEFT, RIGHT, ROW, TOP, WIDTH = 120, 24, 36, 8, 560
BAR, TICK = 12, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many, with Wilson's interval at 95 %. None of them where nothing is told."""

    label: str
    count: int
    of: int
    value: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def words(self) -> str:
        """8 of 9, 89 % (57 to 98)."""
        told = _("%(n)s of %(of)s") % {"n": self.count, "of": self.of}
        if self.value is None or self.low is None or self.high is None:
            return _("%(told)s; too few for a share") % {"told": told} if self.of else _("none")
        shown = {"told": told, "p": _percent(self.value), "a": _percent(self.low), "b": _percent(self.high)}
        return _("%(told)s, %(p)s %% (%(a)s to %(b)s)") % shown


def share(label: str, count: int, of: int, *, fewest: int) -> Share:
    """The share, told from `fewest` on."""
    if of < fewest:
        return Share(label=label, count=count, of=of)
    from enthesis.evidence.statistics.proportion import wilson  # heavy: only where a share is told

    made = wilson(count, of)
    return Share(label=label, count=count, of=of, value=made.value, low=made.low, high=made.high)


def shares_figure(
    title: str, shares: Sequence[Share], *, beside: tuple[float, str] | None = None
) -> Figure | None:
    """A bar for each share that is told; None where none is. `beside` is another's share, and what it is."""
    told = [one for one in shares if one.value is not None]
    if not told:
        return None
    description = "; ".join(f"{one.label}: {one.words}" for one in told)
    return Figure(
        title=title,
        description=_("Bars from none to all; the line is Wilson's interval at 95 %."),
        svg=_svg(title, f"{description}; {beside[1]}" if beside else description, told, beside),
        header=(_("Group"), _("Share")),
        rows=tuple((one.label, one.words) for one in told),
    )


def _percent(value: float) -> str:
    return str(round(100 * value))


def _svg(
    title: str, description: str, shares: Sequence[Share], beside: tuple[float, str] | None = None
) -> str:
    """With another's share, its line stands over the bars and its words below the scale."""
    foot = 20 if beside else 0
    height = TOP + ROW * len(shares) + 24 + foot
    own = "s" + sha256(f"{title}{description}".encode()).hexdigest()[:10]
    root = _element(None, "svg", viewBox=f"0 0 {WIDTH} {height}", width=WIDTH, height=height, role="img")
    root.set("xmlns", "http://www.w3.org/2000/svg")
    root.set("aria-labelledby", f"{own}-t {own}-d")
    _element(root, "title", id=f"{own}-t").text = title
    _element(root, "desc", id=f"{own}-d").text = description
    for percent in (0, 25, 50, 75, 100):
        x = _x(percent / 100)
        _line(root, x, TOP, x, height - 20 - foot, "line")
        _text(root, x, height - 4 - foot, f"{percent} %", "slate", "middle")
    for n, one in enumerate(shares):
        _bar(root, one, TOP + n * ROW + ROW / 2)
    if beside:
        x = _x(beside[0])
        _line(root, x, TOP, x, height - 20 - foot, "fibre")
        _text(root, x, height - 4, beside[1], "fibre", "middle")
    return ElementTree.tostring(root, encoding="unicode")


def _bar(root: ElementTree.Element, one: Share, y: float) -> None:
    _text(root, LEFT - 10, y + 5, one.label, "ink", "end")
    end = _x(one.value or 0)
    _element(
        root,
        "rect",
        x=LEFT,
        y=y - BAR / 2,
        width=max(0.0, end - LEFT),
        height=BAR,
        fill="var(--leaf, #2f7d5b)",
    )
    low, high = _x(one.low or 0), _x(one.high or 0)
    _line(root, low, y, high, y, "ink")
    for x in (low, high):
        _line(root, x, y - TICK, x, y + TICK, "ink")


def _x(value: float) -> float:
    return round(LEFT + value * (WIDTH - LEFT - RIGHT), 1)


def _line(root: ElementTree.Element, x1: float, y1: float, x2: float, y2: float, colour: str) -> None:
    _element(root, "line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=f"var(--{colour}, currentColor)")


def _text(root: ElementTree.Element, x: float, y: float, told: str, colour: str, anchor: str) -> None:
    made = _element(root, "text", x=x, y=y, fill=f"var(--{colour}, currentColor)")
    made.set("text-anchor", anchor)
    made.set("font-size", "13")
    made.text = told


def _element(parent: ElementTree.Element | None, tag: str, **told: object) -> ElementTree.Element:
    attributes = {name: str(value) for name, value in told.items()}
    return (
        ElementTree.Element(tag, attributes)
        if parent is None
        else ElementTree.SubElement(parent, tag, attributes)
    )
