"""In which units (UCUM) laboratories print each value that is asked for, the usual one first."""

from collections.abc import Mapping

# Also units that no rule reads: a value is entered as it is printed, and asked again rather than converted.
UNITS: Mapping[str, tuple[str, ...]] = {
    "platelets": ("10*9/L", "10*3/uL", "10*3/mL", "/uL", "10*5/uL"),
    "haemoglobin": ("g/dL", "g/L", "mmol/L"),
    "inr": ("1",),
    "hba1c": ("%", "mmol/mol"),
}
