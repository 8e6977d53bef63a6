"""What is costly to make and the same for everybody is made once in a test run, whatever its processes."""

import fcntl
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True, slots=True)
class Made:
    """A folder that nobody writes to: copy it. `told` is what making it said."""

    folder: Path
    told: str


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], str]) -> Made:
    """The folder of this name, made by the first process of the run that asks; the others wait for it.

    Nothing outlives the run, so that no run sees what another code has made. What `make` raises is raised
    for whoever called it, and the next one tries again.
    """
    place = _of_the_run(factory) / "once" / name
    place.mkdir(parents=True, exist_ok=True)
    folder, told = place / "data", place / "told"
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            words = make(folder)
            told.write_text(words)
        return Made(folder, told.read_text())


def _of_the_run(factory: pytest.TempPathFactory) -> Path:
    """A process of several has a folder of its own in that of the run."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
