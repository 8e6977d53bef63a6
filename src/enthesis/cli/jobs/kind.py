"""What the queue must know of a kind of job; light, so that it can stand beside the web server."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from enthesis.domain.terms import Actor, PracticeId, Role
from enthesis.store.scope import Scope
from enthesis.store.work import Leased


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """`run` does the work and settles the job, in a process of its own; the others are called beside the
    site: `interrupted` when it waits again, `took_too_long` when it was ended for good, `clear` to remove
    what a process left, `give_up` for work whose job failed at every try.
    """

    name: str
    run: Callable[[Leased], None]
    interrupted: Callable[[Leased], None]
    took_too_long: Callable[[Leased, timedelta, datetime], None]
    clear: Callable[[Leased], None]
    give_up: Callable[[datetime], None]


def worker_of(practice: PracticeId) -> Scope:
    """The practice's own worker."""
    return Scope(practice=practice, actor=Actor(role=Role.SYSTEM, name="Worker"))
