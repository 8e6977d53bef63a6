"""What is true of a synthetic practice: the parameters it is drawn from, each with its source.

The figures that ship stand in `shipped.py`; a file may name others. An effect is in standard deviations of
the later score.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from enthesis.domain.terms import Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A mean and a standard deviation as they are after everything beyond the two ends was set to them."""

    mean: Sourced
    sd: Sourced
    low: Sourced
    high: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Everything between two ends is equally likely."""

    low: Sourced
    high: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One instrument before surgery, and from two years after it on, on its own scale.

    `likeness` is its correlation with mHHS on the same day before surgery; negative where lower is better.
    """

    before: Spread
    after: Spread
    likeness: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What is counted in products, in the units of the analyser; `fold` is platelets over baseline."""

    taken: Mapping[str, Sourced]
    made: Mapping[str, Sourced]
    counted: Sourced
    cultured: Sourced
    most_recovered: Sourced
    blood_platelets: Spread
    fold: Mapping[str, Spread]
    blood_white: Span
    blood_red: Span
    neutrophils_of_blood: Sourced
    white_over_blood: Mapping[str, Span]
    neutrophils_of_white: Mapping[str, Span]
    red: Mapping[str, Span]
    aspirate: Span
    concentrated: Span
    viable: Span
    haematocrit: Span
    colonies: Spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """The parameters. Shares are in percent; those of types, grades and words add up to 100."""

    # people
    age: Spread
    open_older: Sourced
    female: Sourced
    height_female: Spread
    height_male: Spread
    bmi: Spread
    left: Sourced
    both_hips: Sourced
    alike: Sourced
    years: Sourced
    symptoms: Spread
    nonoperative: Span
    smoker: Sourced
    diabetes: Sourced
    blood_thinner: Sourced
    cancer: Sourced
    nsaid: Sourced
    lumbar_in_women: Sourced
    lumbar_in_men: Sourced
    # tear and muscle
    tender: Sourced
    weak: Sourced
    trendelenburg: Mapping[str, Sourced]
    gait: Mapping[str, Sourced]
    tonnis: tuple[Sourced, ...]
    types: Mapping[str, Sourced]
    goutallier: tuple[Sourced, ...]
    minimus: Sourced
    poor_tendon: Sourced
    fair_tendon: Sourced
    # operation
    endoscopic: Mapping[str, Sourced]
    arthroscopy: Mapping[str, Sourced]
    labral_repair: Sourced
    femoroplasty: Sourced
    micropuncture: Sourced
    graft: Mapping[str, Sourced]
    products: Mapping[str, Sourced]
    bench: Bench
    # course
    scores: Mapping[str, Course]
    before_after: Sourced
    visit_noise: Sourced
    half_rise: Sourced
    weak_slows: Sourced
    weak_on_outcome: Sourced
    # truth that a study looks for, and what misleads it
    effect: Mapping[str, Sourced]
    severity_on_outcome: Sourced
    severity_on_product: Sourced
    hidden_on_outcome: Sourced
    hidden_on_product: Sourced
    # answers
    answers: Mapping[str, Sourced]
    answering_lasts: Sourced
    hidden_on_answering: Sourced
    prompt: Sourced
    item_missing: Sourced
    item_moot: Sourced
    satisfaction: Spread
    satisfied_from: Sourced
    satisfied_prompt: Sourced
    satisfied_late: Sourced
    outcome_on_satisfaction: Sourced
    # events
    complication: Mapping[str, Sourced]
    thrombosis: Sourced
    infection: Sourced
    needed_nothing: Sourced
    retear: Sourced
    retear_within: Sourced
    revision: Sourced
    arthroplasty: Sourced
    arthroplasty_within: Sourced
    outcome_on_events: Sourced


def part(share: Sourced) -> float:
    """A share in percent as a part of one."""
    return float(share.value) / 100


def as_json(value: object) -> Any:
    """A declaration as JSON: numbers as text with their unit, tag and source."""
    if isinstance(value, Sourced):
        told = {"value": str(value.value), "unit": value.unit, "tag": value.tag.value}
        return told | {k: v for k, v in (("source", value.source), ("note", value.note)) if v}
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    return value
