"""Who is operated on, what is torn, and what is done: one row per hip, drawn in blocks.

A block depends on the seed and its own number only: the first hips are the same however many are drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from enthesis.domain.terms import Sourced
from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.moments import placed
from enthesis.evidence.synthetic.truth import Truth

BLOCK = 5000
Flags = NDArray[np.bool_]
Words = NDArray[np.str_]
DAYS_A_YEAR = 365.25
ATROPHIED = 3  # a type V tear has this Goutallier grade or more
STRONG, WEAK = ("5",), ("3", "4-", "4", "4+")
CONCOMITANT = ("labral_repair", "labral_debridement", "femoroplasty", "acetabuloplasty", "capsular_closure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hips:
    """A block. `first` is the number of its first hip; `severity` and `hidden` are standard normal.

    `hidden` is the confounder no record holds. Heights in cm and weights in kg have one decimal, as written.
    """

    first: int
    person: Keys
    left: Flags
    female: Flags
    age: Reals  # exact, at surgery
    ago: Keys  # days from surgery to today
    height: Reals
    weight: Reals
    symptoms: Keys  # whole months
    nonoperative: Keys
    smoker: Flags
    tender: Flags
    weak: Flags
    abduction: Words
    trendelenburg: Words
    gait: Words
    tonnis: Keys
    lall: Words
    percent: Keys  # of the thickness; 0 for a full tear
    minimus: Flags
    irreducible: Flags
    goutallier: Keys
    poor: Flags
    endoscopic: Flags
    concomitant: Words
    micropuncture: Flags
    anchors: Keys
    graft: Flags
    product: Words
    severity: Reals
    hidden: Reals

    def __len__(self) -> int:
        return len(self.person)

    @property
    def full(self) -> Flags:
        """Whether the tear goes through the whole thickness: the type governs it."""
        return np.isin(self.lall, ("IV", "V"))


def draw_hips(truth: Truth, *, seed: int, block: int) -> Hips:
    """The hips of one block, always the same for a seed and number."""
    dice = dice_of(seed, block, "hips")
    n, first = BLOCK, block * BLOCK
    severity, hidden = dice.standard_normal(n), dice.standard_normal(n)
    second = _second_hips(dice, n, truth.both_hips)
    whose = np.arange(n) - second
    female = (dice.random(n) < _part(truth.female))[whose]
    age = placed(dice.standard_normal(n), truth.age)[whose]
    height, weight = _body(dice, truth, female, whose)
    symptoms = np.round(placed(dice.standard_normal(n), truth.symptoms)).astype(np.int64)
    goutallier = _graded(severity, truth.goutallier)
    lall = _types(dice, truth, goutallier)
    weak = dice.random(n) < _part(truth.weak)
    endoscopic = dice.random(n) < _looked_up(truth.endoscopic, lall)
    poor = _likelier(dice, truth.poor_tendon, 0.5 * severity, 0.5)
    partial = ~np.isin(lall, ("IV", "V"))
    return Hips(
        first=first,
        person=first + whose,
        left=(dice.random(n) < 0.5)[whose] != (second == 1),
        female=female,
        age=age,
        ago=dice.integers(1, int(float(truth.years.value) * DAYS_A_YEAR), n),
        height=height,
        weight=weight,
        symptoms=symptoms,
        nonoperative=np.minimum(symptoms, dice.integers(3, 25, n)),
        smoker=(dice.random(n) < _part(truth.smoker))[whose],
        tender=dice.random(n) < 0.95,
        weak=weak,
        abduction=np.where(weak, dice.choice(WEAK, n), STRONG[0]),
        trendelenburg=dice.choice(("absent", "compensated", "present"), n, p=(0.4, 0.25, 0.35)),
        gait=dice.choice(("normal", "antalgic", "trendelenburg", "mixed"), n, p=(0.46, 0.24, 0.2, 0.1)),
        tonnis=dice.choice(3, n, p=(0.6, 0.35, 0.05)),
        lall=lall,
        percent=np.select(
            (lall == "IIIA", lall == "IIIB"), (dice.integers(5, 26, n), dice.integers(26, 96, n)), 0
        ),
        minimus=dice.random(n) < _part(truth.minimus),
        irreducible=lall == "V",
        goutallier=goutallier,
        poor=poor,
        endoscopic=endoscopic,
        concomitant=_concomitant(dice, truth.arthroscopy, endoscopic),
        micropuncture=dice.random(n) < _part(truth.micropuncture),
        anchors=np.where(partial, dice.integers(1, 4, n), dice.integers(3, 7, n)),
        graft=dice.random(n) < _looked_up(truth.graft, np.where(poor, "poor", "other")),
        product=_products(dice, truth, severity, hidden),
        severity=severity,
        hidden=hidden,
    )


def dice_of(seed: int, block: int, what: str) -> np.random.Generator:
    """Random numbers of their own for each block and each thing drawn: one more never moves another."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, block, *what.encode()))))


