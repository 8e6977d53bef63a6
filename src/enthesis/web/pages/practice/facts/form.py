"""What is known about candidacy. An answer keeps the time it was told; a changed answer was told now."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from enthesis.domain.candidacy.facts import Facts, Lab
from enthesis.domain.errors import Invalid
from enthesis.web.pages.practice.facts.questions import Question, begin_with, fact_of, questions
from enthesis.web.shell.forms import CaseForm, to_moment


class FactsForm(CaseForm):
    """`known` are the facts on the record; `at` is now and `zone` the office's."""

    def __init__(self, data: Any, *, known: Facts | None, zone: str, at: datetime, version: int) -> None:
        self.known, self.zone, self.at = known, zone, at
        begin: dict[str, object] = {"version": version}
        for question in questions():
            begin |= begin_with(getattr(known, question.fact, None), question.fact, zone)
        super().__init__(data, initial=begin)
        for question in questions():
            self.fields |= question.fields()

    def clean(self) -> dict[str, object]:
        told = super().clean() or self.cleaned_data
        for question in (q for q in questions() if q.kind is Lab):
            value = told.get(f"{question.fact}_value")
            if (
                not told.get(question.fact)
                and value is not None
                and not self._was(f"{question.fact}_value", value)
            ):
                self.add_error(question.fact, _("You entered a value: choose “Yes”, or remove the value."))
        return told

    def facts(self) -> Facts:
        """Everything known now. What is left at “Not known” is not known, whatever was known before."""
        return Facts(at=self.at, **{q.fact: self._fact(q) for q in questions()})

    def _fact(self, question: Question) -> Any:
        return fact_of(question, self.cleaned_data, zone=self.zone, at=self._told_at(question))

    def _told_at(self, question: Question) -> datetime:
        """The time entered; the kept one where nothing changed; now for an answer that is new or changed."""
        name = f"{question.fact}_at"
        wall = self.cleaned_data.get(name)
        if wall is None:
            return self._now_or_refuse(question)
        if not self._was(name, wall.replace(tzinfo=None)):
            return self._checked(name, to_moment(wall, self.zone))
        before: datetime = getattr(self.known, question.fact).at
        changed = any(not self._was(n, self.cleaned_data.get(n)) for n in question.fields() if n != name)
        return self.at if changed and question.kind is not Lab else before

    def _now_or_refuse(self, question: Question) -> datetime:
        if question.kind is Lab and self.cleaned_data.get(question.fact):
            raise Invalid(
                f"{question.fact}_at", "It is not said when the sample was taken.", "Enter day and time."
            )
        return self.at

    def _checked(self, name: str, moment: datetime) -> datetime:
        if moment > self.at:
            raise Invalid(name, "That time has not come yet.", "Enter a time that is over.")
        return moment

    def _was(self, name: str, value: object) -> bool:
        """Whether the form began with this value; times are compared to the minute, as they are entered."""
        before = self.initial.get(name)
        if isinstance(before, datetime) and isinstance(value, datetime):
            return _minute(before) == _minute(value)
        return said_as(before) == said_as(value)


def _minute(wall: datetime) -> datetime:
    return wall.replace(tzinfo=None, second=0, microsecond=0)


def said_as(value: object) -> object:
    """Yes and no in one form, whether they come from the record or from the page."""
    return {"yes": True, "no": False, "": None}.get(value, value) if isinstance(value, str) else value
