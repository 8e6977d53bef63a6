"""A maker or authority calls back a kit: what is unused is kept apart at once, in one act."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.actions.bench import hold
from enthesis.actions.confirmation import Confirmed
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.bench.recall import Recall
from enthesis.domain.biologics.states import State
from enthesis.domain.terms import CLINICIANS, CaseId
from enthesis.store import products
from enthesis.store.products import Recalled
from enthesis.store.scope import Scope


@act(*CLINICIANS)
def recall_kit(scope: Scope, recall: Recall, *, reason: str, confirmed: Confirmed, at: datetime) -> Done:
    """Every unused product that was made with it is quarantined; the hips of the given ones are not touched.

    `cases_given` tells which hips they are.
    """
    confirmed.check_is(scope, at=at)
    found = products.find_recalled(scope, recall)
    unused = sorted((r for r in found if _is_unused(r)), key=lambda r: (r.case, r.product))
    quarantined = [r.product for r in unused if _quarantine(scope, r.product, reason=reason, at=at)]
    return Done(
        kind="practice",
        subject=scope.practice,
        detail={"recalled": len(found), "quarantined": [str(p) for p in quarantined]},
    )


def cases_given(found: tuple[Recalled, ...]) -> tuple[CaseId, ...]:
    """The hips into which a recalled product was given, each once."""
    return tuple(dict.fromkeys(r.case for r in found if r.state is State.ADMINISTERED))


def _quarantine(scope: Scope, product_id: UUID, *, reason: str, at: datetime) -> bool:
    """Whether it was kept apart; a product that was used meanwhile stays as it is."""
    product, file = hold(scope, product_id)
    if product.state.is_final or product.state is State.QUARANTINED:
        return False
    changed = handling.quarantine(product, reason=reason, by=scope.actor, at=at)
    products.save_product(scope, file.case, changed, read=product.version)
    return True


def _is_unused(found: Recalled) -> bool:
    return not found.state.is_final and found.state is not State.QUARANTINED
