"""What patients told that a person should look at: opened, taken on, closed."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.outcomes.attention.item import Attention, AttentionId, Concern, Outcome
from enthesis.domain.outcomes.attention.told import Earlier
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.case import Case
from enthesis.domain.terms import CaseId, PatientId, PersonId
from enthesis.store.codec import decode, encode
from enthesis.store.follow_ups import Response, by_day_given
from enthesis.store.models import AttentionRow
from enthesis.store.scope import Scope, rows

MOST_CLOSED = 100


def save_new_attention(
    scope: Scope, case: Case, milestone: str, concerns: Sequence[Concern], *, due_on: date, at: datetime
) -> AttentionId:
    """A new item; lock the case first, so that a round never has two open ones."""
    row = AttentionRow.objects.create(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        milestone=milestone,
        concerns=encode(tuple(concerns)),
        opened_at=at,
        due_on=due_on,
    )
    return AttentionId(row.id)


def save_attention_after(scope: Scope, before: Attention, after: Attention) -> None:
    """Compare and set: raises Stale when somebody was faster."""
    changed = (
        rows(scope, AttentionRow)
        .filter(id=before.id, version=before.version)
        .update(
            version=after.version,
            concerns=encode(after.concerns),
            due_on=after.due_on,
            claimed_by=after.claimed_by,
            claimed_by_name=after.claimed_by_name,
            outcome=after.outcome.value if after.outcome else "",
            reason=after.reason,
            closed_at=after.closed_at,
            closed_by=scope.actor.person if after.outcome else None,
            closed_by_name=after.closed_by_name,
        )
    )
    if not changed:
        raise Stale("attention-moved-on", "Somebody else has just changed this.", "Look at it again.")


def load_attention(scope: Scope, attention: UUID) -> Attention:
    row = rows(scope, AttentionRow).filter(id=attention).first()
    if row is None:
        raise NotFound("attention", "There are no such answers in this practice.")
    return _attention(row)


def find_open_attention(scope: Scope, case: UUID, milestone: str) -> Attention | None:
    """The open item of a round."""
    row = rows(scope, AttentionRow).filter(case_id=case, milestone=milestone, outcome="").first()
    return _attention(row) if row else None


def list_attention(
    scope: Scope, *, case: UUID | None = None, is_open: bool = True, due_before: date | None = None
) -> tuple[Attention, ...]:
    """The open items, the urgent first, then those due first; or the newest `MOST_CLOSED` closed ones."""
    found = rows(scope, AttentionRow)
    found = found.filter(outcome="") if is_open else found.exclude(outcome="").order_by("-closed_at")
    if case is not None:
        found = found.filter(case_id=case)
    if due_before is not None:
        found = found.filter(due_on__lt=due_before)
    if not is_open:
        return tuple(_attention(row) for row in found[:MOST_CLOSED])
    return tuple(
        sorted(map(_attention, found), key=lambda one: (not one.is_urgent, one.due_on, one.opened_at))
    )


def earlier_scores(
    responses: Sequence[Response], milestone: str, *, since: date, zone: ZoneInfo
) -> tuple[Earlier, ...]:
    """The patient's own scores at milestones after the operation of the day `since` and before this one.

    The oldest first, by the day they were given on the office's clock.
    """
    return tuple(
        Earlier(
            milestone=r.milestone,
            instrument=score.instrument,
            scale_variant=score.scale_variant,
            value=score.value,
        )
        for r in by_day_given(responses)
        if r.is_own and r.given_at is not None and r.given_at.astimezone(zone).date() >= since
        for score in r.scores
        if score.value is not None and _is_between(r.milestone, milestone)
    )


def _is_between(earlier: str, later: str) -> bool:
    """Whether it is asked after surgery, and before the later one."""
    return 0 < milestone_called(earlier).target.value < milestone_called(later).target.value


def _attention(row: AttentionRow) -> Attention:
    return Attention(
        id=AttentionId(row.id),
        case=CaseId(row.case_id),
        patient=PatientId(row.patient_id),
        milestone=row.milestone,
        concerns=decode(row.concerns, tuple[Concern, ...]),
        opened_at=row.opened_at,
        due_on=row.due_on,
        version=row.version,
        claimed_by=PersonId(row.claimed_by) if row.claimed_by else None,
        claimed_by_name=row.claimed_by_name,
        outcome=Outcome(row.outcome) if row.outcome else None,
        reason=row.reason,
        closed_at=row.closed_at,
        closed_by_name=row.closed_by_name,
    )
