"""Somebody on the telephone: a patient we know, or a person who asks for the first time."""

from dataclasses import dataclass

from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import PatientId, Side


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCaller:
    """A patient whom the desk has recognised, and the hip that is called about."""

    patient: PatientId
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCaller:
    """Somebody the desk does not know; `not_these` are the patients of that name who were shown."""

    contact: Contact
    side: Side
    reason: str = ""
    not_these: frozenset[PatientId] = frozenset()


Caller = KnownCaller | NewCaller
