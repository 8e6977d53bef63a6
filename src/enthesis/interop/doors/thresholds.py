"""Which published values say what counts as better, for one instrument."""

from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.outcomes.catalogue import instruments
from enthesis.domain.outcomes.instrument import Direction
from enthesis.domain.outcomes.threshold import Kind, Metric, Printed, PrintedRange, Threshold, Unfound
from enthesis.domain.outcomes.thresholds import DEFAULTS, PRINTED_RANGES, THRESHOLDS, UNFOUND, VERSION
from enthesis.domain.sources import SOURCES, cited_in
from enthesis.domain.terms import Tag
from enthesis.interop.door import Door, Example, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A source: how deep it was read, and where a reader finds it, empty where no identifier was seen."""

    id: str
    title: str
    depth: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One published row. `value` is a positive magnitude in `unit`.

    It is null where the source prints a range, then `low` and `high` hold it, or where it was not found.
    `metric`: mcid, pass, scb, moi, or a state its source calls normal or abnormal. `kind`: what is compared
    with the value. It must be passed, not only reached, where `inclusive` is false. A `fallback` is of other
    and younger patients. `default`: used unless a practice or study chose another, which is a proposal.
    """

    id: str
    set: str
    scale: str
    scale_variant: str
    metric: Metric
    kind: Kind
    direction: Direction
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    inclusive: bool
    population: str
    n: int | None
    horizon: str
    method: str
    fallback: bool
    default: bool
    tag: Tag | None
    note: str
    source: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of one instrument in the order of the table, after repair first; `version` is the table's."""

    instrument: str
    version: str
    rows: tuple[Row, ...]


def names() -> tuple[str, ...]:
    """Every instrument of the house or of the table."""
    return tuple(sorted({*instruments(), *(row.instrument for row in _table())}))


DOOR = Door(
    name="thresholds",
    title="List what counts as better",
    takes=None,
    gives=(Rows,),
    word=Word(name="INSTRUMENT", what="an instrument", choices=names),
    notes=(
        "It reads no input.",
        "No threshold is a constant: name the row beside every share of responders. The table is in "
        "[Thresholds](thresholds.md).",
    ),
)


def answer(name: str) -> Rows:
    """Every row for this instrument; none where no publication was found."""
    mine = tuple(_row(row) for row in _table() if row.instrument == name)
    return Rows(instrument=name, version=VERSION, rows=mine)


def _table() -> tuple[Printed, ...]:
    return (*THRESHOLDS, *PRINTED_RANGES, *UNFOUND)


def _row(row: Printed) -> Row:
    value = row.value if isinstance(row, Threshold) else None
    low, high = (row.low, row.high) if isinstance(row, PrintedRange) else (None, None)
    told = value or low
    source = row.source if isinstance(row, Threshold | PrintedRange | Unfound) else ""
    return Row(
        id=row.id,
        set=row.set_id,
        scale=row.scale or row.instrument,
        scale_variant=row.scale_variant,
        metric=row.metric,
        kind=row.kind,
        direction=row.direction,
        value=value.value if value else None,
        low=low.value if low else None,
        high=high.value if high else None,
        unit=told.unit if told else "",
        inclusive=not isinstance(row, Threshold) or row.inclusive,
        population=row.population,
        n=row.n,
        horizon=row.horizon,
        method=row.method,
        fallback=row.is_fallback,
        default=(row.instrument, row.metric, row.set_id) in _defaults(),
        tag=told.tag if told else None,
        note=row.note,
        source=source,
        references=tuple(_reference(name) for name in cited_in(source) if name in SOURCES),
    )


def _defaults() -> frozenset[tuple[str, Metric, str]]:
    return frozenset((d.instrument, d.metric, d.set_id) for d in DEFAULTS)


def _reference(name: str) -> Reference:
    source = SOURCES[name]
    return Reference(id=name, title=source.title, depth=source.depth, link=source.href)


EXAMPLES = (
    Example(
        name="the change that matters after isolated endoscopic repair, among the rows of the score",
        word="mhhs",
        gives={
            "instrument": "mhhs",
            "rows": [
                {
                    "set": "GM-AHI-ISO-2021",
                    "metric": "mcid",
                    "kind": "change",
                    "direction": "higher_better",
                    "value": 5.8,
                    "population": "isolated endoscopic repair",
                    "n": 23,
                    "tag": "V",
                    "source": "S1",
                }
            ],
        },
        whole=False,
    ),
)
