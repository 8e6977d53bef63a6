"""What must not be placed or opened any more: called back, or past its last day by label or by shelf."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from enthesis.actions.confirmation import Confirmed
from enthesis.actions.recalls import speaks_of_recall
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.surgery import InHand, Step, check_acknowledged, past_last_day
from enthesis.domain.stock.used import Item, used_in_step
from enthesis.domain.terms import SURGEONS
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope
from enthesis.store.shelf import last_day_of


def past_by_shelf(scope: Scope, items: Iterable[Item], *, on: date) -> tuple[str, ...]:
    """A sentence for each piece that tells no last day, and whose lot has passed its own by the stock."""
    told = ((item, last_day_of(scope, item)) for item in items if item.expires_on is None)
    return tuple(
        dict.fromkeys(
            f"{item.title}, {item.number}: its last day by the stock, {last.isoformat()}, has passed."
            for item, last in told
            if last is not None and last < on
        )
    )


def check_not_past(scope: Scope, item: Item, file: CaseFile, *, field: str, at: datetime) -> None:
    """Raises Invalid for a piece whose lot has passed its last day on the shelf: nothing is made with it."""
    if found := past_by_shelf(scope, (item,), on=at.astimezone(ZoneInfo(file.zone)).date()):
        raise Invalid(field, " ".join(found), "Take another; discard what was made with this one.")


def unusable(
    scope: Scope, in_hand: InHand, items: Iterable[Item], *, on: date, before: Step | None = None
) -> tuple[str, ...]:
    """Why pieces in hand must not be placed on this day, a sentence each.

    What stood in the record `before` is not asked about again.
    """
    known = {use.item for use in used_in_step(before)} if before else set()
    new = [item for item in items if item not in known]
    is_same = before is not None and not before.omitted and before.in_hand == in_hand
    labelled = () if is_same else past_last_day(in_hand, on=on)
    found = (*labelled, *past_by_shelf(scope, new, on=on), *speaks_of_recall(scope, new))
    told = before.in_already if before else ()
    return tuple(dict.fromkeys(sentence for sentence in found if sentence not in told))


def in_already(
    scope: Scope,
    file: CaseFile,
    step: Step,
    *,
    confirmed: Confirmed | None,
    at: datetime,
    before: Step | None = None,
) -> tuple[str, ...]:
    """What was wrong with the pieces of a step that are in the hip all the same; of usable ones nothing.

    A surgeon records that, with the own PIN, each sentence read and the reason in the note; nobody else does.
    Raises NotAllowed or Invalid.
    """
    kept = before.in_already if before else ()
    if step.omitted:
        return kept
    on = at.astimezone(ZoneInfo(file.zone)).date()
    items = [use.item for use in used_in_step(step)]
    found = unusable(scope, step.in_hand, items, on=on, before=before)
    if not found:
        return kept
    if confirmed is None or scope.actor.role not in SURGEONS:
        raise NotAllowed(
            "not-usable",
            " ".join(found),
            "Take another piece. If it is in the hip already, a surgeon records the step, with the own PIN.",
        )
    confirmed.check_is(scope, at=at)
    check_acknowledged(step, found)
    if not step.note.strip():
        raise Invalid("note", " ".join(found), "Say in the note why it was used all the same.")
    return (*kept, *found)
