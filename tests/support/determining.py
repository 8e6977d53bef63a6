"""A determination as somebody records it."""

from datetime import datetime
from typing import Any

from enthesis.actions.confirmation import Confirmed, confirm_with_password
from enthesis.actions.determinations import record_determination
from enthesis.domain.biologics.determination import ClaimedPath, Path
from enthesis.store.determinations import list_determinations
from tests.support.cases import PASSWORD, Hip


def a_claim(hip: Hip, kind: str, **told: Any) -> ClaimedPath:
    """An IND and a review board, unless told otherwise, decided today."""
    usual = {
        "path": Path.IND,
        "decided_by": "A. Counsel",
        "decided_on": hip.now.date(),
        "ind": "IND 1",
        "irb": "IRB 1",
        "reasoning": "A protocol",
    }
    return ClaimedPath(kind=kind, **{**usual, **told})


def signed(hip: Hip, at: datetime) -> Confirmed:
    """The surgeon, by password."""
    return confirm_with_password(hip.house.surgeon, PASSWORD, at=at)


def claim(hip: Hip, kind: str, **told: Any) -> None:
    """It is on record, recorded by the surgeon now."""
    read = len(list_determinations(hip.house.surgeon, kind=kind))
    record_determination(
        hip.house.surgeon,
        a_claim(hip, kind, **told),
        confirmed=signed(hip, hip.tick()),
        read=read,
        at=hip.now,
    )
