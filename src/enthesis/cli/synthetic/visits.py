"""First visits in the sessions of the practice, no two of them at once."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.availability import Wanted, free_times
from enthesis.domain.practice.booking import Visit, check_times
from enthesis.domain.practice.claims import Claim, choose_claims, needs_of
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.practice.practice import Practice

KIND = "consultation"
FARTHEST = 400  # days before the wanted one


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """What is taken already, day by day."""

    practice: Practice
    claims: dict[date, list[Claim]] = field(default_factory=lambda: defaultdict(list))

    def first_visit(self, wanted: date) -> tuple[Visit, tuple[Claim, ...]]:
        """The next free time on this day, or on the nearest one before it that has any, and what it claims.

        Raises NotAllowed where all of them are taken.
        """
        for back in range(FARTHEST):
            day = wanted - timedelta(days=back)
            if (visit := self._free(day)) is not None:
                check_times(visit)
                claims = choose_claims(needs_of(self.practice, visit), self.claims[day])
                self.claims[day].extend(claims)
                return visit, claims
        raise NotAllowed(
            "days-full",
            f"All visits of the year before {wanted} are taken.",
            "Ask for fewer with --hips, or for a snapshot alone with --snapshot.",
        )

    def _free(self, day: date) -> Visit | None:
        asked = Wanted(visit_type=KIND, first=day, last=day, by_desk=True)
        found = free_times(self.practice, asked, self.claims[day], now=self._begin_of(day))
        return next((free.visit for free in found), None)

    def _begin_of(self, day: date) -> datetime:
        return wall_to_utc(datetime.combine(day, time()), self.practice.offices[0].zone, fold=0)