def _part(share: Sourced) -> float:
    return float(share.value) / 100


def _second_hips(dice: np.random.Generator, n: int, share: Sourced) -> Keys:
    """1 where the hip is the other one of the hip before it, which then is a first; else 0."""
    wanted = dice.random(n) < 2 * _part(share)
    wanted[::2] = False  # who stands on an even place is a first hip
    return wanted.astype(np.int64)


def _body(dice: np.random.Generator, truth: Truth, female: Flags, whose: Keys) -> tuple[Reals, Reals]:
    z = dice.standard_normal(len(female))
    tall = np.where(female, placed(z, truth.height_female), placed(z, truth.height_male))[whose]
    bmi = placed(dice.standard_normal(len(female)), truth.bmi)[whose]
    height = np.asarray(np.round(tall, 1), dtype=np.float64)
    weight = np.asarray(np.round(bmi * (height / 100) ** 2, 1), dtype=np.float64)
    return height, weight


def _graded(severity: Reals, shares: tuple[Sourced, ...]) -> Keys:
    cuts = stats.norm.ppf(np.cumsum([_part(s) for s in shares])[:-1])
    return np.searchsorted(cuts, severity).astype(np.int64)


def _types(dice: np.random.Generator, truth: Truth, goutallier: Keys) -> Words:
    """Type V needs an atrophied muscle; the shares hold over all hips."""
    likely = _part(truth.types["V"]) / sum(_part(s) for s in truth.goutallier[ATROPHIED:])
    is_five = (goutallier >= ATROPHIED) & (dice.random(len(goutallier)) < likely)
    others = [name for name in truth.types if name != "V"]
    parts = np.array([_part(truth.types[name]) for name in others])
    return np.where(is_five, "V", dice.choice(others, len(goutallier), p=parts / parts.sum()))


def _looked_up(shares: Mapping[str, Sourced], words: Words) -> Reals:
    return np.select([words == name for name in shares], [_part(s) for s in shares.values()], 0.0)


def _likelier(dice: np.random.Generator, share: Sourced, shift: Reals, spread: float) -> Flags:
    """True for about this share, more often where the shift is high."""
    noise = dice.standard_normal(len(shift))
    cut = stats.norm.isf(_part(share)) * np.sqrt(1 + spread**2)
    return np.asarray(shift + noise > cut)


def _concomitant(dice: np.random.Generator, shares: Mapping[str, Sourced], endoscopic: Flags) -> Words:
    share = np.where(endoscopic, _part(shares["endoscopic"]), _part(shares["open"]))
    done = dice.random(len(endoscopic)) < share
    main = dice.choice(CONCOMITANT[:2], len(endoscopic), p=(0.7, 0.3))
    bone = np.where(dice.random(len(endoscopic)) < 0.5, "+femoroplasty", "")
    return np.where(done, np.char.add(main, bone), "none")


def _products(dice: np.random.Generator, truth: Truth, severity: Reals, hidden: Reals) -> Words:
    """Who gets a product depends on severity and on what no record holds; which one is chance."""
    a, b = float(truth.severity_on_product.value), float(truth.hidden_on_product.value)
    parts = np.array([_part(s) for s in truth.products.values()])
    cut = stats.norm.isf(parts.sum()) * np.sqrt(1 + a * a + b * b)
    given = a * severity + b * hidden + dice.standard_normal(len(severity)) > cut
    return np.where(given, dice.choice(list(truth.products), len(severity), p=parts / parts.sum()), "none")
