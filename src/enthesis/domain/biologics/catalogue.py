"""Every product kind and every graft there is: one file each, found by walking their folders."""

from collections.abc import Mapping

from enthesis.domain.biologics.graft import GraftKind
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.discovery import discover
from enthesis.domain.errors import NotFound

KINDS: Mapping[str, ProductKind] = discover("enthesis.domain.biologics.products", "PRODUCT", ProductKind)
GRAFTS: Mapping[str, GraftKind] = discover("enthesis.domain.biologics.grafts", "GRAFT", GraftKind)


def load_graft(name: str) -> GraftKind:
    """The graft of a name; raises NotFound when there is none."""
    graft = GRAFTS.get(name)
    if graft is None:
        raise NotFound("graft", f"There is no graft “{name}”.", f"Choose one of {', '.join(GRAFTS)}.")
    return graft


def load_kind(name: str) -> ProductKind:
    """The kind of a name; raises NotFound when there is none."""
    kind = KINDS.get(name)
    if kind is None:
        raise NotFound("product-kind", f"There is no product “{name}”.", f"Choose one of {', '.join(KINDS)}.")
    return kind
