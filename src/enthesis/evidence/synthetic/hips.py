"""Who is operated on, what is torn, and what is done: one row per hip, drawn in blocks.

A block depends on the seed, its number and the day only: the first hips are the same however many are drawn.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.dice import (
    Flags,
    Words,
    dice_of,
    grade_of,
    happens,
    likelier,
    normals,
    one_of,
    share_by,
    whole_between,
)
from enthesis.evidence.synthetic.moments import placing
from enthesis.evidence.synthetic.truth import Truth, part

BLOCK = 5000
Days = NDArray[np.datetime64]
DAYS_A_YEAR = 365.2425
APART = (60, 1095)  # days between the operations of two hips of one person
AFTER_BIRTHDAY = (3, 360)  # days: away from the birthday, so that completed years are what was drawn
ATROPHIED = 3  # a type V tear has this Goutallier grade or more
NORMAL, WEAK = "5", ("3", "4-", "4", "4+")
FULL = ("IV", "V")
HOLES = (5, 13)  # of invented hips: they stand for nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Hips:
    """A block. `first` is the number of its first hip; `person` is that of the person's first hip.

    `severity` is standard normal and the fat in the muscle follows it; `hidden` is the confounder that no
    record holds. Heights in cm and weights in kg have one decimal, as written.
    """

    first: int
    today: date
    person: Keys
    left: Flags
    female: Flags
    born: Keys  # days from birth to today
    ago: Keys  # days from surgery to today
    height: Reals
    weight: Reals
    symptoms: Keys  # whole months
    nonoperative: Keys
    smoker: Flags
    diabetes: Flags
    blood_thinner: Flags
    cancer: Flags
    nsaid: Flags
    lumbar: Flags
    tender: Flags
    weak: Flags
    abduction: Words
    trendelenburg: Words
    gait: Words
    tonnis: Keys
    lall: Words
    percent: Keys  # of the thickness; 0 for a full tear
    minimus: Flags
    goutallier: Keys
    quality: Words
    endoscopic: Flags
    concomitant: Words
    micropuncture: Flags
    anchors: Keys
    graft: Flags
    product: Words
    holes: Keys  # of the micropuncture; 0 without one
    spinal: Flags
    severity: Reals
    hidden: Reals

    def __len__(self) -> int:
        return len(self.person)

    @property
    def full(self) -> Flags:
        """Whether the tear goes through the whole thickness: the type governs it."""
        return np.isin(self.lall, FULL)

    @property
    def whose(self) -> Keys:
        """The place of the person's first hip in the block."""
        return self.person - self.first

    @property
    def operated(self) -> Days:
        return np.datetime64(self.today, "D") - self.ago

    @property
    def age(self) -> Keys:
        """Completed years at surgery."""
        return completed_years(np.datetime64(self.today, "D") - self.born, self.operated)


