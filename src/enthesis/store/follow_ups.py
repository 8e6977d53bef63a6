"""Milestones of operated hips and the answers given at them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from enthesis.domain.errors import NotFound, Stale
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy, is_own
from enthesis.domain.outcomes.entry.mark import Missing
from enthesis.domain.outcomes.instrument import Instrument, Wording
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.pathway.before_surgery import window_before
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.follow_up import FollowUp
from enthesis.domain.pathway.timeline import Timeline, with_answers
from enthesis.domain.terms import CaseId, PatientId, PersonId, ResponseId, SheetId
from enthesis.store.bookings import zone_from, zones_of
from enthesis.store.codec import decode, encode
from enthesis.store.models import ResponseRow
from enthesis.store.operations import list_booked_days
from enthesis.store.practice import load_practice, load_written_practice
from enthesis.store.scope import Scope, rows
from enthesis.store.timelines import list_timelines, moved_cases

NOTHING = "{}"  # the answers of a form that was opened
Place = tuple[UUID, str]
"""A case and a milestone."""
EVERYWHERE = tuple(milestone.id for milestone in MILESTONES)
A_DAY = timedelta(days=1)  # somewhere on earth it is tomorrow
NO_REASONS: Mapping[str, Missing] = MappingProxyType({})
NOT_CALLED: Mapping[str, object] = MappingProxyType(
    {"answered_by": "", "asked_by": None, "asked_by_name": "", "asked_at": None}
)
"""What a form keeps of a call when there was none."""


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

    `translation` is the imported wording it was asked in, None for labels of ours (`instruments.words_of`).
    `shared_from` is the form of the other hip in which the person gave these answers. `answered_on` is the
    day they were given where it is not that on which they were sent, `missing` why a question has none.
    `asked_by` read the questions out, last in a call that began at `asked_at`.
    """

    id: ResponseId
    patient: PatientId
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
    translation: UUID | None = None
    language: str = ""
    answered_on: date | None = None
    answered_by: AnsweredBy | None = None
    missing: dict[str, Missing] = field(default_factory=dict)
    asked_by: PersonId | None = None
    asked_by_name: str = ""
    asked_at: datetime | None = None

    @property
    def is_own(self) -> bool:
        """Whether they are the patient's own answers, not what somebody else thinks."""
        return is_own(self.answered_by)

    @property
    def given_at(self) -> datetime | None:
        """When they were given, as far as it is known; None while they are not sent. See `given_at`."""
        return None if self.submitted_at is None else given_at(self.answered_on, self.submitted_at)

    @property
    def is_begun(self) -> bool:
        return is_begun(self.answers)

    def score_on(self, instrument: Instrument) -> Score | None:
        """The score that was kept on the instrument's only scale; None while there is none."""
        return next((s for s in self.scores if s.scale_variant == instrument.scale_variant), None)


def by_day_given(responses: Iterable[Response]) -> tuple[Response, ...]:
    """Those that were sent, the one that was given last behind the others, whenever it came in."""
    sent = [(given, r) for r in responses if (given := r.given_at) is not None]
    return tuple(r for _, r in sorted(sent, key=lambda pair: pair[0]))


def is_begun(answers: Mapping[str, Answer]) -> bool:
    """Whether anything was answered; a reason why there is no answer is none."""
    return any(answer is not None for answer in answers.values())


def begun_with(body: str) -> bool:
    """As `is_begun`, of answers as they are kept."""
    return body != NOTHING and is_begun(decode(body, dict[str, Answer]))


def given_at(answered_on: date | None, submitted_at: datetime) -> datetime:
    """When answers were given: the day that was told, at noon of UTC, else when they were sent.

    Noon of UTC is that same day on every clock but those more than eleven hours ahead.
    """
    return submitted_at if answered_on is None else datetime.combine(answered_on, time(12), tzinfo=UTC)


