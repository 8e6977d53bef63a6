"""A hospital's list on the command line: checked, imported once, and what cannot be read is told."""

import shutil
from pathlib import Path

from tests.cli.conftest import Run
from tests.support.listing import KNEE, UNREAD, a_list


def test_a_list_is_checked_then_imported_once(run: Run, demo: Path, tmp_path: Path) -> None:
    site, file = shutil.copytree(demo, tmp_path / "data"), tmp_path / "list.csv"
    file.write_bytes(a_list(KNEE, UNREAD).replace(b"2027", b"2024"))
    call = ("operations", "import", file, "--hospital", "General", "--data", site)

    dry = run(*call, "--dry-run")
    assert "line 3: '03/04/2024' is 4 March or 3 April." in dry.stdout, dry.stderr
    assert dry.stdout.endswith("Nothing was imported: this was a dry run.\n")
    assert run(*call, "--dates", "month-first").stdout.endswith(
        "Imported: 2 new, 0 changed, 0 known already.\n"
    )
    again = run(*call)
    assert again.returncode != 0 and "This very file was imported on " in again.stderr

    none = run("operations", "import", tmp_path / "none.csv", "--hospital", "General", "--data", site)
    assert none.returncode == 1 and "Name the hospital's list." in none.stderr
