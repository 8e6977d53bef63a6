"""What a study of 750 and of 100,000 hips costs, step by step, beside pandas and scipy on the same files.

The peer reads the snapshot that ours has drawn, takes the same steps as an analyst writes them, and must find
the same numbers. Its packages live in build/bench-study, each checked against its hash; the house has none of
them. Each side runs in a process of its own; memory is the most the process held during the step.
"""

import json
import math
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "bench" / "peers"
sys.path.insert(0, str(PEERS))

from gauge import Gauge  # noqa: E402  stands beside this file, for both sides

from enthesis.domain.outcomes.catalogue import load_instrument  # noqa: E402
from enthesis.domain.outcomes.instrument import Direction  # noqa: E402
from enthesis.domain.outcomes.thresholds import thresholds_of  # noqa: E402
from enthesis.evidence.analysis.describe import Counts, Numbers, describe  # noqa: E402
from enthesis.evidence.analysis.happenings import happenings  # noqa: E402
from enthesis.evidence.analysis.missing import missing  # noqa: E402
from enthesis.evidence.analysis.responders import METRICS, responders  # noqa: E402
from enthesis.evidence.analysis.scores import courses, outcomes  # noqa: E402
from enthesis.evidence.catalogue import load_study  # noqa: E402
from enthesis.evidence.cohort import load_practice, select  # noqa: E402
from enthesis.evidence.protocol import Protocol  # noqa: E402
from enthesis.evidence.snapshot import open_snapshot  # noqa: E402
from enthesis.evidence.synthetic.shipped import SHIPPED  # noqa: E402
from enthesis.evidence.synthetic.write import write_synthetic  # noqa: E402
from enthesis.evidence.tables import responses, score_column  # noqa: E402

SIZES = (750, 100_000)
TODAY = date(2026, 11, 23)
STUDY = "isolated-endoscopic-two-year"
NUMBERS = ("age", "bmi", "symptoms", "nonoperative", "anchors")
WORDS = (
    "sex",
    "side",
    "trendelenburg",
    "gait",
    "lall",
    "thickness",
    "quality",
    "repair",
    "graft",
    "biologic",
)
CLOSE = 1e-9  # relative
STEPS = ("write", "open", "load", "select", "outcomes", "responders", "the rest")
Results = dict[str, float]


def main() -> None:
    told = ArgumentParser(description=__doc__)
    told.add_argument("--hips", type=int, action="append", help="another size; may be given again")
    told.add_argument("--ours", type=Path, help="one side alone, as this program asks itself")
    asked = told.parse_args()
    if asked.ours:
        ours(asked.ours, *asked.hips)
        return
    peer = peer_python()
    for hips in asked.hips or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            compare(Path(folder) / "snapshot", hips, peer)


def compare(snapshot: Path, hips: int, peer: Path) -> None:
    """Both sides one after the other, on the same files."""
    mine = run([sys.executable, __file__, "--ours", str(snapshot), "--hips", str(hips)], "")
    theirs = run([str(peer), str(PEERS / "study.py"), str(snapshot)], json.dumps(question()))
    print(f"\n{hips:,} hips{'':<14}{'ours':>9}{'':>9}{'pandas + scipy':>18}{'':>9}{'ratio':>8}")
    for step in STEPS:
        line(step, mine["steps"][step], theirs["steps"][step])
    line("all results", total(mine), total(theirs))
    agree(mine["results"], theirs["results"])


def line(step: str, mine: list[float], theirs: list[float]) -> None:
    sides = f"{mine[0]:>9.3f} s{mine[1]:>7.0f} MB{theirs[0]:>12.3f} s{theirs[1]:>7.0f} MB"
    remark = "   ours draws, too" if step == "write" else ""
    print(f"  {step:<18}{sides}{mine[0] / theirs[0]:>9.2f}{remark}")


def total(side: dict[str, Any]) -> list[float]:
    """From opening the snapshot to the last number."""
    steps = [side["steps"][name] for name in STEPS[1:]]
    return [sum(step[0] for step in steps), max(step[1] for step in steps)]


def agree(mine: Results, theirs: Results) -> None:
    """Ends the program with the first number that differs."""
    if mine.keys() != theirs.keys():
        raise SystemExit(f"One side alone has: {sorted(mine.keys() ^ theirs.keys())[:5]}")
    for name, value in mine.items():
        if not (math.isclose(value, theirs[name], rel_tol=CLOSE, abs_tol=CLOSE) or value != value):
            raise SystemExit(f"{name}: ours is {value}, theirs {theirs[name]}.")
    print(f"  {len(mine)} numbers of both sides are equal.")


