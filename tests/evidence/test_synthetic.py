"""The synthetic practice meets the published distributions, as closely as its size lets it."""

from datetime import date

import numpy as np
import pytest

from enthesis.evidence.snapshot import Snapshot, open_snapshot
from enthesis.evidence.synthetic.shipped import SHIPPED
from enthesis.evidence.synthetic.write import write_synthetic
from tests.support.synthetic_targets import ERRORS, as_table, see, targets

TODAY = date(2026, 11, 23)
SMALL, LARGE = 750, 100_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Snapshot]:
    found = {}
    for hips in (SMALL, LARGE):
        out = tmp_path_factory.mktemp("synthetic") / "snapshot"
        write_synthetic(out, SHIPPED, hips=hips, seed=1, today=TODAY, revision="test")
        found[hips] = open_snapshot(out)
    return found


@pytest.mark.parametrize("hips", [SMALL, LARGE])
def test_every_published_quantity_is_met(made: dict[int, Snapshot], hips: int) -> None:
    rows = targets(made[hips], SHIPPED)
    assert len(rows) > 90
    assert all(row.is_met for row in rows), f"\n{as_table(rows)}"
    assert hips == SMALL or min(row.n for row in rows) > 0


def test_the_table_sees_what_is_not_met(made: dict[int, Snapshot]) -> None:
    rows = targets(made[SMALL], SHIPPED)
    off = [type(row)(**{**_told(row), "wanted": row.got + 1.01 * row.tolerance}) for row in rows]
    assert not any(row.is_met for row in off if row.n and row.tolerance)
    assert as_table(off).startswith("! age, mean")


def _told(row: object) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__slots__}  # type: ignore[attr-defined]


def test_fewer_answer_as_time_goes_by(made: dict[int, Snapshot]) -> None:
    answers = {r.quantity: r.got for r in targets(made[LARGE], SHIPPED) if r.quantity.startswith("answered")}
    shares = list(answers.values())
    assert list(answers) == [f"answered {name}, %" for name in SHIPPED.answers]
    assert shares == sorted(shares, reverse=True)


def test_endoscopic_operations_lie_between_the_published_shares(made: dict[int, Snapshot]) -> None:
    share = see(made[LARGE], SHIPPED).hips.word("approach").is_in("endoscopic").mean()
    assert 0.645 < share < 0.929  # S13, S2


def test_weak_or_fatty_hips_recover_slowly_and_less(made: dict[int, Snapshot]) -> None:
    seen = see(made[LARGE], SHIPPED)
    slow = ~seen.hips.word("abduction").is_in("5") | (seen.hips.number("goutallier") >= 2)
    score = seen.series["mhhs"].score
    for milestone in ("3m", "6m", "2y"):
        change = score[milestone] - score["baseline"]
        known = np.isfinite(change)
        behind = change[known & ~slow].mean() - change[known & slow].mean()
        error = change[known].std() * np.sqrt(1 / (known & slow).sum() + 1 / (known & ~slow).sum())
        assert behind > ERRORS * error
    early = score["3m"] - score["baseline"]
    known = np.isfinite(early)
    assert early[known & ~slow].mean() - early[known & slow].mean() > 3 > 0.5 * behind


def test_late_answers_score_like_prompt_ones(made: dict[int, Snapshot]) -> None:
    """They are less satisfied, and that is all (S117)."""
    series = see(made[LARGE], SHIPPED).series["mhhs"]
    score, day = series.score["2y"], series.day["2y"]
    late = day >= 730 + 28
    known = np.isfinite(score)
    apart = score[known & late].mean() - score[known & ~late].mean()
    error = score[known].std() * np.sqrt(1 / (known & late).sum() + 1 / (known & ~late).sum())
    assert abs(apart) < ERRORS * error


def test_a_hip_that_tears_again_had_done_worse(made: dict[int, Snapshot]) -> None:
    seen = see(made[LARGE], SHIPPED)
    torn = np.zeros(len(seen.hips), dtype=np.bool_)
    torn[seen.events.key("hip")[seen.events.word("kind").is_in("re_rupture")]] = True
    score = seen.series["mhhs"].score["2y"]
    known = np.isfinite(score)
    error = score[known].std() / np.sqrt((known & torn).sum())
    assert score[known & ~torn].mean() - score[known & torn].mean() > ERRORS * error


def test_severe_hips_get_more_products_and_do_worse(made: dict[int, Snapshot]) -> None:
    """Confounding by indication: without any effect, hips with a product look worse."""
    seen = see(made[LARGE], SHIPPED)
    has = ~seen.hips.word("biologic").is_in("none")
    grade, score = seen.hips.number("goutallier"), seen.series["mhhs"].score["2y"]
    known = np.isfinite(score)
    assert grade[has].mean() - grade[~has].mean() > 0.3
    error = score[known].std() * np.sqrt(1 / (known & has).sum() + 1 / (known & ~has).sum())
    assert score[known & ~has].mean() - score[known & has].mean() > ERRORS * error
