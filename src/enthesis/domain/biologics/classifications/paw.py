"""PAW classification of platelet-rich plasma: platelets, activation, white cells (S57)."""

import re
from dataclasses import dataclass

from enthesis.domain.biologics.arithmetic import is_activated
from enthesis.domain.biologics.classification import Classed, Classification
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Known, all_missing, basis_of, missing, values
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Sourced, Tag

CLASSIFICATION = Classification(
    id="paw",
    title="PAW class",
    tag=Tag.VERIFIED,
    source="S57",
    letters={
        "P1": "platelets at or below the person's own blood",
        "P2": "platelets above it, up to the first limit",
        "P3": "platelets above the first limit, up to the second",
        "P4": "platelets above the second limit",
        "x": "activated by an added agent; nothing stands there otherwise",
        "A, B": "leukocytes above the person's own blood, or not",
        "α, β": "neutrophils above the person's own blood, or not",
    },
)

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


def classify(record: Record, kind: ProductKind) -> Classed | CannotCompute:
    """The class of a record's product, against the person's own blood."""
    activated, v = is_activated(record), record.values
    found = paw_of(
        whole_blood_platelets=v.get("whole_blood_platelets"),
        product_platelets=v.get("product_platelets"),
        whole_blood_wbc=v.get("whole_blood_wbc"),
        product_wbc=v.get("product_wbc"),
        whole_blood_neutrophils=v.get("whole_blood_neutrophils"),
        product_neutrophils=v.get("product_neutrophils"),
        activated=activated is True,
    )
    if lacking := all_missing(found, activated):
        return lacking
    return CLASSIFICATION.classed(str(found), found.basis) if isinstance(found, Paw) else found


def paw_of(
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


READ = tuple(
    f"{where}_{cell}" for cell in ("platelets", "wbc", "neutrophils") for where in ("whole_blood", "product")
)
_BLOOD = {"whole_blood_platelets": "200", "whole_blood_wbc": "6", "whole_blood_neutrophils": "4"}
_COUNTS = ("platelets", "wbc", "neutrophils")
_RICH = _BLOOD | {"product_platelets": "1000", "product_wbc": "10", "product_neutrophils": "5"}

EXAMPLES = (
    ("rich, not activated", recorded(_RICH), "P3-Aα"),
    ("rich, activated", recorded(_RICH, activator=Activator.THROMBIN), "P3-x-Aα"),
    ("at the upper end of P2", recorded(_RICH | {"product_platelets": "750"}), "P2-Aα"),
    ("just above it", recorded(_RICH | {"product_platelets": "750.1"}), "P3-Aα"),
    ("at the upper end of P3", recorded(_RICH | {"product_platelets": "1250"}), "P3-Aα"),
    ("just above it, in P4", recorded(_RICH | {"product_platelets": "1250.1"}), "P4-Aα"),
    (
        "as the blood itself",
        recorded(_BLOOD | {f"product_{n}": _BLOOD[f"whole_blood_{n}"] for n in _COUNTS}),
        "P1-Bβ",
    ),
    ("nobody said whether it was activated", recorded(_RICH, activator=None), "the answer on activation"),
    (
        "neither blood platelets nor activation known",
        recorded({k: n for k, n in _RICH.items() if k != "whole_blood_platelets"}, activator=None),
        "platelets in whole blood, the answer on activation",
    ),
    (
        "blood platelets not counted",
        recorded({k: n for k, n in _RICH.items() if k != "whole_blood_platelets"}),
        "platelets in whole blood",
    ),
)
