"""Whether somebody of the practice may write to a person who is written to by rule as well."""

from collections.abc import Iterable
from datetime import date

from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.contact.asked import Became, Made, tried_in
from enthesis.domain.pathway.contact.called import About
from enthesis.domain.practice.clock import utc_to_wall

ASKED_TODAY = "asked-today"
LEFT = (Became.SENT, Became.OPENED)


def check_by_hand(
    made: Iterable[Made],
    about: About,
    *,
    opens: date | None,
    most: int,
    on: date,
    zone: str,
    wished: bool = False,
) -> None:
    """One more message about a window may be written to a person on a day; raises NotAllowed.

    `made` are those about anything that asks them. Never more leave for a window than by rule, and one a day,
    as its link opens the questions of every hip; a second one where the person asks for it (`wished`).
    """
    told = [one for one in made if one.became.counts]
    mine = tried_in(about, opens, told, zone=zone)
    if any(one.became is Became.WAITING for one in mine):
        raise NotAllowed(
            "asked-already",
            "A message that asks for these answers is on its way.",
            "Wait until it has left. A private link may be handed over meanwhile.",
        )
    if len(mine) >= most:
        raise NotAllowed(
            "asked-enough",
            f"{len(mine)} messages about “{milestone_called(about.milestone).title}” have left: no more do.",
            "Call the patient, or hand over a private link.",
        )
    today = [one.at for one in told if one.became in LEFT and utc_to_wall(one.at, zone).date() == on]
    if today and not wished:
        raise NotAllowed(
            ASKED_TODAY,
            f"A message that asks this patient left today at {utc_to_wall(max(today), zone):%H:%M}.",
            "Its link opens the questions of every hip. Send it again only where the patient asks for it.",
        )
