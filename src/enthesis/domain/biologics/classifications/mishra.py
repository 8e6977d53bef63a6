"""Mishra's types of platelet-rich plasma: leukocytes, activation, concentration (S57)."""

import re
from dataclasses import dataclass

from enthesis.domain.biologics.arithmetic import basis_of_values, fold, is_activated
from enthesis.domain.biologics.classification import Classed, Classification
from enthesis.domain.biologics.examples import recorded
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.leukocytes import Variant, variant_of
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Computed, all_missing
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Sourced, Tag

CLASSIFICATION = Classification(
    id="mishra",
    title="Mishra type",
    tag=Tag.VERIFIED,
    source="S57",
    note="“Minimal or no leukocytes” is read as not above the person's own blood: is that meant?",
    letters={
        "1": "leukocytes above the person's own blood, not activated",
        "2": "leukocytes above the person's own blood, activated",
        "3": "leukocytes minimal or none, not activated",
        "4": "leukocytes minimal or none, activated",
        "A": "platelets five times the person's own blood, or more",
        "B": "platelets less than five times the person's own blood",
    },
)
A_FROM = Sourced(5, "1", tag="V", source="S57", note="A from exactly five upward (proposal)")

_FORM = re.compile("([1-4])([AB])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mishra:
    """Leukocytes above the person's own blood or not; activated; platelets at least five times or not."""

    leukocytes_above: bool
    activated: bool
    concentrated: bool

    def __str__(self) -> str:
        kind = ("1", "2") if self.leukocytes_above else ("3", "4")
        return kind[self.activated] + ("A" if self.concentrated else "B")


def parse_mishra(text: str) -> Mishra:
    """A printed type such as 1B or 3A. Raises Invalid for anything else."""
    found = _FORM.fullmatch(text)
    if not found:
        raise Invalid("mishra", f"“{text[:20]}” is not a Mishra type.", "Write it like 1B or 3A.")
    kind, concentration = found.groups()
    return Mishra(leukocytes_above=kind in "12", activated=kind in "24", concentrated=concentration == "A")


def classify(record: Record, kind: ProductKind) -> Classed | CannotCompute:
    """The type of a record's product, against the person's own blood."""
    activated, found, leukocytes = is_activated(record), fold(record), variant_of(record)
    match activated, found, leukocytes:
        case bool(), Computed(), Variant():
            kind_of = Mishra(
                leukocytes_above=leukocytes is Variant.RICH,
                activated=activated,
                concentrated=found.value >= A_FROM.value,
            )
            return CLASSIFICATION.classed(str(kind_of), basis_of_values(record, *READ))
    return all_missing(activated, found, leukocytes) or CannotCompute(missing=())


READ = ("whole_blood_platelets", "product_platelets", "whole_blood_wbc", "product_wbc")
_BLOOD = {"whole_blood_platelets": "200", "whole_blood_wbc": "6"}
_RICH = _BLOOD | {"product_platelets": "1000", "product_wbc": "10"}
_POOR = _RICH | {"product_wbc": "6"}

EXAMPLES = (
    ("rich, exactly five times", recorded(_RICH), "1A"),
    ("rich, just below five times", recorded(_RICH | {"product_platelets": "999.9"}), "1B"),
    ("rich, activated", recorded(_RICH, activator=Activator.CALCIUM_CHLORIDE), "2A"),
    ("as many leukocytes as the blood", recorded(_POOR), "3A"),
    (
        "poor, activated, below five times",
        recorded(_POOR | {"product_platelets": "600"}, activator=Activator.THROMBIN),
        "4B",
    ),
    (
        "nothing known",
        recorded({}, activator=None),
        "the answer on activation, platelets in the product, platelets in whole blood, "
        "leukocytes in whole blood, leukocytes in the product",
    ),
)
