"""The next contact with one person: a message, a call, or nothing with the reason.

The rules, in words. Both hips and all milestones of a person are one contact. Nobody is asked before the
first day of invitations, after a window closed, once its answers are there, or once the person died, wants no
more contact or declined that milestone. Messages leave within the send window of the person's office, at most
one a day with everything else that is sent to them, never more than the rhythm's number for a window, each
after a longer wait. After silence by one way the other is tried; then somebody calls. Whoever said when to
call is called then, whatever was tried, and no message leaves before that call was due for some days.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from enthesis.domain.pathway.contact.asked import Asked, Became, Kind, Made, Waits
from enthesis.domain.pathway.contact.called import About, Called, Outcome, may_be_called_again
from enthesis.domain.pathway.contact.rhythm import USUAL, Rhythm, days
from enthesis.domain.pathway.ended import may_be_contacted, may_be_written_to
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.clock import reached, utc_to_wall
from enthesis.domain.practice.send_window import OPENS, next_open

A_DAY = timedelta(days=1)


class Why(StrEnum):
    """Why nobody is contacted."""

    DIED = "died"
    WITHDREW = "withdrew"
    NOTHING_WANTED = "nothing_wanted"
    DECLINED = "declined"
    ALL_TRIED = "all_tried"  # every message and call of the open windows was made
    NO_WAY = "no_way"  # no message may be sent, and no number is known that reaches them

    @property
    def label(self) -> str:
        return {
            Why.DIED: "The person has died.",
            Why.WITHDREW: "The person wants no more contact.",
            Why.NOTHING_WANTED: "No answer is wanted now.",
            Why.DECLINED: "The person declined these questions.",
            Why.ALL_TRIED: "Everything was tried that the rhythm allows.",
            Why.NO_WAY: "No message may be sent, and no telephone number is known that reaches them.",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A message of this kind is to leave by this way, no earlier than `at` (UTC)."""

    kind: Kind
    way: Reach
    at: datetime
    about: frozenset[About]
    language: str
    wording: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCall:
    """Somebody is to call about these windows, no earlier than `at` (UTC)."""

    at: datetime
    about: frozenset[About]
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    why: Why


