"""The products that were given: counts as an analyser prints them, and what follows from them in columns.

What follows is computed here once more, for millions; a test holds it against the one product's arithmetic.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.classifications.paw import P2_UP_TO, P3_UP_TO
from enthesis.domain.biologics.leukocytes import Variant
from enthesis.domain.biologics.measurement import Amount
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.reporting import completeness
from enthesis.domain.biologics.states import State
from enthesis.domain.terms import Sourced
from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.bench import template
from enthesis.evidence.synthetic.dice import Flags, Words, between, dice_of, happens, whole_between
from enthesis.evidence.synthetic.hips import Hips
from enthesis.evidence.synthetic.moments import placing
from enthesis.evidence.synthetic.truth import Span, Spread, Truth, part

PLASMA = ("prp-lr", "prp-lp")
MARROW = "bmac"
HUNDREDTH = 0.01
CULTURE_DAYS = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Products:
    """One a hip that got one: `hips` are places in the block. Counts have one decimal at most.

    `counted` is False where nobody counted; the numbers beside it then stand for nothing.
    """

    hips: Keys
    kind: Words
    taken: Reals  # blood or marrow without anticoagulant, mL
    made: Reals  # mL, all of which is given
    counted: Flags
    blood_platelets: Keys  # 10*3/uL
    platelets: Keys
    blood_white: Reals  # 10*3/uL
    white: Reals
    blood_neutrophils: Reals
    neutrophils: Reals
    blood_red: Reals  # 10*6/uL
    red: Reals
    aspirate: Keys  # nucleated cells, 10*6/mL
    nucleated: Keys
    viable: Keys  # %
    haematocrit: Keys  # %
    cultured: Flags  # and the result has come
    colonies: Keys  # CFU-F per mL

    def __len__(self) -> int:
        return len(self.hips)

    @property
    def is_plasma(self) -> Flags:
        return np.isin(self.kind, PLASMA)


def draw_products(truth: Truth, hips: Hips, *, seed: int, block: int) -> Products:
    dice, bench = dice_of(seed, block, "products"), truth.bench
    who = np.flatnonzero(hips.product != "none")
    kind, n = hips.product[who], len(who)
    taken, made = _millilitres(bench.taken, kind), _millilitres(bench.made, kind)
    platelets = placing(bench.blood_platelets, step=1).written(dice.standard_normal(n)).astype(np.int64)
    fold = np.minimum(_folds(bench.fold, kind, dice), part(bench.most_recovered) * taken / made)
    blood_white = _tenth(_uniform(dice, bench.blood_white, n))
    white = _tenth(blood_white * between(dice, bench.white_over_blood, kind))
    aspirate = whole_between(dice, bench.aspirate, n)
    return Products(
        hips=who,
        kind=kind,
        taken=taken,
        made=made,
        counted=happens(dice, bench.counted, n),
        blood_platelets=platelets,
        platelets=np.floor(platelets * fold).astype(np.int64),
        blood_white=blood_white,
        white=white,
        blood_neutrophils=_tenth(blood_white * part(bench.neutrophils_of_blood)),
        neutrophils=_tenth(white * between(dice, bench.neutrophils_of_white, kind) / 100),
        blood_red=_tenth(_uniform(dice, bench.blood_red, n)),
        red=_tenth(between(dice, bench.red, kind)),
        aspirate=aspirate,
        nucleated=np.round(aspirate * _uniform(dice, bench.concentrated, n)).astype(np.int64),
        viable=whole_between(dice, bench.viable, n),
        haematocrit=whole_between(dice, bench.haematocrit, n),
        cultured=happens(dice, bench.cultured, n) & (hips.ago[who] > CULTURE_DAYS),
        colonies=_colonies(bench.colonies, dice, n),
    )


def measured(products: Products, row: int) -> Mapping[str, Decimal]:
    """What was measured of one product, by quantity and in its unit; nothing where nobody counted."""
    if not products.counted[row]:
        return {}
    columns = _PLASMA_COUNTS if products.is_plasma[row] else _MARROW_COUNTS
    told = {name: Decimal(str(getattr(products, column)[row])) for name, column in columns.items()}
    if not products.is_plasma[row] and not products.cultured[row]:
        del told["cfu_f"]
    return told


_PLASMA_COUNTS = {
    "whole_blood_platelets": "blood_platelets",
    "whole_blood_wbc": "blood_white",
    "whole_blood_neutrophils": "blood_neutrophils",
    "whole_blood_rbc": "blood_red",
    "product_platelets": "platelets",
    "product_wbc": "white",
    "product_neutrophils": "neutrophils",
    "product_rbc": "red",
}
_MARROW_COUNTS = {
    "aspirate_nucleated_cells": "aspirate",
    "product_nucleated_cells": "nucleated",
    "viability": "viable",
    "product_haematocrit": "haematocrit",
    "cfu_f": "colonies",
}


def columns_of(products: Products) -> dict[str, object]:
    """The columns of the snapshot, but for the hip."""
    n = len(products)
    return {
        "product": products.kind,
        "state": np.full(n, State.ADMINISTERED.value),
        "day": np.zeros(n, dtype=np.int64),
        "volume": products.made,
        "dose": _where_counted(products, products.platelets * products.made / 1000),
        "recovery": _where_counted(products, _recovery(products)),
        "fold": _where_counted(products, products.platelets / products.blood_platelets),
        "purity": _where_counted(products, _purity(products)),
        "nucleated": _of_cells(products, products.nucleated, products.counted),
        "colonies": _of_cells(products, products.colonies, products.counted & products.cultured),
        "leukocytes": _leukocytes(products),
        "paw": _paw(products),
        "measured": products.counted,
        "reported": _reported(products),
    }


def _recovery(products: Products) -> Reals:
    drawn = products.blood_platelets * products.taken
    return np.asarray(products.platelets * products.made / drawn * 100)


def _purity(products: Products) -> Reals:
    cells = products.platelets + products.white + products.red * 1000
    return np.asarray(products.platelets / cells * 100)


def _of_cells(products: Products, per_ml: Keys, known: Flags) -> Reals:
    return np.where(~products.is_plasma & known, per_ml * products.made, np.nan)


def _leukocytes(products: Products) -> list[str | None]:
    """Against the person's own blood; None where nobody counted."""
    words = np.where(products.white > products.blood_white, Variant.RICH.value, Variant.POOR.value)
    known = products.is_plasma & products.counted
    return [str(word) if told else None for word, told in zip(words, known, strict=True)]


