"""Those who are followed are written to when it is their turn; whom nothing reaches is to be called."""

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.ended import end_person
from enthesis.actions.outcomes import open_forms
from enthesis.delivery.messages import sms
from enthesis.domain.errors import Invalid, NotAllowed, Problem
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.contact.asked import Asked, Waits, tried_in
from enthesis.domain.pathway.contact.call_list import Row, row_of
from enthesis.domain.pathway.contact.called import About, Called, Outcome, may_be_called_again
from enthesis.domain.pathway.contact.planner import Next, Planned, ToCall, next_contact
from enthesis.domain.pathway.contact.rhythm import Rhythm
from enthesis.domain.pathway.ended import Ended, EndKind, ToldBy
from enthesis.domain.pathway.experiment.variants import rhythm_of
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.domain.practice.message import Sort, Stop, ways
from enthesis.domain.practice.send_window import is_open, next_open
from enthesis.domain.terms import CLINICIANS, Actor, PracticeId, Role
from enthesis.store import calls, cases, merges, practice, work
from enthesis.store.contacts import Followed, list_followed
from enthesis.store.contacts_made import CONTACT
from enthesis.store.instruments import site_instruments, wordings_in
from enthesis.store.rounds import load_asking
from enthesis.store.scope import Scope
from enthesis.store.windows import Missing

log = logging.getLogger(__name__)

