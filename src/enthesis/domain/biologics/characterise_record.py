"""Everything that follows from one product's record: the one way in for other programs."""

from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.biologics.moments import Deviation
from enthesis.domain.biologics.record import Record
from enthesis.domain.biologics.reporting import Completeness
from enthesis.domain.terms import Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """One computation or class of a product: a value, a class, or the sentence of what is missing.

    `value` is unrounded, in `unit`; `code` is the class as it is printed. Where there is neither, `missing`
    names what is missing and `sentence` says it.
    """

    id: str
    title: str
    value: Decimal | None = None
    unit: str = ""
    code: str = ""
    formula: str = ""
    basis: Basis | None = None
    tag: Tag | None = None
    source: str = ""
    note: str = ""
    missing: tuple[str, ...] = ()
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Characterisation:
    """`remarks` compare what was measured with what was intended and with published references."""

    kind: str
    title: str
    derived: tuple[Derived, ...]
    remarks: tuple[str, ...]
    deviations: tuple[Deviation, ...]
    completeness: Completeness


def characterise_record(record: Record) -> Characterisation:
    """Every computation and class of the record's kind, time limits passed, and reporting completeness.

    Raises NotFound for a kind there is not; Invalid, coded by the field, for a quantity the kind does not
    have, a unit or size that cannot be, or times in a wrong order.
    """
    raise NotImplementedError
