"""Answers that need a person: on the clinic's list as they are told, taken on, closed with what was done.

Whoever takes in a form calls `note_answers`.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.domain.errors import NotAllowed, Stale
from enthesis.domain.outcomes.attention.item import Attention, Concern, Outcome, concerns_of, due_on
from enthesis.domain.outcomes.attention.rulebook import look
from enthesis.domain.outcomes.attention.told import Earlier, RoundTold, Ticked, Told
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.practice.public_holidays import public_holiday
from enthesis.domain.practice.red_flags import SignsTold, Urgency, questions
from enthesis.domain.terms import CLINICIANS, Actor, PracticeId, Role
from enthesis.store import attention, bookings, cases, follow_ups, practice, work
from enthesis.store.scope import Scope
from enthesis.store.timelines import list_timelines

OVERDUE = "attention_overdue"


@act(Role.PATIENT)
def tell_team(
    scope: Scope, case_id: UUID, milestone: str, words: str, bears_weight: bool | None, *, at: datetime
) -> Done:
    """What the patient wrote and said at the end of a round is on the record, and on the clinic's list.

    `milestone` is that of the round; empty where it belongs to none. Raises Invalid for nothing told, and for
    more words than a page.
    """
    asked = milestone_called(milestone).id if milestone else ""
    said = RoundTold(milestone=asked, words=words.strip(), bears_weight=bears_weight)
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    cases.save_entry(scope, case, said, at=at)
    note_attention(scope, case_id, Told(milestone=said.milestone, said=said), at=at)
    return Done(kind="case", subject=case.id, patient=case.patient, detail={"milestone": said.milestone})


@act(Role.DESK, *CLINICIANS)
def claim_attention(scope: Scope, attention_id: UUID, *, read: int, at: datetime) -> Done:
    """Whoever does this looks after these answers; nobody else needs to."""
    before = _load(scope, attention_id, read)
    assert scope.actor.person is not None  # noqa: S101  staff alone may do this
    return _save(scope, before, before.claimed(scope.actor.person, scope.actor.name))


@act(Role.DESK, *CLINICIANS)
def close_attention(
    scope: Scope, attention_id: UUID, *, outcome: Outcome, reason: str, read: int, at: datetime
) -> Done:
    """Somebody has looked, and this was done. That nothing more is needed, only a clinician says."""
    if outcome is Outcome.NO_NEED and scope.actor.role not in CLINICIANS:
        raise NotAllowed(
            "outcome",
            "That nothing more is needed is for a clinician to say.",
            "Call the patient, or ask a nurse or doctor to look at it.",
        )
    before = _load(scope, attention_id, read)
    return _save(scope, before, before.closed(outcome, reason, by_name=scope.actor.name, at=at))


def note_answers(
    scope: Scope,
    case_id: UUID,
    milestone: str,
    answers: dict[str, dict[str, Answer]],
    scores: Sequence[Score],
    *,
    at: datetime,
) -> None:
    """What a form just sent says that needs a person is on the list: part of an action, in its transaction.

    `answers` are by instrument and item: the form that was sent, and no other. Whoever sends a form calls it,
    by link, on paper or by telephone.
    """
    earlier = _earlier(scope, case_id, milestone)
    told = Told(milestone=milestone, answers=answers, scores=tuple(scores), earlier=earlier)
    note_attention(scope, case_id, told, at=at)


def _earlier(scope: Scope, case_id: UUID, milestone: str) -> tuple[Earlier, ...]:
    """The scores before, of the operation that the milestones are counted from now."""
    told = list_timelines(scope, case_id).get(case_id)
    if not told:
        return ()
    return attention.earlier_scores(
        follow_ups.list_responses(scope, case_id),
        milestone,
        since=told[-1].surgery_on,
        zone=ZoneInfo(bookings.zone_of(scope, case_id)),
    )


def note_signs(scope: Scope, case_id: UUID, signs: SignsTold, *, at: datetime) -> None:
    """Signs that must not wait are on the list: part of an action, in its transaction."""
    ticked = Ticked(asked=questions(signs.ticked), is_emergency=signs.urgency is Urgency.EMERGENCY)
    note_attention(scope, case_id, Told(milestone=signs.milestone, signs=ticked), at=at)


def note_attention(scope: Scope, case_id: UUID, told: Told, *, at: datetime) -> None:
    """What the rules find in what was told stands in one open item of its round; part of an action."""
    concerns = concerns_of(look(told), at=at)
    if concerns:
        cases.lock_case(scope, case_id)
        _note(scope, case_id, told.milestone, concerns, at=at)


def tell_of_overdue(practice_id: UUID, *, at: datetime) -> bool:
    """The practice's own address is told once a day that answers are overdue; whether it is.

    Nobody is told where the practice file names no address.
    """
    scope = Scope(practice=PracticeId(practice_id), actor=Actor(role=Role.SYSTEM, name="Worker"))
    site = practice.load_written_practice(scope)
    today = at.astimezone(ZoneInfo(site.offices[0].zone)).date()
    if not site.follow_up.overdue_to or not attention.list_attention(scope, due_before=today):
        return False
    work.save_message(scope, subject=practice_id, kind=OVERDUE, version=today.toordinal(), body={}, due_at=at)
    return True


def _note(
    scope: Scope, case_id: UUID, milestone: str, concerns: tuple[Concern, ...], *, at: datetime
) -> None:
    zone = practice.load_written_practice(scope).offices[0].zone
    today = at.astimezone(ZoneInfo(zone)).date()
    before = attention.find_open_attention(scope, case_id, milestone)
    if before is not None:
        after = before.with_concerns(concerns, on=today)
        if after is not before:
            attention.save_attention_after(scope, before, after)
        return
    urgent = any(concern.urgent for concern in concerns)
    due = due_on(today, urgent=urgent, is_holiday=lambda day: bool(public_holiday(day)))
    case = cases.load_case(scope, case_id)
    attention.save_new_attention(scope, case, milestone, concerns, due_on=due, at=at)


def _load(scope: Scope, attention_id: UUID, read: int) -> Attention:
    found = attention.load_attention(scope, attention_id)
    if found.version != read:
        raise Stale(
            "attention-moved-on",
            f"Something changed since you opened this (you read version {read}, it is at {found.version}).",
            "Look at it, then do yours again.",
        )
    return found


def _save(scope: Scope, before: Attention, after: Attention) -> Done:
    attention.save_attention_after(scope, before, after)
    return Done(
        kind="attention",
        subject=after.id,
        patient=after.patient,
        detail={"outcome": after.outcome.value if after.outcome else "claimed", "milestone": after.milestone},
    )
