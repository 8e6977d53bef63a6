"""Private links of people on the waiting list. Only the hash of a token is kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Sum

from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import Actor, LinkId, PatientId, PracticeId, Role, WaitingId
from enthesis.store.links import LINK_TRIES, hash_of
from enthesis.store.models import WaitingLinkRow, WaitingRow
from enthesis.store.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLink:
    """A link to a place on the list. `patient` is None for who has only asked."""

    id: LinkId
    practice: PracticeId
    waiting: WaitingId
    patient: PatientId | None

    @property
    def scope(self) -> Scope:
        """As whom its holder acts once the birth date was right: the patient, or still a visitor."""
        if self.patient is None:
            return Scope(practice=self.practice, actor=Actor(role=Role.VISITOR, name="Visitor"))
        actor = Actor(role=Role.PATIENT, name="Patient", patient=self.patient)
        return Scope(practice=self.practice, actor=actor)


def save_waiting_link(scope: Scope, waiting: UUID, *, token: str, at: datetime) -> LinkId:
    """One more link; the earlier ones stand, so that no message is one too old."""
    row = WaitingLinkRow.objects.create(
        practice_id=scope.practice, waiting_id=waiting, token_hash=hash_of(token), created_at=at
    )
    return LinkId(row.id)


def find_waiting_link(token: str) -> WaitingLink | None:
    """The link of a token; also of who has left the list. Needs no scope: the token is the key."""
    return _found(token_hash=hash_of(token))


def load_waiting_link_session(link: UUID) -> WaitingLink:
    """The link somebody came by; raises NotAllowed for one that never was."""
    found = _found(id=link)
    if found is None:
        raise NotAllowed("link-ended", "This link no longer works.", "Ask the practice for a new one.")
    return found


def lock_waiting_tries(link: WaitingLink) -> None:
    """Until the transaction ends nobody else tries on these links: parallel guesses queue up."""
    list(WaitingRow.objects.select_for_update(no_key=True).filter(id=link.waiting))


def waiting_tries_left(link: WaitingLink) -> int:
    """How often the birth date may still be tried, on all links of one place on the list together."""
    used = WaitingLinkRow.objects.filter(waiting_id=link.waiting).aggregate(n=Sum("failures"))["n"] or 0
    return max(0, LINK_TRIES - used)


def save_waiting_failure(link: WaitingLink) -> None:
    WaitingLinkRow.objects.filter(id=link.id).update(failures=F("failures") + 1)


def save_waiting_success(link: WaitingLink) -> None:
    """The right answer gives the tries back."""
    WaitingLinkRow.objects.filter(waiting_id=link.waiting).update(failures=0)


def _found(**key: object) -> WaitingLink | None:
    row = WaitingLinkRow.objects.select_related("waiting").filter(**key).first()
    if row is None:
        return None
    whose = row.waiting.patient_id
    return WaitingLink(
        id=LinkId(row.id),
        practice=PracticeId(row.practice_id),
        waiting=WaitingId(row.waiting_id),
        patient=PatientId(whose) if whose else None,
    )
