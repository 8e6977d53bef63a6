"""The worker's look at the waiting lists of every practice."""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from enthesis.actions.turns import serve_waiting_list
from enthesis.store.practice import practice_ids

log = logging.getLogger(__name__)
SERVE_EVERY = timedelta(seconds=10)


def serve_waiting_lists(*, at: datetime) -> int:
    """What is free is on offer to those who wait for it; how many offers were made."""
    made = 0
    for practice in practice_ids():
        try:
            made += serve_waiting_list(practice, at_night=settings.ENTHESIS_SENDS_AT_NIGHT, at=at)
        except Exception as problem:  # one practice's list keeps no other waiting
            log.error("The waiting list of practice %s met %s.", practice, type(problem).__name__)
    return made
