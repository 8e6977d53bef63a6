"""What follows from a product's record: dose, recovery, purity, classes. Each kind names the ones it uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from enthesis.domain.biologics import arithmetic
from enthesis.domain.biologics.classification import Classed, Classification
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.leukocytes import VARIANTS, otherwise, variant_of
from enthesis.domain.biologics.measurement import beside_reference
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.result import CannotCompute, Computed, Result
from enthesis.domain.discovery import discover, modules

FOLDER = "enthesis.domain.biologics.classifications"

Answer = Computed | Classed | CannotCompute


@dataclass(frozen=True, slots=True, kw_only=True)
class Computation:
    id: str
    title: str
    of: Callable[[Record, ProductKind], Answer]


def composition(record: Record, kind: ProductKind) -> Mapping[str, Answer]:
    """Every computation and class the kind names, by id, in its order; what is missing is said."""
    return {name: COMPUTATIONS[name].of(record, kind) for name in kind.computed}


def remarks(record: Record, kind: ProductKind) -> tuple[str, ...]:
    """What was measured otherwise than intended, or lies beside a published reference; nothing is refused."""
    beside = (
        beside_reference(QUANTITIES[name], record.values[name].value)
        for name in kind.quantities
        if name in record.values
    )
    return tuple(s for s in (otherwise(record, kind.intended), *beside) if s)


def _plain(of: Callable[[Record], Result]) -> Callable[[Record, ProductKind], Answer]:
    return lambda record, kind: of(record)


def _variant(record: Record, kind: ProductKind) -> Answer:
    found = variant_of(record)
    if isinstance(found, CannotCompute):
        return found
    basis = arithmetic.basis_of_values(record, "whole_blood_wbc", "product_wbc")
    trust = VARIANTS[found]
    return Classed(
        code=found.value,
        basis=basis,
        tag=trust.tag,
        source=trust.source,
        note=otherwise(record, kind.intended),
    )


_AMOUNTS = (
    ("fold_increase", "Platelets over baseline", arithmetic.fold),
    ("platelet_dose", "Platelet dose prepared", arithmetic.dose),
    ("platelet_dose_given", "Platelet dose given", arithmetic.dose_given),
    ("platelet_recovery", "Platelet recovery", arithmetic.recovery),
    ("platelet_purity", "Platelet purity", arithmetic.purity),
    ("total_nucleated_cells", "Total nucleated cells prepared", arithmetic.nucleated_cells),
    ("nucleated_cells_given", "Nucleated cells given", arithmetic.nucleated_cells_given),
    ("total_cfu_f", "Total CFU-F prepared", arithmetic.colonies),
    ("cfu_f_given", "CFU-F given", arithmetic.colonies_given),
    ("total_stromal_cells", "Total mesenchymal stromal cells prepared", arithmetic.stromal_cells),
    ("stromal_cells_given", "Mesenchymal stromal cells given", arithmetic.stromal_cells_given),
    ("minutes_to_processing", "From harvest to processing", arithmetic.minutes_to_processing),
    ("minutes_to_delivery", "From harvest to delivery", arithmetic.minutes_to_delivery),
)

CLASSIFICATIONS: Mapping[str, Classification] = discover(FOLDER, "CLASSIFICATION", Classification)

GIVEN = ("platelet_dose_given", "nucleated_cells_given", "cfu_f_given", "stromal_cells_given")

COMPUTATIONS: Mapping[str, Computation] = MappingProxyType(
    {
        c.id: c
        for c in (
            *(Computation(id=name, title=title, of=_plain(of)) for name, title, of in _AMOUNTS),
            Computation(id="variant", title="Leukocytes", of=_variant),
            *(
                Computation(id=m.CLASSIFICATION.id, title=m.CLASSIFICATION.title, of=m.classify)
                for m in modules(FOLDER, "CLASSIFICATION", "classify", "EXAMPLES")
            ),
        )
    }
)
