"""The ways a tendon is torn, each drawn in the same cut through it, with words beside what they name."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.utils.translation import gettext as _

from enthesis.web.components.drawings.ink import (
    BONE,
    FIBRE,
    FLESH,
    INK,
    PAPER,
    RAW,
    SINEW,
    SLATE,
    VEIL,
    shape,
)
from enthesis.web.components.drawings.layers import pulled_back
from enthesis.web.components.drawings.pen import (
    Curve,
    Point,
    along,
    between,
    dots,
    field,
    line,
    paths,
    spot,
    uneven,
)
from enthesis.web.components.drawings.section import BONE_EDGE, FACE, FIBRES, fibre, fibres
from enthesis.web.shell.information import Told, ToldStep


class Way(StrEnum):
    UNDERSURFACE = "undersurface"
    BURSAL = "bursal"
    FULL = "full"
    DEGENERATED = "degenerated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A word in the drawing, and the line from it to what it names."""

    text: str
    x: int
    y: int
    line: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class TearWay:
    """One way as the page tells it, drawn. `described` says to those who do not see it what is drawn."""

    id: str
    title: str
    told: Told
    described: str
    svg: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TearWays:
    """`shared` is drawn once and used by every way."""

    shared: str
    ways: tuple[TearWay, ...]


SHARED = (
    '<linearGradient id="cut-fibre" gradientUnits="userSpaceOnUse" x1="30" y1="20" x2="98" y2="92">'
    f'<stop offset=".2" stop-color="{FIBRE}"/><stop offset=".75" stop-color="{SINEW}"/></linearGradient>'
    '<linearGradient id="cut-flesh" gradientUnits="userSpaceOnUse" x1="30" y1="20" x2="98" y2="92">'
    f'<stop offset=".2" stop-color="{FLESH}"/><stop offset=".75" stop-color="{VEIL}"/></linearGradient>'
    '<pattern id="cut-gap" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">'
    f'<rect width="5" height="5" fill="{RAW}"/><path d="M0 2.5H5" stroke="{FIBRE}"/></pattern>'
    '<linearGradient id="cut-bone" gradientUnits="userSpaceOnUse" x1="0" y1="170" x2="0" y2="226">'
    f'<stop stop-color="{BONE}"/><stop offset="1" stop-color="{BONE}" stop-opacity="0"/></linearGradient>'
    '<linearGradient id="cut-edge" gradientUnits="userSpaceOnUse" x1="0" y1="170" x2="0" y2="226">'
    f'<stop stop-color="{INK}"/><stop offset="1" stop-color="{INK}" stop-opacity="0"/></linearGradient>'
)


def _bone() -> str:
    places = field(BONE_EDGE, apart=8, inset=4, keep=lambda x, y: x > 2 and y < 214)
    return shape(BONE_EDGE, fill="url(#cut-bone)", stroke="url(#cut-edge)", width=1.6) + shape(
        dots(places), stroke="url(#cut-edge)", width=1.5, stroke_opacity=".5"
    )


def _flesh(points: Iterable[Point]) -> str:
    return shape(line(tuple(points)) + "Z", fill="url(#cut-flesh)", stroke=SLATE, width=0.5)


def _threads(curves: Iterable[Curve]) -> str:
    return shape(paths(curves), stroke="url(#cut-fibre)", width=1.1)


def _frayed(curves: Iterable[Curve], by: float, fray: float) -> tuple[Curve, ...]:
    return tuple(
        pulled_back(curve, max(1.5, by + fray * (uneven(n * 57 + 3, by) - 0.5)))
        for n, curve in enumerate(curves)
    )


def _gap(points: Iterable[Point]) -> str:
    return shape(line(tuple(points)) + "Z", fill="url(#cut-gap)", stroke=FIBRE, width=0.8)


def _face(first: float, last: float) -> list[Point]:
    return [along(FACE, first + (last - first) * n / 10) for n in range(11)]


HALF = 0.5


def _edge(curve: Curve, first: float = 0, last: float = 1) -> list[Point]:
    """Points on a fibre from one share of its way to another."""
    return [curve.at(first + (last - first) * n / 14) for n in range(15)]


def _ends(curves: Iterable[Curve]) -> list[Point]:
    return [curve.end for curve in curves]


def _undersurface() -> str:
    torn = _frayed(fibres(0, HALF - 0.02), 27, 8)
    wedge = (*_face(0, HALF), *_edge(fibre(HALF), 1, 0.84), *reversed(_ends(torn)))
    body = (*_edge(torn[0]), *_ends(torn), *_edge(fibre(HALF), 0.84), *_face(HALF, 1), *_edge(fibre(1), 1, 0))
    return _gap(wedge) + _flesh(body) + _threads((*torn, *fibres(HALF, 1)))


def _bursal() -> str:
    torn = _frayed(fibres(HALF + 0.02, 1), 36, 9)
    wedge = (*_face(HALF, 1), *reversed(_ends(torn)), *_edge(fibre(HALF), 0.8))
    body = (
        *_edge(fibre(0)),
        *_face(0, HALF),
        *_edge(fibre(HALF), 1, 0.8),
        *_ends(torn),
        *_edge(torn[-1], 1, 0),
    )
    return _gap(wedge) + _flesh(body) + _threads((*fibres(0, HALF), *torn))


