"""Results of products that are still to come, over the practice."""

from enthesis.domain.biologics.awaited import Awaited, awaited
from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.states import Act
from enthesis.store.models import ProductEventRow
from enthesis.store.products import list_products
from enthesis.store.scope import Scope, rows

_PENDING = f'"basis":"{Basis.PENDING.value}"'
_TOLD = (Act.CHARACTERISE.value, Act.ADD_RESULT.value)


def list_awaited(scope: Scope) -> tuple[Awaited, ...]:
    """Every result that is awaited, that of the product collected first at first; three queries."""
    said = rows(scope, ProductEventRow).filter(act__in=_TOLD, body__contains=_PENDING)
    found = list_products(scope, only=set(said.values_list("product_id", flat=True)))
    every = (one for product in found for one in awaited(product))
    return tuple(sorted(every, key=lambda one: (one.taken_at, one.product.chain.product.text, one.field)))
