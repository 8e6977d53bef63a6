"""What a patient takes away: everything they gave here, and the scores made of it. No note of staff is in it.

The file names its schema. A number is raised when a name changes its meaning or goes; one more does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from enthesis.domain.outcomes.item import Answer

SCHEMA = "enthesis-own-data/1"


class DataFormat(StrEnum):
    JSON = "json"
    PDF = "pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAnswer:
    item: str
    question: str
    answer: Answer
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnScore:
    scale: str
    variant: str
    value: str | None
    why_none: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnForm:
    form: str
    version: str
    title: str
    wording: str
    milestone: str
    given_at: datetime
    answered_by: str
    answers: tuple[OwnAnswer, ...]
    scores: tuple[OwnScore, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTold:
    """Something told beside the forms: signs, words, a goal, what is done again, answers before a visit."""

    about: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnHip:
    side: str
    operated_on: date | None
    forms: tuple[OwnForm, ...]
    told: tuple[OwnTold, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPerson:
    given: str
    family: str
    birth_date: date
    email: str
    phone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMessage:
    kind: str
    way: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDecision:
    about: str
    given: bool
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRecord:
    schema: str = SCHEMA
    practice: str
    language: str
    made_at: datetime
    person: OwnPerson
    hips: tuple[OwnHip, ...]
    decisions: tuple[OwnDecision, ...]
    messages: tuple[OwnMessage, ...]


MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "schema": "Which description the file follows.",
        "practice": "The practice it is from.",
        "language": "The language of its words.",
        "made_at": "When it was made, with its zone.",
        "person": "How the practice knows the patient: names, day of birth, addresses, language.",
        "person.given": "Given name.",
        "person.family": "Family name.",
        "person.birth_date": "Day of birth.",
        "person.email": "Mail address; empty where none is known.",
        "person.phone": "Telephone number, E.164; empty where none is known.",
        "person.language": "The language in which the practice writes to them.",
        "hips": "Each hip that is looked after.",
        "hips.side": "left or right.",
        "hips.operated_on": "The day of the operation; null where there was none.",
        "hips.forms": "Each form that was sent in, the oldest first.",
        "hips.forms.form": "The instrument's short name.",
        "hips.forms.version": "The version of its declaration.",
        "hips.forms.title": "Its title.",
        "hips.forms.wording": "official words of its holder, or labels of our own.",
        "hips.forms.milestone": "The milestone at which it was asked.",
        "hips.forms.given_at": "When it was answered.",
        "hips.forms.answered_by": "Who answered where it was not the patient alone; else empty.",
        "hips.forms.answers": "Each question, in order.",
        "hips.forms.answers.item": "The question's short name.",
        "hips.forms.answers.question": "What it is about.",
        "hips.forms.answers.answer": "The answer as a number, “na” where it does not apply, null where none.",
        "hips.forms.answers.words": "The answer in words.",
        "hips.forms.scores": "What was made of the answers.",
        "hips.forms.scores.scale": "The scale's short name.",
        "hips.forms.scores.variant": "How the scale counts, so that no two ways are mixed.",
        "hips.forms.scores.value": "The score, a decimal number in quotation marks; null where none.",
        "hips.forms.scores.why_none": "Why there is none.",
        "hips.told": "What was told beside the forms, the oldest first.",
        "hips.told.about": "What it is: signs, words to the team, a goal, what is done again, and so on.",
        "hips.told.words": "What was told.",
        "hips.told.at": "When.",
        "decisions": "What was agreed to or refused.",
        "decisions.about": "What the decision is about.",
        "decisions.given": "true where it was agreed to.",
        "decisions.on": "The day of the decision.",
        "messages": "Each message that left for the patient, the newest first; its words are not kept.",
        "messages.kind": "What it was about.",
        "messages.way": "By mail or as a text message.",
        "messages.at": "When it left.",
    }
)
"""Every name in the file, by its path, and what it holds."""
