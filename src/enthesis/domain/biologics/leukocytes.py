"""Whether a plasma holds more leukocytes than the blood it came from."""

from enum import StrEnum

from enthesis.domain.biologics.preparation import CannotCompute, Known, missing, values


class Variant(StrEnum):
    """Rich above the person's own blood, poor at or below it (recalled; a clinician confirms)."""

    RICH = "leukocyte-rich"
    POOR = "leukocyte-poor"


def variant(*, whole_blood_wbc: Known, product_wbc: Known) -> Variant | CannotCompute:
    inputs = {"leukocytes in whole blood": whole_blood_wbc, "leukocytes in the product": product_wbc}
    if lacking := missing(inputs):
        return lacking
    baseline, product = values(inputs)
    return Variant.RICH if product > baseline else Variant.POOR
