"""Figures: drawn, described and told in numbers alike; the drawing keeps to the rules of the page."""

import re
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

import enthesis.web
from enthesis.delivery import figures
from enthesis.delivery.figures import TOKENS, Figure, Point, outcome_figure, shown
from enthesis.delivery.qr import qr_svg
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.own_cohort import Band, Spread
from enthesis.domain.outcomes.threshold import Metric, Threshold
from enthesis.domain.outcomes.thresholds import default_threshold

MHHS, PAIN = load_instrument("mhhs"), load_instrument("vas-pain-10")
COURSE = (
    Point(days=370, score=Decimal("92.40"), label="1 year"),
    Point(days=-30, score=Decimal("50.60"), label="Before surgery"),
    Point(days=740, score=Decimal("100.10"), label="2 years"),
)
CSS = Path(enthesis.web.__file__).parent / "static" / "enthesis" / "tokens.css"


def thresholds() -> tuple[Threshold, ...]:
    found = (default_threshold(MHHS, metric) for metric in (Metric.MCID, Metric.PASS))
    return tuple(t for t in found if t)


@pytest.fixture(scope="module")
def figure() -> Figure:
    return outcome_figure(COURSE, MHHS, thresholds())


def test_the_numbers_are_in_the_order_of_time_and_never_above_the_scale(figure: Figure) -> None:
    assert figure.rows == (
        ("Before surgery", "-30", "50.6"),
        ("1 year", "370", "92.4"),
        ("2 years", "740", "100"),
    )
    assert "50.6" in figure.description
    assert "higher is better" in figure.description


def test_no_line_leads_over_the_end_of_the_repair_and_the_end_is_marked(figure: Figure) -> None:
    ended = outcome_figure(COURSE, MHHS, thresholds(), ended=(400, "Arthroplasty."))
    assert ended.description == f"{figure.description} Arthroplasty."
    lines = [re.findall(r'<path d="[^"]*" stroke="var\(--fibre', one.svg) for one in (figure, ended)]
    assert [len(found) for found in lines] == [1, 2]
    assert "stroke-dasharray" in outcome_figure(COURSE, MHHS, ended=(400, "Arthroplasty.")).svg


def test_the_drawing_has_title_and_description_for_those_who_do_not_see_it(figure: Figure) -> None:
    root = ElementTree.fromstring(figure.svg)  # noqa: S314  our own drawing
    named = {e.get("id"): e.text for e in root if e.tag.endswith(("title", "desc"))}
    assert root.get("role") == "img"
    assert [named[name] for name in (root.get("aria-labelledby") or "").split()] == [
        figure.title,
        figure.description,
    ]


def test_thresholds_carry_the_name_of_their_set(figure: Figure) -> None:
    assert "MCID 5.8 · GM-AHI-ISO-2021" in figure.svg
    assert "PASS 60 · GM-OPEN-RUSH-2023" in figure.svg


def test_no_inline_style_and_no_colour_but_the_tokens(figure: Figure) -> None:
    assert "style=" not in figure.svg
    assert "<script" not in figure.svg
    colours = re.findall(r'(?:fill|stroke)="([^"]+)"', figure.svg)
    assert {c for c in colours if not c.startswith("var(--") and c not in ("none", "transparent")} == set()


@pytest.mark.parametrize(("name", "value"), TOKENS.items())
def test_the_colours_are_those_of_the_pages(name: str, value: str) -> None:
    light = CSS.read_text(encoding="utf-8").split("@media")[0]
    assert f"--{name}: {value};" in light


def test_the_same_figure_is_drawn_once() -> None:
    figure = outcome_figure(COURSE, MHHS, thresholds())
    before = figures._draw.cache_info().hits
    assert outcome_figure(tuple(reversed(COURSE)), MHHS, thresholds()) == figure
    assert figures._draw.cache_info().hits == before + 1


