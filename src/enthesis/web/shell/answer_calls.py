"""Whom somebody calls for answers: the list of the day, and one of its rows in words."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.actions.contacts import asked_of, list_to_call, terms_of
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.contact.call_list import BUDGET, CallList, Row, call_list
from enthesis.domain.pathway.contact.called import Called
from enthesis.domain.pathway.contact.planner import ToCall
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Side
from enthesis.evidence.catalogue import needs_of_studies
from enthesis.store.calls import list_calls
from enthesis.store.cases import load_cases
from enthesis.store.contacts import Followed, list_followed
from enthesis.web.shell.present import day, moment
from enthesis.web.shell.requests import Request

LANGUAGES = {"en": "English", "es": "Spanish"}


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowLine:
    """One hip and milestone somebody is asked about, and until when."""

    case: UUID
    milestone: str
    what: str
    closes: str
    studies: tuple[str, ...]


def words_of_site() -> Wordings:
    """The words this site may show to patients."""
    return Wordings(labels=settings.ENTHESIS_DEMO)


def todays_calls(request: Request) -> CallList[Followed]:
    """Everybody who is to be called now, the most worth first, cut to the minutes of the day."""
    zone = ZoneInfo(request.practice.offices[0].zone)
    begins = datetime.combine(request.at.astimezone(zone).date(), time(), zone)
    made = [c for told in list_calls(request.scope, since=begins).values() for c, _number in told]
    decided = request.practice.follow_up.call_minutes
    return call_list(
        found_to_call(request),
        made,
        budget=int(BUDGET.value) if decided is None else decided,
        key=lambda one: str(one.patient),
    )


def found_to_call(request: Request, patient: UUID | None = None) -> tuple[Row[Followed], ...]:
    """Those who are to be called now, or this patient alone; in no order."""
    return list_to_call(
        request.scope,
        None if patient is None else {patient},
        wordings=words_of_site(),
        missing=needs_of_studies(),
        at=request.at,
    )


def in_hand(request: Request, patient: UUID) -> tuple[Row[Followed], ...]:
    """Whom this person is calling just now, though nothing is wanted any more: it was answered."""
    terms = terms_of(request.scope, words_of_site(), at=request.at)
    return tuple(
        Row(
            who=one,
            person=asked_of(one, terms),
            call=ToCall(at=request.at, about=frozenset(), language=one.contact.language),
            worth=Decimal(0),
        )
        for one in list_followed(request.scope, {patient}, at=request.at)
        if one.claim is not None and one.claim.by == request.scope.actor.person
    )


def window_lines(request: Request, rows: tuple[Row[Followed], ...]) -> dict[UUID, tuple[WindowLine, ...]]:
    """What each person is called about, by patient; the hips are read in one query."""
    cases = {w.about.case for row in rows for w in row.windows}
    sides = {case.id: case.side for case in load_cases(request.scope, cases)}
    on = {row.who.patient: utc_to_wall(request.at, row.who.zone).date() for row in rows}
    return {
        row.who.patient: tuple(
            WindowLine(
                case=w.about.case,
                milestone=w.about.milestone,
                what=f"{_side(sides[w.about.case])}, {milestone_called(w.about.milestone).title}",
                closes=_closes(w.closes, on[row.who.patient]),
                studies=w.studies,
            )
            for w in sorted(row.windows, key=lambda w: w.closes)
        )
        for row in rows
    }


def tried(called: Called, zone: str) -> str:
    """A call that was made: when, by whom, what became of it."""
    return f"{moment(called.at, zone)}: {called.outcome.label} ({called.by_name})"


def language_of(code: str) -> str:
    return LANGUAGES.get(code, code)


def _side(side: Side) -> str:
    return _("Left hip") if side is Side.LEFT else _("Right hip")


def _closes(closes: date, on: date) -> str:
    left = (closes - on).days - 1
    if left <= 0:
        return _("closes today")
    told = ngettext("%(count)s day left", "%(count)s days left", left) % {"count": left}
    return f"{told}, {_('closes before')} {day(closes)}"
