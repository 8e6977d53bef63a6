"""Published thresholds of clinical importance after gluteus medius repair. A threshold is never a constant.

The same measure has five published MCIDs in this population, so every responder rate names its row. Values
are positive magnitudes; `direction` says which way is better. Pain on 0–10 and on 0–100 are different
instruments: no MCID and no state was found for pain on 0–10, and none is made by dividing by ten. Rows of hip
arthroscopy are of younger patients: a fallback that somebody has to choose, never a default.
"""

from dataclasses import dataclass

from enthesis.domain.errors import NotFound
from enthesis.domain.outcomes.instrument import Direction, Instrument
from enthesis.domain.outcomes.threshold import (
    Accuracy,
    Default,
    Kind,
    Metric,
    PrintedRange,
    Threshold,
    Unfound,
)
from enthesis.domain.terms import Sourced

VERSION = "3"  # raised with every change of a row or a default


@dataclass(frozen=True, slots=True)
class _Cohort:
    set_id: str
    source: str
    population: str
    n: int | None
    horizon: str
    is_fallback: bool = False
    tag: str = "V"
    question: str = ""


@dataclass(frozen=True, slots=True)
class _On:
    instrument: str
    variant: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class _Told:
    """How a cohort told the rows of one metric."""

    metric: Metric
    kind: Kind
    method: str = ""
    inclusive: bool = True
    accuracy: Accuracy | None = None


def _row(cohort: _Cohort, told: _Told, on: _On, value: str, achieved: str = "", note: str = "") -> Threshold:
    unit = "%" if told.kind is Kind.PERCENT else "{score}"
    return Threshold(
        set_id=cohort.set_id,
        instrument=on.instrument,
        scale_variant=on.variant,
        direction=on.direction,
        metric=told.metric,
        kind=told.kind,
        value=Sourced(
            value,
            unit,
            tag=cohort.tag,
            source="" if cohort.tag == "R" else cohort.source,
            note=cohort.question,
        ),
        achieved=Sourced(achieved, "%", tag=cohort.tag, source=cohort.source) if achieved else None,
        accuracy=told.accuracy,
        population=cohort.population,
        is_fallback=cohort.is_fallback,
        n=cohort.n,
        horizon=cohort.horizon,
        method=told.method,
        inclusive=told.inclusive,
        note=note or cohort.question,
    )


def _range(cohort: _Cohort, told: _Told, on: _On, low: str, high: str) -> PrintedRange:
    return PrintedRange(
        set_id=cohort.set_id,
        instrument=on.instrument,
        scale_variant=on.variant,
        direction=on.direction,
        metric=told.metric,
        kind=told.kind,
        low=Sourced(low, "{score}", tag=cohort.tag, source=cohort.source),
        high=Sourced(high, "{score}", tag=cohort.tag, source=cohort.source),
        population=cohort.population,
        is_fallback=cohort.is_fallback,
        n=cohort.n,
        horizon=cohort.horizon,
        method=told.method,
        note="Printed as a range: which value of it is the cut?",
    )


def _unfound(cohort: _Cohort, told: _Told, *scales: _On) -> tuple[Unfound, ...]:
    return tuple(
        Unfound(
            set_id=cohort.set_id,
            instrument=on.instrument,
            scale_variant=on.variant,
            direction=on.direction,
            metric=told.metric,
            kind=told.kind,
            source=cohort.source,
            population=cohort.population,
            is_fallback=cohort.is_fallback,
            n=cohort.n,
            horizon=cohort.horizon,
            method=told.method,
        )
        for on in scales
    )


MHHS = _On("mhhs", "x1.1", Direction.HIGHER_BETTER)
NAHS = _On("nahs", "0-100", Direction.HIGHER_BETTER)
DAILY = _On("hos-adl", "0-100", Direction.HIGHER_BETTER)
SPORT = _On("hos-sss", "0-100", Direction.HIGHER_BETTER)
IHOT_12 = _On("ihot-12", "0-100", Direction.HIGHER_BETTER)
IHOT_33 = _On("ihot-33", "0-100", Direction.HIGHER_BETTER)
PAIN_10 = _On("vas-pain-10", "0-10", Direction.LOWER_BETTER)
PAIN_100 = _On("vas-pain-100", "0-100", Direction.LOWER_BETTER)
PROMIS_PAIN = _On("promis-pain-interference", "t", Direction.LOWER_BETTER)
PROMIS_FUNCTION = _On("promis-physical-function", "t", Direction.HIGHER_BETTER)

