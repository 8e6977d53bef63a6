"""What is known about candidacy. An answer keeps the time it was told; a changed answer was told now."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from enthesis.domain.candidacy.facts import Facts, Lab
from enthesis.domain.candidacy.intake.review import Reviewed
from enthesis.domain.candidacy.settled import Settled
from enthesis.domain.errors import Invalid
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.pages.practice.facts.fields import fields_of
from enthesis.web.pages.practice.facts.questions import Group, Question, groups
from enthesis.web.pages.practice.facts.stated import (
    NOT_SO,
    TAKE,
    StatedFacts,
    decision_fields,
    decision_of,
    typed,
    why_of,
)
from enthesis.web.pages.practice.facts.told import begin_with, fact_of
from enthesis.web.shell.forms import CaseForm, to_moment


class FactsForm(CaseForm):
    """`known` are the facts on the record, `settled` those it answers itself; `at` is now, in `zone`.

    `stated` is what the patient told and nobody has confirmed: it is shown beside, and no fact by itself.
    """

    def __init__(
        self,
        data: Any,
        *,
        known: Facts | None,
        settled: Settled,
        stated: StatedFacts,
        zone: str,
        born_on: date | None,
        at: datetime,
        version: int,
    ) -> None:
        self.known, self.zone, self.at, self.stated = known, zone, at, stated
        self.born_on = born_on
        self.groups = groups(without=settled)
        begin: dict[str, object] = {"version": version}
        for group in self.groups:
            for question in group.questions:
                begin |= begin_with(self.kept(question), question.fact, zone)
        super().__init__(stated.filled(data, begin) if data is not None else None, initial=begin)
        for group in self.groups:
            for question in group.questions:
                self.fields |= fields_of(question, self.kept(question))
                if question.fact in stated.waiting:
                    self.fields |= decision_fields(question.fact, question.title)
            if any(q.kind is not Lab and self.kept(q) is not None for q in group.questions):
                self.fields[again(group)] = forms.BooleanField(
                    label=_("Asked again just now: every answer here that is not changed still holds."),
                    required=False,
                )

    def kept(self, question: Question) -> Any:
        """What the record holds of it; None where it is not known."""
        return getattr(self.known, question.fact, None)

    def beside(self, question: Question) -> tuple[str, ...]:
        """The fields that stand beside the answer, without the one that says when it was told."""
        name = question.fact
        return tuple(n for n in fields_of(question, None) if n not in (name, f"{name}_at"))

    def clean(self) -> dict[str, object]:
        told = super().clean() or self.cleaned_data
        for group in self.groups:
            for question in group.questions:
                self._check_whole(question, told)
        self._check_decisions(told)
        return told

    def _check_decisions(self, told: dict[str, Any]) -> None:
        """What is set aside has a reason; what is taken over is what the patient said."""
        for name in self.stated.waiting:
            if told.get(decision_of(name)) == NOT_SO and not told.get(why_of(name)):
                self.add_error(why_of(name), _("Enter why it is not so."))
            if told.get(decision_of(name)) == TAKE and not self._is_as_stated(name, told):
                said = _("This is not what the patient stated: enter the same, or choose “Not so”.")
                self.add_error(decision_of(name), said)

    def _is_as_stated(self, name: str, told: dict[str, Any]) -> bool:
        """What the patient did not say may be added."""
        offered = self.stated.offered(name)
        offered.pop(f"{name}_at", None)
        return all(
            typed(told.get(field)) == typed(value) or field in self.errors
            for field, value in offered.items()
            if value is not None
        )

    def reviewed(self) -> Reviewed | None:
        """What was decided on the patient's statements."""
        return self.stated.reviewed(self.cleaned_data)

    def _check_whole(self, question: Question, told: dict[str, Any]) -> None:
        """What is entered beside an answer belongs to it; a sample has a value."""
        name = question.fact
        if question.kind is Lab:
            if told.get(f"{name}_value") is not None and told.get(f"{name}_at") is None:
                self._ask_when(question)
            if told.get(f"{name}_value") is None and self._is_new(f"{name}_at", told):
                self.add_error(f"{name}_value", _("The value is missing. Enter it as printed."))
        elif told.get(name) not in question.more:
            for beside in self.beside(question):
                if self._is_new(beside, told):
                    self.add_error(beside, _("This does not go with the answer: change one of the two."))

    def _ask_when(self, question: Question) -> None:
        """It is said of every sample at once; a time that could not be read is told already."""
        if f"{question.fact}_at" not in self.errors:
            said = _("%(test)s: it is not said when the sample was taken. Enter day and time.")
            self.add_error(f"{question.fact}_at", said % {"test": question.title})

    def facts(self) -> Facts:
        """Everything known now. What is left at “Not known” is not known, whatever was known before.

        What the record answers itself is not on the form, and stays as it was told.
        """
        made = {q.fact: self._fact(q, group) for group in self.groups for q in group.questions}
        return replace(self.known or Facts(at=self.at), **{**made, "at": self.at})

    def _fact(self, question: Question, group: Group) -> Any:
        at = self._told_at(question, group)
        return fact_of(question, self.cleaned_data, zone=self.zone, born_on=self.born_on, at=at)

    def _told_at(self, question: Question, group: Group) -> datetime:
        """The time entered; now for an answer that is new, changed or asked again; else the kept one."""
        name, kept = f"{question.fact}_at", self.kept(question)
        wall = self.cleaned_data.get(name)
        if wall is None:
            return self.at
        if not self._was(name, wall.replace(tzinfo=None)):
            return self._checked(name, to_moment(wall, self.zone))
        told_now = question.kind is not Lab and self._is_told_now(question, group)
        return self.at if kept is None or told_now else kept.at

    def _is_told_now(self, question: Question, group: Group) -> bool:
        told = (question.fact, *self.beside(question))
        changed = any(not self._was(name, self.cleaned_data.get(name)) for name in told)
        return changed or bool(self.cleaned_data.get(again(group)))

    def _checked(self, name: str, moment: datetime) -> datetime:
        if moment > self.at:
            raise Invalid(name, "That time has not come yet.", "Enter a time that is over.")
        if self.born_on is not None and utc_to_wall(moment, self.zone).date() < self.born_on:
            raise Invalid(name, "That day is before the patient was born.", "Check the year.")
        return moment

    def _is_new(self, name: str, told: dict[str, Any]) -> bool:
        return told.get(name) is not None and not self._was(name, told[name])

    def _was(self, name: str, value: object) -> bool:
        """Whether the form began with this value; times are compared to the minute, as they are entered."""
        before = self.initial.get(name)
        if isinstance(before, datetime) and isinstance(value, datetime):
            return _minute(before) == _minute(value)
        return (before or None) == (value or None)


def again(group: Group) -> str:
    """The field that says a group was asked once more."""
    return f"again_{group.key}"


def _minute(wall: datetime) -> datetime:
    return wall.replace(tzinfo=None, second=0, microsecond=0)
