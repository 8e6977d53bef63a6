"""Platelet-rich fibrin: blood that clots as it spins, without anticoagulant. Its published speed is raw.

Force depends on the rotor, which the source does not name, so the speed is shown and not converted.
"""

from enthesis.domain.biologics.examples import Example
from enthesis.domain.biologics.kind import AUTOLOGOUS_LABEL, Family, ProductKind, Typical
from enthesis.domain.biologics.law import NOT_FOUND
from enthesis.domain.biologics.plasma import (
    AMOUNTS,
    BLOOD,
    BLOOD_COUNTS,
    BLOOD_REDS,
    PRODUCT_COUNTS,
    TIMES,
    VEIN,
)
from enthesis.domain.terms import Option, Sourced

BLOOD_OF_EXAMPLES = {
    "whole_blood_platelets": "240",
    "whole_blood_wbc": "6",
    "whole_blood_neutrophils": "4",
    "whole_blood_rbc": "4.5",
}


def spun(*, rpm: Sourced, minutes: Sourced) -> tuple[Typical, Typical]:
    """The published spin, one value each."""
    return (
        Typical(title="Speed of its spin (turns)", low=rpm, high=rpm),
        Typical(title="Time of its spin", low=minutes, high=minutes),
    )


def clot(kind: str, title: str, *, typical: tuple[Typical, ...]) -> ProductKind:
    """A fibrin clot or membrane: its blood is counted, its own cells only where somebody can."""
    return _fibrin(
        kind,
        title,
        required=BLOOD_COUNTS,
        optional=(*BLOOD_REDS, *PRODUCT_COUNTS),
        computed=(),
        typical=typical,
    )


def liquid(kind: str, title: str, *, typical: tuple[Typical, ...]) -> ProductKind:
    """Fibrin drawn off before it clots: counted like a plasma."""
    required = (*BLOOD_COUNTS, *PRODUCT_COUNTS)
    return _fibrin(kind, title, required=required, optional=BLOOD_REDS, computed=AMOUNTS, typical=typical)


def blood_counted() -> Example:
    """A clot whose blood was counted, and itself not."""
    return Example(
        title="Blood counted, the clot not",
        collected_ml="20",
        output_ml="2",
        values=BLOOD_OF_EXAMPLES,
        computed={"dohan_ehrenfest": "cannot be computed", "minutes_to_processing": "10.0"},
        percent="78.9",
    )


def _fibrin(
    kind: str,
    title: str,
    *,
    required: tuple[str, ...],
    optional: tuple[str, ...],
    computed: tuple[str, ...],
    typical: tuple[Typical, ...],
) -> ProductKind:
    return ProductKind(
        id=kind,
        title=title,
        option=Option.PRP,
        family=Family.FIBRIN,
        tissue=BLOOD,
        sites=(VEIN,),
        required=required,
        optional=optional,
        late=frozenset(),
        computed=(*computed, "dohan_ehrenfest", *TIMES),
        typical=typical,
        limits=(),
        takes_anticoagulant=False,
        regulation=(NOT_FOUND,),
        label_statements=AUTOLOGOUS_LABEL,
    )
