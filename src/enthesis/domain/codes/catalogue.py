"""All codes by their list."""

from functools import cache
from types import MappingProxyType
from typing import Final

from enthesis.domain.codes import cpt, hcpcs, icd10cm, loinc, rxnorm, snomed, ucum
from enthesis.domain.codes.code import Code, System
from enthesis.domain.errors import NotFound

_LISTS: Final = MappingProxyType(
    {
        System.ICD10CM: icd10cm.CODES,
        System.CPT: cpt.CODES,
        System.HCPCS: hcpcs.CODES,
        System.SNOMED: snomed.CODES,
        System.LOINC: loinc.CODES,
        System.RXNORM: rxnorm.CODES,
        System.UCUM: ucum.CODES,
    }
)


def codes_of(system: System) -> tuple[Code, ...]:
    """Every code of one list, as it is declared."""
    return _LISTS[system]


def code_called(system: System, value: str) -> Code:
    """The code of this list and value. Raises `NotFound` for one that is not kept here."""
    code = _by_key().get((system, value))
    if code is None:
        raise NotFound("code", f"{system.label} {value} is not kept here.", "Choose a listed code.")
    return code


@cache
def _by_key() -> dict[tuple[System, str], Code]:
    return {(system, code.value): code for system, codes in _LISTS.items() for code in codes}