ARTHROSCOPY = "hip arthroscopy for impingement, younger patients"
AHI_ISO = _Cohort("GM-AHI-ISO-2021", "S1", "isolated endoscopic repair", 23, "2 years or more")
AHI_RTA = _Cohort("GM-AHI-RTA-2021", "S2", "gluteus medius repair over 50", 84, "2 years or more")
OPEN_RUSH = _Cohort("GM-OPEN-RUSH-2023", "S9", "open repair", 25, "2 years")
ENDO_RUSH = _Cohort("GM-ENDO-RUSH-5Y-2022", "S10", "endoscopic repair", 46, "5 years or more")
RUSH_PROMIS = _Cohort("GM-RUSH-PROMIS", "S11", "gluteus medius repair", 107, "2 years or more")
OPEN_HSS = _Cohort("GM-OPEN-HSS-2021", "S12", "open repair", 47, "37.8 ± 27.9 months")
ENDO_LONG = _Cohort("GM-ENDO-5-10Y", "S20", "endoscopic repair", 64, "5 to 10 years")
PRP_TRIAL = _Cohort("GT-PRP-RCT", "S48", "gluteal tendinopathy", 80, "")
FAIS_1Y = _Cohort("FAIS-2020-1Y", "S107", ARTHROSCOPY, 283, "1 year", is_fallback=True)
FAIS_2Y = _Cohort("FAIS-2020-2Y", "S107", ARTHROSCOPY, 283, "2 years", is_fallback=True)
FAIS_5Y = _Cohort("FAIS-2020-5Y", "S107", ARTHROSCOPY, 283, "5 years", is_fallback=True)
FAIS_NAHS = _Cohort("FAIS-NAHS-2021", "S108", ARTHROSCOPY, 343, "", is_fallback=True)
FAIS_IHOT = _Cohort("FAIS-IHOT12-1Y", "S109", ARTHROSCOPY, 733, "335 to 395 days", is_fallback=True)
FAIS_UK = _Cohort("FAIS-IHOT12-UK", "S110", ARTHROSCOPY, 122, "2 years", is_fallback=True)
FAIS_MOI = _Cohort("FAIS-MOI", "S111", ARTHROSCOPY, 407, "", is_fallback=True)
FAIS_10Y_AT_1 = _Cohort("FAIS-10Y-AT-1Y", "S112", ARTHROSCOPY, 154, "1 year", is_fallback=True)
FAIS_10Y_AT_5 = _Cohort("FAIS-10Y-AT-5Y", "S112", ARTHROSCOPY, 154, "5 years", is_fallback=True)
FAIS_10Y = _Cohort("FAIS-10Y", "S112", ARTHROSCOPY, 154, "10 years", is_fallback=True)
FAIS_10Y_ANCHOR = _Cohort("FAIS-10Y-ANCHOR", "S112", ARTHROSCOPY, 154, "10 years", is_fallback=True)
CLASSIC = _Cohort(
    "FAIS-CLASSIC-2015",
    "",
    ARTHROSCOPY,
    None,
    "",
    is_fallback=True,
    tag="R",
    question="Is it the value of Chahal 2015, which S97c cites, and of how many patients?",
)

DISTRIBUTION = "distribution"
ANCHOR = "anchor"
ROC = "anchor, receiver operating curve"
CURVE = "receiver operating curve"
YOUDEN = "receiver operating curve, Youden"
HALF_CHANGE = "half the standard deviation of the change"
SATISFACTION = "anchor, satisfaction"
USED = "used by the trial"

