"""What an invented patient tried before. Nothing published tells how often: it stands for nobody."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

WEEK = timedelta(weeks=1)
INJECTED_AFTER = 3 * WEEK


def tried(rng: Random, *, began: date, until: date) -> dict[str, Any]:
    """The fields of a history that say it, of care between two days; what is not said stays unknown."""
    weeks = min(rng.randrange(6, 25), max((until - began) // WEEK - 1, 0))
    injections = rng.randrange(4) if began + INJECTED_AFTER < until else 0
    return {
        "education": True,
        "activity_modified": rng.random() < 0.7 or None,
        "physiotherapy_weeks": Decimal(weeks),
        "physiotherapy_began_on": began + WEEK if weeks else None,
        "anti_inflammatory": rng.random() < 0.4,
        "shock_wave": rng.random() < 0.1,
        "steroid_injections": injections,
        "steroid_injected_on": (began + INJECTED_AFTER,) if injections else (),
        "prp_injections": int(rng.random() < 0.1),
    }
