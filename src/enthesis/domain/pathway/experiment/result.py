"""What came of an experiment: every person in the arm they were allotted, answered in time or not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from enthesis.domain.pathway.experiment.experiment import Experiment


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who entered. `entered_on` is the day of the first message, on the clock of their office.

    `sent` are for each hip that was asked of the days on which each form was sent in, empty for one that
    never was.
    """

    arm: str
    entered_on: date
    sent: Sequence[Mapping[str, Sequence[date]]]

    def has_answered(self, within: int) -> bool:
        """Whether every form of any hip was sent in from the day of the message on, within so many days."""
        last = self.entered_on + timedelta(days=within)
        return any(
            hip and all(any(self.entered_on <= on <= last for on in days) for days in hip.values())
            for hip in self.sent
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ArmResult:
    """So many of so many persons of an arm."""

    arm: str
    answered: int
    of: int


def results(experiment: Experiment, persons: Iterable[Person]) -> tuple[ArmResult, ArmResult]:
    """Both arms, in the order of the design; by intention to treat."""
    told, design = tuple(persons), experiment.design
    first, second = (
        ArmResult(
            arm=arm,
            answered=sum(p.has_answered(design.within_days) for p in told if p.arm == arm),
            of=sum(p.arm == arm for p in told),
        )
        for arm in design.arms
    )
    return first, second


def is_settled(experiment: Experiment, entered: Sequence[date], *, on: date) -> bool:
    """Whether the result may be shown: nobody enters any more, and the last one had all the time there is.

    Before that nobody sees how the arms stand, so that nobody ends it at a moment that suits.
    """
    if experiment.runs(on=on, entered=len(entered)):
        return False
    last = max(entered, default=None)
    return last is not None and on > last + timedelta(days=experiment.design.within_days)
