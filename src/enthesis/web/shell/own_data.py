"""Everything a patient gave, in the language of the page: for the own page and to take away."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enthesis.domain.candidacy.intake.sections import question_called
from enthesis.domain.candidacy.intake.statement import Stated, Statement
from enthesis.domain.outcomes.attention.told import RoundTold
from enthesis.domain.outcomes.own_goal import NEAREST, GoalNearness, OwnGoal
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.outcomes.scoring import answer_to
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.own_record import (
    OwnAnswer,
    OwnDecision,
    OwnForm,
    OwnHip,
    OwnMessage,
    OwnPerson,
    OwnRecord,
    OwnScore,
    OwnTold,
)
from enthesis.domain.pathway.recovery import Reached
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.practice.red_flags import SignsTold, questions
from enthesis.domain.terms import Side
from enthesis.store.cases import list_cases, list_entries
from enthesis.store.ended import list_ended
from enthesis.store.follow_ups import Response, by_day_given, list_responses
from enthesis.store.own_messages import list_own_messages
from enthesis.store.patients import load_contact
from enthesis.store.scope import Scope
from enthesis.web.shell.instrument_questions import in_words
from enthesis.web.shell.own_messages import left_kind, left_way
from enthesis.web.shell.present import day
from enthesis.web.shell.requests import Request
from enthesis.web.shell.worded import asked_in


def own_data(request: Request) -> OwnRecord:
    """What the patient of the request gave, and the scores; the own record alone."""
    scope, patient = request.scope, request.link.patient
    contact, cases = load_contact(scope, patient), list_cases(scope, patient=patient)
    return OwnRecord(
        practice=request.practice.name,
        language=get_language() or "en",
        made_at=request.at,
        person=OwnPerson(
            given=contact.given,
            family=contact.family,
            birth_date=contact.birth_date,
            email=contact.email,
            phone=contact.phone,
            language=contact.language,
        ),
        hips=tuple(_hip(request, case) for case in cases),
        decisions=tuple(_decisions(request, cases)),
        messages=tuple(
            OwnMessage(kind=left_kind(one), way=left_way(one), at=one.at) for one in list_own_messages(scope)
        ),
    )


def side_words(side: str) -> str:
    return _("Your left hip") if side == Side.LEFT.value else _("Your right hip")


def _hip(request: Request, case: Case) -> OwnHip:
    sent = by_day_given(list_responses(request.scope, case.id))
    entries = list_entries(request.scope, case.id)
    return OwnHip(
        side=case.side.value,
        operated_on=case.operated_on,
        forms=tuple(_form(request.scope, r, given) for r in sent if (given := r.given_at) is not None),
        told=tuple(one for entry in entries for one in _told(entry.value, entry.at)),
    )


def _form(scope: Scope, response: Response, given: datetime) -> OwnForm:
    instrument = asked_in(scope, response)
    titles = {scale.id: scale.title for scale in instrument.scales}
    return OwnForm(
        form=instrument.id,
        version=response.instrument_version,
        title=instrument.title,
        wording=response.wording.value,
        milestone=_(milestone_called(response.milestone).title),
        given_at=given,
        answered_by=response.answered_by.value if response.answered_by else "",
        answers=tuple(
            OwnAnswer(
                item=item.id,
                question=item.topic,
                answer=answer_to(item, response.answers)[1],
                words=in_words(item, response.answers),
            )
            for item in instrument.items
        ),
        scores=tuple(
            OwnScore(
                scale=titles.get(score.scale, score.scale),
                variant=score.scale_variant,
                value=None if score.value is None else f"{score.value:f}",
                why_none=score.reason or "",
            )
            for score in response.scores
        ),
    )


def _told(value: object, at: datetime) -> Iterator[OwnTold]:
    """What the patient told in an entry; nothing where staff recorded it."""
    match value:
        case SignsTold():
            ticked = ". ".join(_(question) for question in questions(value.ticked))
            yield OwnTold(about=_("Signs that must not wait"), words=ticked or _("None of these"), at=at)
        case RoundTold():
            bears = {True: _("I can put weight on the leg."), False: _("I cannot put weight on the leg.")}
            said = ("" if value.bears_weight is None else bears[value.bears_weight], value.words)
            yield OwnTold(about=_("Told to the team"), words=" ".join(filter(None, said)), at=at)
        case OwnGoal():
            yield OwnTold(about=_("My goal"), words=value.words or _("Taken back"), at=at)
        case GoalNearness():
            near = _("%(near)s of %(most)s") % {"near": value.near, "most": NEAREST}
            when = _(milestone_called(value.milestone).title)
            yield OwnTold(about=_("How near my goal is"), words=f"{when}: {near} ({value.words})", at=at)
        case Reached(told_by_patient=True, on=on) if on is not None:
            yield OwnTold(about=_("What I do again"), words=f"{_(value.milestone.asked)}: {day(on)}", at=at)
        case Stated():
            for statement in value.statements:
                yield OwnTold(about=_asked(statement), words=_answer(statement), at=at)


def _asked(statement: Statement) -> str:
    question = question_called(statement.question)
    return _(question.text) if question else statement.question


def _answer(statement: Statement) -> str:
    question = question_called(statement.question)
    choices = {choice.id: _(choice.text) for choice in question.choices} if question else {}
    parts = (
        choices.get(statement.choice, statement.choice),
        day(statement.day) if statement.day else "",
        f"{statement.clock:%H:%M}" if statement.clock else "",
        "" if statement.count is None else str(statement.count),
        statement.words,
    )
    return ", ".join(part for part in parts if part) or _("No answer")


def _decisions(request: Request, cases: tuple[Case, ...]) -> Iterator[OwnDecision]:
    """What was agreed to or refused, and what was stopped since."""
    for case in cases:
        for entry in list_entries(request.scope, case.id):
            if isinstance(entry.value, Consent):
                told = entry.value
                research = told.purpose is Purpose.REGISTRY
                about = _("Research") if research else _("A product of the operation")
                yield OwnDecision(about=about, given=told.given, on=told.decided_on)
    stopped = {"withdrew_contact": _("Questions about how you are"), "withdrew_research": _("Research")}
    patient = request.link.patient
    for end in list_ended(request.scope, {patient}).get(patient, ()):
        if end.kind.value in stopped:
            yield OwnDecision(about=stopped[end.kind.value], given=False, on=end.on)
