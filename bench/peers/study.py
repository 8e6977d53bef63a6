"""The steps of a study as an analyst writes them with pandas and scipy, on the same files.

Asked with a folder and, on standard input, what the protocol says; answers with times and numbers.
"""

import hashlib
import json
import math
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from gauge import Gauge
from scipy import stats

MONTH = 30.4375
Results = dict[str, float]


def main() -> None:
    folder, asked = Path(sys.argv[1]), json.load(sys.stdin)
    gauge = Gauge()
    write_again(folder, gauge)
    gauge("open", lambda: check(folder))
    tables = gauge("load", lambda: load(folder, asked))
    cohort = gauge("select", lambda: select(tables, asked))
    results = dict(cohort["flow"])
    results |= gauge("outcomes", lambda: outcomes(cohort, asked))
    results |= gauge("responders", lambda: responders(cohort, asked))
    results |= gauge("the rest", lambda: the_rest(tables, cohort, asked))
    gauge.tell(results)


def write_again(folder: Path, gauge: Gauge) -> None:
    """What is read here before is not counted; nothing is drawn."""
    frames = {file.stem: pd.read_parquet(file) for file in sorted(folder.glob("*.parquet"))}
    gauge("write", lambda: write(frames))


def write(frames: dict[str, pd.DataFrame]) -> None:
    with tempfile.TemporaryDirectory() as out:
        for name, frame in frames.items():
            frame.to_parquet(Path(out) / f"{name}.parquet", index=False)