MCID = _Told(Metric.MCID, Kind.CHANGE)
MCID_STUDY = _Told(Metric.MCID, Kind.CHANGE, "calculated for the study")
MCID_DISTRIBUTION = _Told(Metric.MCID, Kind.CHANGE, DISTRIBUTION)
MCID_ANCHOR = _Told(Metric.MCID, Kind.CHANGE, ANCHOR)
MCID_HALF_CHANGE = _Told(Metric.MCID, Kind.CHANGE, HALF_CHANGE)
MCID_TRIAL = _Told(Metric.MCID, Kind.CHANGE, USED, inclusive=False)
STATE = _Told(Metric.PASS, Kind.ABSOLUTE)
STATE_TRIAL = _Told(Metric.PASS, Kind.ABSOLUTE, USED)
STATE_ROC = _Told(Metric.PASS, Kind.ABSOLUTE, ROC)
STATE_YOUDEN = _Told(Metric.PASS, Kind.ABSOLUTE, YOUDEN)
STATE_ANCHOR = _Told(Metric.PASS, Kind.ABSOLUTE, ANCHOR)
STATE_UK = _Told(
    Metric.PASS,
    Kind.ABSOLUTE,
    CURVE,
    accuracy=Accuracy(
        sensitivity=Sourced("81.1", "%", tag="V", source="S110"),
        specificity=Sourced("83.9", "%", tag="V", source="S110"),
        area=Sourced("0.92", "1", tag="V", source="S110"),
    ),
)
BENEFIT = _Told(Metric.SCB, Kind.ABSOLUTE)
BENEFIT_ANCHOR = _Told(Metric.SCB, Kind.ABSOLUTE, ANCHOR)
BENEFIT_CHANGE = _Told(Metric.SCB, Kind.CHANGE)
POSSIBLE = _Told(Metric.MOI, Kind.PERCENT, SATISFACTION)
NORMAL = _Told(Metric.NORMAL, Kind.ABSOLUTE)
ABNORMAL = _Told(Metric.ABNORMAL, Kind.NO_BETTER)

WHICH_YEAR = "Is it the value of the visit at ten years?"
ABOVE_BENEFIT = "Printed above the SCB of the same year: is it a misprint?"

AFTER_REPAIR: tuple[Threshold, ...] = (
    _row(AHI_ISO, MCID_STUDY, MHHS, "5.8"),
    _row(AHI_ISO, MCID_STUDY, NAHS, "7.1"),
    _row(AHI_ISO, MCID_STUDY, SPORT, "11.0"),
    _row(OPEN_RUSH, MCID_DISTRIBUTION, MHHS, "6.2", "83.3"),
    _row(OPEN_RUSH, MCID_DISTRIBUTION, DAILY, "11.1", "58.3"),
    _row(OPEN_RUSH, MCID_DISTRIBUTION, IHOT_12, "15.3", "66.7"),
    _row(OPEN_RUSH, MCID_DISTRIBUTION, PAIN_100, "14.0", "57.1"),
    _row(OPEN_RUSH, STATE_ROC, MHHS, "60.0", "44.8"),
    _row(OPEN_RUSH, STATE_ROC, DAILY, "71.9", "52.4"),
    _row(OPEN_RUSH, STATE_ROC, IHOT_12, "49.2", "65"),
    _row(OPEN_RUSH, STATE_ROC, PAIN_100, "36.8", "59.1"),
    _row(RUSH_PROMIS, MCID, MHHS, "9.0"),
    _row(RUSH_PROMIS, MCID, DAILY, "10.7"),
    _row(RUSH_PROMIS, MCID, SPORT, "16.5"),
    _row(RUSH_PROMIS, MCID, IHOT_12, "14.2"),
    _row(RUSH_PROMIS, MCID, PAIN_100, "16.1"),
    _row(RUSH_PROMIS, MCID, PROMIS_PAIN, "4.6"),
    _row(RUSH_PROMIS, MCID, PROMIS_FUNCTION, "3.5"),
    _row(RUSH_PROMIS, STATE, MHHS, "64.3"),
    _row(RUSH_PROMIS, STATE, DAILY, "68.2"),
    _row(RUSH_PROMIS, STATE, SPORT, "58.6"),
    _row(RUSH_PROMIS, STATE, IHOT_12, "63.6"),
    _row(RUSH_PROMIS, STATE, PAIN_100, "34.9"),
    _row(RUSH_PROMIS, STATE, PROMIS_PAIN, "56.0"),
    _row(RUSH_PROMIS, STATE, PROMIS_FUNCTION, "42.7"),
    _row(RUSH_PROMIS, BENEFIT, MHHS, "71.5"),
    _row(RUSH_PROMIS, BENEFIT, DAILY, "78.6"),
    _row(RUSH_PROMIS, BENEFIT, SPORT, "60.6"),
    _row(RUSH_PROMIS, BENEFIT, IHOT_12, "69.4"),
    _row(RUSH_PROMIS, BENEFIT, PAIN_100, "28.1"),
    _row(RUSH_PROMIS, BENEFIT, PROMIS_PAIN, "52.6"),
    _row(RUSH_PROMIS, BENEFIT, PROMIS_FUNCTION, "43.7"),
    _row(OPEN_HSS, MCID, MHHS, "9.9"),
    _row(ENDO_LONG, MCID_HALF_CHANGE, MHHS, "8.7", "92.2"),
    _row(PRP_TRIAL, MCID_TRIAL, MHHS, "8"),
    _row(PRP_TRIAL, STATE_TRIAL, MHHS, "74"),
)

