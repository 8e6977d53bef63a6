"""Adds up the parts of a full test run: `python -m tests.support.tally FOLDER`.

The folder holds `parts` (a line a part: name, seconds, pytest's exit status) and a JUnit file a part.
"""

import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

SLOWEST = 10
COUNTS = ("tests", "failures", "errors", "skipped")


def count(report: Path) -> Counter[str]:
    """What one JUnit file counts; nothing for a part that ended before it wrote one."""
    if not report.is_file():
        return Counter()
    suites = list(ElementTree.parse(report).iter("testsuite"))  # noqa: S314  our own file
    return Counter({name: sum(int(suite.get(name, 0)) for suite in suites) for name in COUNTS})


def slowest(folder: Path) -> list[tuple[float, str]]:
    """The tests that took longest, with their seconds."""
    cases = (case for report in folder.glob("*.xml") for case in ElementTree.parse(report).iter("testcase"))  # noqa: S314
    took = ((float(c.get("time", 0)), f"{c.get('classname')}::{c.get('name')}") for c in cases)
    return sorted(took, reverse=True)[:SLOWEST]


def tell(folder: Path) -> bool:
    """Print each part's time and counts, the slowest tests, then the total as a line of its own.

    True when every part passed.
    """
    total: Counter[str] = Counter()
    passed_all = True
    print()
    for line in (folder / "parts").read_text().splitlines():
        name, seconds, status = line.split()
        counts = count(folder / f"{name}.xml")
        total += counts
        passed_all = passed_all and status == "0"
        ended = "passed" if status == "0" else f"FAILED (exit {status})"
        minutes, rest = divmod(int(seconds), 60)
        print(f"{name:10} {minutes:3d} min {rest:02d} s  {counts['tests']:5d} tests  {ended}")
    for took, name in slowest(folder):
        print(f"{took:6.1f} s  {name}")
    failed = total["failures"] + total["errors"]
    print(f"{total['tests'] - failed - total['skipped']} passed, {failed} failed, {total['skipped']} skipped")
    return passed_all


if __name__ == "__main__":
    sys.exit(0 if tell(Path(sys.argv[1])) else 1)
