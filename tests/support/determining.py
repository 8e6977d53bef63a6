"""A determination as somebody records it."""

from typing import Any

from enthesis.actions.determinations import record_determination
from enthesis.domain.biologics.determination import ClaimedPath, Path
from enthesis.store.determinations import list_determinations
from tests.support.cases import Hip


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


def claim(hip: Hip, kind: str, **told: Any) -> None:
    """It is on record, recorded by the surgeon now."""
    read = len(list_determinations(hip.house.surgeon, kind=kind))
    record_determination(hip.house.surgeon, a_claim(hip, kind, **told), read=read, at=hip.tick())
