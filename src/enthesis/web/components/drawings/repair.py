"""The repair as steps: each is a choice of layers of the drawing, told in the page's own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from enthesis.web.components.drawings.layers import GRADIENTS, Layer, layers
from enthesis.web.shell.information import Told, ToldStep


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnStep:
    """A step as the page tells it; `described` says to those who do not see the drawing what it shows."""

    id: str
    title: str
    told: Told
    described: str
    layers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairDrawing:
    """`shared` is drawn once and used by every step."""

    shared: str
    steps: tuple[DrawnStep, ...]


UNDER = (Layer.BONES, Layer.MINIMUS)
STEPS: Mapping[str, tuple[Layer, ...]] = {
    "tear": (*UNDER, Layer.RAW, Layer.TORN),
    "debridement": (*UNDER, Layer.RAW, Layer.TRIMMED, Layer.REMOVED),
    "micropuncture": (*UNDER, Layer.RAW, Layer.HOLES, Layer.TRIMMED),
    "reattachment": (*UNDER, Layer.WHOLE, Layer.THREADS),
    "graft": (*UNDER, Layer.WHOLE, Layer.GRAFT, Layer.THREADS),
    "biologic": (*UNDER, Layer.WHOLE, Layer.THREADS, Layer.PRODUCT),
}


def repair_drawing(steps: Iterable[ToldStep]) -> RepairDrawing:
    """The steps in their order, each drawn. Raises KeyError for a step that is not drawn."""
    return RepairDrawing(shared=_shared(), steps=tuple(_step(step) for step in steps))


def _step(step: ToldStep) -> DrawnStep:
    return DrawnStep(
        id=f"drawn-{step.id}",
        title=step.title,
        told=step.told,
        described=_described()[step.id],
        layers=tuple(f"hip-{layer}" for layer in STEPS[step.id]),
    )


@cache
def _shared() -> str:
    drawn = "".join(f'<g id="hip-{layer}">{markup}</g>' for layer, markup in layers().items())
    return GRADIENTS + drawn


def _described() -> Mapping[str, str]:
    return {
        "tear": _(
            "The hip from the side. The fan of the gluteus medius runs down to the outer thigh bone. Its "
            "front part has come off; the ends are frayed, and bare bone shows."
        ),
        "debridement": _("The hip from the side. The frayed ends are gone; the tendon ends in a clean edge."),
        "micropuncture": _(
            "The hip from the side. The bare bone has many small holes, each filled with marrow."
        ),
        "reattachment": _(
            "The hip from the side. The tendon covers the bone again. Threads cross over it, from three "
            "knots to three anchors below."
        ),
        "graft": _(
            "The hip from the side. A woven sheet lies over the end of the tendon, with stitches along "
            "its edge."
        ),
        "biologic": _("The hip from the side. A needle brings drops of the product to the mended tendon."),
    }
