"""Patients from a table, on the command line: checked, registered once, and what is in doubt put aside."""

import shutil
from pathlib import Path

import pytest

from enthesis.cli.registering import doubtful, told_of
from enthesis.domain.people.registration import Checked, Line, Standing, template
from tests.cli.conftest import Run

GOOD = "Bruno,Berg,1950-01-09,201-555-0144,,,male,,\r\n"
BAD = "Eva,Cruz,01/02/1950,201-555-0145,,,,,\r\n"


@pytest.fixture
def site(demo: Path, tmp_path: Path) -> Path:
    """A demonstration of one's own."""
    return shutil.copytree(demo, tmp_path / "data")


def test_a_table_is_checked_then_registered_once(run: Run, site: Path, tmp_path: Path) -> None:
    file, aside = tmp_path / "patients.csv", tmp_path / "aside.csv"
    file.write_text(template() + GOOD + BAD, encoding="utf-8")

    dry = run("patients", "import", file, "--dry-run", "--data", site)
    assert dry.returncode == 0, dry.stderr
    assert "line 4: wrong. '01/02/1950' is no date that can be read one way only." in dry.stdout
    assert "3 lines: 2 new, 0 known already, 0 may be known, 0 twice in the file, 1 wrong." in dry.stdout

    whole = run("patients", "import", file, "--data", site)
    assert whole.returncode == 1
    assert "Nobody was registered: 1 line of the file cannot be taken as they are." in whole.stderr

    good = run("patients", "import", file, "--good-lines", "--rejected", aside, "--data", site)
    assert good.stdout.endswith("Registered 2.\n"), good.stderr
    assert aside.read_text(encoding="utf-8-sig").splitlines()[1].startswith('"4","wrong","')

    again = run("patients", "import", file, "--good-lines", "--data", site)
    assert "3 lines: 0 new, 2 known already" in again.stdout
    assert again.stdout.endswith("Registered 0.\n")


def test_a_file_that_is_not_there_is_told(run: Run, site: Path, tmp_path: Path) -> None:
    done = run("patients", "import", tmp_path / "none.csv", "--data", site)
    assert done.returncode == 1
    assert "There is no file" in done.stderr


def test_what_is_put_aside_begins_no_formula() -> None:
    line = Checked(line=Line(number=7), standing=Standing.WRONG, why='=HYPERLINK("x") is no name.')
    assert doubtful([line]) == '"line","is","why"\r\n"7","wrong","\'=HYPERLINK(\'x\') is no name."\r\n'


def test_fifty_lines_are_told_and_the_rest_counted() -> None:
    many = [Checked(line=Line(number=n), standing=Standing.WRONG, why="Why.") for n in range(60)]
    assert "… and 10 more lines." in told_of(many)