FALLBACK: tuple[Threshold, ...] = (
    _row(FAIS_1Y, MCID_DISTRIBUTION, MHHS, "6.9"),
    _row(FAIS_2Y, MCID_DISTRIBUTION, MHHS, "9.2"),
    _row(FAIS_5Y, MCID_DISTRIBUTION, MHHS, "11.4"),
    _row(FAIS_1Y, MCID_DISTRIBUTION, DAILY, "8.8"),
    _row(FAIS_2Y, MCID_DISTRIBUTION, DAILY, "9.7"),
    _row(FAIS_5Y, MCID_DISTRIBUTION, DAILY, "10.2"),
    _row(FAIS_1Y, MCID_DISTRIBUTION, SPORT, "13.9"),
    _row(FAIS_2Y, MCID_DISTRIBUTION, SPORT, "14.3"),
    _row(FAIS_5Y, MCID_DISTRIBUTION, SPORT, "15.2"),
    _row(FAIS_1Y, MCID_DISTRIBUTION, IHOT_12, "15.1"),
    _row(FAIS_2Y, MCID_DISTRIBUTION, IHOT_12, "13.9"),
    _row(FAIS_5Y, MCID_DISTRIBUTION, IHOT_12, "15.1"),
    _row(FAIS_1Y, STATE_ANCHOR, MHHS, "84.8"),
    _row(FAIS_2Y, STATE_ANCHOR, MHHS, "83.3"),
    _row(FAIS_5Y, STATE_ANCHOR, MHHS, "83.6"),
    _row(FAIS_1Y, STATE_ANCHOR, DAILY, "89.7"),
    _row(FAIS_2Y, STATE_ANCHOR, DAILY, "88.2"),
    _row(FAIS_5Y, STATE_ANCHOR, DAILY, "99.2", note=ABOVE_BENEFIT),
    _row(FAIS_1Y, STATE_ANCHOR, SPORT, "72.2"),
    _row(FAIS_2Y, STATE_ANCHOR, SPORT, "76.4"),
    _row(FAIS_5Y, STATE_ANCHOR, SPORT, "80.9"),
    _row(FAIS_1Y, STATE_ANCHOR, IHOT_12, "69.1"),
    _row(FAIS_2Y, STATE_ANCHOR, IHOT_12, "72.2"),
    _row(FAIS_5Y, STATE_ANCHOR, IHOT_12, "74.3"),
    _row(FAIS_1Y, BENEFIT_ANCHOR, MHHS, "86.9"),
    _row(FAIS_2Y, BENEFIT_ANCHOR, MHHS, "85.8"),
    _row(FAIS_5Y, BENEFIT_ANCHOR, MHHS, "94.4"),
    _row(FAIS_1Y, BENEFIT_ANCHOR, DAILY, "89.7"),
    _row(FAIS_2Y, BENEFIT_ANCHOR, DAILY, "91.9"),
    _row(FAIS_5Y, BENEFIT_ANCHOR, DAILY, "94.6"),
    _row(FAIS_1Y, BENEFIT_ANCHOR, SPORT, "78.1"),
    _row(FAIS_2Y, BENEFIT_ANCHOR, SPORT, "77.9"),
    _row(FAIS_5Y, BENEFIT_ANCHOR, SPORT, "85.8"),
    _row(FAIS_1Y, BENEFIT_ANCHOR, IHOT_12, "72.6"),
    _row(FAIS_2Y, BENEFIT_ANCHOR, IHOT_12, "76.8"),
    _row(FAIS_5Y, BENEFIT_ANCHOR, IHOT_12, "87.5"),
    _row(FAIS_NAHS, MCID, NAHS, "8.7"),
    _row(FAIS_IHOT, MCID_HALF_CHANGE, IHOT_12, "13"),
    _row(FAIS_IHOT, BENEFIT_CHANGE, IHOT_12, "28"),
    _row(FAIS_IHOT, NORMAL, IHOT_12, "86"),
    _row(FAIS_IHOT, ABNORMAL, IHOT_12, "56"),
    _row(FAIS_UK, STATE_UK, IHOT_12, "59.5"),
    _row(FAIS_10Y_AT_1, MCID_DISTRIBUTION, MHHS, "7.8"),
    _row(FAIS_10Y_AT_5, MCID_DISTRIBUTION, MHHS, "8.3"),
    _row(FAIS_10Y, MCID_DISTRIBUTION, MHHS, "9.5"),
    _row(FAIS_10Y_ANCHOR, MCID_ANCHOR, MHHS, "20.3", note=WHICH_YEAR),
    _row(FAIS_10Y, STATE, MHHS, "81.9"),
    _row(FAIS_10Y, BENEFIT_CHANGE, MHHS, "34.0"),
    _row(FAIS_10Y_AT_1, MCID_DISTRIBUTION, NAHS, "9.5"),
    _row(FAIS_10Y_AT_5, MCID_DISTRIBUTION, NAHS, "10.4"),
    _row(FAIS_10Y, MCID_DISTRIBUTION, NAHS, "10.2"),
    _row(FAIS_10Y_ANCHOR, MCID_ANCHOR, NAHS, "24.4", note=WHICH_YEAR),
    _row(FAIS_10Y, STATE, NAHS, "83.1"),
    _row(FAIS_10Y, BENEFIT_CHANGE, NAHS, "41.9"),
    _row(FAIS_MOI, POSSIBLE, MHHS, "54.8"),
    _row(FAIS_MOI, POSSIBLE, NAHS, "52.5"),
    _row(FAIS_MOI, POSSIBLE, IHOT_12, "55.8"),
    _row(FAIS_MOI, POSSIBLE, PAIN_10, "55.5", note="Is pain in this paper asked from 0 to 10?"),
    _row(CLASSIC, STATE, MHHS, "74"),
    _row(CLASSIC, STATE, DAILY, "87"),
    _row(CLASSIC, STATE, SPORT, "75"),
)

