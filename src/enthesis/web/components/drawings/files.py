"""The drawing that is kept as a file: the hip of the start page."""

from enthesis.web.components.drawings.ink import MARROW
from enthesis.web.components.drawings.layers import GRADIENTS, Layer, layers

WHOLE = (Layer.BONES, Layer.MINIMUS, Layer.WHOLE)
PEN = 'fill="none" stroke-linecap="round" stroke-linejoin="round"'
RING = f'<circle cx="246" cy="338" r="56" stroke="{MARROW}" stroke-width="1.8" stroke-dasharray="0 5.5"/>'


def hero() -> str:
    """The hip from the side with its tendon whole, as a file of its own: 7 wide, 8 high."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="46 68 406 464" width="406" height="464" {PEN}>'
        f'<defs>{GRADIENTS}</defs><g stroke-width="1.2">{drawn(WHOLE)}</g>{RING}</svg>\n'
    )


def drawn(chosen: tuple[Layer, ...]) -> str:
    """These layers, to be set into a drawing."""
    return "".join(layers()[layer] for layer in chosen)
