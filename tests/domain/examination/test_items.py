"""Every recorded field says how far its list may be trusted; every published fact, where it was read."""

from dataclasses import fields
from decimal import Decimal
from enum import StrEnum

import pytest

from enthesis.domain.examination.imaging import SIGNS, Sign
from enthesis.domain.examination.items import ITEMS
from enthesis.domain.examination.muscle import WORDINGS, Grade, Scale
from enthesis.domain.examination.published import AGREEMENTS, PUBLISHED, published_about
from enthesis.domain.examination.tear import (
    CAUSES,
    DEFINITIONS,
    LOCATIONS,
    ONSETS,
    QUALITIES,
    RETRACTIONS,
    TENDONS,
    THICKNESSES,
    Chronicity,
    Etiology,
)
from enthesis.domain.examination.tests import GAITS, TRENDELENBURG
from enthesis.domain.terms import Sourced, Tag, reviewable_in

# What is written beside the findings, or says who read what and when.
ASIDE = {
    "comment",
    "examined_on",
    "studied_on",
    "read_on",
    "reader",
    "reader_name",
    "tear",
    "muscle",
    "absent",
}


@pytest.mark.parametrize("kind", ITEMS, ids=lambda k: k.__name__)
def test_every_recorded_field_is_an_item_and_no_other(kind: type) -> None:
    recorded = [f.name for f in fields(kind) if f.name not in ASIDE]
    assert sorted(item.id for item in ITEMS[kind]) == sorted(recorded)


@pytest.mark.parametrize(
    "words",
    [TENDONS, THICKNESSES, LOCATIONS, RETRACTIONS, ONSETS, CAUSES, QUALITIES, TRENDELENBURG, GAITS, SIGNS],
    ids=lambda words: type(next(iter(words))).__name__,
)
def test_every_answer_has_words(words: dict[StrEnum, object]) -> None:
    assert list(words) == list(type(next(iter(words))))


@pytest.mark.parametrize("scale", Scale)
def test_every_grade_of_every_scale_has_words(scale: Scale) -> None:
    assert list(WORDINGS[scale]) == list(Grade)


def test_what_nobody_read_asks_a_clinician() -> None:
    for _, part in reviewable_in((*ITEMS.values(), DEFINITIONS, PUBLISHED, AGREEMENTS)):
        if part.needs_review:
            assert getattr(part, "note", "").endswith((".", "?"))
        elif part.tag is Tag.VERIFIED:
            assert part.source


def test_onset_and_cause_are_shown_in_their_words() -> None:
    assert Chronicity.ACUTE.label == "Acute: under 6 weeks"
    assert Etiology.POST_ARTHROPLASTY.label == "After a hip replacement by a lateral approach"


def test_a_published_fact_speaks_of_what_is_examined() -> None:
    examined = {item.id for items in ITEMS.values() for item in items} | set(Sign) | {"side"}
    assert {fact.about for fact in PUBLISHED} <= examined


def test_published_figures_are_those_of_their_papers() -> None:
    (persisted,) = published_about("trendelenburg")
    assert _range(persisted.figures[0].value, persisted.figures[0].to) == (Decimal(0), Decimal("13.6"))
    assert persisted.source == "S27"
    (gained, whole) = published_about("abduction")
    assert [f.value.value for f in (*gained.figures, *whole.figures)] == [Decimal("0.84"), 26, 34, 76]
    (symmetry,) = published_about("limb_symmetry_percent")
    assert [(f.value.value, f.value.unit) for f in symmetry.figures] == [(85, "%"), (12, "mo")]
    assert not published_about("flexion")


@pytest.mark.parametrize(
    ("of", "study", "statistic", "values"),
    [
        ("Quartile scale", "replacements", "", "0.93"),
        ("Goutallier scale", "replacements", "", "0.87"),
        ("Bal-Lowe scale", "replacements", "", "0.83"),
        ("Quartile scale", "replacements", "", "0.91 0.89 0.85"),
        ("Goutallier scale", "replacements", "", "0.83 0.77 0.75"),
        ("Goutallier scale", "arthritis", "mean κ", "0.23"),
        ("Goutallier scale", "arthritis", "κ adjusted for prevalence and bias", "0.53"),
        ("Area of the muscle's cross-section", "arthritis", "intraclass", "0.93 0.98"),
        ("Goutallier and Fuchs", "abductors", "", "0.872"),
        ("Goutallier and Fuchs", "abductors", "", "0.916"),
    ],
)
def test_readers_agreed_as_published(of: str, study: str, statistic: str, values: str) -> None:
    found = [
        a
        for a in AGREEMENTS
        if a.of == of and study in a.study and a.statistic.startswith(statistic)
        if " ".join(str(v.value) for v in a.values) == values
    ]
    assert len(found) == 1


def _range(low: Sourced, high: Sourced | None) -> tuple[Decimal, Decimal]:
    assert high is not None
    return low.value, high.value
