"""Fields to type what stands on a sheet: its day, who filled it in, and one key for each question."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.entry.answered_by import AnsweredBy
from enthesis.domain.outcomes.entry.filled import BY, DAY, Filled, Told, place_of
from enthesis.domain.outcomes.entry.keys import LETTERS, NOT_APPLYING, boxes, hint, read_key, write_key
from enthesis.domain.outcomes.entry.mark import Mark
from enthesis.domain.outcomes.entry.sheet import Sheet
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import Question
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.present import day
from enthesis.web.shell.problems import in_words

UNDATED = "undated"
NOBODY_SAID = "b"
LONGEST = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What one key means: 2, a little; b, left blank."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One question of the screen. `keys` are what may be typed; `was` what two people read."""

    number: int
    topic: str
    field: Any
    keys: tuple[Key, ...]
    hint: str
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    title: str
    about: str
    lines: tuple[Line, ...]


class PaperFields(ActForm):
    """All places of a sheet, or `only` those that are asked; each question is typed as a key."""

    answered_on = forms.DateField(
        label="Day on the sheet",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Enter the day on the sheet, or the one on which it arrived."},
    )
    undated = forms.BooleanField(
        label="No day stands on the sheet: this is the day on which it arrived", required=False
    )
    answered_by = forms.ChoiceField(
        label="Who filled it in",
        choices=(
            ("1", "1 The patient, alone"),
            ("2", "2 The patient, with help"),
            ("3", "3 Somebody else"),
            (NOBODY_SAID, "b Left blank"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what is ticked, or that it was left blank."},
    )

    def __init__(
        self, data: Any, worded: Sequence[Instrument], *, only: Collection[str] | None = None
    ) -> None:
        super().__init__(data)
        asked = {
            place_of(number, question.id): question
            for number, instrument in enumerate(worded)
            for question in instrument.items
        }
        self.questions = {place: q for place, q in asked.items() if only is None or place in only}
        if only is not None and DAY not in only:
            del self.fields["answered_on"], self.fields["undated"]
        if only is not None and BY not in only:
            del self.fields["answered_by"]
        for place, question in self.questions.items():
            self.fields[name_of(place)] = forms.CharField(
                label=question.topic,
                required=False,
                max_length=LONGEST,
                widget=forms.TextInput(
                    attrs={"data-key": "", "autocomplete": "off", "inputmode": "text", "size": 4}
                ),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.marks: dict[str, Mark] = {}
        for place, question in self.questions.items():
            try:
                self.marks[place] = read_key(question, cleaned.get(name_of(place)) or "")
            except Invalid as problem:
                self.add_error(name_of(place), in_words(problem))
        return cleaned

    def add_problem(self, problem: Any) -> None:
        """A problem at a place stands at its field."""
        field = name_of(problem.code)
        if field in self.fields:
            self.add_error(field, in_words(problem))
        else:
            super().add_problem(problem)

    @property
    def filled(self) -> Filled:
        told = self.cleaned_data
        return Filled(
            answered_on=told["answered_on"],
            undated=told["undated"],
            answered_by=_by(told["answered_by"]),
            marks=self.marks,
        )

    @property
    def looked(self) -> dict[str, Told]:
        """What was looked up, by place; the day is None where none stands on the sheet."""
        told: dict[str, Told] = dict(self.marks)
        if "answered_on" in self.fields:
            told[DAY] = None if self.cleaned_data["undated"] else self.cleaned_data["answered_on"]
        if "answered_by" in self.fields:
            told[BY] = _by(self.cleaned_data["answered_by"])
        return told


def name_of(place: str) -> str:
    """The field of a place."""
    return f"e-{place}"


Was = Mapping[str, tuple[Told, Told]]


def parts(
    sheet: Sheet, worded: Sequence[Instrument], form: PaperFields, was: Was | None = None
) -> tuple[Part, ...]:
    """The blocks of the sheet in its order, with the lines that are asked; `was` is what two people read."""
    made = (
        Part(
            title=instrument.title,
            about=", ".join(dict.fromkeys(f"{hip.side} hip" for hip in block.hips)).capitalize(),
            lines=tuple(_lines(number, instrument, form, was or {})),
        )
        for number, (block, instrument) in enumerate(zip(sheet.blocks, worded, strict=True))
    )
    return tuple(part for part in made if part.lines)


def _lines(number: int, instrument: Instrument, form: PaperFields, was: Was) -> Iterator[Line]:
    for place_number, question in enumerate(instrument.items, 1):
        place = place_of(number, question.id)
        if place in form.questions:
            yield Line(
                number=place_number,
                topic=question.topic,
                field=form[name_of(place)],
                keys=keys_of(question),
                hint=hint(question),
                was=tuple(read_as(question, told) for told in was.get(place, ())),
            )


def keys_of(question: Question) -> tuple[Key, ...]:
    """What each key means; of a number that is written, what stands at its ends."""
    told = [
        Key(key=box.key, label=f"{box.branch}: {box.label}" if box.branch else box.label)
        for box in boxes(question)
    ]
    scale = question.fields[0].range
    if scale is not None:
        told = [
            Key(key=f"{scale.low}", label=scale.low_label),
            Key(key=f"{scale.high}", label=scale.high_label),
        ]
    if question.fields[0].allows_na:
        told.append(Key(key=NOT_APPLYING, label="does not apply"))
    return tuple(told)


def letters() -> tuple[Key, ...]:
    """The keys for what is missing, the same at every question."""
    return tuple(Key(key=letter, label=why.label) for letter, why in LETTERS.items())


def read_as(question: Question | None, told: Told) -> str:
    """One reading in words, with its key."""
    match told:
        case Mark() if question is not None:
            key = write_key(question, told)
            if told.missing is not None:
                return f"{key} {told.missing.label}"
            return next((f"{k.key} {k.label}".strip() for k in keys_of(question) if k.key == key), key)
        case AnsweredBy():
            return told.label
        case date():
            return day(told)
        case _:
            return "left blank"


def _by(typed: str) -> AnsweredBy | None:
    return None if typed == NOBODY_SAID else list(AnsweredBy)[int(typed) - 1]
