"""The pen: curves and fields of dots as the text of SVG paths. Units are those of the drawing."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier curve from `start` to `end`, pulled towards `leaving` and `coming`."""

    start: Point
    leaving: Point
    coming: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point at a share of the way, 0 to 1."""
        return self.upto(share).end

    def upto(self, share: float) -> "Curve":
        """The first part of the curve, which lies on it exactly (de Casteljau)."""
        a, b, c = (
            between(p, q, share) for p, q in pairwise((self.start, self.leaving, self.coming, self.end))
        )
        d, e = between(a, b, share), between(b, c, share)
        return Curve(self.start, a, d, between(d, e, share))

    def beyond(self, share: float) -> "Curve":
        """The rest of the curve from a share on."""
        back = Curve(self.end, self.coming, self.leaving, self.start).upto(1 - share)
        return Curve(back.end, back.coming, back.leaving, back.start)

    @property
    def path(self) -> str:
        return f"M{spot(self.start)}C{spot(self.leaving)} {spot(self.coming)} {spot(self.end)}"


def between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def along(points: Sequence[Point], share: float) -> Point:
    """The point at a share of the length of a line through points."""
    lengths = [dist(a, b) for a, b in pairwise(points)]
    left = share * sum(lengths)
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        if left <= length:
            return between(a, b, left / length)
        left -= length
    return points[-1]


def number(value: float) -> str:
    """A coordinate with one decimal at most, as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0").replace("-0.", "-.").removeprefix("0") or "0"


def spot(point: Point) -> str:
    x, y = number(point[0]), number(point[1])
    return f"{x}{'' if y.startswith('-') else ' '}{y}"


def paths(curves: Iterable[Curve]) -> str:
    """Curves as one path."""
    return "".join(curve.path for curve in curves)


def line(points: Sequence[Point]) -> str:
    """A line from point to point."""
    return "M" + "L".join(spot(point) for point in points)


def dots(points: Iterable[Point]) -> str:
    """Dots, as large as the stroke is wide where its caps are round; each told from the one before."""
    told, here = [], (0.0, 0.0)
    for point in points:
        step = round(point[0] - here[0], 1), round(point[1] - here[1], 1)
        here = here[0] + step[0], here[1] + step[1]
        told.append(f"m{spot(step)}h0")
    return "".join(told)


def outline(path: str, *, steps: int = 12) -> tuple[Point, ...]:
    """The corners of a path of absolute M, L and C commands, its curves in `steps` pieces."""
    found: list[Point] = []
    for command, values in _commands(path):
        if command in "ML":
            found.extend(zip(values[::2], values[1::2], strict=True))
            continue
        for n in range(0, len(values), 6):
            x1, y1, x2, y2, x, y = values[n : n + 6]
            curve = Curve(found[-1], (x1, y1), (x2, y2), (x, y))
            found.extend(curve.at(step / steps) for step in range(1, steps + 1))
    return tuple(found)


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    for part in path.replace("Z", "").replace("C", "|C").replace("M", "|M").replace("L", "|L").split("|"):
        if part:
            yield part[0], [float(value) for value in part[1:].replace(",", " ").split()]


def is_inside(point: Point, corners: Sequence[Point]) -> bool:
    """Whether a point lies within a closed line, by how often a ray from it crosses that line."""
    x, y = point
    crossed = False
    for (ax, ay), (bx, by) in pairwise((*corners, corners[0])):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossed = not crossed
    return crossed


def distance_to(point: Point, corners: Sequence[Point]) -> float:
    """How far a point is from the nearest corner of a line."""
    return min(dist(point, corner) for corner in corners)


def field(
    path: str,
    *,
    apart: float,
    inset: float = 0,
    holes: Sequence[str] = (),
    keep: Callable[[float, float], bool],
) -> Iterator[Point]:
    """Dots spread over a shape, `apart` from each other, off its edge by `inset` and out of its holes.

    `keep` says of a place whether a dot may stand there. The unevenness is computed: every run is the same.
    """
    corners = outline(path)
    edges = [corners, *(outline(hole) for hole in holes)]
    xs, ys = [x for x, _y in corners], [y for _x, y in corners]
    row, y = 0, min(ys)
    while y < max(ys):
        x = min(xs) + (row % 2) * apart / 2
        while x < max(xs):
            place = x + (uneven(x, y) - 0.5) * apart * 0.55, y + (uneven(y, x) - 0.5) * apart * 0.55
            if (
                keep(*place)
                and is_inside(place, corners)
                and not any(is_inside(place, edge) for edge in edges[1:])
                and all(distance_to(place, edge) > inset for edge in edges)
            ):
                yield place
            x += apart
        row, y = row + 1, y + apart * 0.87


def uneven(a: float, b: float) -> float:
    """A number from 0 to 1 that looks arbitrary and is always the same for the same two (Wang, 32 bit)."""
    seed = (int(a * 8) * 73_856_093 ^ int(b * 8) * 19_349_663) & 0xFFFFFFFF
    seed = (seed ^ 61 ^ (seed >> 16)) * 9 & 0xFFFFFFFF
    seed = (seed ^ (seed >> 4)) * 0x27D4EB2D & 0xFFFFFFFF
    return (seed ^ (seed >> 15)) % 1000 / 1000
