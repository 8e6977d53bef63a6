"""Milestones of operated hips and the answers given at them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.outcomes.instrument import Instrument, Wording
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.outcomes.schedule import is_complete, milestone_called
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.follow_up import FollowUp
from enthesis.domain.terms import CaseId, ResponseId
from enthesis.store.bookings import zone_from, zones_of
from enthesis.store.codec import decode, encode
from enthesis.store.models import FollowUpRow, ResponseRow
from enthesis.store.scope import Scope, rows


class ResponseStatus(StrEnum):
    OPEN = "open"
    SUBMITTED = "submitted"
    RETIRED = "retired"  # a newer version took its place, or nobody is to be asked; what was answered stays


class Mode(StrEnum):
    LINK = "link"
    KIOSK = "kiosk"  # on a tablet of the clinic
    PAPER = "paper"
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """Answers to one instrument at one milestone, pinned to the instrument's version and wording.

    `shared_from` is the form of the other hip in which the person gave these answers.
    """

    id: ResponseId
    case: CaseId
    milestone: str
    instrument: str
    instrument_version: str
    wording: Wording
    mode: Mode
    status: ResponseStatus
    version: int
    answers: dict[str, Answer]
    scores: tuple[Score, ...]
    submitted_at: datetime | None
    shared_from: ResponseId | None = None

    @property
    def is_begun(self) -> bool:
        return any(answer is not None for answer in self.answers.values())

    def score_on(self, instrument: Instrument) -> Score | None:
        """The score that was kept on the instrument's only scale; None while there is none."""
        return next((s for s in self.scores if s.scale_variant == instrument.scale_variant), None)


def save_follow_ups(scope: Scope, case: Case, surgery_on: date, follow_ups: Iterable[FollowUp]) -> None:
    """The milestones after this surgery are in force; those of an earlier date are retired, not removed."""
    rows(scope, FollowUpRow).filter(case_id=case.id).update(retired=True)
    FollowUpRow.objects.bulk_create(
        FollowUpRow(
            practice_id=scope.practice,
            patient_id=case.patient,
            case_id=case.id,
            milestone=f.milestone,
            surgery_on=surgery_on,
            opens_on=f.opens_on,
            due_on=f.due_on,
            closes_on=f.closes_on,
        )
        for f in follow_ups
    )


def list_follow_ups(scope: Scope, case: UUID | None = None) -> dict[UUID, tuple[FollowUp, ...]]:
    """The milestones in force, by case, earliest first. One is answered when each of its forms was in time.

    The day of an answer is that on the clock of the office that sees the hip; raises LookupError where no
    visit tells which.
    """
    found = rows(scope, FollowUpRow).filter(retired=False).order_by("due_on")
    told = rows(scope, ResponseRow).filter(status=ResponseStatus.SUBMITTED.value)
    if case is not None:
        found, told = found.filter(case_id=case), told.filter(case_id=case)
    zones = zones_of(scope, case)
    answered: dict[tuple[UUID, str], dict[str, list[date]]] = {}
    for case_id, milestone, instrument, at in told.values_list(
        "case_id", "milestone", "instrument", "submitted_at"
    ):
        if at is not None:
            on = at.astimezone(ZoneInfo(zone_from(zones, case_id))).date()
            answered.setdefault((case_id, milestone), {}).setdefault(instrument, []).append(on)
    listed: dict[UUID, list[FollowUp]] = {}
    for row in found:
        listed.setdefault(row.case_id, []).append(
            _follow_up(row, answered.get((row.case_id, row.milestone), {}))
        )
    return {key: tuple(value) for key, value in listed.items()}


def _follow_up(row: FollowUpRow, answered_on: Mapping[str, Iterable[date]]) -> FollowUp:
    milestone = milestone_called(row.milestone)
    return FollowUp(
        milestone=row.milestone,
        opens_on=row.opens_on,
        due_on=row.due_on,
        closes_on=row.closes_on,
        answered=all(
            is_complete(milestone, [(on - row.surgery_on).days for on in answered_on.get(asked, ())])
            for asked in milestone.asks
        ),
    )


