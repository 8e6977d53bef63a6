"""A recorded tear on the greater trochanter, from the side: the tendons, their facets, what is torn.

A scheme, not to scale: where retraction was measured, the fibres end that much further from the bone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from enthesis.domain.examination.facets import INSERTIONS, Facet
from enthesis.domain.examination.tear import Tear, Tendon, Thickness
from enthesis.domain.numbers import plain
from enthesis.domain.terms import Side
from enthesis.web.components.drawings.hip import FACETS, FEMUR, medius, minimus
from enthesis.web.components.drawings.layers import pulled_back
from enthesis.web.components.drawings.pen import Curve, dots, field, paths, uneven
from enthesis.web.shell.answers import name_of

LEFT, RIGHT = 84, 400  # the edges of the drawing: a left hip is the mirror image between them
UNITS_PER_MM = 1.75
NOT_MEASURED, FARTHEST = 10.0, 64.0

# The halves of the lateral facet: the anterior part of the medius ends on the front, the lateral part behind.
FRONT = (
    "M256.5 305.5C266 312 270 321 269 331C268 346 264 362 256 372C252 375 248.5 376 245 375.5"
    "C246 355 243 335 239 318.5C246 315 252 311 256.5 305.5Z"
)
BACK = (
    "M222 324C229 323 234 321.5 239 318.5C243 335 246 355 245 375.5C240.5 375 237 373.5 234 370"
    "C227 360 223 344 222 324Z"
)
SHAPES = {
    Tendon.GLUTEUS_MEDIUS_ANTERIOR: FRONT,
    Tendon.GLUTEUS_MEDIUS_LATERAL: BACK,
} | {
    tendon: FACETS[end.facet] for tendon, end in INSERTIONS.items() if end.facet is not Facet.LATERAL
}  # fmt: skip

MEDIUS = {
    Tendon.GLUTEUS_MEDIUS_ANTERIOR: (0.0, 0.42),
    Tendon.GLUTEUS_MEDIUS_LATERAL: (0.46, 0.82),
    Tendon.GLUTEUS_MEDIUS_POSTEROSUPERIOR: (0.86, 1.0),
}
STRANDS = 13
SEEN = 0.45  # of the way from the muscle: the rest lies outside the drawing

# Where a tendon's name stands beside a right hip, from which side it is written, and the line to its facet.
PLACES = {
    Tendon.GLUTEUS_MEDIUS_POSTEROSUPERIOR: (172, 288, "end", "M175 290L222 308"),
    Tendon.GLUTEUS_MEDIUS_LATERAL: (172, 338, "end", "M175 342L233 342"),
    Tendon.GLUTEUS_MEDIUS_ANTERIOR: (318, 276, "start", "M315 278L258 328"),
    Tendon.GLUTEUS_MINIMUS: (318, 324, "start", "M315 326L280 340"),
    Tendon.VASTUS_LATERALIS_ORIGIN: (318, 384, "start", "M315 386L262 388"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The facet of one tendon. `look` is how it is shaded, `lines` what is written beside it."""

    tendon: str
    path: str
    look: str
    torn: bool
    x: int
    y: int
    anchor: str
    line: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TearDrawing:
    """`whole` and `torn` are the fibres; `mirror` turns those of a right hip into a left one's."""

    title: str
    description: str
    caption: str
    box: str
    mirror: str
    bone: str
    dots: str
    facets: str
    whole: str
    torn: str
    places: tuple[Place, ...]


def draw(tear: Tear, side: Side) -> TearDrawing | None:
    """The trochanter with the recorded tear; None where it was not read which tendons are torn."""
    if tear.tendons is None:
        return None
    is_left = side is Side.LEFT
    reach, cut = _fibres(tear)
    return TearDrawing(
        title=_("The %(side)s trochanter from the side") % {"side": name_of(side).lower()},
        description=_described(tear),
        caption=_("From the side, front to the left. A scheme, not to scale.")
        if is_left
        else _("From the side, front to the right. A scheme, not to scale."),
        box=f"{LEFT} 240 {RIGHT - LEFT} 190",
        mirror=f"matrix(-1 0 0 1 {LEFT + RIGHT} 0)" if is_left else "",
        bone=FEMUR,
        dots=_dots(),
        facets="".join(FACETS.values()),
        whole=paths(reach),
        torn=paths(cut),
        places=tuple(_place(tendon, tear, is_left=is_left) for tendon in PLACES),
    )


@cache
def _dots() -> str:
    return dots(field(FEMUR, apart=8, inset=4, keep=lambda x, y: y < 440))


