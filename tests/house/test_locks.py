"""The demo's packages are a subset of the tests': one environment serves both."""

import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*(?:\[[a-z,]+\])?)==(\S+)(.*)$")


def pins(name: str) -> dict[str, str]:
    """Package to version, of one lock."""
    lines = (REQUIREMENTS / f"{name}.lock").read_text().splitlines()
    return {match[1]: match[2] for line in lines if (match := PIN.match(line))}


def test_the_demo_lock_is_a_subset_of_the_test_lock() -> None:
    assert pins("demo").items() <= pins("test").items()


@pytest.mark.parametrize("name", ["demo", "test"])
def test_every_package_is_pinned_with_a_hash(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.lock").read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 20
    assert [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
