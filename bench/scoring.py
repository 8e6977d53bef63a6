"""What it costs to score responses from item rows, beside pandas and beside reading the same columns.

Both sides get the same random responses, with every pattern of missing items: ours as a snapshot keeps them,
a packed column; the peer as an analyst keeps them, a column an item. Every score of both must agree to half a
hundredth, for ours are rounded. The peer's packages are those of `study`. Each side runs in a process of its
own.
"""

import json
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "bench" / "peers"
sys.path += [str(ROOT), str(PEERS)]

from gauge import Gauge  # noqa: E402  stands beside this file, for both sides
from study import peer_python, run  # noqa: E402

from enthesis.domain.outcomes.catalogue import load_instrument  # noqa: E402
from enthesis.domain.outcomes.formula import (  # noqa: E402
    AllNeeded,
    AtLeast,
    Mean,
    MissingRule,
    PercentOf,
    PersonMean,
    SumTimes,
)
from enthesis.domain.outcomes.instrument import Instrument  # noqa: E402
from enthesis.evidence.scores import score_columns  # noqa: E402
from enthesis.evidence.tables import MISSING  # noqa: E402
from tests.support.responses import random_responses  # noqa: E402

MAIN = ("mhhs", "nahs", "hos-adl", "hos-sss", "ihot-12")
RESPONSES = 1_000_000
HALF = 0.005 + 1e-9


def main() -> None:
    told = ArgumentParser(description=__doc__)
    told.add_argument("--responses", type=int, default=RESPONSES, help="how many of each instrument")
    told.add_argument("--ours", type=Path, help="one side alone, as this program asks itself")
    asked = told.parse_args()
    if asked.ours:
        ours(asked.ours)
        return
    peer = peer_python()
    with tempfile.TemporaryDirectory() as folder:
        compare(Path(folder), asked.responses, peer)


def compare(folder: Path, count: int, peer: Path) -> None:
    """Both sides one after the other, on the same responses."""
    dice = np.random.default_rng(20261123)
    for name in MAIN:
        write(folder, load_instrument(name), random_responses(load_instrument(name), dice, count))
    mine = run([sys.executable, __file__, "--ours", str(folder)], "")["steps"]
    theirs = run([str(peer), str(PEERS / "scoring.py"), str(folder)], json.dumps(question()))["steps"]
    print(f"\n{count:,} responses of each{'':<4}{'ours':>14}{'':>10}{'pandas':>14}{'':>10}{'ratio':>8}")
    for name in MAIN:
        for step in ("read", "score"):
            line(f"{name}, {step}", mine[f"{name}, {step}"], theirs[f"{name}, {step}"])
    read, scored = (sum(mine[f"{name}, {step}"][0] for name in MAIN) for step in ("read", "score"))
    theirs_scored = sum(theirs[f"{name}, score"][0] for name in MAIN)
    print(f"  all scores: {scored:.3f} s ours, {theirs_scored:.3f} s pandas ({scored / theirs_scored:.2f})")
    print(f"  scoring takes {scored / read:.1f} times as long as reading its column ({read:.3f} s)")
    agree(folder)


def line(step: str, mine: list[float], theirs: list[float]) -> None:
    sides = f"{mine[0]:>10.3f} s{mine[1]:>7.0f} MB{theirs[0]:>13.3f} s{theirs[1]:>7.0f} MB"
    print(f"  {step:<20}{sides}{mine[0] / theirs[0]:>9.2f}")


def write(folder: Path, instrument: Instrument, packed: np.ndarray) -> None:
    flat = pa.array(packed.astype(np.int8).reshape(-1))
    ours = pa.FixedSizeListArray.from_arrays(flat, packed.shape[1])
    pq.write_table(pa.table({"answers": ours}), folder / f"{instrument.id}.packed.parquet")
    columns = {
        field.id: pa.array(packed[:, place].astype(np.int8), mask=packed[:, place] == MISSING)
        for place, field in enumerate(instrument.fields)
    }
    pq.write_table(pa.table(columns), folder / f"{instrument.id}.wide.parquet")


def read(file: Path, width: int) -> np.ndarray:
    """As a snapshot is read."""
    cells = pq.read_table(file, columns=["answers"], memory_map=False).column("answers").combine_chunks()
    flat = cells.flatten().to_numpy(zero_copy_only=False)
    return np.asarray(flat, dtype=np.int8).reshape(-1, width)


def ours(folder: Path) -> None:
    gauge = Gauge()
    for name in MAIN:
        one = load_instrument(name)
        packed = gauge(f"{name}, read", lambda one=one: read(at(folder, one), len(one.fields)))
        scored = gauge(f"{name}, score", lambda one=one, packed=packed: score_columns(one, packed))
        np.save(folder / f"{name}.ours.npy", scored[one.scale.id].value)
    gauge.tell({})


def at(folder: Path, instrument: Instrument) -> Path:
    return folder / f"{instrument.id}.packed.parquet"


def agree(folder: Path) -> None:
    """Ends the program with the first instrument whose scores differ."""
    scored = 0
    for name in MAIN:
        mine, theirs = (np.load(folder / f"{name}.{side}.npy") for side in ("ours", "pandas"))
        if (np.isnan(mine) != np.isnan(theirs)).any():
            raise SystemExit(f"{name}: the sides differ in who has a score.")
        has = ~np.isnan(mine)
        if (np.abs(mine[has] - theirs[has]) > HALF).any():
            raise SystemExit(f"{name}: a score differs by more than its rounding.")
        scored += int(has.sum())
    print(f"  {scored:,} scores of both sides agree, and so does who has none.")


def question() -> dict[str, Any]:
    """What the declarations say, for a side that knows nothing of the house."""
    return {name: told(load_instrument(name)) for name in MAIN}


def told(instrument: Instrument) -> dict[str, Any]:
    formula, times, per = instrument.scale.formula, 1.0, 0.0
    match formula:
        case SumTimes(factor):
            times = float(factor.value)
        case PercentOf(most):
            per = float(most.value)
        case Mean():
            per = 100.0
        case _:
            raise SystemExit(f"The peer knows no {formula}.")
    return {
        "items": {item.id: codes(instrument, item.id) for item in instrument.scored},
        "times": times,
        "per": per,
        "rule": rule(instrument.scale.missing),
    }


def codes(instrument: Instrument, name: str) -> dict[str, float] | None:
    """Points by printed number; None where every answer is worth itself."""
    field = next(f for f in instrument.fields if f.id == name)
    points = {str(int(k)): float(v) for k, v in field.points.items()}
    return None if all(float(k) == v for k, v in points.items()) else points


def rule(missing: MissingRule) -> dict[str, float]:
    match missing:
        case AllNeeded():
            return {"missing_at_most": 0}
        case AtLeast(least):
            return {"answered_at_least": float(least.value)}
        case PersonMean(most):
            return {"missing_at_most": float(most.value)}


if __name__ == "__main__":
    main()
