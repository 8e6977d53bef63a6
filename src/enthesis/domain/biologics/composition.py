"""What follows from a product's record: dose, recovery, purity, classes. Each kind names the ones it uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.leukocytes import Variant, variant
from enthesis.domain.biologics.paw import Paw, classify
from enthesis.domain.biologics.preparation import (
    CannotCompute,
    Computed,
    fold_increase,
    platelet_dose,
    platelet_purity,
    platelet_recovery,
    total_cells,
)
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.steps import Activator

Answer = Computed | Paw | Variant | CannotCompute


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    id: str
    title: str
    of: Callable[[Product], Answer]


def composition(product: Product, kind: ProductKind) -> Mapping[str, Answer]:
    """Every computation the kind names, by id, in its order; what is missing is said, never guessed."""
    return {name: COMPUTATIONS[name].of(product) for name in kind.computed}


def _volume(product: Product) -> Decimal | None:
    return product.prepared.preparation.output_ml if product.prepared else None


def _fold(product: Product) -> Answer:
    v = product.values
    return fold_increase(
        product_platelets=v.get("product_platelets"), whole_blood_platelets=v.get("whole_blood_platelets")
    )


def _dose(product: Product) -> Answer:
    return platelet_dose(product_platelets=product.values.get("product_platelets"), volume=_volume(product))


def _recovery(product: Product) -> Answer:
    v = product.values
    return platelet_recovery(
        product_platelets=v.get("product_platelets"),
        volume=_volume(product),
        whole_blood_platelets=v.get("whole_blood_platelets"),
        blood_volume=product.collected.harvest.volume_ml,
    )


def _purity(product: Product) -> Answer:
    v = product.values
    return platelet_purity(
        product_platelets=v.get("product_platelets"),
        product_wbc=v.get("product_wbc"),
        product_rbc=v.get("product_rbc"),
    )


def _variant(product: Product) -> Answer:
    v = product.values
    return variant(whole_blood_wbc=v.get("whole_blood_wbc"), product_wbc=v.get("product_wbc"))


def _paw(product: Product) -> Answer:
    if product.characterised is None or product.characterised.activator is None:
        return CannotCompute(missing=("the answer on activation",))
    v = product.values
    return classify(
        whole_blood_platelets=v.get("whole_blood_platelets"),
        product_platelets=v.get("product_platelets"),
        whole_blood_wbc=v.get("whole_blood_wbc"),
        product_wbc=v.get("product_wbc"),
        whole_blood_neutrophils=v.get("whole_blood_neutrophils"),
        product_neutrophils=v.get("product_neutrophils"),
        activated=product.characterised.activator is not Activator.NONE,
    )


def _nucleated_cells(product: Product) -> Answer:
    cells = product.values.get("product_nucleated_cells")
    return total_cells(per_ml=cells, volume=_volume(product), name="nucleated cells per mL", unit="10*6")


def _colonies(product: Product) -> Answer:
    colonies = product.values.get("cfu_f")
    return total_cells(per_ml=colonies, volume=_volume(product), name="CFU-F per mL", unit="{CFU}")


COMPUTATIONS: Mapping[str, Computation] = MappingProxyType(
    {
        c.id: c
        for c in (
            Computation(id="fold_increase", title="Platelets over baseline", of=_fold),
            Computation(id="platelet_dose", title="Platelet dose", of=_dose),
            Computation(id="platelet_recovery", title="Platelet recovery", of=_recovery),
            Computation(id="platelet_purity", title="Platelet purity", of=_purity),
            Computation(id="variant", title="Leukocytes", of=_variant),
            Computation(id="paw", title="PAW class", of=_paw),
            Computation(id="total_nucleated_cells", title="Total nucleated cells", of=_nucleated_cells),
            Computation(id="total_cfu_f", title="Total CFU-F", of=_colonies),
        )
    }
)
