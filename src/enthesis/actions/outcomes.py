"""Asking how a hip is doing: a private link, answers kept one by one, a score at the end."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.attention import note_answers, note_signs
from enthesis.domain.errors import NotAllowed, NotFound
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.outcomes.scoring import check_answers, score_each, with_answer
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.contact.by_hand import LEFT, check_by_hand
from enthesis.domain.pathway.contact.called import About
from enthesis.domain.pathway.contact.rhythm import LINK, USUAL, days
from enthesis.domain.pathway.invitation import BEFORE_SURGERY, Asking
from enthesis.domain.practice.red_flags import SignsTold, signs_told
from enthesis.domain.practice.tablet import WAITS
from enthesis.domain.practice.task import TaskKind, Todo
from enthesis.domain.terms import CLINICIANS, Role
from enthesis.store import cases, follow_ups, links, merges, tasks, work
from enthesis.store.bookings import zone_of
from enthesis.store.contacts_made import INVITATION, list_made_to
from enthesis.store.follow_ups import Mode, Response, ResponseStatus
from enthesis.store.instruments import wordings_for
from enthesis.store.links import ANSWER, Channel, Link
from enthesis.store.practice import load_practice
from enthesis.store.rounds import load_asking, load_round
from enthesis.store.scope import Scope

LINK_LASTS = days(LINK)
TABLET_LASTS = timedelta(minutes=int(WAITS.value))


@act(Role.DESK, *CLINICIANS)
def invite_to_answer(
    scope: Scope,
    case_id: UUID,
    milestone: str,
    *,
    wished: bool = False,
    wordings: Wordings,
    at: datetime,
) -> Done:
    """The forms still wanted are open, and an invitation is on its way, by mail or text message.

    Raises NotAllowed before the first day of invitations, once everything has been answered, while the site
    has no words for a form that may be sent to a patient, and after as many messages as leave by rule. Of one
    that left today another follows only where the patient asks for it (`wished`).
    """
    merges.lock_person(scope, cases.load_case(scope, case_id).patient)
    cases.lock_case(scope, case_id)
    asking = load_asking(scope, case_id, milestone, at=at)
    asking.check_can_invite()
    check_one_more(scope, asking, wished=wished)
    wordings = wordings_for(scope, wordings, asking.case.patient, on=asking.on)
    asking.check_wording(wordings)
    open_forms(scope, asking, wordings, at=at)
    case, asked = asking.case, asking.milestone
    earlier = work.count_messages(case.id, INVITATION)
    work.save_message(
        scope,
        subject=case.id,
        kind=INVITATION,
        version=earlier + 1,
        body={"case": str(case.id), "milestone": asked.id, "wished": wished},
        due_at=at,
    )
    detail = {"milestone": asked.id, **({"wished": True} if wished else {})}
    return Done(kind="case", subject=case.id, patient=case.patient, detail=detail)


def ask_to_call_before(scope: Scope, case_id: UUID, milestone: str, *, at: datetime) -> None:
    """Whom no invitation of before surgery reaches is on the list to be called.

    Part of what found out, in its transaction. Where a day is booked, and after surgery, the calls for
    answers have them.
    """
    asking = load_asking(scope, case_id, milestone, at=at)
    if milestone != BEFORE_SURGERY or asking.window is not None:
        return
    words = "The questions before surgery: no message reaches them. Ask on the telephone, or on the tablet."
    todo = Todo(kind=TaskKind.TELL, words=words, due_on=asking.on, case=asking.case.id)
    tasks.save_task(scope, todo, owner_name="", at=at)


def check_one_more(
    scope: Scope, asking: Asking, *, wished: bool = False, leaving: UUID | None = None
) -> None:
    """One more message that somebody of the practice sends may ask for it; raises NotAllowed.

    `leaving` is one that is just leaving: what else waits is judged as it leaves itself.
    """
    made = list_made_to(scope, asking.case.patient, beside=leaving)
    decided = load_practice(scope).follow_up.most_messages
    check_by_hand(
        made if leaving is None else [one for one in made if one.became in LEFT],
        About(case=asking.case.id, milestone=asking.milestone.id),
        opens=asking.window.opens_on if asking.window is not None else None,
        most=int(USUAL.at_most(messages=decided, calls=None).most.value),
        on=asking.on,
        zone=zone_of(scope, asking.case.id),
        wished=wished,
    )


@act(Role.DESK, *CLINICIANS, Role.SYSTEM)
def issue_link(scope: Scope, case_id: UUID, milestone: str, *, wordings: Wordings, at: datetime) -> Done:
    """A private link to the forms of this milestone; its token goes to the caller once, kept nowhere.

    Staff who hand it over open the forms with it, under the rules of an invitation. The worker follows one.
    One that is handed over takes the place of the one before; those in messages stand beside each other.
    Once everything is answered it shows the own answers, until it expires. Nobody gets one while the site has
    no words for a form that may be sent to a patient.
    """
    cases.lock_case(scope, case_id)
    asking = load_asking(scope, case_id, milestone, at=at)
    by_worker = scope.actor.role is Role.SYSTEM
    if not by_worker:
        asking.check_can_invite()
    wordings = wordings_for(scope, wordings, asking.case.patient, on=asking.on)
    asking.check_wording(wordings)
    if not by_worker:
        open_forms(scope, asking, wordings, at=at)
    case, asked = asking.case, asking.milestone
    token = links.new_token()
    link = links.save_link(
        scope,
        case,
        token=token,
        purpose=ANSWER,
        milestone=asked.id,
        channel=Channel.MAIL if by_worker else Channel.CLINIC,
        at=at,
        expires_at=at + LINK_LASTS,
    )
    return Done(kind="link", subject=link, patient=case.patient, detail={"milestone": asked.id}, secret=token)


@act(Role.DESK, *CLINICIANS)
def hand_over_tablet(
    scope: Scope, case_id: UUID, milestone: str, *, wordings: Wordings, at: datetime
) -> Done:
    """The forms may be answered on a tablet of the clinic: the subject is its link, whose token nobody has.

    They are open, under the rules of an invitation. A tablet that was handed over for them before has ended.
    """
    cases.lock_case(scope, case_id)
    asking = load_asking(scope, case_id, milestone, at=at)
    asking.check_can_invite()
    wordings = wordings_for(scope, wordings, asking.case.patient, on=asking.on)
    asking.check_wording(wordings)
    open_forms(scope, asking, wordings, at=at)
    link = links.save_link(
        scope,
        asking.case,
        token=links.new_token(),
        purpose=ANSWER,
        milestone=asking.milestone.id,
        channel=Channel.KIOSK,
        at=at,
        expires_at=at + TABLET_LASTS,
    )
    detail = {"milestone": asking.milestone.id}
    return Done(kind="link", subject=link, patient=asking.case.patient, detail=detail)


@act(Role.DESK, *CLINICIANS)
def revoke_links(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    """No private link to a hip of this patient works any more: for one in wrong hands, or a lost telephone.

    Each opens the questions of every hip, so that none of them may stand.

    An invitation that is still waiting goes out with a new one.
    """
    cases.lock_case(scope, case_id)
    case = cases.load_case(scope, case_id)
    ended = links.save_revoked(scope, case, at=at)
    return Done(kind="case", subject=case.id, patient=case.patient, detail={"links": ended})


@act(Role.DESK, *CLINICIANS)
def give_tries_back(scope: Scope, case_id: UUID, *, at: datetime) -> Done:
    """The patient may try the date of birth again, five times; for after a call that said who it is."""
    case = cases.load_case(scope, case_id)
    links.save_tries_back(scope, case.patient)
    return Done(kind="case", subject=case.id, patient=case.patient)


@act(Role.PATIENT)
def tell_signs(scope: Scope, case_id: UUID, milestone: str, ticked: frozenset[str], *, at: datetime) -> Done:
    """Which signs that must not wait the patient has, or none, is on the record before the first question.

    It stands beside what staff are recording and moves no version: nobody's form becomes stale by it.
    Raises Invalid for a sign nobody knows.
    """
    return keep_signs(scope, case_id, milestone, ticked, at=at)


def keep_signs(scope: Scope, case_id: UUID, milestone: str, ticked: frozenset[str], *, at: datetime) -> Done:
    """What was told of signs stands on the record, and on the list of the day: part of an action.

    The person was asked, and not which hip: a sign stands at each hip that is asked about now.
    """
    told = signs_told(milestone_called(milestone).id, ticked)
    case = cases.load_case(scope, case_id)
    cases.lock_cases_of(scope, case.patient)
    _keep(scope, case, told, at=at)
    if told.ticked:
        for asking in load_round(scope, case.patient, at=at).askings:
            if asking.case.id != case.id:
                _keep(scope, asking.case, replace(told, milestone=asking.milestone.id), at=at)
    return Done(
        kind="case",
        subject=case.id,
        patient=case.patient,
        detail={"milestone": told.milestone, "signs": len(told.ticked)},
    )


def _keep(scope: Scope, case: Case, told: SignsTold, *, at: datetime) -> None:
    cases.save_entry(scope, case, told, at=at)
    note_signs(scope, case.id, told, at=at)


@act(Role.PATIENT)
def save_answer(scope: Scope, response_id: UUID, item: str, answer: Answer, *, at: datetime) -> Done:
    """One answer is kept; the others stay as they are, but for those of another branch.

    Raises Invalid for an item or answer the form does not offer.
    """
    follow_ups.lock_response(scope, response_id)
    response = _open(scope, response_id)
    instrument = load_instrument(response.instrument)
    answers = with_answer(instrument, response.answers, item, answer)
    check_answers(instrument, answers)
    asked = next(q.id for q in instrument.items if item in (field.id for field in q.fields))
    missing = {name: why for name, why in response.missing.items() if name != asked}
    follow_ups.save_answers(scope, response, answers, missing, at=at)
    return _done(scope, response)


@act(Role.PATIENT)
def submit_answers(
    scope: Scope, response_id: UUID, *, mode: Mode = Mode.LINK, language: str = "", at: datetime
) -> Done:
    """The form is closed and scored; a form with nothing answered stays open.

    What the person was asked once is kept for the other hips that want it today, too. `mode` is how it was
    answered, `language` the one it was read in.
    """
    cases.lock_cases_of(scope, follow_ups.load_response(scope, response_id).patient)
    follow_ups.lock_response(scope, response_id)
    response = _open(scope, response_id)
    shared = close_form(scope, response, response.answers, mode=mode, language=language, at=at)
    done = _done(scope, response)
    return replace(done, detail={**done.detail, "shared": shared}) if shared else done


def close_form(
    scope: Scope,
    response: Response,
    answers: Mapping[str, Answer],
    *,
    mode: Mode,
    language: str = "",
    at: datetime,
) -> int:
    """The form is sent with these answers, scored, and shared: part of an action, in its transaction.

    How many other hips keep the answers. Lock the patient's cases first. Raises NotAllowed for a form with
    nothing answered.
    """
    if not any(answer is not None for answer in answers.values()):
        raise NotAllowed("nothing-answered", "Nothing has been answered yet.", "Answer what you can first.")
    instrument = load_instrument(response.instrument)
    scores = score_each(instrument, answers)
    sent = follow_ups.Sent(answers=answers, scores=scores, mode=mode, language=language, at=at)
    others = load_round(scope, response.patient, at=at).shared_with(instrument, response.case)
    send_form(scope, response, sent, [(other.case, other.milestone.id) for other in others])
    return len(others)


def send_form(
    scope: Scope, response: Response, sent: follow_ups.Sent, others: Iterable[tuple[Case, str]]
) -> None:
    """The form is sent, kept for the milestones of other hips, and looked at: part of an action."""
    follow_ups.save_sent(scope, response, sent)
    for case, milestone in others:
        follow_ups.save_shared(scope, response, case, milestone, sent)
    told = {response.instrument: dict(sent.answers)}
    note_answers(scope, response.case, response.milestone, told, sent.scores, at=sent.at)


@act(Role.PATIENT)
def open_round(scope: Scope, link: Link, *, wordings: Wordings, at: datetime) -> Done:
    """Every form that the patient is asked today, of every hip, is open: what a private link leads to.

    A form for which the site has no words is left out.
    """
    cases.lock_cases_of(scope, link.patient)
    asked = load_round(scope, link.patient, at=at, beside=link.leads_to)
    wordings = wordings_for(scope, wordings, link.patient, on=asked.on or at.date())
    opened = [form for form in asked.forms if wordings.has(form.instrument)]
    for form in opened:
        follow_ups.save_open_response(
            scope,
            form.asking.case,
            form.asking.milestone.id,
            form.instrument,
            wording=wordings.choose(form.instrument),
            translation=wordings.translation_of(form.instrument),
            mode=Mode.LINK,
            at=at,
        )
    return Done(kind="link", subject=link.id, patient=link.patient, detail={"forms": len(opened)})


def open_forms(scope: Scope, asking: Asking, wordings: Wordings, *, at: datetime) -> None:
    """The forms still wanted are open: part of an action, in its transaction."""
    for instrument in map(load_instrument, asking.wanted):
        follow_ups.save_open_response(
            scope,
            asking.case,
            asking.milestone.id,
            instrument,
            wording=wordings.choose(instrument),
            translation=wordings.translation_of(instrument),
            mode=Mode.LINK,
            at=at,
        )


def _open(scope: Scope, response_id: UUID) -> Response:
    response = follow_ups.load_response(scope, response_id)
    if response.status is not ResponseStatus.OPEN:
        raise NotAllowed("already-sent", "These answers have already been sent.", "Nothing more is needed.")
    if load_instrument(response.instrument).version != response.instrument_version:
        raise NotFound("response", "This form is no longer in use.", "Ask the practice for a new link.")
    return response


def _done(scope: Scope, response: Response) -> Done:
    return Done(
        kind="response",
        subject=response.id,
        patient=scope.actor.patient,
        detail={"instrument": response.instrument, "milestone": response.milestone},
    )
