"""Questions read out by telephone: who answers is checked first, then each answer is kept as it is heard."""

from datetime import date, datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.outcomes import close_form, keep_signs
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.mark import Mark, check_mark
from enthesis.domain.outcomes.item import Question
from enthesis.domain.outcomes.scoring import with_answer
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.asked_now import AskedForm
from enthesis.domain.pathway.ended import contact_ended
from enthesis.domain.practice.red_flags import SIGNS_HOLD
from enthesis.domain.terms import CLINICIANS, PatientId, Role
from enthesis.store import cases, ended, follow_ups, patients
from enthesis.store.follow_ups import Mode, Response, ResponseStatus
from enthesis.store.instruments import wordings_for
from enthesis.store.rounds import load_whole_round
from enthesis.store.scope import Scope

CALLERS = (Role.DESK, *CLINICIANS)


@act(*CALLERS, once=False)
def begin_call(
    scope: Scope,
    patient_id: UUID,
    born: date,
    answered_by: AnsweredBy,
    *,
    agreed: bool,
    wordings: Wordings,
    at: datetime,
) -> Done:
    """The person on the telephone told this patient's date of birth and agreed: the forms are being asked.

    What somebody else answers stands apart from what the patient began. Raises NotAllowed for another date of
    birth, which the trail keeps; without agreement; after a death or a wish for no more questions; and where
    nothing is asked today.
    """
    check_may_be_asked(scope, patient_id)
    contact = patients.load_contact(scope, patients.load_patient(scope, patient_id).id)
    if contact.birth_date != born:
        return _refused(patient_id, _other_person())
    if not agreed:
        return _refused(patient_id, _not_now())
    cases.lock_cases_of(scope, patient_id)
    asked = load_whole_round(scope, patients.load_patient(scope, patient_id).id, at=at)
    words = wordings_for(scope, wordings, patient_id, on=asked.on or at.date())
    forms = [form for form in asked.forms if words.has(form.instrument)]
    if not forms:
        raise NotAllowed(
            "nothing-asked",
            "Nothing is asked of this patient today, or there are no words for it that may be read out.",
            "Thank them, and end the call.",
        )
    for form in forms:
        _open(scope, form, answered_by, words, at=at)
    detail = {"forms": len(forms), "answered_by": answered_by.value}
    return Done(kind="patient", subject=patient_id, patient=patient_id, detail=detail)


@act(*CALLERS)
def hear_signs(scope: Scope, case_id: UUID, milestone: str, ticked: frozenset[str], *, at: datetime) -> Done:
    """Which signs that must not wait the person told, or none, is on the record before the first question."""
    return keep_signs(scope, case_id, milestone, ticked, at=at)


@act(*CALLERS)
def hear_answer(scope: Scope, response_id: UUID, question: str, mark: Mark, *, at: datetime) -> Done:
    """One answer is kept as it was heard, or why there is none; the others stay as they are.

    Raises Invalid for what the form does not offer, NotAllowed where this caller's call is over.
    """
    follow_ups.lock_response(scope, response_id)
    response = _heard_now(scope, response_id, at=at)
    asked = _asked(response, question)
    check_mark(asked, mark)
    answers, missing = dict(response.answers), dict(response.missing)
    missing.pop(asked.id, None)
    if mark.missing is not None:
        answers |= dict.fromkeys((field.id for field in asked.fields), None)
        missing[asked.id] = mark.missing
    else:
        answers = with_answer(load_instrument(response.instrument), answers, mark.field, mark.answer)
    follow_ups.save_heard(scope, response, answers, missing, at=at)
    return _done(response)


@act(*CALLERS)
def send_heard(scope: Scope, response_id: UUID, *, language: str, at: datetime) -> Done:
    """The form is closed and scored; what nobody asked is missing. `language` is the one it was read in."""
    cases.lock_cases_of(scope, follow_ups.load_response(scope, response_id).patient)
    follow_ups.lock_response(scope, response_id)
    response = _heard_now(scope, response_id, at=at)
    close_form(scope, response, response.answers, mode=Mode.TELEPHONE, language=language, at=at)
    return _done(response)


def check_may_be_asked(scope: Scope, patient_id: UUID) -> None:
    """Raises NotAllowed for who has died or wants no more questions, before anybody is rung."""
    end = contact_ended(ended.list_ended(scope, {patient_id}).get(PatientId(patient_id), ()))
    if end is not None:
        raise NotAllowed(
            "contact-ended",
            f"Nobody asks this patient anything: {end.kind.label.lower()}, {end.when}.",
            "Do not call. If that is wrong, take it back on the page of the patient.",
        )


def is_heard_now(scope: Scope, response: Response, *, at: datetime) -> bool:
    """Whether this caller is asking it in a call that began a short while ago."""
    begun = response.asked_at
    return (
        response.mode is Mode.TELEPHONE
        and response.asked_by == scope.actor.person
        and begun is not None
        and begun <= at < begun + SIGNS_HOLD
    )


def _open(
    scope: Scope, form: AskedForm, answered_by: AnsweredBy, wordings: Wordings, *, at: datetime
) -> None:
    case, milestone = form.asking.case, form.asking.milestone.id
    known = follow_ups.list_responses(scope, case.id, milestone=milestone)
    begun = next(
        (r for r in known if r.status is ResponseStatus.OPEN and r.instrument == form.instrument.id), None
    )
    is_others = begun is not None and begun.is_begun and begun.is_own != (answered_by is not AnsweredBy.OTHER)
    if is_others:
        follow_ups.save_closed(scope, case.id, milestone, form.instrument.id)
    opened = follow_ups.save_open_response(
        scope,
        case,
        milestone,
        form.instrument,
        wording=wordings.choose(form.instrument),
        translation=wordings.translation_of(form.instrument),
        mode=Mode.TELEPHONE,
        at=at,
    )
    follow_ups.save_called(scope, opened, answered_by, at=at)


def _heard_now(scope: Scope, response_id: UUID, *, at: datetime) -> Response:
    response = follow_ups.load_response(scope, response_id)
    if response.status is not ResponseStatus.OPEN:
        raise NotAllowed("already-sent", "These answers have already been sent.", "Nothing more is needed.")
    if not is_heard_now(scope, response, at=at):
        raise NotAllowed(
            "call-over",
            "This call is over, or somebody else has begun one.",
            "Begin it again: ask for the date of birth first.",
        )
    return response


def _asked(response: Response, question: str) -> Question:
    instrument = load_instrument(response.instrument)
    found = next((item for item in instrument.items if item.id == question), None)
    if found is None:
        raise NotAllowed(
            "question", f"{instrument.title} has no question “{question[:40]}”.", "Open the page again."
        )
    return found


def _other_person() -> NotAllowed:
    return NotAllowed(
        "born",
        "That is not the date of birth on the record.",
        "Ask once more. If it stays another, say that you will call again, and end the call.",
    )


def _not_now() -> NotAllowed:
    return NotAllowed(
        "agreed", "Nothing is asked of somebody who does not agree to it now.", "Thank them, and ask when."
    )


def _refused(patient: UUID, why: NotAllowed) -> Done:
    return Done(kind="patient", subject=patient, patient=patient, detail={"refused": why.code}, refusal=why)


def _done(response: Response) -> Done:
    return Done(
        kind="response",
        subject=response.id,
        patient=response.patient,
        detail={"instrument": response.instrument, "milestone": response.milestone},
    )
