"""What became of every milestone of every operated hip, in a fixed number of queries."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.biologics.states import State
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.schedule import MILESTONES, Milestone, asked_at, is_complete, milestone_called
from enthesis.domain.outcomes.scoring import Score
from enthesis.domain.pathway.case import Closure
from enthesis.domain.pathway.completeness import Came, HipResult, Result, Told, Traits, judge
from enthesis.domain.pathway.contact.asked import Became, Made
from enthesis.domain.pathway.contact.called import Called, Outcome
from enthesis.domain.pathway.follow_up import EndedBy
from enthesis.domain.pathway.operation import Member, OperationState, TeamRole
from enthesis.domain.pathway.promptness import Characteristics, Promptness, promptness
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.pathway.timeline import Timeline
from enthesis.domain.people.patient import Sex, age_on
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import CaseId, PatientId
from enthesis.store.bookings import NEWEST_HOLDS
from enthesis.store.calls import list_calls
from enthesis.store.codec import decode
from enthesis.store.contacts_made import list_made
from enthesis.store.follow_ups import (
    EVERYWHERE,
    NOTHING,
    ResponseStatus,
    begun_with,
    counting,
    given_at,
)
from enthesis.store.kinds import name_of
from enthesis.store.merges import list_standing
from enthesis.store.models import (
    BookingRow,
    CaseRow,
    ContactRow,
    EntryRow,
    OperationRow,
    PatientRow,
    ProductRow,
    ResponseRow,
)
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope, rows
from enthesis.store.timelines import list_timelines, moved_cases

Place = tuple[UUID, str]
"""A case and a milestone."""
ENDS: Mapping[EndedBy, Came] = {
    EndedBy.DIED: Came.DIED,
    EndedBy.WITHDREW_CONTACT: Came.WITHDREW,
    **{end: Came.ENDPOINT for end in EndedBy if end.is_endpoint},
}
NO_PRODUCT = "No product"
SUBMITTED = ResponseStatus.SUBMITTED.value
BY_CALL = "call"
LONG_BEFORE = 2 * 365  # days: an invitation by hand before surgery is no older


@dataclass(slots=True)
class _Forms:
    """The forms of one milestone of one case: when each was given, those begun, and how."""

    sent: dict[str, list[tuple[date, datetime]]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)
    modes: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Tried:
    """What was tried to reach somebody about one milestone of one case.

    `calls` are those in which the patient was spoken to; of every call there is its outcome.
    """

    in_vain: int = 0
    way: str = ""
    last: Called | None = None
    messages: list[datetime] = field(default_factory=list)
    calls: list[datetime] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)


def list_hip_results(
    scope: Scope,
    *,
    milestone: str = "",
    first: date = date.min,
    last: date = date.max,
    on: date,
) -> tuple[HipResult, ...]:
    """Every milestone, or this one, whose window is open on the day `on`, or closed by then in a period.

    It closed in the period if the first day after it lies from `first` to `last`. It is counted from the
    operation a case is about.

    What follows a revision that was recorded on the same case is not counted: the hip had its endpoint. The
    days are those on the clock of the office that sees the hip, of UTC where no visit tells which.
    """
    told, protocol = list_timelines(scope), load_practice(scope).follow_up.protocol
    asked = {m: asked_at(m, protocol) for m in MILESTONES if milestone in ("", m.id)}
    seen = _seen(scope)
    closed = _closed(scope, seen)
    forms = _forms(scope, seen, _of_period(asked, first=min(first, on)))
    tried = _tried(scope, told, since=_earliest(asked, first=min(first, on)))
    traits, owners, reached = _traits(scope, seen), _owners(scope), _reached(scope)
    found = []
    for case, timelines in told.items():
        for asking, wanted in asked.items():
            place = (case, asking.id)
            closes_on = timelines[0].surgery_on + timedelta(days=int(asking.closes.value))
            if closes_on <= on and not first <= closes_on <= last:
                continue
            what = _told(
                timelines[0],
                asking,
                wanted,
                on,
                forms.get(place),
                tried.get(place),
                closed.get(case),
                known=owners[case] in reached,
            )
            if what is not None:
                result, call = judge(what), tried[place].last if place in tried else None
                found.append(
                    HipResult(
                        case=CaseId(case),
                        patient=owners[case],
                        milestone=asking.id,
                        closes_on=closes_on,
                        result=result,
                        traits=traits(case, timelines[0].surgery_on.year),
                        way=tried[place].way if place in tried else "",
                        modes=frozenset(forms[place].modes) if place in forms else frozenset(),
                        reason=call.reason if call is not None else None,
                        promptness=_promptness(what, result, forms.get(place), tried.get(place)),
                    )
                )
    return tuple(found)


def _told(
    timeline: Timeline,
    milestone: Milestone,
    wanted: tuple[str, ...],
    on: date,
    forms: _Forms | None,
    tried: _Tried | None,
    closed: date | None,
    *,
    known: bool,
) -> Told | None:
    """None where nothing is asked, or the window has not opened. `known`: an address or number is known."""
    since = timeline.surgery_on
    day = (on - since).days
    if not wanted or day < milestone.opens.value:
        return None
    ends = {} if closed is None else {Came.CLOSED: (closed - since).days}
    for end in reversed(timeline.ends):
        ends[ENDS[end.by]] = (end.on - since).days
    return Told(
        milestone=milestone,
        wanted=wanted,
        day=day,
        sent={name: tuple((given - since).days for given, _ in told) for name, told in forms.sent.items()}
        if forms
        else {},
        begun=frozenset(forms.begun) if forms else frozenset(),
        ends=ends,
        calls=tuple(tried.outcomes) if tried else (),
        has_way=False if not known or (tried and tried.in_vain) else None,
        invited=len(tried.messages) if tried else 0,
    )


def _promptness(told: Told, result: Result, forms: _Forms | None, tried: _Tried | None) -> Promptness | None:
    if not result.is_final or result.leaves:
        return None
    if result.came is not Came.IN_TIME or forms is None:
        return Promptness.OTHERWISE if result.came.is_answered else Promptness.NEVER
    answered_at = max(
        min(
            at
            for (_, at), day in zip(forms.sent[name], told.sent[name], strict=True)
            if is_complete(told.milestone, (day,))
        )
        for name in told.wanted
    )
    tried = tried or _Tried()
    return promptness(answered_at, tried.messages, tried.calls)


@dataclass(frozen=True, slots=True)
class _Visit:
    office: str
    zone: str


def _seen(scope: Scope) -> dict[UUID, _Visit]:
    """The newest visit that holds, by case."""
    found = rows(scope, BookingRow).exclude(case=None).order_by(*NEWEST_HOLDS)
    return {
        case: _Visit(office, zone)
        for case, office, zone in found.values_list("case_id", "office", "zone")
        if case is not None
    }


def _closed(scope: Scope, seen: Mapping[UUID, _Visit]) -> dict[UUID, date]:
    """The day on which an operated case was closed, on the clock of its office."""
    found = rows(scope, EntryRow).filter(kind=name_of(Closure), case__stage=Stage.CLOSED.value)
    told = found.order_by("number").values_list("case_id", "at")
    return {case: utc_to_wall(at, seen[case].zone if case in seen else "UTC").date() for case, at in told}


def _of_period(asked: Collection[Milestone], *, first: date) -> Q:
    """The forms of hips whose window of the milestone closed on this day or later."""
    found = Q(milestone__in=())
    for one in asked:
        since = _back(first, int(one.closes.value))
        found |= Q(milestone=one.id, case__operated_on__gte=since)
    return found


def _earliest(asked: Collection[Milestone], *, first: date) -> datetime:
    """Nobody was asked before it for a window that closed on this day or later."""
    longest = max((int(one.closes.value - one.opens.value) for one in asked), default=0)
    return datetime.combine(_back(first, max(longest, LONG_BEFORE)), time(), tzinfo=UTC)


def _back(on: date, days: int) -> date:
    return on - timedelta(days=days) if (on - date.min).days > days else date.min


def _forms(scope: Scope, seen: Mapping[UUID, _Visit], wanted: Q) -> dict[Place, _Forms]:
    """Where the day of surgery was corrected, what was sent stands at every milestone, as in `days_given`."""
    counts, moved = counting(scope), moved_cases(scope)
    found: dict[Place, _Forms] = {}
    told = (
        rows(scope, ResponseRow)
        .filter(wanted | Q(case_id__in=moved) if wanted and moved else wanted)
        .values_list(
            "case_id",
            "milestone",
            "instrument",
            "status",
            "mode",
            "submitted_at",
            "answered_on",
            "answered_by",
        )
    )
    for case, milestone, instrument, _, mode, at, day, by in told.filter(status=SUBMITTED).iterator():
        if at is None or not counts(by):
            continue
        zone = seen[case].zone if case in seen else "UTC"
        on = day or at.astimezone(ZoneInfo(zone)).date()
        for place in EVERYWHERE if case in moved else (milestone,):
            forms = found.setdefault((case, place), _Forms())
            forms.sent.setdefault(instrument, []).append((on, given_at(day, at)))
            forms.modes.add(mode)
    unsent = told.exclude(status=SUBMITTED).exclude(answers=NOTHING)
    for case, milestone, instrument, body in unsent.values_list(
        "case_id", "milestone", "instrument", "answers"
    ):
        if begun_with(body):
            found.setdefault((case, milestone), _Forms()).begun.add(instrument)
    return found


def _reached(scope: Scope) -> set[UUID]:
    """The patients of whom an address or a number is known now."""
    told = rows(scope, ContactRow).order_by("version").values_list("patient_id", "email", "phone")
    newest: dict[UUID, bool] = {patient: bool(email or phone) for patient, email, phone in told}
    return {patient for patient, is_known in newest.items() if is_known}


def _tried(
    scope: Scope, timelines: Mapping[UUID, tuple[Timeline, ...]], *, since: datetime
) -> dict[Place, _Tried]:
    """By case and milestone what was sent and who was called, the last one last.

    What was tried once another operation of the hip was done is about that one.
    """
    until = {case: end.on for case, told in timelines.items() if (end := told[0].endpoint) is not None}
    patients = list(rows(scope, PatientRow).values_list("id", flat=True))
    cases = list(rows(scope, CaseRow).values_list("id", flat=True))
    made = [one for told in list_made(scope, patients, cases, since=since).values() for one in told]
    calls = [one for told in list_calls(scope).values() for one, _ in told]
    found: dict[Place, _Tried] = {}
    everything: list[Made | Called] = [*made, *calls]
    for one in sorted(everything, key=lambda one: one.at):
        on = one.at.date()
        for about in (about for about in one.about if on < until.get(about.case, date.max)):
            _add(found.setdefault((about.case, about.milestone), _Tried()), one)
    return found


def _add(tried: _Tried, one: Made | Called) -> None:
    if isinstance(one, Called):
        tried.last, tried.way = one, BY_CALL
        tried.calls += [one.at] if one.outcome.was_spoken_to else []
        tried.outcomes.append(one.outcome)
    elif one.became.counts:
        tried.messages.append(one.at)
        tried.way = one.way.value if one.way else tried.way
    else:
        tried.in_vain += one.became is Became.BOUNCED


def _owners(scope: Scope) -> dict[UUID, PatientId]:
    """By case the person, under the identity that is kept."""
    merged = list_standing(scope)
    found = rows(scope, CaseRow).values_list("id", "patient_id")
    return {case: merged.get(PatientId(patient), PatientId(patient)) for case, patient in found}


def _traits(scope: Scope, seen: Mapping[UUID, _Visit]) -> Callable[[UUID, int], Traits]:
    """What the hip of a case is grouped by; the second argument is the year of surgery."""
    surgeons, products, owners = list_surgeons(scope), _products(scope), _owners(scope)
    found = rows(scope, ContactRow).order_by("version").values_list("patient_id", "language")
    languages: dict[UUID, str] = dict(found)

    def of(case: UUID, year: int) -> Traits:
        return Traits(
            office=seen[case].office if case in seen else "",
            surgeon=surgeons.get(case, ""),
            language=languages.get(owners[case], ""),
            given=" + ".join(sorted(products.get(case, {NO_PRODUCT}))),
            year=year,
        )

    return of


def list_offices(scope: Scope) -> dict[UUID, str]:
    """The office that sees each hip, by case."""
    return {case: visit.office for case, visit in _seen(scope).items()}


def list_surgeons(scope: Scope) -> dict[UUID, str]:
    """By case who led the operation by its booking, else who signed the record of surgery first."""
    signed = rows(scope, EntryRow).filter(kind=name_of(Finish), corrects=None).order_by("-number")
    found: dict[UUID, str] = dict(signed.values_list("case_id", "by_name"))
    booked = rows(scope, OperationRow).exclude(state=OperationState.CANCELLED.value).order_by("on")
    for case, team in booked.filter(case__operated_on__isnull=False).values_list("case_id", "team"):
        for one in decode(team, tuple[Member, ...]):
            if one.role is TeamRole.SURGEON:
                found[case] = one.name
    return found


def _products(scope: Scope) -> dict[UUID, set[str]]:
    """The kinds of product that were given, in words, by case."""
    given: dict[UUID, set[str]] = {}
    found = rows(scope, ProductRow).filter(state=State.ADMINISTERED.value)
    for case, kind in found.values_list("case_id", "kind"):
        given.setdefault(case, set()).add(KINDS[kind].option.label if kind in KINDS else kind)
    return given


def list_characteristics(
    scope: Scope, hips: Collection[HipResult], milestone: str, *, with_labels: bool
) -> dict[CaseId, Characteristics]:
    """What is known of these hips: mHHS before surgery, satisfaction from 0 to 10 at the milestone.

    Of each the last that counts: given in its window, as `counting` says, and not to labels of ours unless
    `with_labels`.
    """
    wanted = {one.case for one in hips}
    found = rows(scope, CaseRow).filter(operated_on__isnull=False).select_related("patient")
    seen = _seen(scope)
    since = {case.id: case.operated_on for case in found if case.id in wanted and case.operated_on}
    births: dict[UUID, date] = dict(
        rows(scope, ContactRow).order_by("version").values_list("patient_id", "birth_date")
    )
    owners = {one.case: one.patient for one in hips}
    before, satisfied = (
        _values(scope, seen, since, at, instrument, with_labels=with_labels)
        for at, instrument in ((MILESTONES[0], "mhhs"), (milestone_called(milestone), "satisfaction-10"))
    )
    return {
        CaseId(case.id): Characteristics(
            age=age_on(born, case.operated_on)
            if (born := births.get(owners[CaseId(case.id)])) and case.operated_on
            else None,
            is_woman=None
            if case.patient.sex not in (Sex.FEMALE.value, Sex.MALE.value)
            else case.patient.sex == Sex.FEMALE.value,
            before=before.get(case.id),
            satisfied=satisfied.get(case.id),
        )
        for case in found
        if case.id in wanted
    }


def _values(
    scope: Scope,
    seen: Mapping[UUID, _Visit],
    since: Mapping[UUID, date],
    milestone: Milestone,
    instrument: str,
    *,
    with_labels: bool,
) -> dict[UUID, Decimal]:
    """The last score that counts at a milestone, by case; `since` are the days of surgery."""
    counts, found = counting(scope), list[tuple[date, datetime, UUID, Decimal]]()
    told = rows(scope, ResponseRow).filter(milestone=milestone.id, instrument=instrument, status=SUBMITTED)
    for case, body, at, day, by, wording in told.filter(case_id__in=since).values_list(
        "case_id", "scores", "submitted_at", "answered_on", "answered_by", "wording"
    ):
        if at is None or not counts(by) or not (Wording(wording).counts or with_labels):
            continue
        on = day or at.astimezone(ZoneInfo(seen[case].zone if case in seen else "UTC")).date()
        if is_complete(milestone, ((on - since[case]).days,)):
            scores = (score.value for score in decode(body, tuple[Score, ...]))
            found += [(on, at, case, value) for value in scores if value is not None]
    return {case: value for _on, _at, case, value in sorted(found, key=lambda one: one[:2])}
