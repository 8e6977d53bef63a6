"""The products that were given: counts as an analyser prints them, and what follows from them in columns.

What follows is computed here once more, for millions; a test holds it against the one product's arithmetic.
"""

from dataclasses import dataclass

import numpy as np

from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.hips import Flags, Hips, Words, dice_of

PLASMA = ("prp-lr", "prp-lp")
BLOOD_ML = {"prp-lr": 52, "prp-lp": 15, "bmac": 60}
OUTPUT_ML = {"prp-lr": 5, "prp-lp": 4, "bmac": 8}
P2_UP_TO, P3_UP_TO = 750, 1250


@dataclass(frozen=True, slots=True, kw_only=True)
class Products:
    """One a hip that got one: `hips` are places in the block. Counts have one decimal at most.

    `counted` is False where nobody counted; the numbers beside it then stand for nothing.
    """

    hips: Keys
    kind: Words
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
    cultured: Flags
    colonies: Keys  # CFU-F per mL

    @property
    def is_plasma(self) -> Flags:
        return np.isin(self.kind, PLASMA)

    @property
    def volume(self) -> Reals:
        """Of the product, in mL; all of it is given."""
        return np.select([self.kind == k for k in OUTPUT_ML], [float(v) for v in OUTPUT_ML.values()], np.nan)

    @property
    def blood(self) -> Reals:
        """Blood or marrow taken, without anticoagulant, in mL."""
        return np.select([self.kind == k for k in BLOOD_ML], [float(v) for v in BLOOD_ML.values()], np.nan)


def draw_products(hips: Hips, *, seed: int, block: int) -> Products:
    dice = dice_of(seed, block, "products")
    who = np.flatnonzero(hips.product != "none")
    kind, n = hips.product[who], len(who)
    rich = kind == "prp-lr"
    blood_platelets = np.clip(np.round(dice.normal(250, 55, n)), 120, 450).astype(np.int64)
    most = np.where(rich, 0.92 * BLOOD_ML["prp-lr"] / OUTPUT_ML["prp-lr"], 0.95 * 15 / 4)
    fold = np.clip(np.exp(dice.normal(np.where(rich, np.log(4.2), np.log(2.1)), 0.3, n)), 1.1, most)
    blood_white = _tenth(dice.uniform(4, 10, n))
    white = _tenth(blood_white * np.where(rich, dice.uniform(1.5, 4, n), dice.uniform(0.05, 0.6, n)))
    blood_neutrophils = _tenth(blood_white * 0.6)
    neutrophils = _tenth(white * np.where(rich, dice.uniform(0.4, 0.65, n), dice.uniform(0, 0.3, n)))
    aspirate = dice.integers(12, 35, n)
    return Products(
        hips=who,
        kind=kind,
        counted=dice.random(n) < 0.85,
        blood_platelets=blood_platelets,
        platelets=np.round(blood_platelets * fold).astype(np.int64),
        blood_white=blood_white,
        white=white,
        blood_neutrophils=blood_neutrophils,
        neutrophils=neutrophils,
        blood_red=_tenth(dice.uniform(4, 5.2, n)),
        red=_tenth(np.where(rich, dice.uniform(0.2, 1.5, n), dice.uniform(0, 0.2, n))),
        aspirate=aspirate,
        nucleated=np.round(aspirate * dice.uniform(3, 6, n)).astype(np.int64),
        viable=dice.integers(88, 99, n),
        cultured=dice.random(n) < 0.4,
        colonies=np.round(np.exp(dice.normal(7, 0.7, n))).astype(np.int64),
    )


def dose(products: Products) -> Reals:
    """Platelets in the product, 10*9; NaN where nobody counted or there are none to count."""
    return _where_counted(products, products.platelets * products.volume / 1000)


def recovery(products: Products) -> Reals:
    """Share of the drawn platelets in the product, in percent."""
    drawn = products.blood_platelets * products.blood
    return _where_counted(products, products.platelets * products.volume / drawn * 100)


def fold(products: Products) -> Reals:
    return _where_counted(products, products.platelets / products.blood_platelets)


def purity(products: Products) -> Reals:
    cells = products.platelets + products.white + products.red * 1000
    return _where_counted(products, products.platelets / cells * 100)


def nucleated(products: Products) -> Reals:
    """Nucleated cells in the product, 10*6."""
    return np.where(~products.is_plasma & products.counted, products.nucleated * products.volume, np.nan)


def colonies(products: Products) -> Reals:
    known = ~products.is_plasma & products.counted & products.cultured
    return np.where(known, products.colonies * products.volume, np.nan)


def leukocytes(products: Products) -> list[str | None]:
    """Against the person's own blood; None where nobody counted."""
    words = np.where(products.white > products.blood_white, "leukocyte-rich", "leukocyte-poor")
    known = products.is_plasma & products.counted
    return [str(word) if told else None for word, told in zip(words, known, strict=True)]


def paw(products: Products) -> list[str | None]:
    """PAW class; no product of a synthetic practice is activated."""
    counts = products.platelets
    band = 1 + (counts > products.blood_platelets) + (counts > P2_UP_TO) + (counts > P3_UP_TO)
    cells = np.where(products.white > products.blood_white, "A", "B")
    kinds = np.where(products.neutrophils > products.blood_neutrophils, "α", "β")
    known = products.is_plasma & products.counted
    told = zip(band, cells, kinds, known, strict=True)
    return [f"P{b}-{c}{k}" if is_known else None for b, c, k, is_known in told]


def _where_counted(products: Products, values: Reals) -> Reals:
    return np.where(products.is_plasma & products.counted, values, np.nan)


def _tenth(values: Reals) -> Reals:
    return np.asarray(np.round(values, 1))
