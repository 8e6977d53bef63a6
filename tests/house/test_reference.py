"""The generated reference is what the code says now."""

from pathlib import Path

from enthesis.cli.reference import build
from tests.support.source import ROOT


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
