"""Scores of questionnaires as an analyst writes them with pandas, from a table with a column an item.

Asked with a folder and, on standard input, what the declarations say; answers with times.
"""

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from gauge import Gauge

NOT_APPLICABLE = -127


def main() -> None:
    folder, asked = Path(sys.argv[1]), json.load(sys.stdin)
    gauge = Gauge()
    for name, told in asked.items():
        items = list(told["items"])
        frame = gauge(f"{name}, read", lambda items=items, name=name: read(folder, name, items))
        scores = gauge(f"{name}, score", lambda frame=frame, told=told: score(frame, told))
        np.save(folder / f"{name}.pandas.npy", scores.to_numpy())
    gauge.tell({})


def read(folder: Path, name: str, items: list[str]) -> pd.DataFrame:
    return pd.read_parquet(folder / f"{name}.wide.parquet", columns=items)


def score(frame: pd.DataFrame, told: dict[str, Any]) -> pd.Series:
    missing = frame.isna().sum(axis=1)
    points = frame.mask(frame == NOT_APPLICABLE)
    for item, codes in told["items"].items():
        if codes is not None:
            points[item] = points[item].map({int(k): v for k, v in codes.items()})
    answered, mean = points.notna().sum(axis=1), points.mean(axis=1)
    scores = mean * 100 / told["per"] if told["per"] else mean * len(told["items"]) * told["times"]
    rule = told["rule"]
    if "answered_at_least" in rule:
        return scores.where(answered >= rule["answered_at_least"])
    return scores.where((missing <= rule["missing_at_most"]) & (answered > 0))


if __name__ == "__main__":
    main()