THRESHOLDS: tuple[Threshold, ...] = (*AFTER_REPAIR, *FALLBACK)

PRINTED_RANGES: tuple[PrintedRange, ...] = (
    _range(FAIS_NAHS, STATE, NAHS, "81.9", "85.6"),
    _range(FAIS_NAHS, BENEFIT, NAHS, "91.9", "94.4"),
)

UNFOUND: tuple[Unfound, ...] = (
    *_unfound(AHI_RTA, MCID_STUDY, MHHS, NAHS, SPORT),
    *_unfound(ENDO_RUSH, MCID_DISTRIBUTION, MHHS, DAILY, SPORT, IHOT_12, PAIN_100),
    *_unfound(ENDO_RUSH, STATE_YOUDEN, MHHS, DAILY, SPORT, IHOT_12, PAIN_100),
    *_unfound(OPEN_HSS, MCID, IHOT_33),
)

# Rows are of one year and more: an earlier score is shown and not judged by them.
JUDGED_FROM = Sourced(
    300,
    "d",
    tag="P",
    note="From which day since surgery may a score be judged by a row of one year and more?",
)

ISOLATED = "Is the threshold of isolated endoscopic repair the one to use?"
LARGEST = "Is the set of the largest cohort after repair the one to use?"
ONLY = "Is the only set found after repair the one to use?"


