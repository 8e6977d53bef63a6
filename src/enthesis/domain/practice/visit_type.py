"""What kind of visit: how long, what it needs, how soon and how far ahead it may be booked."""

from dataclasses import dataclass
from datetime import timedelta

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.bring import check_known
from enthesis.domain.practice.reminders import USUAL, check_reminders
from enthesis.domain.practice.resource import check_slug
from enthesis.domain.practice.ticks import MINUTES

A_DAY = 24 * 60  # minutes
AFTER_OPERATION = ("2w", "6w", "injection")
"""The visits that are booked with an operation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitType:
    """Clinician, room and devices are taken `before` and `after` minutes longer than the visit lasts.

    Times are offered `every` so many minutes from the opening of a session; 0 is one after the other.
    `new_patient`: it counts against the places for new patients of a session. Patients may book from
    `lead_hours` to `horizon_days` ahead; the desk always. `reminders` leave so many days or hours before it.
    `bring` names what is asked for before it. `online`: patients may book it themselves. `after_operation`
    names the visits after an operation it is for: 2w, 6w, injection.
    """

    slug: str
    name: str
    minutes: int
    before: int = 0
    after: int = 0
    every: int = 0
    room: str = ""
    devices: tuple[str, ...] = ()
    new_patient: bool = False
    lead_hours: int = 0
    horizon_days: int = 90
    reminders: tuple[str, ...] = USUAL
    bring: tuple[str, ...] = ()
    online: bool = False
    after_operation: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_slug(self.slug)
        if not 0 < self.minutes <= A_DAY or self.minutes % MINUTES:
            raise Invalid(
                "minutes",
                f"A {self.name} lasts {self.minutes} minutes.",
                "Visits are multiples of five minutes, within a day.",
            )
        for field in ("before", "after", "every"):
            told = getattr(self, field)
            if not 0 <= told <= A_DAY or told % MINUTES:
                raise Invalid(
                    field, f"A {self.name} has {told} minutes {field}.", "Use a multiple of five minutes."
                )
        for field in ("lead_hours", "horizon_days"):
            if not 0 <= getattr(self, field) <= 10_000:
                raise Invalid(
                    field,
                    f"{getattr(self, field)} cannot be the {field} of a {self.name}.",
                    "Use a number ≥ 0.",
                )
        check_reminders(self.reminders)
        check_known(self.bring)
        for purpose in self.after_operation:
            if purpose not in AFTER_OPERATION:
                raise Invalid(
                    "after_operation",
                    f"{purpose!r} is no visit after an operation.",
                    f"Use one of {', '.join(AFTER_OPERATION)}.",
                )

    @property
    def lead(self) -> timedelta:
        return timedelta(hours=self.lead_hours)

    @property
    def horizon(self) -> timedelta:
        return timedelta(days=self.horizon_days)

    @property
    def claimed(self) -> int:
        """The ticks it takes, the time before and after it included."""
        return (self.before + self.minutes + self.after) // MINUTES

    @property
    def step(self) -> int:
        """The ticks from one offered beginning to the next."""
        return self.every // MINUTES or self.claimed
