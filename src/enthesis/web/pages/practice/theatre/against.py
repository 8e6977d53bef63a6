"""What speaks against a step: as it is planned, as it was sent, as it is corrected."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from django.http import QueryDict

from enthesis.actions.surgery import speaks_against
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.surgery import InHand, Step, StepKind
from enthesis.store.case_files import CaseFile

Against: TypeAlias = Mapping[StepKind, tuple[str, ...]]


def against_each(file: CaseFile, *, at: datetime) -> Against:
    """What speaks against each step now, as it is planned."""
    return {kind: speaks_against(file, InHand(kind=kind), at=at) for kind in StepKind}


def against_sent(file: CaseFile, kind: StepKind, data: QueryDict, *, at: datetime) -> tuple[str, ...]:
    """What speaks against a step now as it was sent, by the graft that was chosen."""
    sent = InHand(kind=kind, graft=data.get("graft"), expiry=data.get("expiry", ""))
    return speaks_against(file, sent, at=at)


def against_corrected(
    file: CaseFile, entry: Entry[Step], data: QueryDict, *, at: datetime
) -> tuple[str, ...]:
    """What speaks against a graft that was sent in the place of another; nothing for the same one."""
    before = entry.value.in_hand
    same = (before.graft, before.expiry) == (data.get("graft"), data.get("expiry", ""))
    return () if same else against_sent(file, before.kind, data, at=at)
