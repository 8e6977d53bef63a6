"""Labels as drawings, with a QR code: what a printer puts on a product or around a wrist.

Takes words, returns SVG text without script, style or anything from outside. Sizes are in tenths of a
millimetre.
"""

from collections.abc import Iterator, Sequence
from html import escape
from textwrap import wrap
from unicodedata import east_asian_width

import segno

PRODUCT_SIZE = (800, 500)
WRISTBAND_SIZE = (1500, 300)
_SANS = "Arial, Liberation Sans, sans-serif"
_MONO = "DejaVu Sans Mono, Liberation Mono, monospace"
_SMALL_PRINT = ((34, 2), (24, 3), (16, 6))  # size of a name, and how many lines of it fit
_NARROW, _WIDE = 0.6, 1.05  # width of a bold character, as a share of its size


def product_label(
    *,
    title: str,
    code: str,
    shown: str,
    person: Sequence[str],
    times: Sequence[str],
    statements: Sequence[str],
) -> str:
    """An 80 × 50 mm label. `person` is name and birth date, or nothing where the site shows none."""
    width, height = PRODUCT_SIZE
    parts = [
        _qr(code, x=24, y=24, size=210),
        _text(title, x=260, y=62, size=34, room=width - 284, bold=True),
        _text(shown, x=260, y=112, size=36, room=width - 284, bold=True, face=_MONO),
        *_person(person, x=260, y=158, room=width - 284),
    ]
    for place, line in enumerate(times):
        parts.append(_text(line, x=24, y=318 + 44 * place, size=32, room=width - 48))
    for place, line in enumerate(statements):
        parts.append(_text(line, x=24, y=426 + 40 * place, size=28, room=width - 48, bold=True))
    parts.append(f'<line x1="24" y1="388" x2="{width - 24}" y2="388" stroke="#000" stroke-width="3"/>')
    return _svg(width, height, (title, shown, *person, *times, *statements), parts)


def wristband_label(*, code: str, shown: str, person: Sequence[str], hip: str) -> str:
    """A 150 × 30 mm band: whose wrist, which hip, and the code that opens the case."""
    width, height = WRISTBAND_SIZE
    parts = [
        _qr(code, x=30, y=30, size=240),
        _text(shown, x=310, y=82, size=48, room=width - 340, bold=True, face=_MONO),
        *_person(person, x=310, y=142, room=width - 340),
        _text(hip, x=310, y=270, size=40, room=width - 340, bold=True),
    ]
    return _svg(width, height, (shown, *person, hip), parts)


def _person(person: Sequence[str], *, x: int, y: int, room: int) -> Iterator[str]:
    """The name, smaller the longer it is but never cut, and under it the birth date."""
    if not person:
        return
    name, *rest = person
    for size, most in _SMALL_PRINT:
        lines = wrap(name, max(1, int(room / (size * _NARROW)))) or [name]
        if len(lines) <= most:
            break
    for line in lines:
        yield _text(line, x=x, y=y, size=size, room=room, bold=True)
        y += int(size * 1.2)
    for line in rest:
        yield _text(line, x=x, y=y, size=min(size, 30), room=room)
        y += 36


def _text(words: str, *, x: int, y: int, size: int, room: int, bold: bool = False, face: str = _SANS) -> str:
    """One line; squeezed into its room rather than cut off."""
    estimate = sum(size * (_WIDE if east_asian_width(c) in "WF" else _NARROW) for c in words)
    squeezed = f' textLength="{room}" lengthAdjust="spacingAndGlyphs"' if estimate > room else ""
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" font-family="{face}" font-size="{size}"{weight}{squeezed}>'
        f"{escape(_printable(words))}</text>"
    )


def _qr(code: str, *, x: int, y: int, size: int) -> str:
    drawn = segno.make(code, micro=False, error="m").svg_inline(border=2, omitsize=True, svgclass=None)
    return drawn.replace("<svg ", f'<svg x="{x}" y="{y}" width="{size}" height="{size}" ', 1)


def _svg(width: int, height: int, words: Sequence[str], parts: Sequence[str]) -> str:
    told = escape(_printable("; ".join(words)), quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width / 10:g}mm" height="{height / 10:g}mm" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{told}" fill="#000">'
        f'<rect width="{width}" height="{height}" fill="#fff"/>{"".join(parts)}</svg>'
    )


def _printable(words: str) -> str:
    """Without characters that XML cannot hold."""
    return "".join(c if c.isprintable() else " " for c in words)
