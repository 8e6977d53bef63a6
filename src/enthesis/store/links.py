"""Private links: 256 random bits go out, only their hash stays."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.case import Case
from enthesis.domain.terms import Actor, CaseId, LinkId, PatientId, PracticeId, Role
from enthesis.store.models import LinkRow, PatientRow
from enthesis.store.scope import Scope, rows

LINK_TRIES = 5
INTAKE = "intake"  # the purpose of a link to the questions before a visit


class Channel(StrEnum):
    """How a link reaches its patient."""

    MAIL = "mail"
    CLINIC = "clinic"  # shown or read out by staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link that stands: neither expired nor revoked. Its tries are counted by `tries_left`."""

    id: LinkId
    practice: PracticeId
    patient: PatientId
    case: CaseId
    purpose: str
    milestone: str

    @property
    def scope(self) -> Scope:
        """What its holder may reach once the second factor was right: the own record, nothing else."""
        return Scope(
            practice=self.practice, actor=Actor(role=Role.PATIENT, name="Patient", patient=self.patient)
        )


def hash_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def save_link(
    scope: Scope,
    case: Case,
    *,
    token: str,
    purpose: str,
    milestone: str,
    channel: Channel,
    at: datetime,
    expires_at: datetime,
) -> LinkId:
    """A new link, and the earlier ones of the same case, purpose, milestone and channel end.

    Only the hash of its token is kept. The case is locked: two made at once would both stand.
    """
    same = {"case_id": case.id, "purpose": purpose, "milestone": milestone, "channel": channel.value}
    _revoke(_standing_rows(scope, at=at).filter(**same), at=at)
    row = LinkRow.objects.create(
        channel=channel.value,
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        purpose=purpose,
        milestone=milestone,
        token_hash=hash_of(token),
        created_at=at,
        expires_at=expires_at,
    )
    return LinkId(row.id)


def save_revoked(scope: Scope, case: Case, *, at: datetime) -> int:
    """Every link of the case that stood has ended; how many that were."""
    return _revoke(_standing_rows(scope, at=at).filter(case_id=case.id), at=at)


def save_revoked_of_patient(scope: Scope, patient: PatientId, *, at: datetime) -> int:
    """Every link of the patient that stood, to whichever hip, has ended; how many that were.

    Lock the patient's cases first: a link made at the same moment would stand.
    """
    return _revoke(_standing_rows(scope, at=at).filter(patient_id=patient), at=at)


def count_standing(scope: Scope, case: UUID, *, at: datetime) -> int:
    return _standing_rows(scope, at=at).filter(case_id=case).count()


def find_link(token: str, *, at: datetime) -> Link | None:
    """The link of a token, if it stands. Needs no scope: the token is the key."""
    return _standing(LinkRow.objects.filter(token_hash=hash_of(token)).first(), at=at)


def load_link_session(link: UUID, *, at: datetime) -> Link:
    """The link a patient came by; raises NotAllowed when it no longer stands."""
    found = _standing(LinkRow.objects.filter(id=link).first(), at=at)
    if found is None:
        raise NotAllowed("link-ended", "This link no longer works.", "Ask the practice for a new one.")
    return found


def tries_left(link: Link) -> int:
    """How often the second factor may still be tried: five times a link and five times a patient."""
    on_link = LinkRow.objects.filter(id=link.id).values_list("failures", flat=True).get()
    on_patient = LinkRow.objects.filter(patient_id=link.patient).aggregate(n=Sum("failures"))["n"] or 0
    return max(0, LINK_TRIES - max(on_link, on_patient))


def lock_tries(link: Link) -> None:
    """Until the transaction ends nobody else tries on this patient's links: parallel guesses queue up."""
    PatientRow.objects.select_for_update().get(id=link.patient)


def save_failure(link: Link) -> None:
    LinkRow.objects.filter(id=link.id).update(failures=F("failures") + 1)


def save_success(link: Link) -> None:
    """The right answer gives the patient's tries back."""
    LinkRow.objects.filter(patient_id=link.patient).update(failures=0)


def is_locked(scope: Scope, patient: PatientId) -> bool:
    """Whether this patient's tries are used up, on whichever links."""
    used = rows(scope, LinkRow).filter(patient_id=patient).aggregate(n=Sum("failures"))["n"]
    return (used or 0) >= LINK_TRIES


def save_tries_back(scope: Scope, patient: PatientId) -> None:
    """The patient's tries on every link are as new."""
    rows(scope, LinkRow).filter(patient_id=patient).update(failures=0)


def _standing_rows(scope: Scope, *, at: datetime) -> QuerySet[LinkRow]:
    return rows(scope, LinkRow).filter(revoked_at=None, expires_at__gt=at)


def _revoke(found: QuerySet[LinkRow], *, at: datetime) -> int:
    return found.update(revoked_at=at)


def _standing(row: LinkRow | None, *, at: datetime) -> Link | None:
    if row is None or row.revoked_at is not None or row.expires_at <= at:
        return None
    return Link(
        id=LinkId(row.id),
        practice=PracticeId(row.practice_id),
        patient=PatientId(row.patient_id),
        case=CaseId(row.case_id),
        purpose=row.purpose,
        milestone=row.milestone,
    )