def counting(scope: Scope) -> Callable[[str], bool]:
    """Whether answers count, by who gave them: somebody else's do where the practice says so."""
    decided: list[bool] = []

    def counts(answered_by: str) -> bool:
        if is_own(AnsweredBy(answered_by) if answered_by else None):
            return True
        if not decided:
            decided.append(load_practice(scope).follow_up.proxy_counts)
        return decided[0]

    return counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What is kept of a form as it is sent: how and in which language it was answered, what it is worth.

    `on_paper` where it was filled in by hand, maybe on another day.
    """

    answers: Mapping[str, Answer]
    scores: Sequence[Score]
    mode: Mode
    language: str = ""
    at: datetime
    on_paper: "OnPaper | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """What a sheet tells of the answers on it."""

    sheet: SheetId
    answered_on: date
    answered_by: AnsweredBy | None
    missing: Mapping[str, Missing]


def list_follow_ups(
    scope: Scope, case: UUID | None = None, *, known: Mapping[UUID, tuple[Timeline, ...]] | None = None
) -> dict[UUID, tuple[FollowUp, ...]]:
    """The milestones after operations, by case, earliest first: those counted from its last operation.

    One is answered when each of its forms was in time, and not of a later operation. The day of an answer is
    that on the clock of the office that sees the hip; raises LookupError where no visit tells which.
    `known` are the timelines where they are read already.
    """
    return {
        owner: tuple(one for one in told if one.surgery_on == told[-1].surgery_on)
        for owner, told in list_windows(scope, case, known=known).items()
    }


def list_asked(scope: Scope, case: UUID, *, on: date) -> tuple[FollowUp, ...]:
    """The milestones asked of a case: as `list_follow_ups`, and the first before a booked operation."""
    booked = list_booked_days(scope, {case}).get(case)
    if booked is None:
        return list_follow_ups(scope, case).get(case, ())
    stage, day = booked
    window = window_before(stage, day, on=on)
    if window is None:
        return ()
    answered = days_given(scope, cases={case}).get((case, window.milestone), {})
    return (with_answers(window, answered, load_practice(scope).follow_up.protocol),)


def list_windows(
    scope: Scope, case: UUID | None = None, *, known: Mapping[UUID, tuple[Timeline, ...]] | None = None
) -> dict[UUID, tuple[FollowUp, ...]]:
    """As `list_follow_ups`, with the milestones that are counted from an operation before the last, first."""
    found = list_timelines(scope, case) if known is None else known
    if not found:
        return {}
    answered = days_given(scope, cases=None if case is None else {case})
    protocol = load_written_practice(scope).follow_up.protocol
    return {
        owner: tuple(
            with_answers(window, answered.get((owner, window.milestone), {}), protocol)
            for timeline in of_one
            for window in timeline.windows
        )
        for owner, of_one in found.items()
    }


def days_given(
    scope: Scope, wanted: Q | None = None, *, cases: Collection[UUID] | None = None, elsewhere: str = ""
) -> dict[Place, dict[str, list[date]]]:
    """The days on which each form that counts was given: by case and milestone, then by instrument.

    Of the whole practice or of some cases, of all forms or those `wanted`; what was answered is not read. A
    day is that on the clock of the office that sees the hip; where no visit tells which, on that of the zone
    `elsewhere`, without which LookupError is raised.

    Where the day of surgery was corrected, each day stands at every milestone: what was answered belongs to
    the window its day falls in, whatever it was asked for.
    """
    moved = moved_cases(scope, cases)
    of = (wanted or Q()) | Q(case_id__in=moved) if wanted and moved else wanted or Q()
    found = rows(scope, ResponseRow).filter(of, status=ResponseStatus.SUBMITTED.value)
    if cases is not None:
        found = found.filter(case_id__in=cases)
    known, counts = zones_of(scope, of=cases), counting(scope)
    zones: dict[UUID, ZoneInfo] = {}
    given: dict[Place, dict[str, list[date]]] = {}
    for owner, milestone, instrument, at, day, by in found.values_list(
        "case_id", "milestone", "instrument", "submitted_at", "answered_on", "answered_by"
    ):
        if at is None or not counts(by):
            continue
        if owner not in zones:
            told = elsewhere and owner not in known
            zones[owner] = ZoneInfo(elsewhere if told else zone_from(known, owner))
        on = day or at.astimezone(zones[owner]).date()
        for place in EVERYWHERE if owner in moved else (milestone,):
            given.setdefault((owner, place), {}).setdefault(instrument, []).append(on)
    return given


def list_begun(scope: Scope, cases: Collection[UUID] | None = None) -> dict[Place, datetime]:
    """When a form that the patient began was last saved, by case and milestone.

    What somebody else began is not in it: nobody goes on with that.
    """
    found = rows(scope, ResponseRow).filter(status=ResponseStatus.OPEN.value).exclude(answers=NOTHING)
    if cases is not None:
        found = found.filter(case_id__in=cases)
    told = found.exclude(answered_by=AnsweredBy.OTHER.value).annotate(last=Coalesce("saved_at", "opened_at"))
    begun = told.order_by("last").values_list("case_id", "milestone", "answers", "last")
    return {(case, milestone): last for case, milestone, body, last in begun if begun_with(body)}


def save_open_response(
    scope: Scope,
    case: Case,
    milestone: str,
    instrument: Instrument,
    *,
    wording: Wording,
    translation: str = "",
    mode: Mode,
    at: datetime,
) -> ResponseId:
    """The open form of that milestone; the one already begun, if there is one of the instrument in use.

    It is asked in the imported `translation` for ever; one in which nothing has been answered makes way for
    newer words.
    """
    begun = rows(scope, ResponseRow).filter(
        case_id=case.id, milestone=milestone, instrument=instrument.id, status=ResponseStatus.OPEN.value
    )
    begun.exclude(instrument_version=instrument.version, wording=wording.value).update(
        status=ResponseStatus.RETIRED.value, version=F("version") + 1
    )
    if mode is not Mode.TELEPHONE:  # the patient does not go on with what somebody else began
        begun.filter(answered_by=AnsweredBy.OTHER.value).update(
            status=ResponseStatus.RETIRED.value, version=F("version") + 1
        )
    newer = Q(translation_id=translation) if translation else Q(translation_id=None)
    begun.filter(~newer, answers=NOTHING).update(
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
            "translation_id": translation or None,
            "mode": mode.value,
            "answers": NOTHING,
            "opened_at": at,
        },
    )
    return ResponseId(row.id)


def save_closed(scope: Scope, case: UUID, milestone: str, instrument: str) -> None:
    """What was begun of a form is closed unsent: the same form came another way, answered as a whole."""
    rows(scope, ResponseRow).filter(
        case_id=case, milestone=milestone, instrument=instrument, status=ResponseStatus.OPEN.value
    ).update(status=ResponseStatus.RETIRED.value, version=F("version") + 1)


def save_called(scope: Scope, response: UUID, answered_by: AnsweredBy, *, at: datetime) -> None:
    """The open form is being read out by whoever acts, and this is who answers."""
    rows(scope, ResponseRow).filter(id=response, status=ResponseStatus.OPEN.value).update(
        mode=Mode.TELEPHONE.value,
        answered_by=answered_by.value,
        asked_by=scope.actor.person,
        asked_by_name=scope.actor.name,
        asked_at=at,
        version=F("version") + 1,
    )


def save_heard(
    scope: Scope,
    response: Response,
    answers: Mapping[str, Answer],
    missing: Mapping[str, Missing],
    *,
    at: datetime,
) -> None:
    """Keeps the answers, and why some are missing. Raises Stale if the form moved on meanwhile."""
    _change(scope, response, **_saved(answers, missing, at=at))


def save_outdated(scope: Scope, case: UUID, windows: Collection[FollowUp]) -> int:
    """Every open form of before the window of its milestone is closed, with what was answered so far.

    It was opened about an earlier operation of the case. How many that were.
    """
    outdated = Q(milestone__in=())
    for window in windows:
        begins = datetime.combine(window.opens_on, time(), tzinfo=UTC) - A_DAY
        outdated |= Q(milestone=window.milestone, opened_at__lt=begins)
    found = rows(scope, ResponseRow).filter(outdated, case_id=case, status=ResponseStatus.OPEN.value)
    return found.update(status=ResponseStatus.RETIRED.value, version=F("version") + 1)


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


def list_responses_of(scope: Scope, patient: UUID) -> tuple[Response, ...]:
    """The forms of every hip of a patient, oldest first."""
    found = rows(scope, ResponseRow).filter(patient_id=patient)
    return tuple(_response(row) for row in found.order_by("opened_at", "instrument"))


def lock_response(scope: Scope, response: UUID) -> None:
    """Until the transaction ends nobody else answers this form: two devices queue up, and no answer is lost.

    SQLite's immediate transactions queue up by themselves.
    """
    list(rows(scope, ResponseRow).select_for_update(no_key=True).filter(id=response))


def save_answers(
    scope: Scope,
    response: Response,
    answers: Mapping[str, Answer],
    missing: Mapping[str, Missing] = NO_REASONS,
    *,
    at: datetime,
) -> None:
    """Keeps what the patient answers, and why the rest is missing; of a call in which nothing was answered
    nothing stays. Raises Stale if the form moved on meanwhile.
    """
    in_vain = response.asked_at is not None and not response.is_begun
    alone = {"mode": Mode.LINK.value, **NOT_CALLED} if in_vain else {}
    _change(scope, response, **_saved(answers, {} if in_vain else missing, at=at), **alone)


def _saved(
    answers: Mapping[str, Answer], missing: Mapping[str, Missing], *, at: datetime
) -> dict[str, object]:
    """A form begins with its first answer, however it is given."""
    begins = {"begun_at": Coalesce("begun_at", Value(at))} if is_begun(answers) else {}
    return {"answers": encode(dict(answers)), "missing": encode(dict(missing)), "saved_at": at, **begins}


def save_sent(scope: Scope, response: Response, sent: Sent) -> None:
    """The form is sent. Raises Stale if it moved on meanwhile."""
    _change(scope, response, **_columns(sent))


def save_shared(scope: Scope, response: Response, case: Case, milestone: str, sent: Sent) -> None:
    """What was sent is kept for another hip of the person, too; a form that waits there is closed with it."""
    ResponseRow.objects.update_or_create(
        practice_id=scope.practice,
        patient_id=case.patient,
        case_id=case.id,
        milestone=milestone,
        instrument=response.instrument,
        status=ResponseStatus.OPEN.value,
        defaults={
            **_asked(response),
            **_columns(sent),
            "instrument_version": response.instrument_version,
            "wording": response.wording.value,
            "translation_id": response.translation,
            "version": response.version + 1,
            "opened_at": sent.at,
            "shared_from_id": response.id,
        },
    )


def _columns(sent: Sent) -> dict[str, object]:
    return {
        "answers": encode(dict(sent.answers)),
        "scores": encode(tuple(sent.scores)),
        "mode": sent.mode.value,
        "language": sent.language,
        "status": ResponseStatus.SUBMITTED.value,
        "submitted_at": sent.at,
        **(_on_paper(sent.on_paper) if sent.on_paper else {}),
    }


def _on_paper(told: OnPaper) -> dict[str, object]:
    return {
        "sheet_id": told.sheet,
        "answered_on": told.answered_on,
        "answered_by": told.answered_by.value if told.answered_by else "",
        "missing": encode(dict(told.missing)),
    }


def _asked(response: Response) -> dict[str, object]:
    """Who gave the answers to whom, and why some are missing."""
    return {
        "answered_by": response.answered_by.value if response.answered_by else "",
        "missing": encode(response.missing),
        "asked_by": response.asked_by,
        "asked_by_name": response.asked_by_name,
        "asked_at": response.asked_at,
    }


def _change(scope: Scope, response: Response, **columns: object) -> None:
    found = rows(scope, ResponseRow).filter(
        id=response.id, version=response.version, status=ResponseStatus.OPEN.value
    )
    if not found.update(**columns, version=F("version") + 1):
        raise Stale("form-moved-on", "This form was answered elsewhere meanwhile.", "Open it again to go on.")


def _response(row: ResponseRow) -> Response:
    return Response(
        id=ResponseId(row.id),
        patient=PatientId(row.patient_id),
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
        translation=row.translation_id,
        language=row.language,
        answered_on=row.answered_on,
        answered_by=AnsweredBy(row.answered_by) if row.answered_by else None,
        missing=decode(row.missing, dict[str, Missing]),
        asked_by=PersonId(row.asked_by) if row.asked_by else None,
        asked_by_name=row.asked_by_name,
        asked_at=row.asked_at,
    )
