"""Codes a person confirmed for one purpose, and what of them no longer follows from the record."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

from enthesis.domain.codes.code import System
from enthesis.domain.codes.suggest.checks import OF_SIDE, check_code, check_modifiers, side_of
from enthesis.domain.codes.suggest.known import Known
from enthesis.domain.codes.suggest.suggesting import suggest
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.case import Entry, every
from enthesis.domain.terms import Side


class CodedFor(StrEnum):
    """What the codes stand under."""

    REFERRAL = "referral"
    PLAN = "plan"
    SURGERY = "surgery"

    @property
    def label(self) -> str:
        return {
            CodedFor.REFERRAL: "Diagnosis of the referral",
            CodedFor.PLAN: "The planned operation",
            CodedFor.SURGERY: "The operation as it was done",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedCode:
    """`added` says that a person entered it: it was not among the suggestions."""

    system: System
    value: str
    modifiers: tuple[str, ...] = ()
    added: bool = False

    @property
    def text(self) -> str:
        """As it is written: 27299-LT."""
        return "-".join((self.value, *self.modifiers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Every code confirmed for one purpose; the newest stands in the place of those before it.

    `known` is what the record said then. `checked_against` names the file of codes that was looked at, such
    as that of a fiscal year. `taken_out` says why codes of the one before are gone. No code at all is an
    answer: what was confirmed before is taken back.
    """

    coded_for: CodedFor
    codes: tuple[ConfirmedCode, ...]
    known: Known
    checked_against: str = ""
    taken_out: str = ""


def codings(entries: Sequence[Entry[object]]) -> dict[CodedFor, Entry[Coding]]:
    """The coding that stands, by purpose."""
    return {entry.value.coded_for: entry for entry in every(entries, Coding)}


def check_coding(coding: Coding, before: Coding | None, *, side: Side) -> None:
    """Raises Invalid for a code or modifier that cannot be one or is of the other side, or stands twice.

    Also where a code of the one before is gone and nobody says why, where nothing changed, and where there
    was and is none.
    """
    for code in coding.codes:
        check_code(code.system, code.value, side)
        check_modifiers(code.value, code.modifiers, side)
    named = [(code.system, code.value) for code in coding.codes]
    twice = next((value for system, value in named if named.count((system, value)) > 1), None)
    if twice:
        raise Invalid("code", f"{twice} stands twice.", "Leave one of the two out.")
    if not coding.codes and (before is None or not before.codes):
        raise Invalid("codes", "No code is ticked or entered.", "Tick or enter those you confirm.")
    gone = missing_codes(coding, before)
    if gone and not coding.taken_out.strip():
        raise Invalid("taken_out", f"{', '.join(gone)} was confirmed and is gone.", "Say why.")
    if (
        before is not None
        and (before.codes, before.checked_against) == (coding.codes, coding.checked_against)
        and not changes(before, coding.known, side)
    ):
        raise Invalid("codes", "Nothing is different from what was confirmed.", "Change it, or go back.")


def missing_codes(coding: Coding, before: Coding | None) -> tuple[str, ...]:
    """Codes of the one before that are not confirmed any more."""
    kept = {(code.system, code.value) for code in coding.codes}
    return tuple(c.value for c in (before.codes if before else ()) if (c.system, c.value) not in kept)


WORDS = {
    "torn": "the tendon",
    "cause": "the cause of the tear",
    "onset": "the onset of the tear",
    "findings": "what else was found",
    "tonnis": "the Tönnis grade",
    "done": "the operation",
    "is_open": "how the tendon is reached",
    "again": "whether the hip was repaired before",
}


def changes(coding: Coding, now: Known, side: Side) -> tuple[str, ...]:
    """What of the record differs from what the codes were confirmed for, in words; empty where nothing does.

    The encounter is chosen with the codes and is no part of the record.
    """
    told = [
        WORDS[f.name]
        for f in fields(Known)
        if f.name in WORDS and getattr(coding.known, f.name) != getattr(now, f.name)
    ]
    return (*(["the side"] if coding.known.side is not side else []), *told)


def contradicted(coding: Coding, now: Known, side: Side) -> tuple[ConfirmedCode, ...]:
    """The codes that the record suggested then and no longer does, and those of another side."""
    then = {s.code.value for s in suggest(coding.known).codes}
    still = {s.code.value for s in suggest(_at_encounter(now, coding.known)).codes}
    return tuple(
        code
        for code in coding.codes
        if (code.value in then and code.value not in still) or not _is_of(code, side)
    )


def _is_of(code: ConfirmedCode, side: Side) -> bool:
    named = {side_of(code.value), *(OF_SIDE.get(modifier) for modifier in code.modifiers)}
    return named <= {None, side}


def _at_encounter(now: Known, then: Known) -> Known:
    return Known(**{f.name: getattr(now, f.name) for f in fields(Known)} | {"encounter": then.encounter})
