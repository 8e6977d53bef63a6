"""The tear drawn where it is: the facets of the greater trochanter from the side. A scheme, not to scale."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.examination.tear import Tear, Tendon, Thickness
from enthesis.domain.terms import Side
from enthesis.web.shell.answers import name_of

WIDTH = 320

# Of a right hip, whose front is to the right: an outline and where its name stands.
OUTLINES = {
    Tendon.GLUTEUS_MEDIUS_POSTEROSUPERIOR: ("M52 44 138 16 148 74 62 92Z", (100, 60), "Posterosuperior"),
    Tendon.GLUTEUS_MEDIUS_ANTERIOR: ("M138 16 212 32 222 82 188 96 148 74Z", (184, 58), "Anterior"),
    Tendon.GLUTEUS_MEDIUS_LATERAL: ("M62 92 148 74 188 96 166 150 72 144Z", (122, 118), "Lateral"),
    Tendon.GLUTEUS_MINIMUS: ("M212 32 272 66 262 142 166 150 188 96 222 82Z", (230, 108), "Minimus"),
    Tendon.VASTUS_LATERALIS_ORIGIN: (
        "M72 144 166 150 262 142 250 198 84 198Z",
        (166, 180),
        "Vastus lateralis",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    path: str
    x: int
    y: int
    label: str
    torn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """`mirror` turns the outlines of a right hip into those of a left one; `description` says it in words."""

    facets: tuple[Facet, ...]
    mirror: bool
    partial: bool
    description: str
    caption: str


def draw(tear: Tear, side: Side) -> Drawing | None:
    """The facets with the torn ones marked; None where it was not read which tendons are torn."""
    if tear.tendons is None:
        return None
    mirror = side is Side.LEFT
    torn = ", ".join(name_of(tendon).lower() for tendon in tear.tendons)
    return Drawing(
        facets=tuple(_facet(tendon, tear.tendons, mirror) for tendon in OUTLINES),
        mirror=mirror,
        partial=tear.thickness is Thickness.PARTIAL,
        description=_("The trochanter from the side. Torn: %(tendons)s.") % {"tendons": torn},
        caption=_("From the side, front to the left. A scheme, not to scale.")
        if mirror
        else _("From the side, front to the right. A scheme, not to scale."),
    )


def _facet(tendon: Tendon, torn: tuple[Tendon, ...], mirror: bool) -> Facet:
    path, (x, y), label = OUTLINES[tendon]
    return Facet(path=path, x=WIDTH - x if mirror else x, y=y, label=label, torn=tendon in torn)