def save_open_response(
    scope: Scope,
    case: Case,
    milestone: str,
    instrument: Instrument,
    *,
    wording: Wording,
    mode: Mode,
    at: datetime,
) -> ResponseId:
    """The open form of that milestone; the one already begun, if there is one of the instrument in use."""
    begun = rows(scope, ResponseRow).filter(
        case_id=case.id, milestone=milestone, instrument=instrument.id, status=ResponseStatus.OPEN.value
    )
    begun.exclude(instrument_version=instrument.version, wording=wording.value).update(
        status=ResponseStatus.RETIRED.value, version=F("version") + 1
    )
    row, _ = ResponseRow.objects.get_or_create(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        milestone=milestone,
        instrument=instrument.id,
        status=ResponseStatus.OPEN.value,
        defaults={
            "instrument_version": instrument.version,
            "wording": wording.value,
            "mode": mode.value,
            "answers": "{}",
            "opened_at": at,
        },
    )
    return ResponseId(row.id)


def save_retired(scope: Scope, patients: Collection[UUID]) -> int:
    """Every open form of these patients is closed, with what was answered so far; how many that were."""
    found = rows(scope, ResponseRow).filter(patient_id__in=patients, status=ResponseStatus.OPEN.value)
    return found.update(status=ResponseStatus.RETIRED.value, version=F("version") + 1)


def load_response(scope: Scope, response: UUID) -> Response:
    row = rows(scope, ResponseRow).filter(id=response).first()
    if row is None:
        raise NotFound("response", "There is no such form.", "Open the link in your message again.")
    return _response(row)


def list_responses(scope: Scope, case: UUID, *, milestone: str | None = None) -> tuple[Response, ...]:
    """The forms of a case, oldest first."""
    found = rows(scope, ResponseRow).filter(case_id=case).order_by("opened_at", "instrument")
    if milestone is not None:
        found = found.filter(milestone=milestone)
    return tuple(_response(row) for row in found)


def list_sent(scope: Scope) -> dict[tuple[UUID, str], dict[str, list[datetime]]]:
    """When each form was sent in: by case and milestone, then by instrument. One query for all hips."""
    found = rows(scope, ResponseRow).filter(status=ResponseStatus.SUBMITTED.value).order_by("submitted_at")
    sent: dict[tuple[UUID, str], dict[str, list[datetime]]] = {}
    for case, milestone, instrument, at in found.values_list(
        "case_id", "milestone", "instrument", "submitted_at"
    ):
        if at is not None:
            sent.setdefault((case, milestone), {}).setdefault(instrument, []).append(at)
    return sent


def save_answers(
    scope: Scope,
    response: Response,
    answers: dict[str, Answer],
    *,
    scores: Sequence[Score] = (),
    at: datetime,
) -> None:
    """Keeps the answers; with its scores the form is submitted. Raises Stale if it moved on meanwhile."""
    changes: dict[str, object] = {"answers": encode(answers), "version": F("version") + 1}
    if scores:
        changes |= {
            "status": ResponseStatus.SUBMITTED.value,
            "submitted_at": at,
            "scores": encode(tuple(scores)),
        }
    found = rows(scope, ResponseRow).filter(
        id=response.id, version=response.version, status=ResponseStatus.OPEN.value
    )
    if not found.update(**changes):
        raise Stale("form-moved-on", "This form was answered elsewhere meanwhile.", "Open it again to go on.")


def _response(row: ResponseRow) -> Response:
    return Response(
        id=ResponseId(row.id),
        case=CaseId(row.case_id),
        milestone=row.milestone,
        instrument=row.instrument,
        instrument_version=row.instrument_version,
        wording=Wording(row.wording),
        mode=Mode(row.mode),
        status=ResponseStatus(row.status),
        version=row.version,
        answers=decode(row.answers, dict[str, Answer]),
        scores=decode(row.scores, tuple[Score, ...]),
        submitted_at=row.submitted_at,
        shared_from=ResponseId(row.shared_from_id) if row.shared_from_id else None,
    )
