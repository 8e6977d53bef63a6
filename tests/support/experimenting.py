"""An experiment with reminders, and people who enter it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

from enthesis.actions.experiments import allocated, start_experiment
from enthesis.domain.pathway.experiment.experiment import Design
from enthesis.domain.pathway.experiment.variants import Varies
from enthesis.domain.terms import Role
from tests.support.cases import AT, House

FIRST = date(2027, 3, 8)  # the day of AT
DESIGN = Design(
    title="Shorter words",
    varies=Varies.WORDING,
    arms=("usual", "time"),
    milestones=("baseline", "2y"),
    first_on=FIRST,
    last_on=FIRST + timedelta(days=400),
    within_days=30,
    persons=20,
)


def started(house: House, *, at: datetime = AT, **changes: object) -> UUID:
    design = replace(DESIGN, **changes)  # type: ignore[arg-type]
    return start_experiment(house.scope(Role.ADMINISTRATOR), design, at=at).subject


def entered(house: House, patient: UUID, *, at: datetime) -> UUID:
    """The experiment, which that patient has entered."""
    experiment = started(house)
    allocated(house.scope(Role.SYSTEM), patient, "baseline", at=at)
    return experiment
