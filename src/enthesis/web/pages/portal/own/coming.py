"""What comes next for a hip: the next visit, and when the next questions come."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.schedule import invitation_on, milestone_called
from enthesis.domain.pathway.follow_up import FollowUp, FollowUpState
from enthesis.domain.practice.booking import Booking, next_visit
from enthesis.domain.practice.practice import Practice
from enthesis.web.shell.present import day

OPEN = (FollowUpState.DUE, FollowUpState.OVERDUE)


def coming(
    site: Practice, bookings: Iterable[Booking], follow_ups: Iterable[FollowUp], *, on: date, at: datetime
) -> tuple[tuple[str, str], ...]:
    """Each with its day, or that it is now; nothing where nothing is planned."""
    visit = next_visit(bookings, at=at)
    lines = [_questions(one, on) for one in follow_ups if one.state(on=on) in OPEN]
    lines += [_questions(one, on) for one in follow_ups if one.state(on=on) is FollowUpState.PLANNED][:1]
    return (*((_visit(site, visit),) if visit else ()), *lines)


def newest_milestone(follow_ups: Iterable[FollowUp], *, on: date) -> str:
    """The milestone a goal is rated at today: the last whose window has begun; before surgery the first."""
    begun = [one.milestone for one in follow_ups if one.opens_on <= on]
    return begun[-1] if begun else "baseline"


def _visit(site: Practice, booking: Booking) -> tuple[str, str]:
    wall, office = booking.visit.wall_start, site.office(booking.visit.office).name
    told = {"day": day(wall.date()), "time": f"{wall:%H:%M}", "office": office}
    return _("Your next visit"), _("%(day)s at %(time)s, %(office)s") % told


def _questions(one: FollowUp, on: date) -> tuple[str, str]:
    milestone = milestone_called(one.milestone)
    title = _("Questions: %(milestone)s") % {"milestone": _(milestone.title)}
    invited = invitation_on(one.surgery_on, milestone) if one.surgery_on else one.opens_on
    if invited <= on:
        told = {"day": day(one.closes_on)}
        return title, _("they wait for you now, until before %(day)s") % told
    return title, _("they come on %(day)s") % {"day": day(invited)}
