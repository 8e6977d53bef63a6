"""Whether a plasma holds more leukocytes than the blood it came from."""

from collections.abc import Mapping
from enum import StrEnum

from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, missing, values
from enthesis.domain.terms import Tag, Wording

_NOTE = "Is the person's own blood the limit?"


class Variant(StrEnum):
    """Against the person's own blood; what each means stands in `VARIANTS`."""

    RICH = "leukocyte-rich"
    POOR = "leukocyte-poor"


VARIANTS: Mapping[Variant, Wording] = {
    Variant.RICH: Wording(text="more leukocytes than the person's own blood", tag=Tag.RECALLED, note=_NOTE),
    Variant.POOR: Wording(
        text="as many leukocytes as the person's own blood, or fewer", tag=Tag.RECALLED, note=_NOTE
    ),
}


def variant_of(record: Record) -> Variant | CannotCompute:
    """As measured, or claimed; never as it was meant to be."""
    inputs = {
        "leukocytes in whole blood": record.values.get("whole_blood_wbc"),
        "leukocytes in the product": record.values.get("product_wbc"),
    }
    if lacking := missing(inputs):
        return lacking
    baseline, product = values(inputs)
    return Variant.RICH if product > baseline else Variant.POOR


def otherwise(record: Record, intended: Variant | None) -> str:
    """The sentence that the product is not of the variant its kit was chosen for; empty where it is."""
    found = variant_of(record)
    if intended is None or not isinstance(found, Variant) or found is intended:
        return ""
    return f"Meant to be {intended.value}, and counted as {found.value}."
