"""The public codes kept here, list by list."""

from enthesis.cli.reference.markdown import TRUST, cite, code, table
from enthesis.domain.codes.catalogue import codes_of
from enthesis.domain.codes.code import Code, System
from enthesis.domain.codes.icd10cm import FAMILIES, Family

TITLE = "Codes"
SUMMARY = (
    "Codes of public lists, each in our own words, with how far it may be trusted. What was looked for and "
    "not found is not here, nor is a SNOMED CT concept that was only recalled. A CPT number is held back "
    "until the practice tells of a licence. Check each against the list of the current year."
)


def body() -> str:
    return "\n".join(_system(system) for system in System)


def _system(system: System) -> str:
    held = " Held back until the practice tells of a licence." if system.needs_licence else ""
    licence = f"{system.licence.text} ({TRUST[system.licence.tag]}){held}"
    parts = [f"## {system.label}\n\n{code(system.uri)}\n\n{licence}\n"]
    if system is System.ICD10CM:
        parts.append(f"### By side\n\n{_by_side()}\n### All\n")
    parts.append(
        table(
            ("Code", "Meaning, in our words", "Use", "", "Trust", "Source", "Note"),
            map(_row, codes_of(system)),
        )
    )
    return "\n".join(parts)


def _row(one: Code) -> tuple[str, ...]:
    kind = "" if one.is_billable else "category"
    return code(one.value), one.meaning, one.use.value, kind, TRUST[one.tag], cite(one.source), one.note


def _by_side() -> str:
    header = ("Condition", "Part of the body", "Right", "Left", "Side not specified", "Ends with")
    return table(header, map(_family, FAMILIES))


def _family(one: Family) -> tuple[str, ...]:
    sides = (one.right, one.left, one.unspecified)
    codes = tuple("none" if side is None else code(one.category + side) for side in sides)
    return one.condition.value, one.site, *codes, "A, D or S: the encounter" if one.is_injury else ""
