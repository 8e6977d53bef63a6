"""What one patient is asked now: all hips together, what is the person's once, what studies need first."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from enthesis.domain.outcomes.catalogue import find_instrument
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.terms import CaseId


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedForm:
    """One form to answer. It is kept with `asking`, and its answers count for the milestones of `also`, too.

    `needed`: a registered study is without this hip where the form is not answered.
    """

    instrument: Instrument
    asking: Asking
    also: tuple[Asking, ...] = ()
    needed: bool = False

    @property
    def key(self) -> tuple[CaseId, str, str]:
        """The case, the milestone and the instrument it is kept under."""
        return self.asking.case.id, self.asking.milestone.id, self.instrument.id

    @property
    def questions(self) -> int:
        return len(self.instrument.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """The hips of one patient that are asked on one day, each with its milestone.

    `needed` holds the instruments that registered studies need, by milestone.
    """

    askings: tuple[Asking, ...]
    needed: Mapping[str, Collection[str]] = field(default_factory=dict)

    @property
    def on(self) -> date | None:
        """The day on the clock of the office; None where no hip is asked."""
        return self.askings[0].on if self.askings else None

    @property
    def forms(self) -> tuple[AskedForm, ...]:
        """Every form to answer: what studies need first, then the shorter first; one of the person once.

        An instrument that is not here, as its weights were not brought, is left out.
        """
        return tuple(sorted(self._forms(), key=_turn))

    @property
    def short(self) -> tuple[AskedForm, ...]:
        """The forms that studies need: the short way through the round. All of them where none is needed."""
        forms = self.forms
        return tuple(form for form in forms if form.needed) or forms

    @property
    def optional(self) -> tuple[AskedForm, ...]:
        """The forms after the short way."""
        short = self.short
        return tuple(form for form in self.forms if form not in short)

    @property
    def is_short_done(self) -> bool:
        """Whether studies needed something of these hips, and have all of it."""
        needs = any(set(one.asks) & set(self.needed.get(one.milestone.id, ())) for one in self.askings)
        return needs and not any(form.needed for form in self.forms)

    def has(self, case: CaseId, milestone: str) -> bool:
        """Whether a hip is asked at a milestone now."""
        return any((one.case.id, one.milestone.id) == (case, milestone) for one in self.askings)

    def shared_with(self, instrument: Instrument, case: CaseId) -> tuple[Asking, ...]:
        """Where else an answer given today for a hip is kept: nowhere, but where it is about the person.

        Left out is a milestone for which an answer of today would not count.
        """
        if not instrument.of_person:
            return ()
        return tuple(
            asking
            for asking in self.askings
            if asking.case.id != case and instrument.id in asking.wanted and asking.counts_today
        )

    def _forms(self) -> Iterator[AskedForm]:
        for asking in self.askings:
            for instrument in filter(None, map(find_instrument, asking.asked_now)):
                if asking is self._home(instrument, asking):
                    also = self.shared_with(instrument, asking.case.id)
                    needed = any(self._needs(instrument, one) for one in (asking, *also))
                    yield AskedForm(instrument=instrument, asking=asking, also=also, needed=needed)

    def _home(self, instrument: Instrument, asking: Asking) -> Asking:
        """With which hip a form is kept: with its own; one of the person where it was begun, else where the
        window closes first.
        """
        if instrument.id not in asking.wanted or not instrument.of_person:
            return asking
        alike = [one for one in self.askings if instrument.id in one.wanted and one.counts_today]
        if asking not in alike:
            return asking
        return min(alike, key=lambda one: (instrument.id not in one.begun, one.last_day, one.case.number))

    def _needs(self, instrument: Instrument, asking: Asking) -> bool:
        return instrument.id in self.needed.get(asking.milestone.id, ())


def count_questions(forms: Collection[AskedForm]) -> int:
    return sum(form.questions for form in forms)


def _turn(form: AskedForm) -> tuple[bool, int, str, str]:
    return not form.needed, form.questions, form.instrument.id, form.asking.case.side.value
