"""A form made of a section's declaration: a field for each answer and for each part beside it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.candidacy.intake.question import Part, PartKind, Question
from enthesis.domain.candidacy.intake.statement import LONGEST_WORDS, MOST_COUNTED, Statement
from enthesis.web.shell.forms import ActForm


class SectionForm(ActForm):
    """`statements` holds one for each question of the page, empty where nothing was answered.

    What stands beside an answer that asks for none of it does not count: its fields were out of sight.
    """

    def __init__(
        self,
        data: Any,
        questions: tuple[Question, ...],
        *,
        born_on: date,
        today: date,
        begin: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=begin)
        self.questions, self.born_on, self.today = questions, born_on, today
        for question in questions:
            if question.choices:
                offered = [("", ""), *((choice.id, choice.id) for choice in question.choices)]
                self.fields[question.id] = forms.ChoiceField(choices=offered, required=False)
            for part in question.parts:
                self.fields[field_of(question, part.kind)] = _field(part)

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(self._statement(question) for question in self.questions)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        for question in self.questions:
            name = field_of(question, PartKind.DAY)
            day = told.get(name)
            if day is None or not self._is_asked(question):
                continue
            if day > self.today:
                self.add_error(name, _("That day has not come yet. Enter a day that is over."))
            elif day < self.born_on:
                self.add_error(name, _("That day is before your birth. Check the year."))
        return told

    @property
    def dropped(self) -> tuple[Question, ...]:
        """Questions beside whose answer something was sent that it does not ask for; that was not kept."""
        return tuple(
            question
            for question in self.questions
            if not self._is_asked(question)
            and any(
                self.cleaned_data.get(field_of(question, p.kind)) not in (None, "") for p in question.parts
            )
        )

    def _is_asked(self, question: Question) -> bool:
        """Whether the parts of a question are asked with the answer that was given."""
        return bool(question.parts_with(self.cleaned_data.get(question.id) or ""))

    def _statement(self, question: Question) -> Statement:
        choice = self.cleaned_data.get(question.id) or ""
        given = {
            part.kind.value: value
            for part in question.parts_with(choice)
            if (value := self.cleaned_data.get(field_of(question, part.kind))) not in (None, "")
        }
        return Statement(question=question.id, choice=choice, **given)


def field_of(question: Question, kind: PartKind) -> str:
    return f"{question.id}-{kind.value}"


def _field(part: Part) -> forms.Field:
    label = _(part.text)
    match part.kind:
        case PartKind.DAY:
            return forms.DateField(
                label=label,
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
                error_messages={"invalid": gettext_lazy("Enter day, month and year.")},
            )
        case PartKind.CLOCK:
            return forms.TimeField(
                label=label,
                required=False,
                widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                error_messages={"invalid": gettext_lazy("Enter a time of day, for example 08:30.")},
            )
        case PartKind.COUNT:
            return forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=MOST_COUNTED,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4}),
                error_messages={"invalid": gettext_lazy("Enter a whole number, 0 or more.")},
            )
        case PartKind.WORDS:
            return forms.CharField(
                label=label,
                required=False,
                max_length=LONGEST_WORDS,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
