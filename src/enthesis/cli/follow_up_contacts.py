"""The worker's look at those who are followed, in every practice."""

import logging
from datetime import datetime, timedelta

from django.conf import settings

from enthesis.actions.contacts import write_contacts
from enthesis.cli.site_words import site_wordings
from enthesis.store.practice import practice_ids

log = logging.getLogger(__name__)
ASK_EVERY = timedelta(minutes=10)


def ask_those_followed(*, at: datetime) -> int:
    """Everybody whose turn it is has a message on its way; how many."""
    written = 0
    for practice in practice_ids():
        try:
            written += write_contacts(
                practice, site_wordings(), at_night=settings.ENTHESIS_SENDS_AT_NIGHT, at=at
            )
        except Exception as problem:  # one practice keeps no other waiting
            log.error("Asking in practice %s met %s.", practice, type(problem).__name__)
    return written
