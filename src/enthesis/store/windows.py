"""The windows that are open about now, by case, with what is still wanted in each."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q

from enthesis.domain.outcomes.schedule import asked_at, milestone_called
from enthesis.domain.pathway.before_surgery import window_before
from enthesis.domain.pathway.contact.asked import Waits, waits_of
from enthesis.domain.pathway.follow_up import FollowUp
from enthesis.domain.pathway.invitation import BEFORE_SURGERY
from enthesis.domain.pathway.timeline import Timeline
from enthesis.domain.terms import CaseId
from enthesis.store.extracts import list_countable
from enthesis.store.follow_ups import Place, days_given, list_begun
from enthesis.store.models import CaseRow
from enthesis.store.operations import list_booked_days
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope, rows
from enthesis.store.timelines import list_timelines

ABOUT = timedelta(days=2)  # a day somewhere on earth, and one to be sure

Missing = Mapping[str, Mapping[str, Collection[str]]]
"""The instruments that a registered study needs, by study and milestone."""


def list_windows(
    scope: Scope, patients: Collection[UUID] | None = None, *, missing: Missing, at: datetime
) -> dict[UUID, tuple[Waits, ...]]:
    """The windows open about now of every hip that is followed, or of those of these patients.

    One of which everything is answered is in it, too; before an operation that of before it, by the booked
    day. A case that was closed has none, nor has a hip that another operation follows. No study misses a form
    of somebody who did not agree to be counted, or withdrew.
    """
    asked = {case: _asked(told) for case, told in _timelines(scope, patients).items()}
    found: dict[UUID, tuple[FollowUp, ...]] = {
        case: near
        for case, told in (asked | _before(scope, patients, at.date())).items()
        if (near := tuple(one for one in told if _is_near(one, at.date())))
    }
    few = None if patients is None else set(found)
    sent = _sent(scope, [one for near in found.values() for one in near], few)
    begun = list_begun(scope, few)
    protocol = load_practice(scope).follow_up.protocol
    studied = _studied(scope, found) if missing else frozenset()
    return {
        case: tuple(
            _missed(
                waits_of(
                    CaseId(case),
                    one.surgery_on,
                    milestone_called(one.milestone),
                    asked_at(milestone_called(one.milestone), protocol),
                    sent.get((case, one.milestone), {}),
                    begun_at=begun.get((case, one.milestone)),
                ),
                missing if case in studied else {},
            )
            for one in near
            if one.surgery_on is not None
        )
        for case, near in found.items()
    }


def _studied(scope: Scope, cases: Collection[UUID]) -> frozenset[UUID]:
    """Those of these cases that studies may count."""
    owners = dict(rows(scope, CaseRow).filter(id__in=cases).values_list("id", "patient_id"))
    agreed = list_countable(scope, set(owners.values()))
    return frozenset(case for case, patient in owners.items() if patient in agreed)


def _timelines(scope: Scope, patients: Collection[UUID] | None) -> Mapping[UUID, tuple[Timeline, ...]]:
    asked = rows(scope, CaseRow).exclude(stage="closed").filter(operated_on__isnull=False)
    if patients is None:
        known = set(asked.values_list("id", flat=True))
        return {case: told for case, told in list_timelines(scope).items() if case in known}
    mine = asked.filter(patient_id__in=patients).values_list("id", flat=True)
    return {case: told for one in mine for case, told in list_timelines(scope, one).items()}


def _before(scope: Scope, patients: Collection[UUID] | None, today: date) -> dict[UUID, tuple[FollowUp, ...]]:
    """The window of before surgery of each hip whose operation is booked."""
    mine = rows(scope, CaseRow).filter(patient_id__in=patients or ()).values_list("id", flat=True)
    booked = list_booked_days(scope, None if patients is None else set(mine))
    return {
        case: (window,)
        for case, (stage, day) in booked.items()
        if (window := window_before(stage, day, on=today - ABOUT)) is not None
    }


def _asked(told: tuple[Timeline, ...]) -> tuple[FollowUp, ...]:
    """The windows of the timeline that is asked now: the last one, unless an operation ended it.

    Nothing after surgery belongs to the window of before it.
    """
    last = told[-1]
    if last.ended is not None and last.ended.by.is_endpoint:
        return ()
    return tuple(one for one in last.windows if one.milestone != BEFORE_SURGERY)


def _is_near(window: FollowUp, on: date) -> bool:
    return window.opens_on - ABOUT <= on < window.closes_on + ABOUT


def _missed(waits: Waits, missing: Missing) -> Waits:
    """The window with the studies that need one of the forms that are still wanted."""
    milestone, wanted = waits.about.milestone, set(waits.wanted)
    studies = sorted(name for name, needs in missing.items() if wanted & set(needs.get(milestone, ())))
    return replace(waits, studies=tuple(studies))


def _sent(
    scope: Scope, near: Collection[FollowUp], cases: Collection[UUID] | None
) -> dict[Place, dict[str, list[date]]]:
    """The days each form that counts was given, of those that can be of one of these windows."""
    since: dict[str, date] = {}
    for one in near:
        since[one.milestone] = min(one.opens_on, since.get(one.milestone, one.opens_on))
    wanted = Q(milestone__in=())
    for milestone, opens in since.items():
        begins = datetime.combine(opens - ABOUT, time(), tzinfo=UTC)
        wanted |= Q(milestone=milestone, submitted_at__gte=begins)
    return days_given(scope, wanted, cases=cases)
