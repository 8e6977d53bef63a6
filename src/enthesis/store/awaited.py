"""Results of products that are still to come, over the practice."""

from enthesis.domain.biologics.awaited import Awaited, awaited
from enthesis.store.models import ProductRow
from enthesis.store.products import list_products
from enthesis.store.scope import Scope, rows


def list_awaited(scope: Scope) -> tuple[Awaited, ...]:
    """Every result that is awaited, that of the product collected first at first; three queries.

    Only products that are marked as awaiting one are read, however many there are.
    """
    marked = set(rows(scope, ProductRow).filter(awaits=True).values_list("id", flat=True))
    every = (one for product in list_products(scope, only=marked) for one in awaited(product))
    return tuple(sorted(every, key=lambda one: (one.taken_at, one.product.chain.product.text, one.field)))
