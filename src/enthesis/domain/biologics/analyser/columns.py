"""Which columns of an analyser's table are read, under which names, and in which units."""

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType


class Column(StrEnum):
    SAMPLE = "sample"
    DAY = "day"
    TIME = "time"
    FLAGS = "flags"
    PLATELETS = "platelets"
    WBC = "wbc"
    NEUTROPHILS = "neutrophils"
    NEUTROPHIL_SHARE = "neutrophil_share"
    RBC = "rbc"
    HAEMATOCRIT = "haematocrit"


COUNTED = (
    Column.PLATELETS,
    Column.WBC,
    Column.NEUTROPHILS,
    Column.NEUTROPHIL_SHARE,
    Column.RBC,
    Column.HAEMATOCRIT,
)

NAMES: Mapping[Column, tuple[str, ...]] = MappingProxyType(
    {
        Column.SAMPLE: ("sampleid", "sample", "sampleno", "samplenumber", "id", "barcode", "specimenid"),
        Column.DAY: ("date", "datetime", "date/time", "dateandtime", "testdate", "analysisdate"),
        Column.TIME: ("time", "testtime", "analysistime"),
        Column.FLAGS: ("flags", "flag", "messages", "message", "alarms", "remarks"),
        Column.PLATELETS: ("plt", "platelets", "platelet"),
        Column.WBC: ("wbc", "leukocytes", "whitecells"),
        Column.NEUTROPHILS: ("neu#", "neut#", "ne#", "neutrophils", "neutrophils#"),
        Column.NEUTROPHIL_SHARE: ("neu%", "neut%", "ne%", "neutrophils%"),
        Column.RBC: ("rbc", "erythrocytes", "redcells"),
        Column.HAEMATOCRIT: ("hct", "haematocrit", "hematocrit"),
    }
)
"""Names in lower case without spaces, as `named` gives them. HGB and all others are not read."""

_THOUSANDS = {"103/ul": 1, "k/ul": 1, "109/l": 1, "g/l": 1, "1/nl": 1, "/nl": 1}
_MILLIONS = {"106/ul": 1, "m/ul": 1, "1012/l": 1, "t/l": 1, "1/pl": 1, "/pl": 1}
UNITS: Mapping[Column, Mapping[str, Decimal]] = MappingProxyType(
    {
        **{c: {u: Decimal(f) for u, f in _THOUSANDS.items()} for c in COUNTED[:3]},
        Column.RBC: {
            **{u: Decimal(f) for u, f in _MILLIONS.items()},
            **{u: Decimal(f).scaleb(-3) for u, f in _THOUSANDS.items()},
        },
        Column.NEUTROPHIL_SHARE: {"%": Decimal(1)},
        Column.HAEMATOCRIT: {"%": Decimal(1), "l/l": Decimal(100)},
    }
)
"""What one of each written unit is in the unit of the record: 10*3/uL, 10*6/uL for red cells, %."""

_UNIT = re.compile(r"^(?P<name>[^(\[]*?)\s*[(\[]\s*(?P<unit>[^)\]]*?)\s*[)\]]\s*$")
_PLAIN = re.compile(r"[\s^*×x·]|10e(?=\d)")


def named(heading: str) -> tuple[Column | None, str]:
    """The column of a heading, None for one that is not read, and the unit written in it, if any."""
    found = _UNIT.match(heading.strip())
    name, written = (found["name"], found["unit"]) if found else (heading, "")
    folded = "".join(name.lower().split()).replace("_", "").replace("-", "").replace(".", "")
    column = next((c for c, names in NAMES.items() if folded in names), None)
    if column is Column.NEUTROPHIL_SHARE and not written:
        written = "%"
    return column, written


def factor(column: Column, written: str) -> Decimal | None:
    """By what a value is multiplied to stand in the unit of the record; None for a unit nobody knows."""
    plain = written.lower().replace("μ", "u").replace("µ", "u")
    plain = _PLAIN.sub(lambda m: "10" if m[0].startswith("10e") else "", plain)
    return UNITS[column].get(plain)
