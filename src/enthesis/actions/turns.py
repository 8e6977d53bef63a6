"""What the worker does for the waiting list: ends what is over, and offers what is free, in order."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from enthesis.actions.offers import end_lapsed_offer, find_turn, offer_in_turn
from enthesis.actions.waiting import end_waiting
from enthesis.domain.errors import Problem
from enthesis.domain.practice.turns import is_kept
from enthesis.domain.terms import Actor, PracticeId, Role
from enthesis.store import offers, practice, waiting
from enthesis.store.scope import Scope

MOST_AT_ONCE = 50  # offers of one practice in one step


def serve_waiting_list(of: UUID, *, at_night: bool = False, at: datetime) -> int:
    """Nobody waits for what is over, nothing is held longer than promised, and every free time that fits
    somebody is on offer to the first in order. How many offers were made.

    Each act stands by itself: a worker that is killed in between leaves a list another one goes on with.
    """
    scope = Scope(practice=PracticeId(of), actor=Actor(role=Role.SYSTEM, name="Worker"))
    _end_what_is_over(scope, at=at)
    made = 0
    for _ in range(MOST_AT_ONCE):
        turn = find_turn(scope, at_night=at_night, at=at)
        if turn is None:
            break
        try:
            offer_in_turn(scope, turn.waiting.id, turn.visit, at_night=at_night, at=at)
        except Problem:  # somebody was faster: look again
            continue
        made += 1
    return made


def _end_what_is_over(scope: Scope, *, at: datetime) -> None:
    for one in waiting.list_waiting(scope, at=at):
        if one.is_over:
            with suppress(Problem):  # somebody was faster
                end_waiting(scope, one.id, at=at)
    held = offers.list_open_offers(scope)
    site = practice.load_practice(scope)
    for offer in held:
        if offer.until <= at or not is_kept(site, offer.visit, now=at):
            with suppress(Problem):
                end_lapsed_offer(scope, offer.id, at=at)