def run(command: list[str], question: str) -> dict[str, Any]:
    done = subprocess.run(command, input=question, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def peer_python() -> Path:
    """The peer's interpreter, with its packages; made when it is first needed."""
    folder, wanted = ROOT / "build" / "bench-study", PEERS / "study.txt"
    python, mark = folder / "bin" / "python", folder / "installed.txt"
    if mark.is_file() and mark.read_text() == wanted.read_text():
        return python
    print("Making build/bench-study with pandas.", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes")
    subprocess.run([str(python), *install, "--only-binary", ":all:", "-r", str(wanted)], check=True)
    mark.write_text(wanted.read_text())
    return python


def question() -> dict[str, Any]:
    """What the protocol says, for a side that knows nothing of the house."""
    protocol = load_study(STUDY)
    named = names(protocol)
    return {
        "instruments": {
            name: {
                "table": responses(load_instrument(name)).name,
                "column": score_column(load_instrument(name).scale.id),
                "lower_is_better": load_instrument(name).direction is Direction.LOWER_BETTER,
            }
            for name in named
        },
        "criteria": [
            {"keep": c.keep, "among": c.among, "days": c.days, "instruments": c.instruments}
            for c in protocol.criteria
        ],
        "outcomes": protocol.outcomes.instruments,
        "needed": protocol.outcomes.needed,
        "from_day": protocol.outcomes.from_day,
        "over_time": protocol.outcomes.over_time,
        "endpoints": protocol.endpoints.kinds,
        "before_day": protocol.endpoints.before_day,
        "thresholds": [
            {
                "id": row.id,
                "instrument": name,
                "kind": row.kind,
                "value": float(row.value.value),
                "inclusive": row.inclusive,
            }
            for name in protocol.outcomes.instruments
            for metric in METRICS
            for row in thresholds_of(load_instrument(name), metric)
            if row.kind in ("change", "absolute")
        ],
        "words": WORDS,
        "numbers": NUMBERS,
    }


def names(protocol: Protocol) -> tuple[str, ...]:
    wanted = protocol.outcomes
    return tuple(dict.fromkeys((*wanted.instruments, *wanted.needed, wanted.satisfaction)))


def ours(out: Path, hips: int) -> None:
    protocol, gauge = load_study(STUDY), Gauge()
    gauge("write", lambda: write_synthetic(out, SHIPPED, hips=hips, seed=1, today=TODAY, revision="bench"))
    snapshot = gauge("open", lambda: open_snapshot(out))
    practice = gauge("load", lambda: load_practice(snapshot, names(protocol)))
    cohort = gauge("select", lambda: select(practice, protocol))
    compared = gauge("outcomes", lambda: outcomes(practice, cohort, protocol))
    reached = gauge("responders", lambda: responders(practice, cohort, protocol))
    rest = gauge(
        "the rest",
        lambda: (
            describe(practice, cohort, needed=protocol.outcomes.needed[0]),
            missing(practice, cohort, protocol),
            happenings(practice, cohort),
            courses(practice, cohort, protocol),
        ),
    )
    persons = practice.hips.key("person")[cohort.eligible[cohort.analysed]]
    gauge.tell(
        {
            "flow.total": cohort.total,
            **{f"flow.excluded.{place}": step.excluded for place, step in enumerate(cohort.steps)},
            "flow.eligible": len(cohort.eligible),
            "flow.lost": int(cohort.lost.sum()),
            "flow.ended": int(cohort.ended.sum()),
            "flow.persons": len(set(persons.tolist())),
            **of_outcomes(compared),
            **of_responders(reached),
            **of_rest(*rest),
        }
    )


def of_outcomes(compared: Any) -> Results:
    found: Results = {}
    for one in compared:
        name = one.instrument
        found |= {
            f"{name}.n": one.change.n,
            f"{name}.before": one.before.mean,
            f"{name}.before_sd": one.before.sd,
            f"{name}.latest": one.latest.mean,
            f"{name}.latest_sd": one.latest.sd,
            f"{name}.change": one.change.value,
            f"{name}.low": one.change.low,
            f"{name}.high": one.change.high,
            f"{name}.change_sd": one.change_sd,
            f"{name}.t_p": one.naive.p,
        }
    return found


def of_responders(reached: Any) -> Results:
    found: Results = {}
    for rate in (rate for one in reached for rate in one.strip):
        for words, share in (("all", rate.all_counted), ("apart", rate.ended_excluded)):
            key = f"{rate.row.id}.{words}"
            found |= {
                f"{key}.n": share.n,
                f"{key}.share": share.value,
                f"{key}.low": share.low,
                f"{key}.high": share.high,
            }
    return found


TITLES = {
    "Sex": "sex", "Side": "side", "Trendelenburg sign": "trendelenburg", "Gait": "gait", "Lall type": "lall",
    "Thickness": "thickness", "Tendon quality": "quality", "Repair": "repair", "Graft": "graft",
    "Biologic product": "biologic", "Age at surgery": "age", "Body mass index": "bmi",
    "Duration of symptoms": "symptoms", "Non-operative care": "nonoperative", "Suture anchors": "anchors",
    "Follow-up": "months",
}  # fmt: skip


def of_rest(groups: Any, lost: Any, happened: Any, over_time: Any) -> Results:
    found: Results = {}
    for row in (row for group in groups for row in group.rows if row.title in TITLES):
        match row:
            case Counts():
                found |= {f"{TITLES[row.title]}.{count.word}": count.n for count in row.counts}
            case Numbers():
                found |= {f"{TITLES[row.title]}.mean": row.mean, f"{TITLES[row.title]}.sd": row.sd}
    before = {
        f"{load_instrument(name).title}, before": name for name in load_study(STUDY).outcomes.instruments
    }
    for row in (row for row in lost.rows if row.title in before):
        found[f"{before[row.title]}.missing"] = math.nan if row.difference is None else row.difference
    for event in (*happened.operations, *happened.complications):
        if event.hips:
            found[f"event.{event.kind}"] = event.hips
    for course in over_time:
        for place in course.places:
            key = f"{course.instrument}.{place.milestone}"
            found |= {
                f"{key}.n": place.n,
                f"{key}.0.25": place.lower_quartile,
                f"{key}.0.5": place.median,
                f"{key}.0.75": place.upper_quartile,
            }
    return found


if __name__ == "__main__":
    main()