def draw_hips(truth: Truth, *, seed: int, block: int, today: date) -> Hips:
    """The hips of one block, always the same for a seed, number and day."""
    dice, n = dice_of(seed, block, "hips"), BLOCK
    second = _second_hips(dice, truth, n)
    whose = np.arange(n) - second
    alike = float(truth.alike.value)
    severity, hidden = normals(dice, whose, alike), normals(dice, whose, alike)
    goutallier = _graded(truth, severity)
    lall = _types(dice, truth, goutallier)
    endoscopic = happens(dice, share_by(truth.endoscopic, lall), n)
    weak, poor = happens(dice, truth.weak, n), _poor(dice, truth, severity)
    female = happens(dice, truth.female, n)[whose]
    height, weight = _body(dice, truth, female, whose)
    ago = _ago(dice, truth, second, today)
    symptoms = _symptoms(dice, truth, n)
    later = dice_of(seed, block, "technique")
    return Hips(
        first=block * n,
        today=today,
        person=block * n + whose,
        left=happens(dice, truth.left, n)[whose] != (second == 1),
        female=female,
        born=(ago + _lived(dice, truth, endoscopic, lall))[whose],
        ago=ago,
        height=height,
        weight=weight,
        symptoms=symptoms,
        nonoperative=np.minimum(symptoms, whole_between(dice, truth.nonoperative, n)),
        smoker=happens(dice, truth.smoker, n)[whose],
        diabetes=happens(dice, truth.diabetes, n)[whose],
        blood_thinner=happens(dice, truth.blood_thinner, n)[whose],
        cancer=happens(dice, truth.cancer, n)[whose],
        nsaid=happens(dice, truth.nsaid, n)[whose],
        lumbar=_lumbar(dice, truth, female),
        tender=happens(dice, truth.tender, n),
        weak=weak,
        abduction=np.where(weak, dice.choice(WEAK, n), NORMAL),
        trendelenburg=one_of(dice, truth.trendelenburg, n),
        gait=one_of(dice, truth.gait, n),
        tonnis=grade_of(dice, truth.tonnis, n),
        lall=lall,
        percent=_percent(dice, lall),
        minimus=happens(dice, truth.minimus, n),
        goutallier=goutallier,
        quality=_quality(dice, truth, poor),
        endoscopic=endoscopic,
        concomitant=_concomitant(dice, truth, endoscopic),
        micropuncture=(punctured := happens(dice, truth.micropuncture, n)),
        anchors=_anchors(dice, lall),
        graft=happens(dice, share_by(truth.graft, np.where(poor, "poor", "other")), n) & (lall != "V"),
        product=_products(dice, truth, severity, hidden),
        holes=np.where(punctured, later.integers(*HOLES, n), 0),
        spinal=later.random(n) < 0.5,
        severity=severity,
        hidden=hidden,
    )


def completed_years(born: Days, on: Days) -> Keys:
    """Whole years of life, by the calendar."""
    years = on.astype("M8[Y]").astype(np.int64) - born.astype("M8[Y]").astype(np.int64)
    return np.asarray(years - (_day_of_year(on) < _day_of_year(born)))


def _day_of_year(days: Days) -> Keys:
    """Month and day as one number that is in their order."""
    months = days.astype("M8[M]")
    day = (days - months.astype("M8[D]")).astype(np.int64)
    return np.asarray(months.astype(np.int64) % 12 * 31 + day)


def _second_hips(dice: np.random.Generator, truth: Truth, n: int) -> Keys:
    """1 where the hip is the other one of the hip before it, which then is a first; else 0."""
    wanted = happens(dice, np.full(n, 2 * part(truth.both_hips)), n)
    wanted[::2] = False  # who stands on an even place is a first hip
    return wanted.astype(np.int64)


def _ago(dice: np.random.Generator, truth: Truth, second: Keys, today: date) -> Keys:
    """Days since surgery, on a weekday; the second hip of a person some time before or after the first."""
    n, most = len(second), int(float(truth.years.value) * DAYS_A_YEAR)
    ago = dice.integers(1, most, n)
    apart = dice.integers(*APART, n) * dice.choice((-1, 1), n)
    base = np.roll(ago, 1)
    other = np.where((base + apart >= 1) & (base + apart < most), base + apart, base - apart)
    ago = np.where(second == 1, np.clip(other, 1, most), ago)
    weekday = (today.weekday() - ago) % 7  # Monday is 0
    return np.asarray(ago + np.select((weekday == 5, weekday == 6), (1, 2), 0))


def _lived(dice: np.random.Generator, truth: Truth, endoscopic: Flags, lall: Words) -> Keys:
    """Days from birth to surgery. Who is operated on openly is older; the moments hold over all."""
    age, (share, older) = placing(truth.age, step=1), _older(truth)
    z = older * (share - endoscopic) + np.sqrt(lived_rest(truth)) * dice.standard_normal(len(lall))
    days = np.ceil(age.written(z) * DAYS_A_YEAR) + dice.integers(*AFTER_BIRTHDAY, len(lall))
    return np.asarray(days, dtype=np.int64)


def lived_rest(truth: Truth) -> float:
    """The variance of age that the approach leaves to chance."""
    share, older = _older(truth)
    return 1 - older**2 * share * (1 - share)


