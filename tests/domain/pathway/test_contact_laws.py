"""What holds for the next contact of anybody, whatever happened before."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as some

from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.contact.asked import Asked, Became, Kind, Made, Waits, waits_of
from enthesis.domain.pathway.contact.called import About, Called, Outcome, Reason, may_be_called_again
from enthesis.domain.pathway.contact.planner import Nothing, Planned, ToCall, next_contact
from enthesis.domain.pathway.contact.rhythm import USUAL, days
from enthesis.domain.pathway.contact.worth import USUAL_WORTH
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy, may_be_contacted, may_be_written_to
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.send_window import is_open, next_open
from enthesis.domain.terms import CaseId

CASES = (CaseId(UUID(int=1)), CaseId(UUID(int=2)))
FIRST = datetime(2027, 1, 4, 15, tzinfo=UTC)
ASKS = ("mhhs", "nahs")
ZONES = ("America/New_York", "America/Phoenix", "Europe/Madrid", "Australia/Sydney", "Pacific/Kiritimati")
WAYS = (Reach.EMAIL, Reach.TEXT)
NEAR = timedelta(days=70)

Contact = Planned | ToCall

ways = some.lists(some.sampled_from(WAYS), unique=True, max_size=2).map(tuple)


@some.composite
def moments(draw: some.DrawFn, now: datetime) -> datetime:
    return now - timedelta(minutes=draw(some.integers(1, int(NEAR.total_seconds()) // 60)))


@some.composite
def persons(draw: some.DrawFn) -> tuple[Asked, datetime]:
    """Somebody with one or two hips, near the beginning of a window, and any history; and a moment."""
    milestone = draw(some.sampled_from(MILESTONES[1:]))
    surgery = FIRST.date() + timedelta(days=draw(some.integers(0, 400)))
    day = int(milestone.invites.value) + draw(some.integers(-5, 60))
    now = datetime.combine(surgery + timedelta(days=day), time(), UTC) + timedelta(
        minutes=draw(some.integers(0, 24 * 60 - 1))
    )
    waits = [w for case in CASES[: draw(some.integers(1, 2))] for w in draw(windows(case, surgery, now))]
    keys = some.sampled_from([w.about for w in waits])
    about = some.frozensets(keys, min_size=1, max_size=2)
    made = draw(some.lists(messages(about, now), max_size=6))
    called = draw(some.lists(calls(about, now), max_size=5))
    ended = draw(some.lists(ends(now), max_size=1))
    others = draw(some.lists(moments(now), max_size=2))
    person = Asked(
        zone=draw(some.sampled_from(ZONES)),
        waits=tuple(waits),
        invited_by=draw(ways),
        reminded_by=draw(ways),
        phone=draw(some.booleans()),
        language=draw(some.sampled_from(("en", "es"))),
        ended=tuple(ended),
        made=tuple(made),
        calls=tuple(called),
        others=(*others, *(one + timedelta(days=4) for one in others)),
    )
    return person, now


@some.composite
def windows(draw: some.DrawFn, case: CaseId, surgery: object, now: datetime) -> list[Waits]:
    found = []
    since = FIRST.date() + timedelta(days=draw(some.integers(0, 400)))
    begun = draw(some.none() | moments(now))
    for milestone in MILESTONES[1:]:
        told = {name: draw(some.lists(some.integers(0, 800), max_size=1)) for name in ASKS}
        answered = {name: [since + timedelta(days=n) for n in days_] for name, days_ in told.items()}
        found.append(waits_of(case, since, milestone, ASKS, answered, begun_at=begun))
    return found


@some.composite
def messages(draw: some.DrawFn, about: some.SearchStrategy[frozenset[About]], now: datetime) -> Made:
    return Made(
        kind=draw(some.sampled_from(Kind)),
        about=draw(about),
        at=draw(moments(now)),
        way=draw(some.sampled_from(WAYS)),
        became=draw(some.sampled_from(Became)),
    )


@some.composite
def calls(draw: some.DrawFn, about: some.SearchStrategy[frozenset[About]], now: datetime) -> Called:
    outcome = draw(some.sampled_from(Outcome))
    at = draw(moments(now))
    later = at + timedelta(hours=draw(some.integers(1, 500))) if outcome is Outcome.LATER else None
    reason = Reason.NO_TIME if outcome is Outcome.DECLINED else None
    return Called(about=draw(about), outcome=outcome, at=at, next_at=later, reason=reason)


@some.composite
def ends(draw: some.DrawFn, now: datetime) -> Ended:
    kind = draw(some.sampled_from(EndKind))
    return Ended(kind=kind, on=draw(moments(now)).date(), told_by=ToldBy.FAMILY)


def on(person: Asked, moment: datetime) -> date:
    return utc_to_wall(moment, person.zone).date()


def within_the_send_window_and_not_in_the_past(person: Asked, now: datetime, comes: Contact) -> bool:
    return comes.at >= now and is_open(comes.at, person.zone)


def on_a_day_of_its_own_unless_they_asked_for_it(person: Asked, now: datetime, comes: Contact) -> bool:
    wished = [c for c in person.calls if c.outcome is Outcome.LATER and c.about & comes.about]
    taken = [m.at for m in person.made if m.became is not Became.MOOT]
    taken += [c.at for c in person.calls] + list(person.others)
    free = on(person, comes.at) not in {on(person, one) for one in taken}
    return free or (isinstance(comes, ToCall) and bool(wished))


def about_what_is_wanted_on_its_day_and_was_not_declined(
    person: Asked, now: datetime, comes: Contact
) -> bool:
    asked, day = {w.about: w for w in person.waits}, on(person, comes.at)
    declined = {about for about in asked if any(c.outcome is Outcome.DECLINED for c in person.called(about))}
    return (
        bool(comes.about)
        and all(asked[about].is_asked_on(day) for about in comes.about)
        and not comes.about & declined
    )


def two_years_never_before_day_730(person: Asked, now: datetime, comes: Contact) -> bool:
    two = [w for w in person.waits if w.about in comes.about and w.about.milestone == "2y"]
    return all(on(person, comes.at) >= w.opens + timedelta(days=730 - 640) for w in two)


def no_more_messages_or_calls_of_a_window_than_the_rhythm_has(
    person: Asked, now: datetime, comes: Contact
) -> bool:
    if isinstance(comes, Planned):
        return all(len(person.told(about)) < USUAL.most.value for about in comes.about)
    return all(may_be_called_again(person.called(about), int(USUAL.calls.value)) for about in comes.about)


def no_message_before_a_promised_call(person: Asked, now: datetime, comes: Contact) -> bool:
    last = max(person.calls, key=lambda call: call.at, default=None)
    promised = last.next_at if last is not None and person.phone else None
    return isinstance(comes, ToCall) or promised is None or comes.at >= promised + days(USUAL.quiet)


def a_promised_call_is_on_its_way_while_its_window_is_open(
    person: Asked, now: datetime, comes: Contact
) -> bool:
    """Nothing but a message some days later is before it."""
    last = max(person.calls, key=lambda call: call.at, default=None)
    if last is None or last.next_at is None or not person.phone or not isinstance(comes, ToCall):
        return True
    at = next_open(max(now, last.next_at), person.zone)
    kept = [w for w in person.waits if w.wanted and person.called(w.about)[-1:] == (last,)]
    return comes.at <= at or not any(w.is_asked_on(on(person, at)) for w in kept)


def nobody_after_an_end(person: Asked, now: datetime, comes: Contact) -> bool:
    return may_be_written_to(person.ended) and may_be_contacted(person.ended, on(person, now))


def a_message_by_an_open_way_in_the_persons_language(person: Asked, now: datetime, comes: Contact) -> bool:
    if isinstance(comes, ToCall):
        return person.phone and comes.language == person.language
    fresh = any(not person.told(about) for about in comes.about)
    open_to = {*person.reminded_by, *(person.invited_by if fresh else ())}
    return comes.way in open_to and comes.language == person.language


def messages_some_days_apart(person: Asked, now: datetime, comes: Contact) -> bool:
    counted = [m.at for m in person.made if m.became.counts]
    return isinstance(comes, ToCall) or all(comes.at - one >= days(USUAL.apart) for one in counted)


def who_began_is_reminded_of_the_rest_and_not_invited(person: Asked, now: datetime, comes: Contact) -> bool:
    begun = any(w.begun_at is not None for w in person.waits if w.about in comes.about)
    return isinstance(comes, ToCall) or (comes.kind is Kind.BEGUN) is begun


def without_a_number_nobody_calls(person: Asked, now: datetime, comes: Contact) -> bool:
    return not isinstance(next_contact(replace(person, phone=False), now=now), ToCall)


def sent_once_it_is_not_sent_again(person: Asked, now: datetime, comes: Contact) -> bool:
    if isinstance(comes, ToCall):
        return True
    sent = Made(kind=comes.kind, about=comes.about, at=comes.at, way=comes.way, became=Became.WAITING)
    after = next_contact(replace(person, made=(*person.made, sent)), now=comes.at)
    return not isinstance(after, Planned) or after.at - comes.at >= days(USUAL.apart)


def whoever_looks_early_finds_what_is_found_in_time(person: Asked, now: datetime, comes: Contact) -> bool:
    later = next_contact(person, now=comes.at)
    return isinstance(comes, ToCall) or (isinstance(later, Planned) and later.at == comes.at)


LAWS = (
    within_the_send_window_and_not_in_the_past,
    on_a_day_of_its_own_unless_they_asked_for_it,
    about_what_is_wanted_on_its_day_and_was_not_declined,
    two_years_never_before_day_730,
    no_more_messages_or_calls_of_a_window_than_the_rhythm_has,
    nobody_after_an_end,
    a_message_by_an_open_way_in_the_persons_language,
    no_message_before_a_promised_call,
    a_promised_call_is_on_its_way_while_its_window_is_open,
    messages_some_days_apart,
    who_began_is_reminded_of_the_rest_and_not_invited,
    without_a_number_nobody_calls,
    sent_once_it_is_not_sent_again,
    whoever_looks_early_finds_what_is_found_in_time,
)


@settings(max_examples=300)
@given(persons())
def test_every_law_holds_for_any_history(told: tuple[Asked, datetime]) -> None:
    person, now = told
    comes = next_contact(person, now=now)
    if not isinstance(comes, Nothing):
        assert [law.__name__ for law in LAWS if not law(person, now, comes)] == []


def test_every_milestone_has_a_weight() -> None:
    assert set(USUAL_WORTH.milestones) == {milestone.id for milestone in MILESTONES}
