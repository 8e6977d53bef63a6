"""Is somebody who asks already known? Names and birth date only suggest it; a person decides.

Whoever knows a patient's name and birth date can send a request in it. What a request says is therefore never
taken for the patient's own word before somebody has called the number that was known before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.people.likeness import plain
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import PatientId


class Way(StrEnum):
    """A way to reach somebody."""

    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A patient of the same names and birth date as somebody who asks.

    `contact` is the one in force. `same` are the ways that are equal in both, `new` those that the request
    gives and the contact has not, or has otherwise.
    """

    patient: PatientId
    contact: Contact
    same: frozenset[Way]
    new: frozenset[Way]

    @property
    def can_be_confirmed(self) -> bool:
        """Whether there is something new, and a number known before to check it with."""
        return bool(self.new and self.contact.phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPatient:
    """Somebody who is none of the patients in `not_these`: every match that was shown."""

    not_these: frozenset[PatientId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPatient:
    """This very patient. `contact_confirmed`: the new address was checked by a call to the number we had."""

    patient: PatientId
    contact_confirmed: bool = False


Who = NewPatient | KnownPatient


def is_namesake(one: Contact, other: Contact) -> bool:
    """Same birth date and names; letter case, accents, hyphens and spaces aside."""
    return (
        one.birth_date == other.birth_date
        and plain(one.given) == plain(other.given)
        and plain(one.family) == plain(other.family)
    )


def compare(told: Contact, known: Mapping[PatientId, Contact]) -> tuple[Match, ...]:
    """The known people a request may come from, those with most in common first."""
    found = (_match(told, patient, contact) for patient, contact in known.items())
    matches = [match for match in found if is_namesake(told, match.contact)]
    return tuple(sorted(matches, key=lambda m: (-len(m.same), len(m.new), str(m.patient))))


def choose(who: Who, matches: tuple[Match, ...]) -> Match | None:
    """The match that was decided on, None for a new patient.

    Raises Stale for a new patient while there is a match that was not shown, NotAllowed for a known patient
    of other names or another birth date, or whose new contact nobody can have confirmed.
    """
    by_id = {match.patient: match for match in matches}
    if isinstance(who, NewPatient):
        if set(by_id) - who.not_these:
            raise Stale(
                "who",
                "Since you opened this page, somebody of this name and date of birth was registered.",
                "Open the request again and say who it is.",
            )
        return None
    if who.patient not in by_id:
        raise NotAllowed(
            "who",
            "The patient you chose has another name or date of birth than the request.",
            "Open the request again and choose from the list.",
        )
    match = by_id[who.patient]
    if who.contact_confirmed and match.new and not match.can_be_confirmed:
        raise NotAllowed(
            "contact_confirmed",
            "There was no telephone number on the record to check the new address with.",
            "Book without it, and ask for the address when the patient is here.",
        )
    return match


def renewed(contact: Contact, told: Contact) -> Contact:
    """Reached as told now, called as known; a way that is not told stays."""
    return replace(
        contact,
        email=told.email or contact.email,
        phone=told.phone or contact.phone,
        language=told.language,
        agreed=told.agreed or contact.agreed,
    )


def _match(told: Contact, patient: PatientId, contact: Contact) -> Match:
    given = {way for way in Way if getattr(told, way)}
    same = {way for way in given if _is_same(way, getattr(told, way), getattr(contact, way))}
    return Match(patient=patient, contact=contact, same=frozenset(same), new=frozenset(given - same))


def _is_same(way: Way, one: str, other: str) -> bool:
    return one.casefold() == other.casefold() if way is Way.EMAIL else one == other
