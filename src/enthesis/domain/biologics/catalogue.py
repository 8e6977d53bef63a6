"""Every product kind there is: one file each, found by walking the folder."""

from collections.abc import Mapping

from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.discovery import discover

KINDS: Mapping[str, ProductKind] = discover("enthesis.domain.biologics.products", "PRODUCT", ProductKind)
