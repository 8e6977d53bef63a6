"""The worker's look at answers that nobody has looked at in time, in every practice."""

from datetime import datetime

from enthesis.actions.attention import tell_of_overdue
from enthesis.cli.every_practice import in_every_practice


def tell_practices_of_overdue(*, at: datetime) -> int:
    """Every practice with something overdue has a message to its own address, once a day; how many have."""
    return in_every_practice("What is overdue", lambda practice: tell_of_overdue(practice, at=at))
