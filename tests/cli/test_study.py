"""Studies from the command line: listed, said in plain words, run; each refusal a sentence."""

import json
from pathlib import Path

import pytest

from enthesis.evidence.catalogue import studies
from tests.cli.conftest import Run
from tests.support.snapshots import by_hand, drawn, hip

SLUG = "isolated-endoscopic-two-year"


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drawn(tmp_path_factory.mktemp("drawn") / "s", hips=300, seed=4).folder


def test_studies_are_listed_for_people_and_machines(run: Run) -> None:
    assert f"{SLUG}  Isolated endoscopic repair" in run("study", "list").stdout
    (told,) = json.loads(run("study", "list", "--json").stdout)
    assert (told["slug"], told["protocol_sha256"]) == (SLUG, studies()[SLUG].digest)


def test_a_study_is_said_in_plain_words(run: Run) -> None:
    done = run("study", "check", SLUG)
    assert done.returncode == 0
    for told in ("Who is counted\n  1. First operation of this hip on record.", "What it needs", "SHA-256"):
        assert told in done.stdout


def test_a_run_says_how_many_and_where_and_nothing_else(run: Run, snapshot: Path, tmp_path: Path) -> None:
    done = run("study", "run", SLUG, "--snapshot", snapshot, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")  # no terminal, no progress
    assert "eligible hips analysed, of 300 in all." in done.stdout
    assert f"Read it: {tmp_path / 'out' / 'report.html'}" in done.stdout
    assert (tmp_path / "out" / "report.html").is_file()
    again = run("study", "run", SLUG, "--snapshot", snapshot, "--out", tmp_path / "out")
    assert again.returncode == 1
    assert (
        again.stderr.strip() == f"{tmp_path / 'out'} is there already. Name a folder that does not exist yet."
    )


def test_an_empty_cohort_is_a_report_and_no_failure(run: Run, tmp_path: Path) -> None:
    by_hand(tmp_path / "s", [hip(1, approach="open")])
    done = run("study", "run", SLUG, "--snapshot", tmp_path / "s", "--out", tmp_path / "out")
    assert done.returncode == 0
    assert "No hip is left to analyse; the report says why." in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (
            ["check", "tall-hips"],
            1,
            "There is no study 'tall-hips'. Choose one of isolated-endoscopic-two-year.",
        ),
        (["run", "tall-hips", "--snapshot", "s", "--out", "o"], 1, "There is no study 'tall-hips'."),
        (["run", SLUG, "--snapshot", "nowhere", "--out", "o"], 1, "nowhere is no snapshot. Make one:"),
        (["run", SLUG, "--out", "o"], 2, "the following arguments are required: --snapshot"),
        (["run", SLUG, "--snapshot", "s"], 2, "the following arguments are required: --out"),
        (["check"], 2, "the following arguments are required: SLUG"),
        ([], 2, "the following arguments are required"),
        (["fly"], 2, "invalid choice: 'fly'"),
    ],
)
def test_a_wrong_call_is_answered_in_a_sentence(run: Run, words: list[str], code: int, sentence: str) -> None:
    done = run("study", *words)
    assert done.returncode == code
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_changed_file_is_told(run: Run, tmp_path: Path) -> None:
    by_hand(tmp_path / "s", [hip(1)])
    (tmp_path / "s" / "hips.parquet").write_bytes(b"PAR1")
    done = run("study", "run", SLUG, "--snapshot", tmp_path / "s", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "hips.parquet is not the file its manifest names. Make the snapshot anew." in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_made_is_told(run: Run, snapshot: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("study", "run", SLUG, "--snapshot", snapshot, "--out", tmp_path / "file" / "out")
    assert done.returncode == 1
    assert "file" in done.stderr
    assert "Traceback" not in done.stderr
