"""PAW classification of platelet-rich plasma: platelets, activation, white cells (S57)."""

import re
from dataclasses import dataclass

from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.preparation import CannotCompute, Known, basis_of, missing, values
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Sourced

_NOTE = "lower bound exclusive, upper inclusive (proposal: the published limits overlap)"
P2_UP_TO = Sourced(750, "10*3/uL", tag="V", source="S57", note=_NOTE)
P3_UP_TO = Sourced(1250, "10*3/uL", tag="V", source="S57", note=_NOTE)

_FORM = re.compile(r"P([1-4])(-x)?-([AB])([αβ])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paw:
    """`band` 1–4; `activated` by an added agent; white cells above the person's own blood or not."""

    band: int
    activated: bool
    leukocytes_above: bool
    neutrophils_above: bool
    basis: Basis = Basis.MEASURED

    def __str__(self) -> str:
        cells = ("A" if self.leukocytes_above else "B") + ("α" if self.neutrophils_above else "β")
        return f"P{self.band}-x-{cells}" if self.activated else f"P{self.band}-{cells}"


def parse_paw(text: str) -> Paw:
    """A printed class such as P2-Bβ or P3-x-Aα. Raises Invalid for anything else."""
    found = _FORM.fullmatch(text)
    if not found:
        raise Invalid("paw", f"“{text[:20]}” is not a PAW class.", "Write it like P3-x-Aα or P2-Bβ.")
    band, exogenous, white, neutrophils = found.groups()
    return Paw(
        band=int(band),
        activated=exogenous is not None,
        leukocytes_above=white == "A",
        neutrophils_above=neutrophils == "α",
    )


def classify(
    *,
    whole_blood_platelets: Known,
    product_platelets: Known,
    whole_blood_wbc: Known,
    product_wbc: Known,
    whole_blood_neutrophils: Known,
    product_neutrophils: Known,
    activated: bool,
) -> Paw | CannotCompute:
    """The class of one product against the person's own blood; all counts in 10*3/uL."""
    inputs = {
        "platelets in whole blood": whole_blood_platelets,
        "platelets in the product": product_platelets,
        "leukocytes in whole blood": whole_blood_wbc,
        "leukocytes in the product": product_wbc,
        "neutrophils in whole blood": whole_blood_neutrophils,
        "neutrophils in the product": product_neutrophils,
    }
    if lacking := missing(inputs):
        return lacking
    baseline, platelets, blood_white, white, blood_neutrophils, neutrophils = values(inputs)
    limits = (baseline, P2_UP_TO.value, P3_UP_TO.value)
    band = next((n for n, top in enumerate(limits, start=1) if platelets <= top), len(limits) + 1)
    return Paw(
        band=band,
        activated=activated,
        leukocytes_above=white > blood_white,
        neutrophils_above=neutrophils > blood_neutrophils,
        basis=basis_of(inputs.values()),
    )
