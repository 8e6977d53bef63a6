"""What the worker does for each practice in turn."""

import logging
from collections.abc import Callable

from enthesis.domain.terms import PracticeId
from enthesis.store.practice import practice_ids

log = logging.getLogger(__name__)


def in_every_practice(what: str, act: Callable[[PracticeId], int]) -> int:
    """The sum of what was done. An error of one practice is logged, and keeps no other waiting."""
    done = 0
    for practice in practice_ids():
        try:
            done += act(practice)
        except Exception as problem:  # whatever it is, the others go on
            log.error("%s of practice %s met %s.", what, practice, type(problem).__name__)
    return done
