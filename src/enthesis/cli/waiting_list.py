"""The worker's look at the waiting lists of every practice."""

from datetime import datetime, timedelta

from django.conf import settings

from enthesis.actions.turns import serve_waiting_list
from enthesis.cli.every_practice import in_every_practice

SERVE_EVERY = timedelta(seconds=10)


def serve_waiting_lists(*, at: datetime) -> int:
    """What is free is on offer to those who wait for it; how many offers were made."""
    at_night = settings.ENTHESIS_SENDS_AT_NIGHT
    return in_every_practice(
        "The waiting list", lambda practice: serve_waiting_list(practice, at_night=at_night, at=at)
    )
