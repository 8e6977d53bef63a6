"""The worker's look at those who are followed, in every practice."""

from datetime import datetime, timedelta

from django.conf import settings

from enthesis.actions.contacts import write_contacts
from enthesis.cli.every_practice import in_every_practice
from enthesis.cli.site_words import site_wordings

ASK_EVERY = timedelta(minutes=10)


def ask_those_followed(*, at: datetime) -> int:
    """Everybody whose turn it is has a message on its way; how many."""
    at_night = settings.ENTHESIS_SENDS_AT_NIGHT
    return in_every_practice(
        "The follow-up",
        lambda practice: write_contacts(practice, site_wordings(), at_night=at_night, at=at),
    )
