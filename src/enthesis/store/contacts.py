"""Those who are followed: what is open, what was sent, who was called. A few queries for a whole practice."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from enthesis.domain.pathway.contact.asked import Made, Waits
from enthesis.domain.pathway.contact.called import Called
from enthesis.domain.pathway.ended import Ended
from enthesis.domain.pathway.experiment.variants import Varies
from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.message import Stop
from enthesis.domain.terms import PatientId
from enthesis.store.bookings import zone_from, zones_of
from enthesis.store.calls import Claim, hash_of_number, list_calls, list_claims
from enthesis.store.contacts_made import list_made, list_others
from enthesis.store.ended import list_ended
from enthesis.store.experiments import list_arms
from enthesis.store.merges import list_standing
from enthesis.store.messages import find_stops_of
from enthesis.store.models import CaseRow
from enthesis.store.patients import contacts_of
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope, check_reaches_contact, rows
from enthesis.store.windows import Missing, list_windows

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A person with an open window, under the identity that is kept, and all that was tried.

    `phone`: they have a number that nobody found to reach somebody else. `arms` are those of experiments.
    """

    patient: PatientId
    identities: frozenset[PatientId]
    contact: Contact
    zone: str
    waits: tuple[Waits, ...]
    stops: Mapping[Reach, Stop] = field(default_factory=dict)
    ended: tuple[Ended, ...] = ()
    made: tuple[Made, ...] = ()
    calls: tuple[Called, ...] = ()
    others: tuple[datetime, ...] = ()
    phone: bool = False
    arms: Mapping[Varies, str] = field(default_factory=dict)
    claim: Claim | None = None


def list_followed(
    scope: Scope,
    patients: Collection[UUID] | None = None,
    *,
    missing: Missing | None = None,
    beside: UUID | None = None,
    at: datetime,
) -> tuple[Followed, ...]:
    """Everybody with a window that is open now, or of these patients; by identity, who has none is left out.

    `beside` is a message that is just leaving, and counts as not made.
    """
    check_reaches_contact(scope)
    standing = list_standing(scope, patients)
    wanted = None if patients is None else {*patients, *standing, *standing.values()}
    waits = list_windows(scope, wanted, missing=missing or {}, at=at)
    if not waits:
        return ()
    owners = _owners(scope, waits)
    people: dict[PatientId, list[UUID]] = {}
    for case, patient in owners.items():
        people.setdefault(standing.get(patient, patient), []).append(case)
    kept = {main: frozenset({main, *(p for p, into in standing.items() if into == main)}) for main in people}
    everyone = {one for identities in kept.values() for one in identities}
    contacts = contacts_of(scope, set(kept))
    stops, ends = find_stops_of(scope, contacts), list_ended(scope, set(kept))
    made = list_made(scope, everyone, set(owners), beside=beside)
    others, calls = list_others(scope, everyone, at=at), list_calls(scope, everyone)
    few = None if patients is None else set(owners)
    claims, zones = list_claims(scope, set(kept), at=at), zones_of(scope, of=few)
    arms = list_arms(scope, set(kept), on=_day(scope, at))
    return tuple(
        Followed(
            patient=main,
            identities=kept[main],
            contact=contacts[main],
            zone=_zone(zones, cases),
            waits=tuple(w for case in sorted(cases) for w in waits[case]),
            stops=stops.get(main, {}),
            ended=ends.get(main, ()),
            made=_all(made, [*kept[main], *cases]),
            calls=tuple(c for c, _ in _all(calls, kept[main])),
            others=_all(others, kept[main]),
            phone=_is_reached(scope, contacts[main].phone, _all(calls, kept[main])),
            arms=arms.get(main, {}),
            claim=claims.get(main),
        )
        for main, cases in sorted(people.items())
        if main in contacts
    )


def _owners(scope: Scope, cases: Collection[UUID]) -> dict[UUID, PatientId]:
    found = rows(scope, CaseRow).filter(id__in=cases).values_list("id", "patient_id")
    return {case: PatientId(patient) for case, patient in found}


def _zone(zones: Mapping[UUID, str], cases: Iterable[UUID]) -> str:
    """The clock of the office that sees the person; of several hips, the first one's."""
    return zone_from(zones, min(cases))


def _day(scope: Scope, at: datetime) -> date:
    """The day of an experiment is that on the clock of the practice's first office."""
    return utc_to_wall(at, load_practice(scope).offices[0].zone).date()


def _is_reached(scope: Scope, phone: str, calls: Iterable[tuple[Called, str]]) -> bool:
    wrong = {number for called, number in calls if called.outcome.ends_number}
    return bool(phone) and hash_of_number(scope, phone) not in wrong


def _all(found: Mapping[UUID, Sequence[Value]], keys: Iterable[UUID]) -> tuple[Value, ...]:
    return tuple(one for key in keys for one in found.get(key, ()))