Next = Planned | ToCall | Nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What could happen about one window."""

    waits: Waits
    at: datetime
    way: Reach | None = None


def next_contact(person: Asked, rhythm: Rhythm = USUAL, *, now: datetime) -> Next:
    """What comes next, now or later: whoever acts on it looks whether its moment has come.

    Of a message and a call that are both possible now it is the message.
    """
    if not may_be_written_to(person.ended):
        return Nothing(why=Why.DIED)
    comes = _next(person, rhythm, now)
    at = now if isinstance(comes, Nothing) else comes.at
    is_over = not may_be_contacted(person.ended, utc_to_wall(at, person.zone).date())
    return Nothing(why=Why.WITHDREW) if is_over else comes


def _next(person: Asked, rhythm: Rhythm, now: datetime) -> Next:
    """What would come next if the person never asked for no more contact."""
    today = utc_to_wall(now, person.zone).date()
    wanted = [w for w in person.waits if w.wanted and today < w.closes]
    asked = [w for w in wanted if not _is_declined(person, w.about)]
    if not asked:
        return Nothing(why=Why.DECLINED if wanted else Why.NOTHING_WANTED)
    messages = [step for w in asked if (step := _message(person, rhythm, w, now))]
    calls = [step for w in asked if (step := _call(person, rhythm, w, now))]
    first = min(messages, key=lambda s: (s.at, s.waits.about), default=None)
    call = min(calls, key=lambda s: (s.at, s.waits.about), default=None)
    if first is not None and (call is None or first.at <= max(now, call.at)):
        return _planned(person, rhythm, asked, first)
    if call is not None:
        about = frozenset(s.waits.about for s in calls if s.at <= max(now, call.at))
        return ToCall(at=call.at, about=about, language=person.language)
    tried = any(person.told(w.about) or person.called(w.about) for w in asked)
    return Nothing(why=Why.ALL_TRIED if tried else Why.NO_WAY)


def _planned(person: Asked, rhythm: Rhythm, asked: Iterable[Waits], step: _Step) -> Planned:
    """One message for every window that may be asked for on that day by that way."""
    assert step.way is not None  # noqa: S101  a message has one
    on = utc_to_wall(step.at, person.zone).date()
    told = [
        w
        for w in asked
        if w.is_asked_on(on)
        and len(person.told(w.about)) < rhythm.most.value
        and step.way in _ways(person, w)
    ]
    return Planned(
        kind=_kind(person, told),
        way=step.way,
        at=step.at,
        about=frozenset(w.about for w in told),
        language=person.language,
        wording=rhythm.wording,
    )


def _kind(person: Asked, told: Iterable[Waits]) -> Kind:
    windows = list(told)
    if any(w.begun_at for w in windows):
        return Kind.BEGUN
    return Kind.REMINDER if all(person.told(w.about) for w in windows) else Kind.INVITATION


def _ways(person: Asked, waits: Waits) -> tuple[Reach, ...]:
    """The first message about a window may go by more ways than the reminders of it."""
    first = waits.begun_at is None and not person.told(waits.about)
    return person.invited_by if first else person.reminded_by


def _message(person: Asked, rhythm: Rhythm, waits: Waits, now: datetime) -> _Step | None:
    """The next message about one window; None where the rhythm has no more, or it would come too late."""
    told, ways = person.told(waits.about), _ways(person, waits)
    if len(told) >= rhythm.most.value or not ways:
        return None
    at = max(now, _begins(waits.invites, person.zone))
    if told:
        at = max(at, told[-1].at + rhythm.gap(len(told)))
    if waits.begun_at is not None and not any(m.kind is Kind.BEGUN for m in told):
        at = max(now, _begins(waits.invites, person.zone), waits.begun_at + days(rhythm.begun))
    last = max((m.at for m in person.made if m.became.counts), default=None)
    if last is not None:
        at = max(at, last + days(rhythm.apart))
    if (promised := _promised(person)) is not None:
        at = max(at, promised + days(rhythm.quiet))
    at = _free(person, at)
    if utc_to_wall(at, person.zone).date() >= waits.closes:
        return None
    return _Step(waits=waits, at=at, way=_way(told, ways, rhythm, at))


def _way(told: tuple[Made, ...], ways: tuple[Reach, ...], rhythm: Rhythm, at: datetime) -> Reach:
    """The way of the last message, until it has been silent for long enough; then the other one."""
    if not told or told[-1].way not in ways:
        return ways[0]
    current = told[-1].way
    run = []
    for made in reversed(told):
        if made.way is not current:
            break
        run.append(made)
    is_silent = not any(m.became is Became.OPENED for m in run) and at - run[-1].at >= days(rhythm.silence)
    other = next((way for way in ways if way is not current), current)
    return other if is_silent else current


def _call(person: Asked, rhythm: Rhythm, waits: Waits, now: datetime) -> _Step | None:
    """The next call about one window; None where none is possible, or messages are still to leave."""
    called, told = person.called(waits.about), person.told(waits.about)
    if not person.phone or not may_be_called_again(called, int(rhythm.calls.value)):
        return None
    if called and (promised := called[-1].next_at) is not None:  # they asked for that very day
        at = max(now, promised, _begins(waits.invites, person.zone))
        return _in_time(waits, next_open(at, person.zone), person.zone)
    begins = _begins(waits.invites, person.zone)
    first = _begins(waits.closes, person.zone) - days(rhythm.closing)
    if not called and _message(person, rhythm, waits, now) is not None:
        begins = max(begins, first)
    if told:
        begins = max(begins, told[-1].at + days(rhythm.quiet))
    if waits.begun_at is not None:
        begins = max(begins, waits.begun_at + days(rhythm.begun))
    if called:
        begins = max(begins, _again(called[-1], rhythm))
    return _in_time(waits, _free(person, max(now, begins)), person.zone)


def _in_time(waits: Waits, at: datetime, zone: str) -> _Step | None:
    return _Step(waits=waits, at=at) if utc_to_wall(at, zone).date() < waits.closes else None


def _again(last: Called, rhythm: Rhythm) -> datetime:
    return last.at + days(rhythm.again[last.outcome])


def _is_declined(person: Asked, about: About) -> bool:
    """What ends all of it is an end of the person, and may be taken back: a call alone never is."""
    return any(called.outcome is Outcome.DECLINED for called in person.called(about))


def _promised(person: Asked) -> datetime | None:
    """When somebody is to call who said so themselves; None where nobody is, or no number reaches them."""
    last = max(person.calls, key=lambda called: called.at, default=None)
    return last.next_at if last is not None and person.phone else None


def _begins(on: date, zone: str) -> datetime:
    """The first moment of a day at which a message may leave."""
    return reached(datetime.combine(on, OPENS), zone)


def _free(person: Asked, at: datetime) -> datetime:
    """The first moment from then on within the send window, on a day without any other contact."""
    taken = {utc_to_wall(moment, person.zone).date() for moment in _contacts(person)}
    at = next_open(at, person.zone)
    while (on := utc_to_wall(at, person.zone).date()) in taken:
        at = _begins(on + A_DAY, person.zone)
    return at


def _contacts(person: Asked) -> Iterator[datetime]:
    yield from (made.at for made in person.made if made.became is not Became.MOOT)
    yield from (called.at for called in person.calls)
    yield from person.others
