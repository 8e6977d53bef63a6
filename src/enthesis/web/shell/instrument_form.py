"""A form made of an instrument's declaration: a field for each answer; the item says what may be answered."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Answer, Item, OneOf, Question
from enthesis.domain.outcomes.scoring import check_answer
from enthesis.web.shell.forms import ActForm

WAS = "w-"  # the field that says with which answer a page was shown
CHANGED = "changed"  # names an item that was changed, whatever it is now
NUMBER = re.compile(r"-?[0-9]{1,6}(\.[0-9]{1,4})?")


class AnswersForm(ActForm):
    """`answers` holds what was sent, by item; an item that was not shown, or not touched, is not in it.

    Of a question with branches only the chosen one is read: what still stands in another does not count.
    `changed` leaves out what the page was shown with: it may have been answered on another device since.
    """

    def __init__(self, data: Any, items: Sequence[Question]) -> None:
        super().__init__(data)
        self.items = tuple(items)
        for item in self.items:
            for field in item.fields:
                self.fields[field_of(field)] = forms.CharField(required=False, max_length=20)
            if isinstance(item, OneOf):
                chosen = [("", ""), *((branch.id, branch.id) for branch in item.branches)]
                self.fields[branch_of(item)] = forms.ChoiceField(choices=chosen, required=False)

    @property
    def answers(self) -> dict[str, Answer]:
        return {name: answer for item in self.items for name, answer in self._answers(item)}

    @property
    def changed(self) -> dict[str, Answer]:
        """The answers that the person changed on this page; all of them where the page does not tell."""
        touched = set(self.data.getlist(CHANGED)) if hasattr(self.data, "getlist") else set()
        return {
            name: answer
            for name, answer in self.answers.items()
            if name in touched or self.data.get(WAS + name) != write(answer)
        }

    def _answers(self, item: Question) -> Iterator[tuple[str, Answer]]:
        match item:
            case Item() if field_of(item) in self.data:
                yield item.id, read(self.cleaned_data[field_of(item)])
            case OneOf(branches=branches) if branch_of(item) in self.data:
                told = [(b.id, read(self.cleaned_data[field_of(b)])) for b in self._asked(item)]
                yield from told if told and told[0][1] is not None else [(b.id, None) for b in branches]

    def _asked(self, item: Question) -> tuple[Item, ...]:
        """The item, or the branch that was chosen."""
        if isinstance(item, Item):
            return (item,)
        chosen = self.data.get(branch_of(item), "")
        return tuple(branch for branch in item.branches if branch.id == chosen)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for item in (asked for question in self.items for asked in self._asked(question)):
            try:
                check_answer(item, read(cleaned.get(field_of(item), "")))
            except Invalid:
                self.add_error(field_of(item), _refused(item))
        return cleaned


def _refused(item: Item) -> str:
    if item.range is None:
        return _("“%(topic)s”: choose one of the answers, or leave it out.") % {"topic": item.topic}
    return _("“%(topic)s”: give a whole number from %(low)s to %(high)s, or leave it out.") % {
        "topic": item.topic,
        "low": item.range.low,
        "high": item.range.high,
    }


def field_of(item: Item) -> str:
    return f"a-{item.id}"


def branch_of(item: OneOf) -> str:
    """The field that says which branch applies."""
    return f"b-{item.id}"


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
