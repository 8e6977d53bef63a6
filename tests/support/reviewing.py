"""Decisions on values to review, by the same action people use."""

from datetime import timedelta

from enthesis.actions.act import Receipt
from enthesis.actions.confirmation import confirm_with_password
from enthesis.actions.review import sign_off
from enthesis.domain.review.catalogue import load_place
from enthesis.domain.review.sign_off import Decision, Seen
from enthesis.store.review import count_sign_offs
from enthesis.store.scope import Scope
from tests.support.cases import AT, PASSWORD

PLACE = "outcomes/schedule"
VALUES = load_place(PLACE).values
SEEN = tuple(Seen(path=value.path, digest=value.digest) for value in VALUES)


def decide(
    scope: Scope,
    *seen: Seen,
    decision: Decision = Decision.CONFIRMED,
    note: str = "",
    read: int | None = None,
    place: str = PLACE,
    minutes: int = 0,
) -> Receipt:
    """A decision so many minutes after the practice was loaded; having read what there is unless told."""
    at = AT + timedelta(minutes=minutes)
    return sign_off(
        scope,
        place,
        seen,
        decision,
        note=note,
        confirmed=confirm_with_password(scope, PASSWORD, at=at),
        read=count_sign_offs(scope, place) if read is None else read,
        at=at,
    )