def _paw(products: Products) -> list[str | None]:
    """PAW class; no product of a synthetic practice is activated."""
    counts = products.platelets
    above = [counts > float(limit.value) for limit in (P2_UP_TO, P3_UP_TO)]
    band = 1 + (counts > products.blood_platelets) + above[0] + above[1]
    cells = np.where(products.white > products.blood_white, "A", "B")
    kinds = np.where(products.neutrophils > products.blood_neutrophils, "α", "β")
    known = products.is_plasma & products.counted
    told = zip(band, cells, kinds, known, strict=True)
    return [f"P{b}-{c}{k}" if is_known else None for b, c, k, is_known in told]


def _reported(products: Products) -> Reals:
    """Share of the listed items that a record of this kind, counted so far, reports."""
    found = np.full(len(products), np.nan)
    alike = np.char.add(products.kind, np.where(products.counted, np.where(products.cultured, "+", "-"), ""))
    for _, row in zip(*np.unique(alike, return_index=True), strict=True):
        values = {n: Amount(value=v, unit=QUANTITIES[n].unit) for n, v in measured(products, row).items()}
        kind = load_kind(str(products.kind[row]))
        record = template(kind, Decimal(str(products.taken[row])), Decimal(str(products.made[row])), values)
        percent = completeness(record, kind).percent
        found[alike == alike[row]] = np.nan if percent is None else float(percent)
    return found


def _where_counted(products: Products, values: Reals) -> Reals:
    return np.where(products.is_plasma & products.counted, values, np.nan)


def _millilitres(volumes: Mapping[str, Sourced], kind: Words) -> Reals:
    return np.select([kind == k for k in volumes], [float(v.value) for v in volumes.values()], np.nan)


def _folds(folds: Mapping[str, Spread], kind: Words, dice: np.random.Generator) -> Reals:
    z = dice.standard_normal(len(kind))
    drawn = [placing(spread, step=HUNDREDTH).of(z) for spread in folds.values()]
    return np.select([kind == k for k in folds], drawn, 1.0)


def _colonies(spread: Spread, dice: np.random.Generator, n: int) -> Keys:
    return placing(spread, step=1, skewed=True).written(dice.standard_normal(n)).astype(np.int64)


def _uniform(dice: np.random.Generator, span: Span, n: int) -> Reals:
    return dice.uniform(float(span.low.value), float(span.high.value), n)


def _tenth(values: Reals) -> Reals:
    return np.asarray(np.round(values, 1))