def _default(instrument: str, metric: Metric, set_id: str, note: str) -> Default:
    return Default(instrument=instrument, metric=metric, set_id=set_id, note=note)


# Open to each practice and study.
DEFAULTS: tuple[Default, ...] = (
    _default("mhhs", Metric.MCID, "GM-AHI-ISO-2021", ISOLATED),
    _default(
        "mhhs",
        Metric.PASS,
        "GM-OPEN-RUSH-2023",
        "That series gives no PASS. Is the one of open repair at two years the one to use?",
    ),
    _default("mhhs", Metric.SCB, "GM-RUSH-PROMIS", ONLY),
    _default("nahs", Metric.MCID, "GM-AHI-ISO-2021", ISOLATED),
    _default("hos-adl", Metric.MCID, "GM-RUSH-PROMIS", LARGEST),
    _default("hos-adl", Metric.PASS, "GM-RUSH-PROMIS", LARGEST),
    _default("hos-adl", Metric.SCB, "GM-RUSH-PROMIS", ONLY),
    _default("hos-sss", Metric.MCID, "GM-AHI-ISO-2021", ISOLATED),
    _default("hos-sss", Metric.PASS, "GM-RUSH-PROMIS", ONLY),
    _default("hos-sss", Metric.SCB, "GM-RUSH-PROMIS", ONLY),
    _default("ihot-12", Metric.MCID, "GM-RUSH-PROMIS", LARGEST),
    _default("ihot-12", Metric.PASS, "GM-RUSH-PROMIS", LARGEST),
    _default("ihot-12", Metric.SCB, "GM-RUSH-PROMIS", ONLY),
    _default("vas-pain-100", Metric.MCID, "GM-RUSH-PROMIS", LARGEST),
    _default("vas-pain-100", Metric.PASS, "GM-RUSH-PROMIS", LARGEST),
    _default("vas-pain-100", Metric.SCB, "GM-RUSH-PROMIS", ONLY),
)


def thresholds_of(instrument: Instrument, metric: Metric | None = None) -> tuple[Threshold, ...]:
    """Every row for this instrument on its own scales, in the order of the table; for a sensitivity strip.

    Rows after repair come first. All metrics where none is named.
    """
    own = {(instrument.id, scale.id, scale.variant) for scale in instrument.scales}
    return tuple(t for t in THRESHOLDS if t.own_scale in own and metric in (None, t.metric))


def default_threshold(instrument: Instrument, metric: Metric) -> Threshold | None:
    """The row used unless a practice or study chose another; None where no published value was found."""
    chosen = {d.set_id for d in DEFAULTS if (d.instrument, d.metric) == (instrument.id, metric)}
    return next((t for t in thresholds_of(instrument, metric) if t.set_id in chosen), None)


def load_threshold(name: str) -> Threshold:
    """The row of an id, as it stands beside every responder rate.

    Raises NotFound; of a printed range and of a value that was not found it says what they are.
    """
    for threshold in THRESHOLDS:
        if threshold.id == name:
            return threshold
    if name in {r.id for r in PRINTED_RANGES}:
        raise NotFound("threshold", f"{name} is printed as a range, not a value.", "Choose a cut in it.")
    if name in {u.id for u in UNFOUND}:
        raise NotFound("threshold", f"The value of {name} was not found.", "Choose another set.")
    raise NotFound("threshold", f"There is no threshold “{name}”.", "Choose a row of the table by its id.")
