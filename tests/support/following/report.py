"""How much is answered by invented people who are asked in three ways.

`python -m tests.support.following.report --hips 1000` prints it. It says what the model yields, and nothing
of what a practice will reach.
"""

import argparse
from dataclasses import replace

from enthesis.domain.pathway.contact.rhythm import USUAL, Rhythm
from tests.support.following.clockwork import Decade

Completeness = dict[str, tuple[int, int]]

WAYS: tuple[tuple[str, Rhythm], ...] = (
    ("one message", USUAL.at_most(messages=1, calls=0)),
    ("messages", USUAL.at_most(messages=None, calls=0)),
    ("messages and calls", USUAL),
)


def ways_of_asking(hips: int, *, budget: int = 60) -> list[tuple[str, Completeness]]:
    """By way of asking, the completeness by milestone: how many were answered of how many."""
    return [
        (title, Decade(hips=hips, rhythm=replace(rhythm, id=title), budget=budget).pass_by().completeness())
        for title, rhythm in WAYS
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hips", type=int, default=1000)
    parser.add_argument("--minutes", type=int, default=60, help="of calls a working day")
    chosen = parser.parse_args()
    found = ways_of_asking(chosen.hips, budget=chosen.minutes)
    print("A stated model of invented people, no claim of real ones.")
    print(f"{'':>6}" + "".join(f"{title:>22}" for title, _ in found))
    for milestone in found[0][1]:
        shares = [told[milestone] for _, told in found]
        print(f"{milestone:>6}" + "".join(f"{done:>8} of {of:>4} = {done / of:>4.0%}" for done, of in shares))


if __name__ == "__main__":
    main()