CALLERS = (Role.DESK, *CLINICIANS)
ENDS = {Outcome.DIED: EndKind.DIED, Outcome.WITHDREW: EndKind.WITHDREW_CONTACT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What is the same for everybody who is followed: the practice's decisions, and the words it may send."""

    scope: Scope
    settings: FollowUpSettings
    wordings: Wordings
    at: datetime
    known: dict[tuple[str, date], Wordings] = field(default_factory=dict)

    def words(self, one: "Followed") -> Wordings:
        """The words in the language of a person, on the day of their office; read once for each."""
        language, on = one.contact.language, utc_to_wall(self.at, one.zone).date()
        if (language, on) not in self.known:
            self.known[language, on] = wordings_in(self.scope, self.wordings, language, on=on)
        return self.known[language, on]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What became of a call, as the caller recorded it.

    `died_on` is the day of death, None where nobody knows it; `told_by` who told of an end.
    """

    called: Called
    died_on: date | None = None
    told_by: ToldBy | None = None
    words: str = ""


def write_contacts(of: UUID, wordings: Wordings, *, at_night: bool = False, at: datetime) -> int:
    """Everybody of a practice whose turn it is has a message on its way; how many.

    Each act stands by itself: a worker that is killed in between leaves the rest to the next one, and nobody
    is written to twice. Raises nothing for one person whose record is in the way of it.
    """
    scope = Scope(practice=PracticeId(of), actor=Actor(role=Role.SYSTEM, name="Worker"))
    with site_instruments(scope):
        terms = terms_of(scope, wordings, at=at)
        followed = list_followed(scope, at=at) if terms.settings.asks else ()
        turns = [one.patient for one in followed if _is_turn(one, terms, at_night=at_night, at=at)]
        return sum(_wrote(scope, patient, wordings, at_night=at_night, at=at) for patient in turns)


def _is_turn(one: Followed, terms: Terms, *, at_night: bool, at: datetime) -> bool:
    if not (at_night or is_open(at, one.zone)):
        return False
    try:
        planned = next_of(one, terms, at=at)
    except Problem as problem:
        log.warning("Of a person nobody can say what comes next: %s.", problem.code)
        return False
    return isinstance(planned, Planned) and is_due(planned, one.zone, at_night=at_night, at=at)


def _wrote(scope: Scope, patient: UUID, wordings: Wordings, *, at_night: bool, at: datetime) -> bool:
    try:
        write_contact(scope, patient, wordings=wordings, at_night=at_night, at=at)
    except Problem as problem:  # somebody was faster, or a form of theirs cannot be opened
        log.info("A person is not written to: %s.", problem.code)
        return False
    return True


@act(Role.SYSTEM)
def write_contact(
    scope: Scope, patient_id: UUID, *, wordings: Wordings, at_night: bool = False, at: datetime
) -> Done:
    """The forms that are asked are open, and the message that asks for them is on its way.

    Raises NotAllowed where it is no longer their turn.
    """
    main = merges.lock_person(scope, patient_id)
    terms = terms_of(scope, wordings, at=at)
    one = next(iter(list_followed(scope, {main}, at=at)), None)
    planned = next_of(one, terms, at=at) if one else None
    if (
        one is None
        or not isinstance(planned, Planned)
        or not is_due(planned, one.zone, at_night=at_night, at=at)
    ):
        raise NotAllowed("contact-not-due", "It is no longer the turn of this person.", "Nothing is needed.")
    askings = _open(scope, planned.about, terms.words(one), at=at)
    first = askings[0]
    number = work.count_messages(main, CONTACT) + 1
    about = sorted((str(asking.case.id), asking.milestone.id) for asking in askings)
    work.save_message(
        scope,
        subject=main,
        kind=CONTACT,
        version=number,
        body={
            "patient": str(main),
            "case": str(first.case.id),
            "milestone": first.milestone.id,
            "about": about,
            "says": planned.kind.value,
            "way": planned.way.value,
        },
        due_at=at,
    )
    detail = {"says": planned.kind.value, "way": planned.way.value, "windows": len(about), "number": number}
    return Done(kind="patient", subject=main, patient=main, detail=detail)


@act(*CALLERS)
def claim_call(scope: Scope, patient_id: UUID, *, wordings: Wordings, at: datetime) -> Done:
    """Nobody else calls this person for a quarter of an hour; whoever has them may claim them anew.

    Raises NotAllowed where somebody else does, and where it is not, or no longer, their turn to be called.
    """
    main = merges.lock_person(scope, patient_id)
    claim = calls.list_claims(scope, {main}, at=at).get(main)
    if claim is None and not list_to_call(scope, {main}, wordings=wordings, at=at):
        raise NotAllowed(
            "call-not-due", "Nobody is to call this person now.", "Open the list of calls again."
        )
    calls.save_claim(scope, main, at=at)
    return Done(kind="patient", subject=main, patient=main)


@act(*CALLERS)
def release_call(scope: Scope, patient_id: UUID, *, at: datetime) -> Done:
    """The caller did not call after all: others may."""
    main = merges.lock_person(scope, patient_id)
    calls.save_released(scope, main, at=at)
    return Done(kind="patient", subject=main, patient=main)


@act(*CALLERS)
def record_follow_up_call(scope: Scope, patient_id: UUID, told: Told, *, at: datetime) -> Done:
    """What became of the call is kept with the number that was called, and others may call again in time.

    A death, and the wish for no more contact, end all of it as they do on the patient's page. Raises
    NotAllowed while somebody else is calling.
    """
    main = merges.lock_person(scope, patient_id)
    calls.save_claim(scope, main, at=at)
    one = next(iter(list_followed(scope, {main}, at=at)), None)
    if one is None:
        raise NotAllowed("call-not-due", "Nothing is asked of this person now.", "Call the next one.")
    most = rhythm_of_practice(one, practice.load_practice(scope).follow_up).calls.value
    called = replace(told.called, at=at, about=_open_windows(one, most=int(most), at=at))
    _check_in_time(one, called)
    kept = calls.save_call(scope, main, called, number=one.contact.phone)
    calls.save_released(scope, main, at=at)
    if called.outcome.ends_all:
        end_person(scope, main, _end_of(told, on=utc_to_wall(at, one.zone).date()), at=at)
    detail = {"outcome": called.outcome.value, "reason": called.reason.value if called.reason else ""}
    return Done(kind="call", subject=kept, patient=main, detail=detail)


def list_to_call(
    scope: Scope,
    patients: Collection[UUID] | None = None,
    *,
    wordings: Wordings,
    missing: Missing | None = None,
    at: datetime,
) -> tuple[Row[Followed], ...]:
    """Everybody whom somebody should call now, or those of these patients; in no order yet."""
    terms, found = terms_of(scope, wordings, at=at), []
    for one in list_followed(scope, patients, missing=missing, at=at):
        comes = next_of(one, terms, at=at)
        if isinstance(comes, ToCall) and comes.at <= at:
            found.append(row_of(one, asked_of(one, terms), comes, now=at))
    return tuple(found)


def terms_of(scope: Scope, wordings: Wordings, *, at: datetime) -> Terms:
    settings = practice.load_practice(scope).follow_up
    return Terms(scope=scope, settings=settings, wordings=wordings, at=at)


def next_of(one: Followed, terms: Terms, *, at: datetime) -> Next:
    """What comes next for a person, by the rhythm of the practice and of the experiments they are in."""
    return next_contact(asked_of(one, terms), rhythm_of_practice(one, terms.settings), now=at)


def rhythm_of_practice(one: Followed, settings: FollowUpSettings) -> Rhythm:
    decided = rhythm_of(one.arms)
    return decided.at_most(messages=settings.most_messages, calls=settings.most_calls)


def asked_of(one: Followed, terms: Terms) -> Asked:
    """The person with the ways that are open to them now; windows whose forms have no words are left out.

    Who ended reminders at an address is written to by no rule, only by a person who invites.
    """
    stopped = Stop.REMINDERS in one.stops.values()
    texts, words = sms.is_offered(), terms.words(one)
    return Asked(
        zone=one.zone,
        waits=tuple(w for w in one.waits if _has_words(w, words)),
        invited_by=() if stopped else ways(one.contact, Sort.NEWS, stops=one.stops, texts=texts),
        reminded_by=() if stopped else ways(one.contact, Sort.REMINDER, stops=one.stops, texts=texts),
        phone=one.phone,
        language=one.contact.language,
        ended=one.ended,
        made=one.made,
        calls=one.calls,
        others=one.others,
    )


def _has_words(waits: Waits, wordings: Wordings) -> bool:
    return all(wordings.has_named(name) for name in waits.wanted)


def is_due(planned: Planned, zone: str, *, at_night: bool, at: datetime) -> bool:
    """Whether its moment has come; at a site that sends at night, also where only the night is in its way."""
    return planned.at <= at or (at_night and planned.at <= next_open(at, zone))


def _open(scope: Scope, about: Iterable[About], wordings: Wordings, *, at: datetime) -> list[Asking]:
    """The forms of these windows are open; the windows, that which closes first before the others.

    Raises NotAllowed where none of them may be asked.
    """
    askings, why = list[Asking](), None
    for one in sorted(about):
        cases.lock_case(scope, one.case)
        asking = load_asking(scope, one.case, one.milestone, at=at)
        if (problem := asking.why_not() or asking.why_no_wording(wordings)) is not None:
            why = problem
            continue
        open_forms(scope, asking, wordings, at=at)
        askings.append(asking)
    if not askings and why is not None:
        raise why
    return sorted(askings, key=lambda asking: asking.last_day)


def _end_of(told: Told, *, on: date) -> Ended:
    """What a call told that ends all of it; a death on no known day is known on the day of the call."""
    if told.told_by is None:
        raise Invalid("told_by", "It is not said who told it.", "Choose who was on the telephone.")
    kind = ENDS[told.called.outcome]
    return Ended(
        kind=kind,
        on=told.died_on or on,
        told_by=told.told_by,
        reason=told.words.strip(),
        day_known=kind is not EndKind.DIED or told.died_on is not None,
    )


def _check_in_time(one: Followed, called: Called) -> None:
    """A promised call comes before the last of its windows has closed. Raises Invalid."""
    closes = max((w.closes for w in one.waits if w.about in called.about), default=None)
    if called.next_at is None or closes is None:
        return
    if utc_to_wall(next_open(called.next_at, one.zone), one.zone).date() >= closes:
        last = closes - timedelta(days=1)
        raise Invalid(
            "next_at",
            f"These questions are asked until {last.day} {last:%B %Y}, in the evening at the latest.",
            "Agree on an earlier time; or record that they decline these questions.",
        )


def _open_windows(one: Followed, *, most: int, at: datetime) -> frozenset[About]:
    """What a call asks for: everything that may be asked on this day, but for what was called for enough.

    Where nothing is wanted any more it was answered in the call: what is open on this day.
    """
    on = utc_to_wall(at, one.zone).date()
    asked = [w.about for w in one.waits if w.is_asked_on(on)]
    opens = {w.about: w.opens for w in one.waits}
    again = [a for a in asked if may_be_called_again(tried_in(a, opens[a], one.calls, zone=one.zone), most)]
    return frozenset(again or asked or (w.about for w in one.waits if w.invites <= on < w.closes))