def strands(tendon: Tendon) -> tuple[Curve, ...]:
    """The fibres of one tendon, from where the drawing begins to the bone."""
    shares = tuple(n / (STRANDS - 1) for n in range(STRANDS))
    if tendon in MEDIUS:
        first, last = MEDIUS[tendon]
        return tuple(medius(first + (last - first) * share).beyond(SEEN) for share in shares)
    if tendon is Tendon.GLUTEUS_MINIMUS:
        return tuple(minimus(share).beyond(SEEN + 0.15) for share in shares)
    tops = ((218 + 50 * share, 386 - 8 * share) for share in shares)
    return tuple(Curve((x + 4, 448), (x + 3, 430), (x, y + 16), (x, y)) for x, y in tops)


def _fibres(tear: Tear) -> tuple[list[Curve], list[Curve]]:
    """Those that reach the bone, and those that are torn off it."""
    reach: list[Curve] = []
    cut: list[Curve] = []
    for tendon in Tendon:
        for n, fibre in enumerate(strands(tendon)):
            if _is_cut(tear, tendon, n):
                cut.append(pulled_back(fibre, _back(tear) + 5 * uneven(n * 41 + 5, len(tendon))))
            else:
                reach.append(fibre)
    return reach, cut


def _is_cut(tear: Tear, tendon: Tendon, n: int) -> bool:
    """Of a full tear every fibre; of a partial one every other."""
    if tendon not in (tear.tendons or ()):
        return False
    return tear.thickness is Thickness.FULL or (tear.thickness is Thickness.PARTIAL and n % 2 == 0)


def _back(tear: Tear) -> float:
    if not tear.retraction_mm:
        return NOT_MEASURED
    return min(FARTHEST, max(NOT_MEASURED, float(tear.retraction_mm) * UNITS_PER_MM))


def _place(tendon: Tendon, tear: Tear, *, is_left: bool) -> Place:
    x, y, anchor, leader = PLACES[tendon]
    torn = tendon in (tear.tendons or ())
    return Place(
        tendon=tendon.value,
        path=SHAPES[tendon],
        look=_look(tear) if torn else "",
        torn=torn,
        x=LEFT + RIGHT - x if is_left else x,
        y=y,
        anchor={"start": "end", "end": "start"}[anchor] if is_left else anchor,
        line=leader,
        lines=(*_names()[tendon], *(_state(tear) if torn else ())),
    )


def _look(tear: Tear) -> str:
    """The shading: solid for a full tear, lines or dots for a partial one, none where it was not read."""
    match tear.thickness:
        case Thickness.FULL:
            return "full"
        case Thickness.PARTIAL:
            return str(tear.partial_location or "partial")
        case Thickness.NONE:
            return "worn"
        case _:
            return "unread"


def _names() -> dict[Tendon, tuple[str, ...]]:
    return {
        Tendon.GLUTEUS_MEDIUS_ANTERIOR: (_("Medius,"), _("anterior")),
        Tendon.GLUTEUS_MEDIUS_LATERAL: (_("Medius,"), _("lateral")),
        Tendon.GLUTEUS_MEDIUS_POSTEROSUPERIOR: (_("Medius,"), _("posterosuperior")),
        Tendon.GLUTEUS_MINIMUS: (_("Minimus"),),
        Tendon.VASTUS_LATERALIS_ORIGIN: (_("Vastus lateralis"),),
    }


def _state(tear: Tear) -> tuple[str, ...]:
    """What is written beside a torn tendon, line by line."""
    match tear.thickness:
        case Thickness.FULL:
            return (_("torn, full"),)
        case Thickness.PARTIAL:
            return (_("torn, partial"),)
        case Thickness.NONE:
            return (_("worn, not torn"),)
        case _:
            return _("torn, depth"), _("not read")


def _described(tear: Tear) -> str:
    """The whole drawing in one sentence: what, how deep, where, how wide, how far drawn back."""
    tendons = ", ".join(name_of(tendon).lower() for tendon in tear.tendons or ())
    if not tendons:
        return _("No tendon is marked as torn.")
    return "; ".join((f"{' '.join(_state(tear)).capitalize()}: {tendons}", *_measures(tear))) + "."


def _measures(tear: Tear) -> Iterable[str]:
    if tear.partial_location is not None:
        yield name_of(tear.partial_location).lower()
    if tear.partial_percent_thickness is not None:
        yield _("%(percent)s %% of the thickness") % {"percent": plain(tear.partial_percent_thickness)}
    if tear.width_percent_of_insertion is not None:
        yield _("%(percent)s %% of the width") % {"percent": plain(tear.width_percent_of_insertion)}
    if tear.retraction_mm is not None:
        yield _("drawn back %(mm)s mm") % {"mm": plain(tear.retraction_mm)}
    elif tear.retraction is not None:
        yield _("retraction: %(words)s") % {"words": name_of(tear.retraction).lower()}
