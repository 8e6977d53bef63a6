"""Seconds and peak memory of the steps of one process; in plain Python, so that both sides measure alike."""

import json
import resource
import sys
from collections.abc import Callable
from time import perf_counter
from typing import TypeVar

Made = TypeVar("Made")


class Gauge:
    def __init__(self) -> None:
        self.steps: dict[str, tuple[float, float]] = {}

    def __call__(self, step: str, do: Callable[[], Made]) -> Made:
        """What the step made; its seconds and the most memory of the process meanwhile, in MB, are kept."""
        forget_peak()
        began = perf_counter()
        made = do()
        self.steps[step] = (perf_counter() - began, peak())
        return made

    def tell(self, results: dict[str, float]) -> None:
        """On standard output, for the process that started this one."""
        json.dump({"steps": self.steps, "results": results}, sys.stdout)


def forget_peak() -> None:
    """Linux counts the peak anew from here; elsewhere it is that of the process so far."""
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        return


def peak() -> float:
    try:
        with open("/proc/self/status") as file:
            told = next(line for line in file if line.startswith("VmHWM"))
        return int(told.split()[1]) / 1024
    except (OSError, StopIteration):
        scale = 1024 if sys.platform != "darwin" else 1024 * 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale
