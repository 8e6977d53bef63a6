"""QR codes as SVG: of an address, to be read off a screen; of a code of ours, to be printed on a label."""

from dataclasses import dataclass

import segno

from enthesis.domain.biologics.identity import Code

QUIET_MODULES = 4
LABEL_VERSION = 2
"""The 18 characters of a code fit the 20 that 25 × 25 modules hold at level H."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelQr:
    """`modules` across, the quiet zone included, one unit of the drawing each."""

    svg: str
    modules: int


def label_qr(code: Code) -> LabelQr:
    """The plain text of a code, so that a scanner that types enters it as it is.

    Level H: up to three tenths of it may be smeared, scratched or wet, and it is still read. Level M would be
    four modules smaller, 1.5 mm on the smallest label; labels at a bench do get wet.
    """
    made = segno.make(code.text, error="h", version=LABEL_VERSION, mode="alphanumeric", boost_error=False)
    svg = made.svg_inline(border=QUIET_MODULES, omitsize=True, dark="#000", light="#fff")
    return LabelQr(svg=str(svg), modules=len(made.matrix) + 2 * QUIET_MODULES)


def qr_svg(text: str, *, title: str) -> str:
    """The drawing of a text up to about two thousand letters, named for screen readers."""
    made = segno.make(text, error="m", micro=False)
    return str(
        made.svg_inline(
            scale=4, border=QUIET_MODULES, dark="#000000", light="#ffffff", title=title, omitsize=True
        )
    )
