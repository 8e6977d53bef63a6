"""What the patient stated beside what is asked: taken over as it was said, or set aside with a reason."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.domain.candidacy.intake.review import LONGEST_REASON, NotSo, Pending, Reviewed, pending
from enthesis.domain.candidacy.intake.statement import Stated, fact_of
from enthesis.domain.pathway.case import Entry, latest
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.web.pages.practice.facts.told import begin_with
from enthesis.web.shell.answers import Radios

TAKE, NOT_SO = "take", "not_so"
DECISIONS = (("", _("Decide later")), (TAKE, _("Take over")), (NOT_SO, _("Not so")))


class StatedFacts:
    """The statements that wait, by the fact they speak of; `zone` is the office's."""

    def __init__(self, entries: tuple[Entry[object], ...], *, without: Collection[str], zone: str) -> None:
        self.entry, self.zone = latest(entries, Stated), zone
        self.waiting: dict[str, Pending] = {p.fact: p for p in pending(entries) if p.fact not in without}

    def fact(self, name: str) -> Any:
        """The fact a statement would be; None where it is not whole."""
        waiting = self.waiting[name]
        return fact_of(waiting.statement, zone=self.zone, at=waiting.told_at)

    def offered(self, name: str) -> dict[str, object]:
        """What the fields of the fact hold once it is taken over: no more than the patient said."""
        waiting, fact = self.waiting[name], self.fact(name)
        if fact is not None:
            return begin_with(fact, name, self.zone)
        told_at = utc_to_wall(waiting.told_at, self.zone)
        return {name: waiting.statement.choice, f"{name}_at": told_at}

    def filled(self, data: Any, initial: Mapping[str, object]) -> Any:
        """What was sent, with the fields of everything taken over filled in; what was typed stays."""
        sent = data.copy()
        for name in self.waiting:
            if sent.get(decision_of(name)) == TAKE:
                for field, value in self.offered(name).items():
                    if sent.get(field, "") == typed(initial.get(field)):
                        sent[field] = typed(value)
        return sent

    def reviewed(self, told: Mapping[str, Any]) -> Reviewed | None:
        """The decisions that were made; None where none was."""
        if self.entry is None:
            return None
        made = {name: told.get(decision_of(name)) for name in self.waiting}
        taken = tuple(self._question(name) for name, what in made.items() if what == TAKE)
        not_so = tuple(
            NotSo(question=self._question(name), reason=told.get(why_of(name)) or "")
            for name, what in made.items()
            if what == NOT_SO
        )
        if not taken and not not_so:
            return None
        return Reviewed(stated=self.entry.id, told_at=self.entry.at, taken=taken, not_so=not_so)

    def _question(self, name: str) -> str:
        return self.waiting[name].statement.question


def decision_fields(name: str, title: str) -> dict[str, forms.Field]:
    """Beside the question of a fact: what is decided, and why it is not so."""
    return {
        decision_of(name): forms.ChoiceField(
            label=_("%(fact)s, as the patient stated it") % {"fact": title},
            choices=DECISIONS,
            required=False,
            widget=Radios(),
        ),
        why_of(name): forms.CharField(label=_("Why it is not so"), required=False, max_length=LONGEST_REASON),
    }


def decision_of(name: str) -> str:
    return f"stated_{name}"


def why_of(name: str) -> str:
    return f"stated_{name}_why"


def typed(value: object) -> str:
    """A value as its field shows it and a browser sends it."""
    match value:
        case None:
            return ""
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M")
        case date():
            return value.isoformat()
        case _:
            return str(value)
