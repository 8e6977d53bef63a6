"""What a clinician must confirm, on the command line: with a site and without one."""

import json
from pathlib import Path

import pytest

from enthesis.cli.reviewing import as_value, lines
from enthesis.domain.review.catalogue import values
from enthesis.domain.review.sign_off import Standing, standings
from tests.cli.conftest import Run

PLACE = "practice/red_flags"


def told(run: Run, *words: object) -> list[dict[str, object]]:
    done = run("review", "--json", *words)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found


def test_without_a_site_it_tells_what_ships(run: Run) -> None:
    done = run("review")
    assert done.returncode == 0, done.stderr
    assert f"{len(values())} values. No site: only what ships." in done.stdout
    for value in values():
        assert value.path in done.stdout and " ".join(value.question.split()) in " ".join(done.stdout.split())


def test_a_place_is_a_beginning(run: Run) -> None:
    found = told(run, "--place", "practice/red")
    assert {value["place"] for value in found} == {PLACE}
    assert {value["state"] for value in found} == {"open"}


def test_for_machines_a_value_says_everything(run: Run) -> None:
    first = next(value for value in values() if value.place == PLACE)
    assert told(run, "--place", PLACE)[0] == {
        "place": PLACE,
        "path": first.path,
        "title": first.title,
        "ships": first.ships,
        "details": dict(first.details),
        "tag": "R",
        "source": first.source,
        "question": first.question,
        "digest": first.digest,
        "state": "open",
        "decision": None,
    }


def test_with_a_site_it_tells_what_was_decided(run: Run, demo: Path) -> None:
    done = run("review", "--data", demo, "--place", PLACE)
    assert done.returncode == 0, done.stderr
    assert "CONFIRMED  RED_FLAGS.injury" in done.stdout
    assert "confirmed by Petra Demo on 2025-05-12: As we ask on the telephone." in done.stdout
    assert "7 values: 3 open, 3 confirmed, 1 to change, 0 not used here." in done.stdout


def test_open_leaves_out_what_is_decided(run: Run, demo: Path) -> None:
    whole, still_open = told(run, "--data", demo), told(run, "--data", demo, "--open")
    assert len(whole) == len(values())
    assert [value for value in whole if value["state"] == "open"] == still_open


def test_the_demonstration_shows_every_state(run: Run, demo: Path) -> None:
    assert {value["state"] for value in told(run, "--data", demo)} == {
        "open",
        "confirmed",
        "to_change",
        "not_used",
    }


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("--place", "nowhere"), 2, "nothing to review is at 'nowhere'"),
        (("--colour",), 2, "unrecognized arguments"),
        (("--data", "no-such-folder"), 1, "There is no data folder"),
    ],
)
def test_what_is_called_wrongly_is_told(run: Run, words: tuple[str, ...], code: int, sentence: str) -> None:
    done = run("review", *words)
    assert done.returncode == code
    assert sentence in done.stderr and "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_data_folder_without_a_database_is_told(run: Run, tmp_path: Path) -> None:
    done = run("review", "--data", tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip().endswith((".", "enthesis doctor", "enthesis practice load"))
    assert "Traceback" not in done.stderr


def test_one_value_is_counted_as_one() -> None:
    (one,) = standings(values()[:1], ())
    assert list(lines([one], has_site=False))[-1] == "1 value. No site: only what ships."
    assert as_value(Standing(value=one.value))["decision"] is None
