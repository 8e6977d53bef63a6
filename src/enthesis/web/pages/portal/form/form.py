"""A form made of an instrument's declaration: one field an item, and the item says what may be answered."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.instrument import NOT_APPLICABLE, Answer, Item
from enthesis.domain.outcomes.scoring import check_answer
from enthesis.web.shell.forms import ActForm

NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,4})?")


class AnswersForm(ActForm):
    """`answers` holds what was sent, by item; an item that was not shown, or not touched, is not in it."""

    def __init__(self, data: Any, items: Sequence[Item]) -> None:
        super().__init__(data)
        self.items = tuple(items)
        for item in self.items:
            self.fields[field_of(item)] = forms.CharField(label=_(item.topic), required=False, max_length=20)

    @property
    def answers(self) -> dict[str, Answer]:
        return {i.id: read(self.cleaned_data[field_of(i)]) for i in self.items if field_of(i) in self.data}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for item in self.items:
            try:
                check_answer(item, read(cleaned.get(field_of(item), "")))
            except Invalid:
                told = _("“%(topic)s”: choose one of the answers, or leave it out.")
                self.add_error(field_of(item), told % {"topic": _(item.topic)})
        return cleaned


def field_of(item: Item) -> str:
    return f"a-{item.id}"


def read(text: str) -> Answer:
    """What was sent as a response keeps it. Raises Invalid for what is no number, “na” or nothing."""
    if not text:
        return None
    if text == NOT_APPLICABLE:
        return NOT_APPLICABLE
    if not NUMBER.fullmatch(text):
        raise Invalid("answer", "That is not an answer.")
    number = float(text)
    return int(number) if number.is_integer() else number


def write(answer: Answer) -> str:
    """How an answer stands in a form field; the counterpart of `read`."""
    return "" if answer is None else str(answer)
