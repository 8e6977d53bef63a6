"""The worker's look at answers that nobody has looked at in time, in every practice."""

import logging
from datetime import datetime

from enthesis.actions.attention import tell_of_overdue
from enthesis.store.practice import practice_ids

log = logging.getLogger(__name__)


def tell_practices_of_overdue(*, at: datetime) -> int:
    """Every practice with something overdue has a message to its own address, once a day; how many have."""
    told = 0
    for practice in practice_ids():
        try:
            told += tell_of_overdue(practice, at=at)
        except Exception as problem:  # one practice keeps no other waiting
            log.error("Telling practice %s of what is overdue met %s.", practice, type(problem).__name__)
    return told
