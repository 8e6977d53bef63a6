"""A cut through the outer hip from top to bottom, seen from behind: the trochanter and its tendon.

A scheme of where a tear sits in the thickness of the tendon; the deep side lies on the bone, the outer side
to the right. Units are those of the drawing.
"""

from enthesis.web.components.drawings.pen import Curve, along, between, outline

BONE_EDGE = (
    "M-10 190C14 186 28 164 38 136C46 112 56 94 70 90C82 88 96 104 108 126C120 146 128 160 134 176"
    "C140 192 138 214 134 240L-10 240Z"
)
FACE = outline("M72 90C83 88 96 104 108 126C119 145 127 158 133 173")
FIBRES = 21


def fibre(depth: float) -> Curve:
    """One fibre of the tendon: 0 lies deepest, on the bone; 1 outermost, under the bursa."""
    start, end = between((2, 44), (44, -12), depth), along(FACE, depth)
    coming = end[0] - 16 + 4 * depth, end[1] - 42 - 36 * depth
    return Curve(start, (start[0] + 34 + 24 * depth, start[1] + 8 + 10 * depth), coming, end)


def fibres(first: float = 0, last: float = 1) -> tuple[Curve, ...]:
    """Those of the fibres that lie between two depths, both included."""
    shares = (n / (FIBRES - 1) for n in range(FIBRES))
    return tuple(fibre(share) for share in shares if first - 1e-9 <= share <= last + 1e-9)
