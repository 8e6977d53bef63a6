"""Arithmetic of a preparation. What cannot be computed says which values are missing; nothing is guessed."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from enthesis.domain.biologics.measurement import Amount, Basis, Measurement
from enthesis.domain.terms import Sourced

RCF_FACTOR = Sourced(
    "0.00001118", "1", tag="R", note="g-force = factor × radius (cm) × rpm²; standard physics"
)

THOUSAND = Decimal(1000)  # 10*6 to 10*3, and 10*3/uL × mL (= 10*6 cells) to 10*9 cells
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """A value with its UCUM unit and formula. `basis` is CLAIMED as soon as one input was only claimed."""

    value: Decimal
    unit: str
    formula: str
    basis: Basis = Basis.MEASURED
    note: str = ""

    def rounded(self, places: int) -> Decimal:
        """Rounded half up, for people to read."""
        return self.value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotCompute:
    """No result, because these values are missing."""

    missing: tuple[str, ...]

    @property
    def sentence(self) -> str:
        verb = "is" if len(self.missing) == 1 else "are"
        return f"Cannot be computed: {', '.join(self.missing)} {verb} missing."


Result = Computed | CannotCompute
Known = Measurement | Amount | Decimal | None


def fold_increase(*, product_platelets: Known, whole_blood_platelets: Known) -> Result:
    """Platelets in the product over those in whole blood."""
    inputs = {
        "platelets in the product": product_platelets,
        "platelets in whole blood": whole_blood_platelets,
    }
    if lacking := missing(inputs):
        return lacking
    product, baseline = values(inputs)
    if not baseline:
        return CannotCompute(missing=("a baseline above zero",))
    return _computed(product / baseline, "1", "product / baseline", inputs)


def platelet_dose(*, product_platelets: Known, volume: Known) -> Result:
    """Platelets in the whole product, in 10*9: 1000 ×10³/µL in 5 mL are 5.0 ×10⁹."""
    inputs = {"platelets in the product": product_platelets, "volume of the product": volume}
    if lacking := missing(inputs):
        return lacking
    count, ml = values(inputs)
    return _computed(count * ml / THOUSAND, "10*9", "product (10*3/uL) × volume (mL) / 1000", inputs)


def platelet_recovery(
    *, product_platelets: Known, volume: Known, whole_blood_platelets: Known, blood_volume: Known
) -> Result:
    """Share of the drawn platelets that are in the product, in %. Blood volume excludes the anticoagulant."""
    inputs = {
        "platelets in the product": product_platelets,
        "volume of the product": volume,
        "platelets in whole blood": whole_blood_platelets,
        "blood volume": blood_volume,
    }
    if lacking := missing(inputs):
        return lacking
    product, ml, baseline, blood = values(inputs)
    if not baseline * blood:
        return CannotCompute(missing=("a baseline and a blood volume above zero",))
    recovery = product * ml / (baseline * blood) * WHOLE
    note = (
        "The product holds more platelets than the blood did: check counts and volumes."
        if recovery > WHOLE
        else ""
    )
    return _computed(recovery, "%", "dose / (baseline × blood volume) × 100", inputs, note)


def platelet_purity(*, product_platelets: Known, product_wbc: Known, product_rbc: Known) -> Result:
    """Platelets among all cells, in %. Red cells come in 10*6/uL and are brought to 10*3/uL first."""
    inputs = {
        "platelets in the product": product_platelets,
        "leukocytes in the product": product_wbc,
        "red cells in the product": product_rbc,
    }
    if lacking := missing(inputs):
        return lacking
    platelets, wbc, rbc = values(inputs)
    cells = platelets + wbc + rbc * THOUSAND
    if not cells:
        return CannotCompute(missing=("a cell count above zero",))
    return _computed(
        platelets / cells * WHOLE, "%", "platelets / (platelets + WBC + RBC × 1000) × 100", inputs
    )


def total_cells(*, per_ml: Known, volume: Known, name: str, unit: str) -> Result:
    """All cells (or colonies) of the product: concentration × volume. `unit` is that of the total."""
    inputs = {name: per_ml, "volume of the product": volume}
    if lacking := missing(inputs):
        return lacking
    concentration, ml = values(inputs)
    return _computed(concentration * ml, unit, "concentration × volume (mL)", inputs)


def relative_force(*, rpm: Decimal | None, radius_cm: Decimal | None) -> Result:
    """Relative centrifugal force in multiples of standard gravity ([g])."""
    inputs: dict[str, Known] = {"speed (rpm)": rpm, "rotor radius (cm)": radius_cm}
    if lacking := missing(inputs):
        return lacking
    speed, radius = values(inputs)
    force = RCF_FACTOR.value * radius * speed * speed
    return _computed(force, "[g]", "1.118e-5 × radius (cm) × rpm²", inputs)


def missing(inputs: dict[str, Known]) -> CannotCompute | None:
    """Which of the named values are absent, or None when all are there."""
    names = tuple(name for name, known in inputs.items() if _number(known) is None)
    return CannotCompute(missing=names) if names else None


def all_missing(*found: object) -> CannotCompute | None:
    """What these results lack together, each named once; None when all are there."""
    names = dict.fromkeys(name for f in found if isinstance(f, CannotCompute) for name in f.missing)
    return CannotCompute(missing=tuple(names)) if names else None


def values(inputs: dict[str, Known]) -> tuple[Decimal, ...]:
    """The numbers of inputs none of which is missing, in their order."""
    return tuple(n for n in map(_number, inputs.values()) if n is not None)


def basis_of(inputs: Iterable[Known]) -> Basis:
    claims = any(isinstance(i, Measurement | Amount) and i.basis is Basis.CLAIMED for i in inputs)
    return Basis.CLAIMED if claims else Basis.MEASURED


def _number(known: Known) -> Decimal | None:
    return known.value if isinstance(known, Measurement | Amount) else known


def _computed(value: Decimal, unit: str, formula: str, inputs: dict[str, Known], note: str = "") -> Computed:
    return Computed(value=value, unit=unit, formula=formula, basis=basis_of(inputs.values()), note=note)
