"""Calls for answers: what became of each, and who is calling whom just now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.contact.called import About, Called, HalfOfDay, Outcome, Reason
from enthesis.domain.people.patient import Reach
from enthesis.domain.terms import PatientId, PersonId
from enthesis.store.codec import decode, encode
from enthesis.store.messages import hash_of_address
from enthesis.store.models import CallClaimRow, CallRow
from enthesis.store.scope import Scope, rows

CLAIM_LASTS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Who calls a person, and until when nobody else does."""

    by: PersonId | None
    by_name: str
    until: datetime


def save_call(scope: Scope, patient: PatientId, called: Called, *, number: str) -> UUID:
    """The call is kept; of its number only a hash."""
    row = CallRow.objects.create(
        practice_id=scope.practice,
        patient_id=patient,
        about=encode(sorted(called.about)),
        outcome=called.outcome.value,
        at=called.at,
        next_at=called.next_at,
        best=called.best.value if called.best else "",
        reason=called.reason.value if called.reason else "",
        number_hash=hash_of_number(scope, number),
        by=scope.actor.person,
        by_name=scope.actor.name,
    )
    return row.id


def hash_of_number(scope: Scope, number: str) -> str:
    """What is kept of a telephone number; empty for none."""
    return hash_of_address(scope, Reach.TEXT, number) if number else ""


def list_calls(
    scope: Scope, patients: Collection[UUID] | None = None, *, since: datetime | None = None
) -> dict[UUID, list[tuple[Called, str]]]:
    """The calls by patient, oldest first, each with the hash of its number; of the practice, or of these."""
    found = rows(scope, CallRow).order_by("at")
    if patients is not None:
        found = found.filter(patient_id__in=patients)
    if since is not None:
        found = found.filter(at__gte=since)
    calls: dict[UUID, list[tuple[Called, str]]] = {}
    for row in found:
        calls.setdefault(row.patient_id, []).append((_called(row), row.number_hash))
    return calls


def save_claim(scope: Scope, patient: PatientId, *, at: datetime) -> Claim:
    """This person calls them for a quarter of an hour. Compare and set: raises NotAllowed where another does.

    Claimed again by the same person it lasts anew.
    """
    until, me = at + CLAIM_LASTS, scope.actor.person
    row, is_new = rows(scope, CallClaimRow).get_or_create(
        patient_id=patient,
        defaults={
            "practice_id": scope.practice,
            "until": until,
            "by": me,
            "by_name": scope.actor.name,
        },
    )
    mine = rows(scope, CallClaimRow).filter(Q(until__lte=at) | Q(by=me), id=row.id)
    if not is_new and not mine.update(until=until, by=me, by_name=scope.actor.name):
        raise NotAllowed(
            "call-claimed",
            f"{row.by_name} is calling this person just now.",
            "Call the next one on the list.",
        )
    return Claim(by=me, by_name=scope.actor.name, until=until)


def save_released(scope: Scope, patient: PatientId, *, at: datetime) -> None:
    """Nobody of us calls them just now: others may."""
    rows(scope, CallClaimRow).filter(patient_id=patient, by=scope.actor.person, until__gt=at).update(until=at)


def list_claims(scope: Scope, patients: Collection[UUID], *, at: datetime) -> dict[UUID, Claim]:
    """Who calls whom just now."""
    found = rows(scope, CallClaimRow).filter(patient_id__in=patients, until__gt=at)
    return {
        row.patient_id: Claim(by=PersonId(row.by) if row.by else None, by_name=row.by_name, until=row.until)
        for row in found
    }


def _called(row: CallRow) -> Called:
    return Called(
        about=frozenset(decode(row.about, list[About])),
        outcome=Outcome(row.outcome),
        at=row.at,
        by_name=row.by_name,
        next_at=row.next_at,
        best=HalfOfDay(row.best) if row.best else None,
        reason=Reason(row.reason) if row.reason else None,
    )
