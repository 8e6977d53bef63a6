"""Who is due, who is overdue, and how many have answered, beside what was published."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse

from enthesis.actions.act import permit_of
from enthesis.actions.outcomes import INVITATION, invite_to_answer
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.ended import may_be_contacted
from enthesis.domain.pathway.follow_up import FollowUp, FollowUpState
from enthesis.domain.pathway.invitation import BEFORE_SURGERY, Asking
from enthesis.domain.pathway.stages import Stage
from enthesis.store.ended import list_ended
from enthesis.store.follow_ups import list_follow_ups, list_sent
from enthesis.store.lists import Listed, list_hips
from enthesis.store.work import list_messages
from enthesis.web.pages.practice.follow_up.present import MOST_SHOWN, Due, present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request

ROUTE = Route("follow-up/")
ACCESS = ANY_STAFF

Sent = Mapping[tuple[UUID, str], Mapping[str, list[datetime]]]
BEFORE_THEATRE = (Stage.BOOKED, Stage.EXAMINED, Stage.CLASSIFIED, Stage.PLANNED, Stage.CONSENTED)


def view(request: Request) -> HttpResponse:
    zone = ZoneInfo(request.practice.offices[0].zone)  # the day of the list is that of the first office
    on = request.at.astimezone(zone).date()
    waiting, counts = _sorted_out(request, on, zone)
    shown = {due.listed.case.id for due in waiting[:MOST_SHOWN]}
    page = present(
        waiting,
        counts,
        list_messages(request.scope, INVITATION, shown),
        on=on,
        may_invite=permit_of(invite_to_answer).allows(request.scope),
    )
    return render(request, "practice/follow_up/page.html", page)


def _sorted_out(request: Request, on: date, zone: ZoneInfo) -> tuple[list[Due], dict[str, tuple[int, int]]]:
    """Who waits, whose window closes first; and of each milestone, how many answered of those it reached."""
    follow_ups, sent = list_follow_ups(request.scope), list_sent(request.scope)
    ends, protocol = list_ended(request.scope), request.practice.follow_up.protocol
    waiting: list[Due] = []
    reached: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for listed in list_hips(request.scope):
        for plain in _milestones(listed, follow_ups.get(listed.case.id, ()), sent, on, zone):
            held = ends.get(listed.case.patient, ())
            due = replace(plain, asking=replace(plain.asking, ends=held, protocol=protocol))
            if due.follow_up is not None and due.follow_up.due_on <= on:
                reached[due.asking.milestone.id] += 1
                answered[due.asking.milestone.id] += not due.asking.wanted
            if due.asking.wanted and _is_open(due, on):
                waiting.append(due)
    waiting.sort(key=lambda d: d.follow_up.closes_on if d.follow_up else date.max)
    return waiting, {name: (answered[name], count) for name, count in reached.items()}


def _milestones(
    listed: Listed, follow_ups: tuple[FollowUp, ...], sent: Sent, on: date, zone: ZoneInfo
) -> Iterator[Due]:
    case = listed.case
    if case.stage in BEFORE_THEATRE:
        yield Due(listed=listed, asking=_asking(listed, BEFORE_SURGERY, sent, on, zone))
    if case.operated_on is not None and case.stage is not Stage.CLOSED:
        for follow_up in follow_ups:
            asking = replace(_asking(listed, follow_up.milestone, sent, on, zone), window=follow_up)
            yield Due(listed=listed, asking=asking, follow_up=follow_up)


def _asking(listed: Listed, milestone: str, sent: Sent, on: date, zone: ZoneInfo) -> Asking:
    told = sent.get((listed.case.id, milestone), {})
    return Asking(
        case=listed.case,
        milestone=milestone_called(milestone),
        answered={name: [at.astimezone(zone).date() for at in times] for name, times in told.items()},
        on=on,
    )


def _is_open(due: Due, on: date) -> bool:
    if due.follow_up is None:
        return may_be_contacted(due.asking.ends, on)
    if due.state is FollowUpState.ENDED:
        return False
    is_baseline = due.asking.milestone.id == BEFORE_SURGERY  # nobody is asked for it after surgery
    return not is_baseline and due.follow_up.opens_on <= on < due.follow_up.closes_on
