"""What one patient is asked now, for all hips together, read in a few queries."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.domain.outcomes.schedule import Milestone, milestone_called
from enthesis.domain.pathway.asked_now import Round
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.ended import Ended
from enthesis.domain.pathway.follow_up import FollowUp
from enthesis.domain.pathway.invitation import BEFORE_SURGERY, Asking
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.domain.terms import PatientId
from enthesis.store.bookings import zone_of
from enthesis.store.cases import list_cases, load_case
from enthesis.store.ended import list_ended
from enthesis.store.follow_ups import Response, ResponseStatus, list_asked, list_responses
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope

Place = tuple[UUID, str]
"""A case and a milestone."""


def load_asking(scope: Scope, case_id: UUID, milestone: str, *, at: datetime) -> Asking:
    """The milestone as it stands today on the clock of the office that sees this hip."""
    asked = milestone_called(milestone)
    case = load_case(scope, case_id)
    told = list_responses(scope, case.id, milestone=asked.id)
    reader = _reader(scope, case.patient, at=at)
    return reader.asking(case, asked, told, reader.windows(case).get(asked.id))


def load_round(
    scope: Scope,
    patient: PatientId,
    *,
    at: datetime,
    needed: Mapping[str, Collection[str]] | None = None,
    beside: Place | None = None,
) -> Round:
    """Every hip of the patient that is asked today; `needed` are the instruments of studies, by milestone.

    `beside` is where a private link leads: what was opened there may still be sent after its window.
    """
    reader = _reader(scope, patient, at=at)
    askings = (
        asking
        for case in sorted(list_cases(scope, patient=patient), key=lambda case: (case.side, case.number))
        for asking in _of_case(scope, reader, case)
    )
    return Round(
        askings=tuple(
            asking
            for asking in askings
            if asking.is_open or ((asking.case.id, asking.milestone.id) == beside and asking.may_finish)
        ),
        needed=needed or {},
    )


def load_whole_round(scope: Scope, patient: PatientId, *, at: datetime) -> Round:
    """As `load_round`; where nothing waits, what may be asked before a surgery that is not booked yet.

    For paper and telephone, where nobody opens a form beforehand.
    """
    asked = load_round(scope, patient, at=at)
    if asked.askings:
        return asked
    before = (
        load_asking(scope, case.id, BEFORE_SURGERY, at=at)
        for case in list_cases(scope, patient=patient)
        if case.operated_on is None
    )
    return Round(askings=tuple(asking for asking in before if asking.why_not() is None))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """What is the same for every hip of a patient."""

    scope: Scope
    at: datetime
    settings: FollowUpSettings
    ends: tuple[Ended, ...]

    def windows(self, case: Case) -> dict[str, FollowUp]:
        """The windows in force today, by milestone."""
        on = self.at.astimezone(ZoneInfo(zone_of(self.scope, case.id))).date()
        return {window.milestone: window for window in list_asked(self.scope, case.id, on=on)}

    def asking(
        self, case: Case, milestone: Milestone, told: Iterable[Response], window: FollowUp | None
    ) -> Asking:
        zone = ZoneInfo(zone_of(self.scope, case.id))
        return asking_of(
            case,
            milestone,
            told,
            window,
            on=self.at.astimezone(zone).date(),
            zone=zone,
            settings=self.settings,
            ends=self.ends,
        )


def asking_of(
    case: Case,
    milestone: Milestone,
    told: Iterable[Response],
    window: FollowUp | None,
    *,
    on: date,
    zone: ZoneInfo,
    settings: FollowUpSettings,
    ends: tuple[Ended, ...],
) -> Asking:
    """The milestone on a day, by its forms of `told`; answers of somebody else as the practice decided."""
    answered, waiting = dict[str, list[date]](), list[Response]()
    for response in told:
        if response.status is ResponseStatus.OPEN:
            waiting.append(response)
        elif (given := response.given_at) is not None and (response.is_own or settings.proxy_counts):
            answered.setdefault(response.instrument, []).append(given.astimezone(zone).date())
    return Asking(
        case=case,
        milestone=milestone,
        answered=answered,
        on=on,
        protocol=settings.protocol,
        ends=ends,
        window=window,
        opened=frozenset(response.instrument for response in waiting),
        begun=frozenset(response.instrument for response in waiting if response.is_begun),
    )


def _reader(scope: Scope, patient: PatientId, *, at: datetime) -> _Reader:
    return _Reader(
        scope=scope,
        at=at,
        settings=load_practice(scope).follow_up,
        ends=list_ended(scope, {patient}).get(patient, ()),
    )


def _of_case(scope: Scope, reader: _Reader, case: Case) -> Iterator[Asking]:
    """The milestones of a case: those in force, and any of which a form was ever opened."""
    windows = reader.windows(case)
    told: dict[str, list[Response]] = {milestone: [] for milestone in windows}
    for response in list_responses(scope, case.id):
        told.setdefault(response.milestone, []).append(response)
    for milestone, responses in told.items():
        yield reader.asking(case, milestone_called(milestone), responses, windows.get(milestone))
