"""Two patients who are one: a person decides, with a reason, and can take it back exactly.

Nothing moves. The one who was registered again *is also* the other: whoever asks for the one is told of both,
and without the merge everything stands where it stood.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import PatientId

MergeId = NewType("MergeId", UUID)
LONGEST_WORDS = 500


class WhyMerged(StrEnum):
    """Why two patients are taken for one."""

    REGISTERED_TWICE = "registered_twice"
    NAME_CHANGED = "name_changed"
    SLIP = "slip"

    @property
    def label(self) -> str:
        return {
            WhyMerged.REGISTERED_TWICE: "Registered twice with the same details",
            WhyMerged.NAME_CHANGED: "The name has changed",
            WhyMerged.SLIP: "A slip in the name or the date of birth",
        }[self]


class WhyParted(StrEnum):
    """Why a merge is taken back."""

    TWO_PEOPLE = "two_people"
    WRONG_WAY = "wrong_way"

    @property
    def label(self) -> str:
        return {
            WhyParted.TWO_PEOPLE: "They are two people",
            WhyParted.WRONG_WAY: "The wrong one was kept",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """`patient` is also `into`, since a moment. `parted_at` is None while it holds."""

    id: MergeId
    patient: PatientId
    into: PatientId
    why: WhyMerged
    words: str
    at: datetime
    by_name: str
    why_parted: WhyParted | None = None
    parted_at: datetime | None = None
    parted_by_name: str = ""

    @property
    def holds(self) -> bool:
        return self.parted_at is None


def check_can_merge(patient: PatientId, into: PatientId, merged: Mapping[PatientId, PatientId]) -> None:
    """`merged` are the merges that hold: who is also whom. A person is one step away, never two.

    Raises Invalid for one patient, NotAllowed where one of them has been merged in a way that forbids it.
    """
    if patient == into:
        raise Invalid("into", "These are one and the same patient.", "Choose two.")
    if patient in merged:
        raise NotAllowed(
            "already-merged",
            "This patient has been merged into another already.",
            "Take that merge back first, or merge the other.",
        )
    if into in merged:
        raise NotAllowed(
            "already-merged",
            "The patient who is to be kept has been merged into another.",
            "Keep that other one.",
        )
    if patient in merged.values():
        raise NotAllowed(
            "others-merged",
            "Others have been merged into the patient who is not to be kept.",
            "Keep this one and merge the other into it.",
        )


def check_merge_words(words: str) -> None:
    if len(words) > LONGEST_WORDS:
        raise Invalid("words", f"The words are longer than {LONGEST_WORDS} characters.", "Shorten them.")


def same_person(patient: PatientId, merged: Mapping[PatientId, PatientId]) -> tuple[PatientId, ...]:
    """Every identity of a person, the one that is kept first."""
    kept = merged.get(patient, patient)
    return (kept, *sorted(other for other, into in merged.items() if into == kept))


def standing(merges: Iterable[Merge]) -> dict[PatientId, PatientId]:
    """Who is also whom, by the merges that hold."""
    return {merge.patient: merge.into for merge in merges if merge.holds}
