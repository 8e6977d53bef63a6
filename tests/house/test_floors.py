"""The six floors hold, and each contract breaks when it is broken."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.source import PACKAGE, ROOT, imported_by, is_of, modules, name_of, tree_of

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

WRONG = (
    ("domain/candidacy/facts.py", "import enthesis.store.scope", "The house has six floors"),
    ("domain/people/consent.py", "import django", "The domain is plain Python"),
    ("domain/people/consent.py", "import enthesis.domain.candidacy.facts", "Inside the domain"),
    ("actions/record.py", "import enthesis.store.models.case", "Only the store touches tables"),
    ("store/codec.py", "import enthesis.delivery.messages.mail", "The house has six floors"),
    (
        "domain/candidacy/rules/thrombocytopenia.py",
        "import enthesis.domain.candidacy.rules.recent_nsaid",
        "Rules do not know each other",
    ),
    (
        "domain/outcomes/instruments/mhhs.py",
        "import enthesis.domain.outcomes.instruments.vas_pain_10",
        "Instruments do not know each other",
    ),
    (
        "domain/biologics/products/prp_lr.py",
        "import enthesis.domain.biologics.products.bmac",
        "Products do not know each other",
    ),
    (
        "domain/biologics/grafts/autograft.py",
        "import enthesis.domain.biologics.grafts.synthetic",
        "Grafts do not know each other",
    ),
    (
        "domain/biologics/classifications/depa.py",
        "import enthesis.domain.biologics.classifications.paw",
        "Classes of products do not know each other",
    ),
    ("actions/record.py", "import enthesis.evidence", "The house has six floors"),
    ("evidence/cohort.py", "import enthesis.store.scope", "Evidence reads a snapshot"),
    ("evidence/extract/hips.py", "import django", "Evidence reads a snapshot"),
    ("evidence/extract/hips.py", "import enthesis.evidence.synthetic.truth", "Inside evidence"),
    ("interop/__init__.py", "import enthesis.web.shell.access", "The house has six floors"),
    (
        "web/pages/practice/case/view.py",
        "import enthesis.web.pages.practice.cases.view",
        "Pages do not know each other",
    ),
    ("basement/__init__.py", "", "The house has six floors"),
)

# The server never fetches an address. Messages go to what the settings name, and from these two files only.
REACHING_OUT = frozenset(
    {
        "urllib.request",
        "http.client",
        "requests",
        "httpx",
        "aiohttp",
        "ftplib",
        "socket",
        "smtplib",
        "urllib3",
    }
)
LISTENS = frozenset({"cli/server.py"})  # looks whether the port it is to serve on is free
HANDS_OVER = frozenset({"delivery/messages/smtp.py", "delivery/messages/twilio.py"})
MAY_REACH_OUT = LISTENS | HANDS_OVER


def contracts(source: Path, tmp: Path) -> str:
    """What import-linter says of a source folder under this project's contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp / "pyproject.toml")
    done = subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=tmp,
        env=os.environ | {"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


def test_every_contract_holds(tmp_path: Path) -> None:
    told = contracts(PACKAGE.parent, tmp_path)
    assert " 0 broken" in told, told


@pytest.mark.parametrize(("place", "line", "contract"), WRONG)
def test_a_wrong_import_breaks_its_contract(tmp_path: Path, place: str, line: str, contract: str) -> None:
    ignored = shutil.ignore_patterns("__pycache__", "static", "*.html")
    shutil.copytree(PACKAGE, tmp_path / "src" / "enthesis", ignore=ignored)
    file = tmp_path / "src" / "enthesis" / place
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    told = contracts(tmp_path / "src", tmp_path)
    assert contract in told.split("Broken contracts")[-1], told
    assert " 0 broken" not in told


def reaching_out(source: Path) -> list[str]:
    return [
        f"line {line}: {name}" for line, name in imported_by(tree_of(source)) if is_of(name, REACHING_OUT)
    ]


@pytest.mark.parametrize("file", [f for f in modules() if name_of(f) not in MAY_REACH_OUT], ids=name_of)
def test_nothing_here_reaches_out(file: Path) -> None:
    assert reaching_out(file) == []


def test_the_guard_sees_who_reaches_out(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("from urllib import request\nimport httpx\n")
    assert len(reaching_out(bad)) == 2
