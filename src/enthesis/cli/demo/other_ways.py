"""Forms answered otherwise than by a link: on paper, entered by two people, or heard on the telephone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from enthesis.actions.contacts import Told, record_follow_up_call
from enthesis.actions.entries import enter_sheet, print_sheet
from enthesis.actions.telephone_form import begin_call, hear_answer, hear_signs, send_heard
from enthesis.cli.demo.answers import answer_all
from enthesis.cli.demo.bench import later
from enthesis.cli.demo.house import House
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.filled import Filled, place_of
from enthesis.domain.outcomes.entry.mark import Mark, Missing
from enthesis.domain.outcomes.entry.sheet import Sheet
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import Answer
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.contact.called import Called, Outcome
from enthesis.domain.terms import PatientId
from enthesis.store.cases import load_case
from enthesis.store.entries import load_sheet
from enthesis.store.follow_ups import ResponseStatus, list_responses
from enthesis.store.patients import load_contact

LANGUAGE = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """One hip that answers near a share of the best possible."""

    house: House
    case: UUID
    milestone: str
    share: float
    rng: Random

    @property
    def patient(self) -> PatientId:
        return load_case(self.house["desk"], self.case).patient


def on_paper(who: Answering, *, at: datetime) -> Iterator[datetime]:
    """The sheet is printed, read alike by two people, and filed."""
    yield at
    sheet = print_for(who.house, who.patient, at=at)
    filled = fill(sheet, who.share, who.rng, at=at)
    for key, minutes in (("desk", 40), ("nurse", 55)):
        yield later(at, minutes)
        enter_sheet(who.house[key], sheet.id, filled, at=later(at, minutes))


def print_for(house: House, patient: PatientId, *, at: datetime) -> Sheet:
    """A sheet with everything that is asked of the patient today."""
    desk = house["desk"]
    return load_sheet(desk, print_sheet(desk, patient, wordings=DEMONSTRATION, at=at).subject)


def fill(sheet: Sheet, share: float, rng: Random, *, at: datetime) -> Filled:
    """What stands on the sheet on the day it was printed."""
    marks = {
        place_of(number, question): mark
        for number, block in enumerate(sheet.blocks)
        for question, mark in _marks(load_instrument(block.instrument), share, rng).items()
    }
    return Filled(answered_on=sheet.printed_on, answered_by=AnsweredBy.PATIENT, marks=marks)


def by_telephone(who: Answering, *, at: datetime) -> Iterator[datetime]:
    """The desk reads the questions out, and keeps each answer as it hears it."""
    yield at
    desk, patient = who.house["desk"], who.patient
    born = load_contact(desk, patient).birth_date
    begin_call(desk, patient, born, AnsweredBy.PATIENT, agreed=True, wordings=DEMONSTRATION, at=at)
    hear_signs(desk, who.case, who.milestone, frozenset(), at=at)
    for response in list_responses(desk, who.case, milestone=who.milestone):
        if response.status is not ResponseStatus.OPEN:
            continue
        for question, mark in _marks(load_instrument(response.instrument), who.share, who.rng).items():
            at = later(at, 1)
            yield at
            hear_answer(desk, response.id, question, mark, at=at)
        send_heard(desk, response.id, language=LANGUAGE, at=at)
    at = later(at, 1)
    yield at
    answered = Called(about=frozenset(), outcome=Outcome.ANSWERED, at=at)
    record_follow_up_call(desk, patient, Told(called=answered), at=at)


def _marks(instrument: Instrument, share: float, rng: Random) -> Mapping[str, Mark]:
    given = answer_all(instrument, share, rng)
    return {item.id: _mark(item.id, [field.id for field in item.fields], given) for item in instrument.items}


def _mark(question: str, fields: list[str], given: Mapping[str, Answer]) -> Mark:
    told = next((name for name in fields if given.get(name) is not None), None)
    if told is None:
        return Mark(field=question, missing=Missing.BLANK)
    return Mark(field=told, answer=given[told])