def _older(truth: Truth) -> tuple[float, float]:
    """The share of endoscopic operations, and how many deviations older the others are."""
    share = sum(part(truth.types[name]) * part(truth.endoscopic[name]) for name in truth.types)
    return share, float(truth.open_older.value) / float(truth.age.sd.value)


def _body(dice: np.random.Generator, truth: Truth, female: Flags, whose: Keys) -> tuple[Reals, Reals]:
    z = dice.standard_normal(len(female))[whose]
    women, men = placing(truth.height_female, step=0.1), placing(truth.height_male, step=0.1)
    height = np.asarray(np.round(np.where(female, women.written(z), men.written(z)), 1), dtype=np.float64)
    bmi = placing(truth.bmi, step=0.1).written(dice.standard_normal(len(female))[whose])
    return height, np.asarray(np.round(bmi * (height / 100) ** 2, 1))


def _symptoms(dice: np.random.Generator, truth: Truth, n: int) -> Keys:
    found = placing(truth.symptoms, step=1, skewed=True).written(dice.standard_normal(n))
    return np.asarray(found, dtype=np.int64)


def _lumbar(dice: np.random.Generator, truth: Truth, female: Flags) -> Flags:
    often = part(truth.lumbar_in_women)
    times = np.where(female, 1.0, float(truth.lumbar_in_men.value))
    return happens(dice, np.minimum(often * times, 1), len(female))


def _graded(truth: Truth, severity: Reals) -> Keys:
    cuts = stats.norm.ppf(np.cumsum([part(s) for s in truth.goutallier])[:-1])
    return np.searchsorted(cuts, severity).astype(np.int64)


def _types(dice: np.random.Generator, truth: Truth, goutallier: Keys) -> Words:
    """Type V needs an atrophied muscle; the shares hold over all hips."""
    likely = part(truth.types["V"]) / sum(part(s) for s in truth.goutallier[ATROPHIED:])
    is_five = (goutallier >= ATROPHIED) & (dice.random(len(goutallier)) < likely)
    others = {name: share for name, share in truth.types.items() if name != "V"}
    return np.where(is_five, "V", one_of(dice, others, len(goutallier)))


def _percent(dice: np.random.Generator, lall: Words) -> Keys:
    n = len(lall)
    return np.select((lall == "IIIA", lall == "IIIB"), (dice.integers(5, 26, n), dice.integers(26, 96, n)), 0)


def _poor(dice: np.random.Generator, truth: Truth, severity: Reals) -> Flags:
    return likelier(part(truth.poor_tendon), 0.5 * severity, dice.standard_normal(len(severity)), 0.5)


def _quality(dice: np.random.Generator, truth: Truth, poor: Flags) -> Words:
    others = part(truth.fair_tendon) / (1 - part(truth.poor_tendon))
    return np.where(poor, "poor", np.where(dice.random(len(poor)) < others, "fair", "good"))


def _anchors(dice: np.random.Generator, lall: Words) -> Keys:
    n = len(lall)
    many = np.where(lall == "IV", dice.integers(3, 7, n), dice.integers(1, 4, n))
    return np.where(lall == "V", 0, many)


def _concomitant(dice: np.random.Generator, truth: Truth, endoscopic: Flags) -> Words:
    n = len(endoscopic)
    done = happens(dice, share_by(truth.arthroscopy, np.where(endoscopic, "endoscopic", "open")), n)
    labrum = np.where(happens(dice, truth.labral_repair, n), "labral_repair", "labral_debridement")
    bone = np.where(happens(dice, truth.femoroplasty, n), "+femoroplasty", "")
    return np.where(done, np.char.add(labrum, bone), "none")


def _products(dice: np.random.Generator, truth: Truth, severity: Reals, hidden: Reals) -> Words:
    """Who gets a product depends on severity and on what no record holds; which one is chance."""
    a, b = float(truth.severity_on_product.value), float(truth.hidden_on_product.value)
    n, share = len(severity), sum(part(s) for s in truth.products.values())
    given = likelier(share, a * severity + b * hidden, dice.standard_normal(n), float(np.hypot(a, b)))
    return np.where(given, one_of(dice, truth.products, n), "none")
