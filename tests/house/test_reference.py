"""The generated reference is what the code says now."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from enthesis.cli.reference import build
from enthesis.cli.reference.pages import review
from tests.support.source import ROOT


@pytest.fixture(scope="module", autouse=True)
def built_once() -> Iterator[None]:
    """The same code gives the same text: every page is built once for all that compares it."""
    told = build.build()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "build", lambda: told)
        yield


def test_the_reference_is_current() -> None:
    assert build.stale(ROOT / "docs" / "reference") == (), "Run: .venv/bin/enthesis docs build"


def test_a_changed_a_missing_and_a_left_over_page_are_seen(tmp_path: Path) -> None:
    build.write(tmp_path)
    assert build.stale(tmp_path) == ()
    (tmp_path / "rules.md").write_text("edited by hand", encoding="utf-8")
    (tmp_path / "stages.md").unlink()
    (tmp_path / "old.md").write_text("no longer built", encoding="utf-8")
    assert build.stale(tmp_path) == ("old.md", "rules.md", "stages.md")
    assert build.write(tmp_path) == ("old.md", "rules.md", "stages.md")
    assert build.stale(tmp_path) == ()


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("outcomes/thresholds", "GM-OPEN-RUSH-2023"),
        ("biologics/leukocytes", "more leukocytes than the person's own blood"),
        ("biologics/reporting", "Anticoagulant"),
        ("examination/classifications/goutallier", "as much fat as muscle"),
        ("examination/classifications/quartile", "51 to 75 % fat"),
        ("examination/tests", "gravity eliminated"),
        ("examination/imaging", "peritendinous oedema"),
    ],
)
def test_what_was_only_recalled_or_proposed_is_on_the_list(place: str, said: str) -> None:
    sections = review.body().split("## ")
    (section,) = (text for text in sections if text.startswith(f"{place}\n"))
    assert said in section
