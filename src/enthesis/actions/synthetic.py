"""Invented records, many at once: for demonstrations and studies of a known truth, never beside real ones."""

from collections.abc import Sequence
from datetime import datetime

from enthesis.actions.act import Done, act
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import Role
from enthesis.store import bulk
from enthesis.store.audit import SIGNED
from enthesis.store.bulk import Filled
from enthesis.store.scope import Scope

INVENTED = "Demo-"  # how the family name of everybody begins who never was


@act(Role.SYSTEM)
def load_synthetic(scope: Scope, filled: Sequence[Filled], *, at: datetime) -> Done:
    """The records are kept, under one entry of the trail that names every signature in them.

    Raises NotAllowed for a family name that does not say it is invented: no real record comes this way.
    """
    if not filled:
        raise NotAllowed("nothing", "There is no record to load.", "Give one or more.")
    for one in filled:
        _check_invented(one)
    bulk.save_filled(scope, filled)
    first, last = filled[0].file.case, filled[-1].file.case
    return Done(
        kind="case",
        subject=first.id,
        detail={"hips": len(filled), "last": str(last.id), SIGNED: _signed(filled)},
    )


def _check_invented(one: Filled) -> None:
    contact = one.file.contact
    if contact is None or not contact.family.startswith(INVENTED):
        raise NotAllowed(
            "not-invented",
            f"The person of a record does not say to be invented: the family name begins with {INVENTED}.",
            "Enter real people one by one, as they come.",
        )


def _signed(filled: Sequence[Filled]) -> dict[str, list[str]]:
    """The digest of each signature, by case, as the trail keeps it of every signature."""
    return {
        str(one.file.case.id): [e.signature.digest for e in one.file.entries if e.signature] for one in filled
    }
