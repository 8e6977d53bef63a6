"""Whether a code that a person enters can be one: its form, its side, whether a bill may carry it."""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from enthesis.domain.codes.catalogue import code_called
from enthesis.domain.codes.code import Code, System, Use
from enthesis.domain.codes.icd10cm import FAMILIES, Encounter
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.terms import Side

CODED = (System.ICD10CM, System.CPT, System.HCPCS)
FORMS: Mapping[System, tuple[str, str]] = MappingProxyType(
    {
        System.ICD10CM: (r"[A-TV-Z][0-9][0-9A-Z](\.[0-9A-Z]{1,4})?", "M76.01 or S76.011A"),
        System.CPT: (r"[0-9]{4}[0-9TFU]", "27299 or 0232T"),
        System.HCPCS: (r"[A-V][0-9]{4}", "L1686"),
    }
)
MODIFIER = r"[0-9A-Z]{2}"
OF_SIDE = MappingProxyType({"LT": Side.LEFT, "RT": Side.RIGHT})


def tidy(value: str) -> str:
    """As lists print it: capital letters, no space."""
    return "".join(value.split()).upper()


def known_code(system: System, value: str) -> Code | None:
    """The code as it is kept here; None for one that is not."""
    try:
        return code_called(system, value)
    except NotFound:
        return None


def side_of(value: str) -> Side | None:
    """The side a diagnosis of a family kept here speaks of; None where it speaks of none."""
    return _sides().get(value)


def check_code(system: System, value: str, side: Side) -> None:
    """Raises Invalid for a code that has not the form of its list, is a category, or is of the other side.

    One that is not kept here passes by its form alone: nobody here knows what it says.
    """
    if system not in CODED:
        raise Invalid(
            "system", f"{system.label} is no list for a bill.", "Choose a diagnosis or a procedure."
        )
    pattern, example = FORMS[system]
    if not re.fullmatch(pattern, value):
        raise Invalid(
            "code",
            f"{value or 'An empty code'} is no code of {system.label}.",
            f"Enter one such as {example}.",
        )
    known = known_code(system, value)
    if known is not None and (not known.is_billable or known.use is Use.MODIFIER):
        raise Invalid(
            "code",
            f"{system.label} {value} is not complete: {known.meaning}.",
            "Choose a code within it, with side and encounter where it has them.",
        )
    of = side_of(value) if system is System.ICD10CM else None
    if of is not None and of is not side:
        raise Invalid(
            "code",
            f"{value} is of the {of} side, and this hip is the {side} one.",
            "Choose that of this side.",
        )


def check_modifiers(value: str, modifiers: Iterable[str], side: Side) -> None:
    """Raises Invalid for a modifier that has no form of one, stands twice, or names the other side."""
    told = tuple(modifiers)
    for one in told:
        if not re.fullmatch(MODIFIER, one):
            raise Invalid("modifiers", f"{one} is no modifier.", "Enter two characters, such as LT or 59.")
        of = OF_SIDE.get(one)
        if of is not None and of is not side:
            raise Invalid(
                "modifiers",
                f"{value} carries {one}, which is the {of} side, and this hip is the {side} one.",
                "Correct the modifier.",
            )
    if len(set(told)) < len(told):
        raise Invalid("modifiers", f"A modifier stands twice with {value}.", "Enter each once.")


@cache
def _sides() -> Mapping[str, Side]:
    return {
        family.code(side, encounter).value: side
        for family in FAMILIES
        for side in Side
        for encounter in (None, *(Encounter if family.is_injury else ()))
    }
