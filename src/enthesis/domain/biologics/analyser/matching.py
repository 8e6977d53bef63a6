"""Which sample is the blood of a product and which the product: by the code somebody gave the tube."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from enthesis.domain.biologics.analyser.columns import Column
from enthesis.domain.biologics.analyser.reading import Counted, Sample
from enthesis.domain.biologics.identity import Code, CodeKind, parse_code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.errors import Invalid

BLOOD: Mapping[Column, str] = MappingProxyType(
    {
        Column.PLATELETS: "whole_blood_platelets",
        Column.WBC: "whole_blood_wbc",
        Column.NEUTROPHILS: "whole_blood_neutrophils",
        Column.RBC: "whole_blood_rbc",
    }
)
PRODUCT: Mapping[Column, str] = MappingProxyType(
    {
        Column.PLATELETS: "product_platelets",
        Column.WBC: "product_wbc",
        Column.NEUTROPHILS: "product_neutrophils",
        Column.RBC: "product_rbc",
        Column.HAEMATOCRIT: "product_haematocrit",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The samples whose tube carried the code of the therapy event, or of the product."""

    blood: Sample | None = None
    product: Sample | None = None


def matched(samples: Sequence[Sample], *, event: Code | None, product: Code) -> Matched:
    """Blood by the label of the event, the product by its own; the last where one was counted again."""
    return Matched(
        blood=_last(samples, event, CodeKind.EVENT) if event else None,
        product=_last(samples, product, CodeKind.PRODUCT),
    )


def counts_for(kind: ProductKind, *, blood: Sample | None, product: Sample | None) -> Mapping[str, Counted]:
    """What the samples say of each quantity of the kind; of others nothing is taken."""
    found = {
        fields[column]: counted
        for sample, fields in ((blood, BLOOD), (product, PRODUCT))
        if sample is not None
        for column, counted in sample.counts.items()
        if column in fields
    }
    return {name: found[name] for name in kind.quantities if name in found}


def check_is_ours(sample: Sample | None, code: Code | None, kind: CodeKind, *, field: str) -> None:
    """Raises Invalid for a sample that bears a code of this house, and not the one it is taken for."""
    if sample is None or (code is not None and _code(sample.name, kind) == code):
        return
    if any(_code(sample.name, other) for other in CodeKind):
        raise Invalid(
            field,
            f"Line {sample.line} bears the code {sample.name}, which is not that of this tube.",
            "Choose the sample of this tube, or none.",
        )


def again(samples: Sequence[Sample], code: Code | None, kind: CodeKind) -> tuple[Sample, ...]:
    """Those that bear the code, where there are several."""
    found = tuple(s for s in samples if code is not None and _code(s.name, kind) == code)
    return found if len(found) > 1 else ()


def _last(samples: Sequence[Sample], code: Code, kind: CodeKind) -> Sample | None:
    return next((s for s in reversed(samples) if _code(s.name, kind) == code), None)


def _code(name: str, kind: CodeKind) -> Code | None:
    try:
        return parse_code(name, kind=kind, field="sample")
    except Invalid:
        return None