def _full() -> str:
    """The stump has drawn back up to a blunt, rounded end; its bed on the bone lies bare, nothing between."""
    stump = tuple(drawn_back(n / (FIBRES - 1)) for n in range(FIBRES))
    body = (*_edge(stump[0]), *_ends(stump), *_edge(stump[-1], 1, 0))
    return _bare() + _flesh(body) + _threads(stump)


def drawn_back(depth: float) -> Curve:
    """A fiber of a full tear, as in `fibre`: its end lies far from the bone, the ends together are round."""
    rounded = (14 if depth < HALF else 30) * abs(2 * depth - 1) ** 3
    return pulled_back(fibre(depth), 36 + 56 * depth + rounded)


def _bare() -> str:
    """The bed of the tendon on the bone: a thin raw layer, thinner towards both its ends."""
    bed = _face(0, 1)
    thick = [(4 + 3 * uneven(n * 7, 3)) * min(1, 0.2 + n / 3, 0.2 + (10 - n) / 3) for n in range(11)]
    rough = [(x + by, y - 0.6 * by) for (x, y), by in zip(bed, thick, strict=True)]
    return _gap((*bed, *reversed(rough)))


def _degenerated() -> str:
    worn = "".join(_wave(curve, n) for n, curve in enumerate(fibres()))
    spots = (curve.at(0.6 + 0.32 * uneven(n * 31, 5)) for n, curve in enumerate(fibres(0.1, 0.9)))
    return (
        _flesh((*_edge(fibre(0)), *_face(0, 1), *_edge(fibre(1), 1, 0)))
        + shape(worn, stroke="url(#cut-fibre)", width=1.1)
        + "".join(_spot(place, n) for n, place in enumerate(spots))
    )


def _wave(curve: Curve, n: int) -> str:
    """A fibre that has lost its straight course: wavy towards its end, and broken here and there."""
    told, fresh = curve.upto(0.5).path, True
    for step in range(1, 11):
        here, there = curve.at(0.45 + step * 0.05), curve.at(0.5 + step * 0.05)
        if uneven(n * 17 + 1, step * 29) < 0.14 and step > 2:
            told, fresh = told + f"M{spot(there)}", True
            continue
        x, y = between(here, there, 0.5)
        told += f"Q{spot((x + 2.2, y - 1.3))} {spot(there)}" if fresh else f"T{spot(there)}"
        fresh = False
    return told


def _spot(place: Point, n: int) -> str:
    (x, y), size = place, 1.5 + 1.9 * uneven(n * 13, 8)
    return (
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{size:.1f}" ry="{size * 0.6:.1f}" '
        f'transform="rotate(62 {x:.1f} {y:.1f})" fill="{PAPER}" stroke="{SLATE}" stroke-width=".8"/>'
    )


DRAWN = {
    Way.UNDERSURFACE: _undersurface,
    Way.BURSAL: _bursal,
    Way.FULL: _full,
    Way.DEGENERATED: _degenerated,
}


@cache
def _drawn(way: Way) -> str:
    return DRAWN[way]()


@cache
def _shared() -> str:
    return f'{SHARED}<g id="cut-bone-side">{_bone()}</g>'


def tear_ways(steps: Iterable[ToldStep]) -> TearWays:
    """The ways in their order, each drawn. Raises ValueError for one that is not drawn."""
    return TearWays(shared=_shared(), ways=tuple(_way(step) for step in steps))


def _way(step: ToldStep) -> TearWay:
    way = Way(step.id)
    return TearWay(
        id=f"tear-{way}",
        title=step.title,
        told=step.told,
        described=_described()[way],
        svg=_drawn(way),
        labels=_labels(way),
    )


def _described() -> dict[Way, str]:
    return {
        Way.UNDERSURFACE: _(
            "A cut through the tendon. Next to the bone is a gap; the outer half still runs onto it."
        ),
        Way.BURSAL: _("A cut through the tendon. The deep half still runs onto the bone; outside is a gap."),
        Way.FULL: _(
            "A cut through the tendon. It has drawn back up and ends round; a wide gap lies between it and "
            "the bare bone."
        ),
        Way.DEGENERATED: _(
            "A cut through the tendon. Its fibers reach the bone; they are wavy and broken, with holes."
        ),
    }


def _labels(way: Way) -> tuple[Label, ...]:
    gap = {
        Way.UNDERSURFACE: Label(text=_("Gap"), x=36, y=98, line="M39 94L74 84", anchor="end"),
        Way.BURSAL: Label(text=_("Gap"), x=152, y=152, line="M149 149L127 147"),
        Way.FULL: Label(text=_("Gap"), x=36, y=98, line="M39 94L86 78", anchor="end"),
        Way.DEGENERATED: Label(text=_("Worn fibers"), x=142, y=122, line="M139 119L112 112"),
    }[way]
    return (
        Label(text=_("Muscle"), x=96, y=4, line="M93 1L64 6"),
        Label(text=_("Tendon"), x=130, y=54, line="M127 51L102 56"),
        gap,
        Label(text=_("Bone"), x=66, y=202, line="", anchor="middle"),
        *((Label(text=_("Bare bone"), x=152, y=136, line="M149 133L123 143"),) if way is Way.FULL else ()),
    )
