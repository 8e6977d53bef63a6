"""What one scoring and one assessment cost, and a million scorings, beside plain Python and json.loads.

The first peer of the scoring is a sum of eight numbers written by hand, without a check of anything. The
second, and the peer of the assessment, is `json.loads` of the question's own text: what any program pays
before it can begin. All are measured in turn, so that a busy machine slows all; times are medians of rounds.
"""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from statistics import median
from time import perf_counter

from enthesis.domain.candidacy.assess import assess
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.scoring import score
from enthesis.interop.asking import ask
from enthesis.interop.door import load_door
from enthesis.interop.doors.assess import Patient
from enthesis.interop.fitting import fit
from enthesis.interop.json_text import read_json

MILLION = 1_000_000
ROUNDS, IN_A_ROUND = 40, 50
ASSESSMENTS = 20_000
ITEMS = ("pain", "limp", "support", "distance", "stairs", "shoes", "sitting", "transport")


def main() -> None:
    told = ArgumentParser(description=__doc__)
    told.add_argument("--scorings", type=int, default=MILLION, help="how many scorings are really made")
    told.add_argument("--assessments", type=int, default=ASSESSMENTS, help="how many assessments are made")
    asked = told.parse_args()
    score_doors(asked.scorings)
    print()
    assess_doors(asked.assessments)


def score_doors(count: int) -> None:
    door = load_door("score")
    text = json.dumps(door.examples[0].asks).encode()
    points = list(door.examples[0].asks["answers"].values())  # type: ignore[index]
    answers = dict(zip(ITEMS, points, strict=True))
    instrument = load_instrument("mhhs")
    ours, door_, by_hand, loads = medians(
        lambda: score(instrument, answers),
        lambda: ask(door, "mhhs", text),
        lambda: round(sum(answers.values()) * 1.1, 2),
        lambda: json.loads(text),
    )
    print("one scoring (Modified Harris Hip Score, 8 answers)")
    line("scoring", ours)
    line("through the door", door_, "JSON in, JSON out")
    line("sum by hand", by_hand, f"the peer: no check; ratio {ours / by_hand:.0f}")
    line("json.loads", loads, f"the peer: of the same text; ratio of the door {door_ / loads:.1f}")
    took = seconds(lambda: score(instrument, answers), count)
    many(
        count, "scorings", took, seconds(lambda: round(sum(answers.values()) * 1.1, 2), count), "sum by hand"
    )


def assess_doors(count: int) -> None:
    door = load_door("assess")
    text = json.dumps(
        {**door.examples[0].asks, "options": ["prp", "cells", "graft", "micropuncture"]}
    ).encode()  # type: ignore[dict-item]
    patient = fit(read_json(text), Patient)
    ours, door_, loads = medians(
        lambda: assess(patient.facts), lambda: ask(door, "", text), lambda: json.loads(text)
    )
    findings = len(assess(patient.facts).findings)
    print(f"one assessment (every rule on 4 options, {findings} findings)")
    line("assessment", ours)
    line("through the door", door_, "JSON in, JSON out")
    line("json.loads", loads, f"the peer: of the same text; ratio {ours / loads:.0f}")
    took = seconds(lambda: assess(patient.facts), count)
    many(count, "assessments", took, seconds(lambda: json.loads(text), count), "json.loads")


def many(count: int, what: str, took: float, peer: float, peer_name: str) -> None:
    print(f"{count:>9,} {what}: {took:.1f} s; {peer_name}: {peer:.2f} s; ratio {took / peer:.0f}")
    if count < MILLION:
        print(f"{MILLION:>9,} {what}: {took * MILLION / count:.0f} s by extrapolation, not measured")


def line(name: str, took: float, said: str = "") -> None:
    print(f"  {name:<18}{took * 1e6:9.1f} µs   {said}".rstrip())


def medians(*todo: Callable[[], object]) -> list[float]:
    """Seconds of one call of each, the median of rounds in turn."""
    for one in todo:
        one()
    rounds = [[seconds(one, IN_A_ROUND) / IN_A_ROUND for one in todo] for _ in range(ROUNDS)]
    return [median(column) for column in zip(*rounds, strict=True)]


def seconds(do: Callable[[], object], count: int) -> float:
    began = perf_counter()
    for _ in range(count):
        do()
    return perf_counter() - began


if __name__ == "__main__":
    main()
