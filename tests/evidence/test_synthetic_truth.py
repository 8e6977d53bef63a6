"""The truth of a synthetic practice is what is drawn: what is planted is found, what cannot be is refused."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import Sourced, reviewable_in
from enthesis.evidence.synthetic.courses import draw_courses, true_scores
from enthesis.evidence.synthetic.hips import draw_hips
from enthesis.evidence.synthetic.moments import alike, placing
from enthesis.evidence.synthetic.shipped import SHIPPED
from enthesis.evidence.synthetic.truth import Spread, Truth
from enthesis.evidence.synthetic.truth_file import read_truth
from enthesis.evidence.synthetic.write import blocks, truth_told

TODAY = date(2026, 11, 23)  # a Monday


def with_effect(size: str) -> Truth:
    effect = {**SHIPPED.effect, "bmac": Sourced(size, "1", tag="P", note="planted")}
    return replace(SHIPPED, effect=effect)


def two_year_scores(truth: Truth, seeds: range) -> tuple[np.ndarray, np.ndarray]:
    """What a study could adjust for and what it could not, and the product; the score at two years."""
    known, scores = [], []
    for seed in seeds:
        hips = draw_hips(truth, seed=seed, block=0, today=TODAY)
        courses = draw_courses(truth, hips, seed=seed, block=0)
        has = (hips.product == "bmac").astype(float)
        other = ((hips.product != "bmac") & (hips.product != "none")).astype(float)
        known.append(np.column_stack([np.ones(len(hips)), has, other, hips.severity, hips.hidden, hips.weak]))
        every = np.arange(len(hips))
        day = np.full(len(hips), 730)
        mhhs = true_scores(truth, courses, day, every, np.random.default_rng(seed))["mhhs"]
        scores.append(mhhs)
    return np.concatenate(known), np.concatenate(scores)


def estimate(known: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
    """The coefficient of the product by least squares, and its standard error."""
    fitted, *_ = np.linalg.lstsq(known, scores, rcond=None)
    off = scores - known @ fitted
    spread = off @ off / (len(scores) - known.shape[1]) * np.linalg.inv(known.T @ known)
    return float(fitted[1]), float(np.sqrt(spread[1, 1]))


def test_without_an_effect_the_adjusted_difference_is_none_and_the_naive_one_is_not() -> None:
    known, scores = two_year_scores(SHIPPED, range(10))
    adjusted, error = estimate(known, scores)
    naive, naive_error = estimate(known[:, :3], scores)
    assert abs(adjusted) < 4 * error
    assert naive < -4 * naive_error


def test_what_the_record_holds_is_not_enough_to_adjust() -> None:
    """The hidden confounder: a study that knows severity and weakness finds a benefit where there is none."""
    known, scores = two_year_scores(SHIPPED, range(20))
    without_hidden = known[:, [0, 1, 2, 3, 5]]
    value, error = estimate(without_hidden, scores)
    assert value > 4 * error


@pytest.mark.parametrize("size", ["0.5", "-0.3"])
def test_a_planted_effect_is_found_in_deviations_of_the_later_score(size: str) -> None:
    known, scores = two_year_scores(with_effect(size), range(10))
    after = placing(SHIPPED.scores["mhhs"].after, step=1.1)
    low, high = after.of(np.array([float(size) - 1.0, float(size) + 1.0]))
    plain = (high - low) / 2  # a deviation, less what the ends of the scale take
    value, error = estimate(known, scores)
    assert 0.7 * plain * abs(float(size)) < abs(value) < 1.1 * after.size * abs(float(size)) + 4 * error
    assert np.sign(value) == np.sign(float(size))


def test_an_effect_moves_groups_apart_and_not_the_whole() -> None:
    _, none = two_year_scores(SHIPPED, range(4))
    _, some = two_year_scores(with_effect("0.5"), range(4))
    assert abs(some.mean() - none.mean()) < 0.2


def test_nobody_knows_an_effect_so_none_ships() -> None:
    assert {e.value for e in SHIPPED.effect.values()} == {Decimal(0)}
    assert set(SHIPPED.effect) == {*SHIPPED.products, "graft"}


def test_every_parameter_is_sourced_and_what_is_proposed_says_why() -> None:
    parameters = dict(reviewable_in(SHIPPED))
    assert len(parameters) > 150
    assert all(p.note for p in parameters.values() if p.needs_review)  # type: ignore[attr-defined]
    assert all(p.source or p.note for p in parameters.values())  # type: ignore[attr-defined]


def test_the_first_hips_are_the_same_however_many_are_drawn() -> None:
    (few,) = blocks(SHIPPED, hips=10, seed=3, today=TODAY)
    many, _ = blocks(SHIPPED, hips=6000, seed=3, today=TODAY)
    assert (few.wanted, many.wanted) == (10, 5000)
    assert np.array_equal(few.hips.weight, many.hips.weight)
    assert all(np.array_equal(a.answers, b.answers) for a, b in zip(few.forms, many.forms, strict=True))


def test_another_seed_gives_other_hips() -> None:
    first, second = (draw_hips(SHIPPED, seed=s, block=0, today=TODAY) for s in (1, 2))
    assert not np.array_equal(first.born, second.born)


@pytest.mark.parametrize("today", [TODAY + timedelta(days=n) for n in range(7)] + [date(2028, 2, 29)])
def test_days_and_ages_fit_the_calendar(today: date) -> None:
    hips = draw_hips(SHIPPED, seed=1, block=0, today=today)
    assert hips.ago.min() >= 1
    for place in range(200):
        operated, born = (today - timedelta(days=int(d[place])) for d in (hips.ago, hips.born))
        assert operated.weekday() < 5
        contact = Contact(given="A", family="B", birth_date=born, email="a@b.example")
        assert contact.age_on(operated) == hips.age[place]


def test_two_hips_of_one_person_are_of_two_sides_and_days() -> None:
    hips = draw_hips(SHIPPED, seed=1, block=0, today=TODAY)
    second = np.flatnonzero(hips.person != np.arange(len(hips)))
    assert len(second) > 100
    assert (hips.person[second] == second - 1).all()
    assert (hips.left[second] != hips.left[second - 1]).all()
    assert (np.abs(hips.ago[second] - hips.ago[second - 1]) > 50).all()
    for shared in (hips.born, hips.female, hips.height, hips.smoker):
        assert (shared[second] == shared[second - 1]).all()


def test_moments_hold_after_cutting_and_rounding() -> None:
    spread = SHIPPED.scores["vas-pain-10"].after
    found = placing(spread, step=1)
    values = found.written(np.random.default_rng(1).standard_normal(400_000))
    assert set(np.unique(values)) == set(range(11))
    assert values.mean() == pytest.approx(2.3, abs=0.015)
    assert values.std() == pytest.approx(2.2, abs=0.015)


def test_a_correlation_holds_after_cutting() -> None:
    first, second = (
        placing(s, step=1.1) for s in (SHIPPED.scores["mhhs"].before, SHIPPED.scores["mhhs"].after)
    )
    rho = alike(0.39, first, second)
    z, noise = np.random.default_rng(2).standard_normal((2, 400_000))
    got = np.corrcoef(first.written(z), second.written(rho * z + np.sqrt(1 - rho**2) * noise))[0, 1]
    assert rho > 0.39
    assert got == pytest.approx(0.39, abs=0.006)


def test_a_spread_without_room_is_refused() -> None:
    wide = Spread(
        **{n: Sourced(v, "1", tag="P") for n, v in (("mean", 50), ("sd", 60), ("low", 0), ("high", 100))}
    )
    with pytest.raises(ValueError, match="Nothing between 0 and 100 has mean 50 and deviation 60"):
        placing(wide, step=1)


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "planted.toml"
    file.write_text("products.bmac = 25\n[effect]\nbmac = 0.4\n[scores.mhhs.after]\nmean = 82.5\n")
    truth = read_truth(file)
    assert truth.effect["bmac"] == Sourced("0.4", "1", tag="P", note="From planted.toml.")
    assert truth.scores["mhhs"].after.mean.value == Decimal("82.5")
    assert truth.products["prp-lr"] == SHIPPED.products["prp-lr"]
    assert replace(truth, effect=SHIPPED.effect, products=SHIPPED.products, scores=SHIPPED.scores) == SHIPPED


def test_the_truth_beside_a_practice_is_read_back_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "truth.json"
    planted = with_effect("0.25")
    file.write_text(json.dumps(truth_told(planted, hips=5, seed=1, today=TODAY)))
    assert read_truth(file).effect["bmac"].value == Decimal("0.25")
    file.write_text(json.dumps(truth_told(SHIPPED, hips=5, seed=1, today=TODAY)))
    assert read_truth(file) == SHIPPED


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("efect = 1", "there is no parameter efect."),
        ("[effect]\nmagic = 1", "there is no parameter effect.magic."),
        ("[effect]\nbmac = 'much'", "effect.bmac cannot be 'much'."),
        ("[effect]\nbmac = nan", "effect.bmac cannot be nan."),
        ("[effect]\nbmac = true", "effect.bmac cannot be True."),
        ("effect = 3", "effect needs names and values."),
        ("goutallier = [50, 50]", "goutallier needs 5 values."),
        ("female = 120", "female is 120 %."),
        ("[types]\nV = 10", "the shares of types add up to 106.3 %."),
        ("[products]\nbmac = 80", "the shares of products add up to 110 %."),
        ("revision = 5", "revision is 5 %, more than retear, 3.8 %."),
        ("weak = 100", "who answers, who does so promptly and who is weak are some, not all or nobody."),
        ("severity_on_outcome = -1.2", "severity, weakness and the hidden confounder explain more than all"),
        ("visit_noise = 1", "visit_noise is 1: it lies from 0 up to 1."),
        ("open_older = 60", "open operations cannot be of so much older people."),
        ("[scores.mhhs.after]\nsd = 90", "Nothing between 0 and 100.1 has mean 79.7 and deviation 90."),
        ("before_after = 0.95", "before_after is more than visit_noise leaves."),
        ("[scores.nahs]\nlikeness = 1.4", "Two values cut like these cannot correlate by 1.4."),
        ("= 3", "is neither TOML nor JSON"),
    ],
)
def test_a_truth_nothing_can_be_drawn_from_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "wrong.toml"
    file.write_text(text)
    with pytest.raises(Invalid) as refused:
        read_truth(file)
    assert sentence in str(refused.value)


def test_a_truth_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="cannot be read"):
        read_truth(tmp_path / "none.toml")
