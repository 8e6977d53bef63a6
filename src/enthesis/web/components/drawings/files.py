"""Drawings that are kept as files: the hip of the start page, and the card shown where a page is shared."""

from enthesis.web.components.drawings.ink import GROUND, INK, MARROW
from enthesis.web.components.drawings.layers import GRADIENTS, Layer, layers

WHOLE = (Layer.BONES, Layer.MINIMUS, Layer.WHOLE)
TORN = (Layer.BONES, Layer.MINIMUS, Layer.RAW, Layer.TORN)
PEN = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
RING = f'<circle cx="246" cy="338" r="56" stroke="{MARROW}" stroke-width="1.8" stroke-dasharray="0 5.5"/>'


def hero() -> str:
    """The hip from the side with its tendon whole, as a file of its own: 7 wide, 8 high."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="46 68 406 464" width="406" height="464" {PEN}>'
        f'<defs>{GRADIENTS}</defs><g stroke-width="1.2">{_drawn(WHOLE)}</g>{RING}</svg>\n'
    )


def share_card() -> str:
    """1200 by 630: the hip, and its torn tendon through a lens. It has no words: it serves every language."""
    lens = 'cx="800" cy="300" r="236"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630" {PEN}>'
        f'<defs>{GRADIENTS}<clipPath id="lens"><circle {lens}/></clipPath>'
        f'<g id="hip">{_drawn(TORN)}</g></defs><rect width="1200" height="630" fill="{GROUND}"/>'
        f'<g transform="translate(70 -50) scale(1.32)" stroke-width="1.2"><use href="#hip"/>{RING}</g>'
        f'<path d="M422 330L606 152M430 452L640 474" stroke="{MARROW}" stroke-width="2"/>'
        f'<circle {lens} fill="{GROUND}"/><g clip-path="url(#lens)">'
        '<g transform="translate(800 300) scale(4.2) translate(-246 -338)" stroke-width=".62">'
        f'<use href="#hip"/></g></g><circle {lens} stroke="{INK}" stroke-width="3"/></svg>\n'
    )


def _drawn(chosen: tuple[Layer, ...]) -> str:
    return "".join(layers()[layer] for layer in chosen)
