"""The layers of the drawing from the side: each is drawn once, and a state is a choice of them."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from math import dist

from enthesis.domain.examination.facets import Facet
from enthesis.web.components.drawings.hip import (
    CREST,
    FACETS,
    FEMUR,
    FOOTPRINT,
    FORAMEN,
    HEAD,
    PELVIS,
    SOCKET,
    medius,
    minimus,
)
from enthesis.web.components.drawings.ink import (
    BONE,
    FIBRE,
    FLESH,
    INK,
    MARROW,
    PAPER,
    PLASMA,
    RAW,
    SINEW,
    SLATE,
    VEIL,
    shape,
)
from enthesis.web.components.drawings.pen import (
    Curve,
    Point,
    along,
    between,
    dots,
    field,
    is_inside,
    line,
    outline,
    paths,
    uneven,
)

FIBRES = 68
TORN = 0.6  # the share of the tendon's width that is torn, from the front: the posterosuperior part holds
FRAY = 17.0
CLEAN = 7.0  # how much further back the tendon ends once the frayed part is gone


class Layer(StrEnum):
    BONES = "bones"
    MINIMUS = "minimus"
    RAW = "raw"
    HOLES = "holes"
    WHOLE = "whole"
    TORN = "torn"
    TRIMMED = "trimmed"
    REMOVED = "removed"
    GRAFT = "graft"
    THREADS = "threads"
    PRODUCT = "product"


GRADIENTS = (
    '<radialGradient id="hip-fibre" gradientUnits="userSpaceOnUse" cx="246" cy="340" r="150">'
    f'<stop offset=".3" stop-color="{SINEW}"/><stop offset=".62" stop-color="{FIBRE}"/></radialGradient>'
    '<radialGradient id="hip-flesh" gradientUnits="userSpaceOnUse" cx="246" cy="340" r="250">'
    f'<stop offset=".12" stop-color="{VEIL}" stop-opacity=".94"/>'
    f'<stop offset=".34" stop-color="{RAW}" stop-opacity=".8"/>'
    f'<stop offset="1" stop-color="{FLESH}" stop-opacity=".6"/></radialGradient>'
    '<linearGradient id="hip-low" gradientUnits="userSpaceOnUse" x1="0" y1="430" x2="0" y2="536">'
    f'<stop stop-color="{INK}"/><stop offset="1" stop-color="{INK}" stop-opacity="0"/></linearGradient>'
    '<linearGradient id="hip-bone" gradientUnits="userSpaceOnUse" x1="0" y1="430" x2="0" y2="540">'
    f'<stop stop-color="{BONE}"/><stop offset="1" stop-color="{BONE}" stop-opacity="0"/></linearGradient>'
)


@cache
def layers() -> Mapping[Layer, str]:
    """The markup of every layer."""
    draw: Mapping[Layer, Callable[[], str]] = {
        Layer.BONES: _bones,
        Layer.MINIMUS: lambda: shape(
            paths(minimus(n / 17) for n in range(18)), stroke=FIBRE, stroke_opacity=".6"
        ),
        Layer.RAW: lambda: shape(FACETS[Facet.LATERAL], fill=RAW, stroke=INK),
        Layer.HOLES: _holes,
        Layer.WHOLE: lambda: _muscle([fibre.end for fibre in _torn_part()]) + _fibres(_torn_part()),
        Layer.TORN: _torn,
        Layer.TRIMMED: _trimmed,
        Layer.REMOVED: _removed,
        Layer.GRAFT: _graft,
        Layer.THREADS: _threads,
        Layer.PRODUCT: _product,
    }
    return {layer: told() for layer, told in draw.items()}


def _bones() -> str:
    raw = outline(FACETS[Facet.LATERAL])
    pelvis = field(PELVIS, apart=9, inset=5, holes=(FORAMEN, HEAD), keep=_anywhere)
    femur = field(FEMUR, apart=7, inset=4, keep=lambda x, y: y < 500 and not is_inside((x, y), raw))
    return "".join(
        (
            shape(PELVIS + FORAMEN, fill=BONE, stroke=INK, fill_rule="evenodd"),
            shape(dots(pelvis), stroke=INK, width=1.5, stroke_opacity=".36"),
            shape(SOCKET, stroke=INK),
            shape(HEAD, fill=BONE, stroke=INK),
            shape(FEMUR, fill="url(#hip-bone)", stroke="url(#hip-low)"),
            shape(dots(femur), stroke="url(#hip-low)", width=1.2, stroke_opacity=".42"),
            shape("".join(FACETS.values()), stroke=INK, width=0.45, stroke_opacity=".75"),
        )
    )


def _anywhere(x: float, y: float) -> bool:
    return True


def _shares() -> tuple[float, ...]:
    return tuple(n / (FIBRES - 1) for n in range(FIBRES))


def _torn_part() -> tuple[Curve, ...]:
    return tuple(medius(share) for share in _shares() if share <= TORN)


def _held_part() -> tuple[Curve, ...]:
    return tuple(medius(share) for share in _shares() if share > TORN)


def gap(share: float) -> float:
    """How far the torn tendon has drawn back: most at its front, nothing where the rest still holds."""
    return 42 * (1 - (share / TORN) ** 4) + 3


def pulled_back(fibre: Curve, by: float) -> Curve:
    """The fibre up to where its end is `by` away from where it was."""
    return fibre.upto(_where(fibre, by))


def _where(fibre: Curve, by: float) -> float:
    """The share of its way at which a fibre is `by` away from its end."""
    steps = (1 - step / 400 for step in range(401))
    return next((share for share in steps if dist(fibre.at(share), fibre.end) >= by), 0)


def _fibres(fibres: tuple[Curve, ...]) -> str:
    return shape(paths((*fibres, *_held_part())), stroke="url(#hip-fibre)")


def _muscle(ends: list[Point]) -> str:
    """The body of the muscle; `ends` are those of its torn part, from front to back."""
    hind, fore = medius(1), medius(0)
    back = [hind.at(n / 20) for n in range(21)]
    low = [along(FOOTPRINT, 1 - (1 - TORN) * n / 12) for n in range(13)]
    upto = max(range(21), key=lambda n: n if fore.at(n / 20)[1] < ends[0][1] else 0)
    front = [fore.at(1 - n / 20) for n in range(20 - upto, 21)]
    return shape(line((*CREST, *back, *low, *reversed(ends), *front)) + "Z", fill="url(#hip-flesh)")


def _torn() -> str:
    torn = tuple(
        pulled_back(medius(share), max(1, gap(share) - 4 + FRAY * (uneven(share * 900, 3) - 0.6)))
        for share in _shares()
        if share <= TORN
    )
    return _muscle([f.end for f in _cut(0)]) + _fibres(torn)


def _cut(further: float) -> tuple[Curve, ...]:
    return tuple(pulled_back(medius(s), gap(s) + further) for s in _shares() if s <= TORN)


def _trimmed() -> str:
    cut = _cut(CLEAN)
    ends = [fibre.end for fibre in cut]
    return _muscle(ends) + _fibres(cut) + shape(line(ends), stroke=INK, width=1.1)


def _removed() -> str:
    """Some of the frayed ends that were taken away, as broken lines."""
    gone = (
        medius(share).beyond(_where(medius(share), gap(share) + CLEAN - 3)) for share in _shares()[1:30:3]
    )
    return shape(paths(end.upto(0.34) for end in gone), stroke=SLATE, width=0.8, stroke_dasharray="1.2 2.2")


def _holes() -> str:
    places = tuple(field(FACETS[Facet.LATERAL], apart=8, inset=3.5, keep=lambda x, y: y > 318))
    return shape(dots(places), stroke=INK, width=3.7) + shape(dots(places), stroke=PLASMA, width=2.4)


KNOTS = ((231.0, 331.0), (246.0, 325.0), (260.0, 323.0))
ANCHORS = ((233.0, 381.0), (246.0, 385.0), (259.0, 381.0))


def _threads() -> str:
    """Two rows of anchors; the threads cross over the tendon from one row to the other."""
    pairs = ((0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2))
    strands = "".join(line((KNOTS[a], ANCHORS[b])) for a, b in pairs)
    heads = "".join(
        f'<circle cx="{x:g}" cy="{y:g}" r="3.4" fill="{PAPER}" stroke="{INK}" stroke-width=".9"/>'
        for x, y in ANCHORS
    )
    slots = "".join(f"M{x - 1.7:g} {y:g}h3.4M{x:g} {y - 1.7:g}v3.4" for x, y in ANCHORS)
    return "".join(
        (
            shape(strands, stroke=PAPER, width=2.1),
            shape(strands, stroke=INK, width=0.9),
            heads,
            shape(slots, stroke=INK, width=0.8),
            shape(dots(KNOTS), stroke=PAPER, width=4.4),
            shape(dots(KNOTS), stroke=INK, width=3),
        )
    )


PATCH = (
    "M226 314C238 309 254 307 266 311C269 326 267 348 260 369C252 375 240 374 232 368"
    "C225 352 223 330 226 314Z"
)


def _graft() -> str:
    """A sheet over the end of the tendon, woven, with stitches along its edge."""
    corners = outline(PATCH)
    weave = [
        line((p, q))
        for n in range(-4, 32)
        for p, q in (_chord(corners, n * 4.6, 1), _chord(corners, n * 4.6, -1))
        if p != q
    ]
    stitches = "".join(
        line((between(p, (246, 342), -0.07), between(p, (246, 342), 0.1)))
        for p in (along((*corners, corners[0]), n / 22) for n in range(22))
    )
    return (
        shape(PATCH, fill=PAPER, stroke=SLATE, width=1.1, fill_opacity=".93")
        + shape("".join(weave), stroke=SLATE, width=0.4, stroke_opacity=".8")
        + shape(stitches, stroke=INK, width=0.8)
    )


def _chord(corners: tuple[Point, ...], offset: float, way: int) -> tuple[Point, Point]:
    """Where a slanting line runs through a shape; twice the same point when it misses."""
    inside = [
        (x, y)
        for x, y in (
            (222 + t * 0.5, (300 + offset if way > 0 else 390 - offset) + way * (t * 0.35 - 14))
            for t in range(96)
        )
        if is_inside((x, y), corners)
    ]
    return (inside[0], inside[-1]) if inside else ((0, 0), (0, 0))


DROPS = (
    (238.0, 318.0, 3.4),
    (252.0, 314.0, 2.8),
    (229.0, 345.0, 2.8),
    (262.0, 340.0, 3.2),
    (245.0, 334.0, 3.8),
    (251.0, 358.0, 3.0),
    (237.0, 361.0, 2.6),
)
TIP, HUB = (262.0, 318.0), (330.0, 262.0)


def _product() -> str:
    """Drops of the product around the repair, and the needle it came through."""
    cloud = "M218 322C226 303 266 298 274 322C281 346 268 374 246 377C224 376 211 346 218 322Z"
    drops = "".join(_drop(*drop) for drop in DROPS)
    return "".join(
        (
            shape(cloud, fill=PLASMA, stroke=MARROW, width=0.8, fill_opacity=".42", stroke_dasharray="2.4 2"),
            shape(drops, fill=PLASMA, stroke=INK, width=0.7),
            shape(line((TIP, HUB)), stroke=PAPER, width=4),
            shape(line((TIP, HUB)), stroke=INK, width=2.6),
            shape(line((TIP, HUB)), stroke=PAPER, width=1.2),
        )
    )


def _drop(x: float, y: float, r: float) -> str:
    return (
        f"M{x:g} {y - 1.9 * r:g}C{x + 0.5 * r:g} {y - r:g} {x + r:g} {y - 0.5 * r:g} {x + r:g} {y:g}"
        f"C{x + r:g} {y + 1.3 * r:g} {x - r:g} {y + 1.3 * r:g} {x - r:g} {y:g}"
        f"C{x - r:g} {y - 0.5 * r:g} {x - 0.5 * r:g} {y - r:g} {x:g} {y - 1.9 * r:g}Z"
    )
