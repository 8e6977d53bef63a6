"""What is true of a synthetic practice: every parameter it is drawn from, each with its source.

An effect is in standard deviations of the later score. The effects of products are 0 as shipped: nobody knows
them. Change one, and a study that adjusts rightly must find it again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from types import MappingProxyType
from typing import Any

from enthesis.domain.terms import Sourced


def _share(value: str, tag: str = "P", source: str = "", note: str = "") -> Sourced:
    return Sourced(value, "%", tag=tag, source=source, note=note or ("adjustable" if tag == "P" else ""))


def _effect(value: str, note: str) -> Sourced:
    return Sourced(value, "1", tag="P", note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A mean and a standard deviation, and the ends beyond which nothing is drawn."""

    mean: Sourced
    sd: Sourced
    low: Sourced
    high: Sourced


def _spread(
    mean: str, sd: str, low: str, high: str, unit: str, *, tag: str = "P", source: str = "", note: str = ""
) -> Spread:
    why = note or ("adjustable" if tag == "P" else "")
    return Spread(
        mean=Sourced(mean, unit, tag=tag, source=source, note=why),
        sd=Sourced(sd, unit, tag=tag, source=source, note=why),
        low=Sourced(low, unit, tag="P", note="nothing below is drawn"),
        high=Sourced(high, unit, tag="P", note="nothing above is drawn"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One instrument before surgery and two years and more after it, on its own scale."""

    before: Spread
    after: Spread
    likeness: Sourced  # correlation with mHHS on the same day; negative where lower is better


POOLED = "S7, S9, S10, S11, S12, S13, S16, S17, S19, S20"


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The parameters. Shares are in percent; the types' and grades' shares add up to 100."""

    age: Spread
    female: Sourced
    height_female: Spread
    height_male: Spread
    bmi: Spread
    both_hips: Sourced
    years: Sourced
    symptoms: Spread
    smoker: Sourced
    types: Mapping[str, Sourced]
    goutallier: tuple[Sourced, ...]
    minimus: Sourced
    poor_tendon: Sourced
    weak: Sourced
    endoscopic: Mapping[str, Sourced]
    arthroscopy: Mapping[str, Sourced]
    micropuncture: Sourced
    graft: Mapping[str, Sourced]
    products: Mapping[str, Sourced]
    scores: Mapping[str, Course]
    before_after: Sourced
    visit_noise: Sourced
    half_rise: Sourced
    weak_slows: Sourced
    effect: Mapping[str, Sourced]
    severity_on_outcome: Sourced
    severity_on_product: Sourced
    hidden_on_outcome: Sourced
    hidden_on_product: Sourced
    answers: Mapping[str, Sourced]
    hidden_on_answering: Sourced
    item_missing: Sourced
    complication: Mapping[str, Sourced]
    retear: Sourced
    revision: Sourced
    arthroplasty: Sourced
    satisfaction: Spread


def _course(
    before: tuple[str, str], after: tuple[str, str], like: str, ends: tuple[str, str] = ("0", "100")
) -> Course:
    return Course(
        before=_spread(*before, *ends, "{score}"),
        after=_spread(*after, *ends, "{score}"),
        likeness=_effect(like, "Between instruments nothing is published: ask a statistician."),
    )


SCORES: Mapping[str, Course] = MappingProxyType(
    {
        "mhhs": Course(
            before=_spread("50.7", "16.0", "0", "100", "{score}", tag="D", note="pooled, 100 hips"),
            after=_spread("79.7", "17.9", "0", "100", "{score}", tag="D", note="pooled, 100 hips"),
            likeness=_effect("1", "The same."),
        ),
        "nahs": _course(("53", "14"), ("80", "16"), "0.80"),
        "hos-sss": _course(("36", "20"), ("66", "26"), "0.65"),
        "vas-pain-10": _course(("5.9", "2.2"), ("2.6", "2.3"), "-0.60", ("0", "10")),
    }
)
ANSWERED: Mapping[str, Sourced] = MappingProxyType(
    {
        "baseline": _share("96"),
        "3m": _share("92"),
        "6m": _share("90"),
        "1y": _share("86"),
        "2y": _share("80"),
        "5y": _share("70"),
        "10y": _share("60"),
    }
)

SHIPPED = Truth(
    age=_spread("60.6", "10.6", "20", "95", "a", tag="D", source=POOLED, note="pooled, 486 patients"),
    female=_share("89.8", "D", note="pooled, 933 patients"),
    height_female=_spread("163", "6.5", "140", "190", "cm"),
    height_male=_spread("177", "7", "150", "205", "cm"),
    bmi=_spread("27.9", "6.0", "16", "60", "kg/m2", tag="D", note="pooled, 283 patients"),
    both_hips=_share("4", note="Share of hips that are the second of their person."),
    years=Sourced(10, "a", tag="P", note="Surgery lies within these years before today."),
    symptoms=_spread("36", "18", "3", "216", "mo"),
    smoker=_share("8"),
    types=MappingProxyType(
        {
            "IIIA": _share("10.6", "D", "S6"),
            "IIIB": _share("62.4", "D", "S6"),
            "IV": _share("23.3", "D", "S6"),
            "V": _share("3.7", "D", "S6"),
        }
    ),
    goutallier=tuple(_share(s) for s in ("25", "40", "22", "9", "4")),
    minimus=_share("50", "V", "S26"),
    poor_tendon=_share("25"),
    weak=_share("60", note="Abduction strength below normal before surgery."),
    endoscopic=MappingProxyType(
        {"IIIA": _share("92"), "IIIB": _share("90"), "IV": _share("55"), "V": _share("0")}
    ),
    arthroscopy=MappingProxyType({"endoscopic": _share("80", "V", "S20"), "open": _share("33", "V", "S16")}),
    micropuncture=_share("80"),
    graft=MappingProxyType({"poor": _share("30"), "other": _share("3")}),
    products=MappingProxyType({"prp-lr": _share("20"), "prp-lp": _share("10"), "bmac": _share("15")}),
    scores=SCORES,
    before_after=Sourced("0.39", "1", tag="D", source="S20", note="correlation of mHHS"),
    visit_noise=_effect("0.3", "Share of a later score's variance that belongs to the day."),
    half_rise=Sourced("3.5", "mo", tag="P", note="Time to half of the change."),
    weak_slows=_effect("1.6", "Weakness and fat stretch the time course by this factor."),
    effect=MappingProxyType(
        {
            "prp-lr": _effect("0", "Effect of leukocyte-rich plasma."),
            "prp-lp": _effect("0", "Effect of leukocyte-poor plasma."),
            "bmac": _effect("0", "Effect of marrow concentrate."),
            "graft": _effect("0", "Effect of a graft."),
        }
    ),
    severity_on_outcome=_effect("-0.30", "Of fat in the muscle, in standard deviations of both."),
    severity_on_product=_effect("0.50", "Confounding by indication: worse hips get more."),
    hidden_on_outcome=_effect("0.20", "Of a confounder that no record holds."),
    hidden_on_product=_effect("0.25", "Of the same, on who gets a product."),
    answers=ANSWERED,
    hidden_on_answering=_effect("0.15", "Who does worse for hidden reasons answers less."),
    item_missing=_share("0.8", note="Of items within a form that was sent."),
    complication=MappingProxyType({"endoscopic": _share("6", "V", "S28"), "open": _share("9", "V", "S28")}),
    retear=_share("3.8", "V", "S26"),
    revision=_share("2.2", "V", "S27", "the least of the series that saw any"),
    arthroplasty=_share("9", "V", "S29", "mean of three series"),
    satisfaction=_spread("8.2", "1.8", "0", "10", "{score}"),
)


def as_json(value: object) -> Any:
    """A declaration as JSON: numbers as text with their unit, tag and source."""
    if isinstance(value, Sourced):
        told = {"value": str(value.value), "unit": value.unit, "tag": value.tag.value}
        return told | {k: v for k, v in (("source", value.source), ("note", value.note)) if v}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [as_json(part) for part in value]
    return value
