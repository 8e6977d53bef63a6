"""A QR code as SVG, to be read off a screen: dark on light in either theme."""

import segno

QUIET_MODULES = 4


def qr_svg(text: str, *, title: str) -> str:
    """The drawing of a text up to about two thousand letters, named for screen readers."""
    made = segno.make(text, error="m", micro=False)
    return str(
        made.svg_inline(
            scale=4, border=QUIET_MODULES, dark="#000000", light="#ffffff", title=title, omitsize=True
        )
    )
