"""What speaks against a step: as it is planned, as it was sent, as it is corrected."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import TypeAlias
from zoneinfo import ZoneInfo

from django.http import QueryDict

from enthesis.actions.pieces import unusable
from enthesis.actions.surgery import speaks_against
from enthesis.domain.biologics.graft import Detail
from enthesis.domain.codes.udi.reading import read_udi
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.surgery import Anchor, InHand, Step, StepKind, labelled
from enthesis.domain.stock.used import items_in_hand
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope
from enthesis.web.shell.bench import MOST_ROWS

Against: TypeAlias = Mapping[StepKind, tuple[str, ...]]


def against_each(file: CaseFile, *, at: datetime) -> Against:
    """What speaks against each step now, as it is planned."""
    return {kind: speaks_against(file, InHand(kind=kind), at=at) for kind in StepKind}


def against_sent(file: CaseFile, kind: StepKind, data: QueryDict, *, at: datetime) -> tuple[str, ...]:
    """What speaks against a step now as it was sent, by the graft and the anchors in hand."""
    return speaks_against(file, _in_hand(file, kind, data, at=at), at=at)


def against_corrected(
    file: CaseFile, entry: Entry[Step], data: QueryDict, *, at: datetime
) -> tuple[str, ...]:
    """What speaks against what was sent in the place of another; nothing where the same is in hand."""
    before = entry.value.in_hand
    sent = _in_hand(file, before.kind, data, at=at)
    return () if before == sent else speaks_against(file, sent, at=at)


def unusable_sent(
    scope: Scope, file: CaseFile, kind: StepKind, data: QueryDict, *, at: datetime, before: Step | None = None
) -> tuple[str, ...]:
    """Why graft or anchors that were sent must not be placed: recalled, or past their last day."""
    on = at.astimezone(ZoneInfo(file.zone)).date()
    told = {detail: data.get(detail.value, "") for detail in Detail}
    items = items_in_hand(_anchors(data, on=on), data.get("graft"), told, data.get("graft_udi", ""), on=on)
    return unusable(scope, _in_hand(file, kind, data, at=at), items, on=on, before=before)


def _in_hand(file: CaseFile, kind: StepKind, data: QueryDict, *, at: datetime) -> InHand:
    on = at.astimezone(ZoneInfo(file.zone)).date()
    return InHand(
        kind=kind, graft=data.get("graft"), expiry=_expiry(data, on=on), anchors=tuple(_anchors(data, on=on))
    )


def _expiry(data: QueryDict, *, on: date) -> str:
    """The last day of a graft as it was typed, else as its label says; of a bad label the form tells."""
    typed, udi = data.get("expiry", ""), data.get("graft_udi", "")
    if typed or not udi:
        return typed
    with suppress(Invalid):
        last = read_udi(udi, on=on).expires_on
        return last.isoformat() if last else ""
    return ""


def _anchors(data: QueryDict, *, on: date) -> Iterator[Anchor]:
    """The anchors that were sent; of a label that cannot be read the form tells."""
    for number in range(MOST_ROWS):
        maker, lot, udi = (data.get(f"anchor_{number}_{column}", "") for column in ("maker", "lot", "udi"))
        if maker or lot or udi:
            with suppress(Invalid):
                yield labelled(Anchor(maker=maker.strip(), lot=lot.strip(), udi=udi), on=on)