def test_without_the_charts_extra_words_and_numbers_stay(
    figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    figures._draw.cache_clear()
    plain = outcome_figure(COURSE, MHHS)
    assert (plain.svg, plain.rows) == ("", figure.rows)
    figures._draw.cache_clear()


def test_a_threshold_of_another_scale_is_left_out() -> None:
    told = (Point(days=-5, score=Decimal(7), label="Before surgery"),)
    assert "GM-" not in outcome_figure(told, PAIN, thresholds()).svg


def test_no_distance_without_a_score_before_surgery_and_none_beyond_the_scale() -> None:
    assert "MCID" not in outcome_figure(COURSE[:1], MHHS, thresholds()).svg
    full = Point(days=-1, score=Decimal("97"), label="Before surgery")
    assert "MCID" not in outcome_figure((full,), MHHS, thresholds()).svg


def test_nothing_to_draw_draws_nothing() -> None:
    assert outcome_figure((), MHHS).svg == ""
    assert outcome_figure((), MHHS).rows == ()


def test_words_that_look_like_markup_are_words() -> None:
    told = outcome_figure(COURSE, MHHS, title='<script>alert("x")</script>')
    assert "<script" not in told.svg
    assert "&lt;script&gt;" in told.svg


@pytest.mark.parametrize(
    ("score", "text"),
    [("100.10", "100"), ("100.00", "100"), ("75.95", "76"), ("75.90", "75.9"), ("0.00", "0")],
)
def test_a_score_as_people_read_it(score: str, text: str) -> None:
    assert shown(Decimal(score), MHHS) == text


def test_a_qr_code_is_a_drawing_with_a_name() -> None:
    drawn = qr_svg("https://hips.example/my/link/" + "x" * 43 + "/", title="The <private> link")
    assert ElementTree.fromstring(drawn).tag.endswith("svg")  # noqa: S314
    assert "style=" not in drawn
    assert "The &lt;private&gt; link" in drawn


TEXT_AT = re.compile(
    r'text-anchor="(middle|end)"[^>]*transform="translate\(([\d.-]+),([\d.-]+)\)"[^>]*>([^<]+)<'
)


@pytest.mark.parametrize("last", ["55", "58", "60", "60.5", "63", "66", "70", "92", "100.1"])
@pytest.mark.parametrize("narrow", [False, True])
def test_the_name_of_a_threshold_hides_no_score(last: str, narrow: bool) -> None:
    course = (
        Point(days=-30, score=Decimal("55"), label="Before surgery"),
        Point(days=365, score=Decimal("61"), label="1 year"),
        Point(days=740, score=Decimal(last), label="2 years"),
    )
    boxes = {}
    for anchor, x, y, text in TEXT_AT.findall(outcome_figure(course, MHHS, thresholds(), narrow=narrow).svg):
        wide = (6 if "GM-" in text else 7) * len(text)
        left = float(x) - (wide if anchor == "end" else wide / 2)
        boxes[text] = (left, float(y) - 9, left + wide, float(y) + 2)
    names = [box for text, box in boxes.items() if "GM-" in text]
    scores = [box for text, box in boxes.items() if text in ("55", "61", shown(Decimal(last), MHHS))]
    assert len(names) == 2 and len(scores) >= 2
    for name in names:
        for other in (*scores, *(n for n in names if n != name)):
            apart = name[2] <= other[0] or other[2] <= name[0] or name[3] <= other[1] or other[3] <= name[1]
            assert apart, boxes


BAND = Band(
    spreads=tuple(
        Spread(
            milestone=milestone,
            day=day,
            hips=40,
            persons=38,
            lower=Decimal("55.1"),
            median=Decimal("70"),
            upper=Decimal("100.1"),
        )
        for milestone, day in (("baseline", -20), ("1y", 368), ("2y", 741), ("5y", 1830), ("10y", 3660))
    )
)


def test_a_cohort_is_a_band_behind_the_hip_up_to_the_milestone_after_its_last() -> None:
    made = outcome_figure(COURSE[:2], MHHS, thresholds(), band=BAND)
    assert made.rows[:2] == (("Before surgery", "-30", "50.6"), ("1 year", "370", "92.4"))
    assert made.rows[-1] == ("Cohort, 2 years", "741", "median 70, quartiles 55.1 to 100, n = 40")
    assert [row[0] for row in made.rows].count("Cohort, 5 years") == 0
    assert "Band: the quartiles and the median of hips of this practice." in made.description
    colours = re.findall(r'(?:fill|stroke)="([^"]+)"', made.svg)
    assert {c for c in colours if not c.startswith("var(--") and c not in ("none", "transparent")} == set()
    assert "style=" not in made.svg


def test_without_a_cohort_nothing_is_said_of_one(figure: Figure) -> None:
    assert "Band" not in figure.description
    assert outcome_figure((), MHHS, band=BAND).rows == ()