def check(folder: Path) -> None:
    told = json.loads((folder / "manifest.json").read_text())["sha256"]
    for name, digest in told.items():
        with (folder / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                raise SystemExit(f"{name} is not the file its manifest names.")


def load(folder: Path, asked: dict[str, Any]) -> dict[str, pd.DataFrame]:
    tables = {name: pd.read_parquet(folder / f"{name}.parquet") for name in ("hips", "events")}
    for name, told in asked["instruments"].items():
        columns = ["hip", "milestone", "day", "wording", told["column"]]
        frame = pd.read_parquet(folder / f"{told['table']}.parquet", columns=columns)
        frame = frame.rename(columns={told["column"]: "score"})
        tables[name] = frame[(frame["wording"] == "official") & frame["score"].notna()]
    return tables


def select(tables: dict[str, pd.DataFrame], asked: dict[str, Any]) -> dict[str, Any]:
    hips = tables["hips"].set_index("hip", drop=False)
    before = {
        name: last(tables[name][tables[name]["milestone"] == "baseline"]) for name in asked["instruments"]
    }
    flow: Results = {"flow.total": len(hips)}
    kept = hips
    for place, step in enumerate(asked["criteria"]):
        met = meets(kept, step, before)
        flow[f"flow.excluded.{place}"] = int((~met).sum())
        kept = kept[met]
    ends = tables["events"][tables["events"]["kind"].isin(asked["endpoints"])].groupby("hip")["day"].min()
    ends = ends.reindex(hips.index, fill_value=math.inf).astype(float)
    ended = ends < asked["before_day"]
    latest = {}
    for name in asked["instruments"]:
        frame = tables[name][tables[name]["milestone"] != "baseline"]
        opens = frame["hip"].map(ended).map({True: 1, False: asked["from_day"]})
        latest[name] = last(frame[(frame["day"] >= opens) & (frame["day"] < frame["hip"].map(ends))])
    eligible = kept.index
    missing = pd.concat([latest[name]["score"].reindex(eligible).isna() for name in asked["needed"]], axis=1)
    ended = ended.reindex(eligible)
    lost = ~ended & missing.any(axis=1)
    flow |= {
        "flow.eligible": len(eligible),
        "flow.lost": int(lost.sum()),
        "flow.ended": int(ended.sum()),
        "flow.persons": kept.loc[~lost, "person"].nunique(),
    }
    return {
        "flow": flow,
        "hips": kept,
        "lost": lost,
        "ended": ended,
        "ends": ends,
        "before": {name: told["score"].reindex(eligible) for name, told in before.items()},
        "latest": {name: told["score"].reindex(eligible) for name, told in latest.items()},
        "latest_day": {name: told["day"].reindex(eligible) for name, told in latest.items()},
    }


def last(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(["hip", "day", "score"]).groupby("hip").last()


def meets(hips: pd.DataFrame, step: dict[str, Any], before: dict[str, pd.DataFrame]) -> pd.Series:
    match step["keep"]:
        case "first_pathway":
            return hips["pathway"] == 1
        case "approach":
            return hips["approach"].isin(step["among"])
        case "repaired":
            return hips["repair"].notna() & (hips["repair"] != "none")
        case "nothing_concomitant":
            return hips["concomitant"] == "none"
        case "followed_for":
            return hips["observed"] >= step["days"]
        case "scored_before":
            known = [hips["hip"].isin(before[name].index) for name in step["instruments"]]
            return pd.concat(known, axis=1).all(axis=1)
    raise SystemExit(f"The peer knows no criterion {step['keep']}.")


def improvement(cohort: dict[str, Any], name: str, asked: dict[str, Any]) -> pd.Series:
    risen = cohort["latest"][name] - cohort["before"][name]
    return (-risen if asked["instruments"][name]["lower_is_better"] else risen).round(2)


def outcomes(cohort: dict[str, Any], asked: dict[str, Any]) -> Results:
    found: Results = {}
    for name in asked["outcomes"]:
        change = improvement(cohort, name, asked)
        rows = change.notna() & ~cohort["lost"]
        change, persons = change[rows], cohort["hips"]["person"][rows]
        before, latest = cohort["before"][name][rows], cohort["latest"][name][rows]
        n, groups = len(change), persons.nunique()
        mean = change.mean()
        error = robust(change - mean, persons)
        reach = stats.t.ppf(0.975, groups - 1) * error
        found |= {
            f"{name}.n": n,
            f"{name}.before": before.mean(),
            f"{name}.before_sd": before.std(),
            f"{name}.latest": latest.mean(),
            f"{name}.latest_sd": latest.std(),
            f"{name}.change": mean,
            f"{name}.low": mean - reach,
            f"{name}.high": mean + reach,
            f"{name}.change_sd": change.std(),
            f"{name}.t_p": stats.ttest_rel(change, np.zeros(n)).pvalue,
        }
    return found


def robust(off: pd.Series, persons: pd.Series) -> float:
    sums = off.groupby(persons).sum()
    groups = len(sums)
    return math.sqrt(groups / (groups - 1) * (sums**2).sum()) / len(off)


def responders(cohort: dict[str, Any], asked: dict[str, Any]) -> Results:
    found: Results = {}
    for row in asked["thresholds"]:
        name, limit = row["instrument"], row["value"]
        lower = asked["instruments"][name]["lower_is_better"]
        before, latest = cohort["before"][name], cohort["latest"][name]
        known = latest.notna()
        if row["kind"] == "change":
            known &= before.notna()
            score = improvement(cohort, name, asked)
        else:
            score, limit = (-latest, -limit) if lower else (latest, limit)
        reached = (score >= limit) if row["inclusive"] else (score > limit)
        reached &= known & ~cohort["ended"]
        counted = ~cohort["lost"] & (known | cohort["ended"])
        apart = ~cohort["lost"] & known & ~cohort["ended"]
        for words, rows in (("all", counted), ("apart", apart)):
            share, low, high = proportion(reached[rows], cohort["hips"]["person"][rows])
            key = f"{row['id']}.{words}"
            found |= {
                f"{key}.n": int(rows.sum()),
                f"{key}.share": share,
                f"{key}.low": low,
                f"{key}.high": high,
            }
    return found


def proportion(reached: pd.Series, persons: pd.Series) -> tuple[float, float, float]:
    n, groups, share = len(reached), persons.nunique(), reached.mean()
    if groups in (1, n) or share in (0.0, 1.0):
        effective = groups
    else:
        error = robust(reached - share, persons)
        effective = min(n, share * (1 - share) / error**2) if error else groups
    z = stats.norm.ppf(0.975)
    middle = (share + z * z / (2 * effective)) / (1 + z * z / effective)
    reach = z / (1 + z * z / effective)
    reach *= math.sqrt(share * (1 - share) / effective + z * z / (4 * effective * effective))
    return share, max(0.0, middle - reach), min(1.0, middle + reach)


def the_rest(tables: dict[str, pd.DataFrame], cohort: dict[str, Any], asked: dict[str, Any]) -> Results:
    """Who the hips are, who is missing, what happened, and the courses over time."""
    found: Results = {}
    analysed = cohort["hips"][~cohort["lost"]]
    for column in asked["words"]:
        for word, count in analysed[column].value_counts().items():
            if count:
                found[f"{column}.{word}"] = int(count)
    for column in asked["numbers"]:
        found |= {f"{column}.mean": analysed[column].mean(), f"{column}.sd": analysed[column].std()}
    months = cohort["latest_day"][asked["needed"][0]][~cohort["lost"]] / MONTH
    found |= {"months.mean": months.mean(), "months.sd": months.std()}
    for name in asked["outcomes"]:
        there, gone = (cohort["before"][name][rows] for rows in (~cohort["lost"], cohort["lost"]))
        pooled = math.sqrt((there.var() + gone.var()) / 2)
        found[f"{name}.missing"] = (gone.mean() - there.mean()) / pooled if pooled else math.nan
    ours = tables["events"][tables["events"]["hip"].isin(cohort["hips"].index)]
    for kind, rows in ours.groupby("kind"):
        found[f"event.{kind}"] = rows["hip"].nunique()
    return found | over_time(tables, cohort, asked)


def over_time(tables: dict[str, pd.DataFrame], cohort: dict[str, Any], asked: dict[str, Any]) -> Results:
    found: Results = {}
    for name in asked["outcomes"]:
        frame = tables[name][tables[name]["hip"].isin(cohort["hips"].index)]
        frame = frame[frame["day"] < frame["hip"].map(cohort["ends"])]
        for milestone in asked["over_time"]:
            scores = last(frame[frame["milestone"] == milestone])["score"]
            if len(scores):
                found[f"{name}.{milestone}.n"] = len(scores)
                for quartile in (0.25, 0.5, 0.75):
                    found[f"{name}.{milestone}.{quartile}"] = scores.quantile(quartile)
    return found


if __name__ == "__main__":
    main()
