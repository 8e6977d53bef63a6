"""A synthetic practice loaded into the database of the test."""

from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path

from enthesis.cli.synthetic.drawn import drawn_hips
from enthesis.cli.synthetic.load import fill, open_house
from enthesis.cli.synthetic.pathway import Practising, pathway_of
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.terms import Actor, Role
from enthesis.evidence.extract.make import make_snapshot
from enthesis.evidence.snapshot import Snapshot, open_snapshot
from enthesis.evidence.synthetic.shipped import SHIPPED
from enthesis.evidence.synthetic.write import blocks, truth_told, write_synthetic
from enthesis.store.bulk import Filled
from enthesis.store.practice import only_practice_id
from enthesis.store.scope import Scope

TODAY = date(2026, 11, 20)
ZONE = "America/New_York"


def silent(_line: str) -> None:
    """Nobody watches."""


def operator() -> Scope:
    return Scope(practice=only_practice_id(), actor=Actor(role=Role.SYSTEM, name="Operator"))


def a_practice(*, seed: int = 1) -> Practising:
    """The practice and its people, without a hip."""
    return open_house(seed, at=wall_to_utc(datetime(2013, 1, 1), ZONE))  # noqa: DTZ001  a wall time


def told(practising: Practising, hips: int) -> Iterator[Filled]:
    """The records of so many hips, nowhere kept yet."""
    drawn = (d for b in blocks(SHIPPED, hips=hips, seed=practising.seed, today=TODAY) for d in drawn_hips(b))
    return (pathway_of(one, practising) for one in islice(drawn, hips))


def loaded(out: Path, *, hips: int, seed: int = 1) -> Snapshot:
    """The records of so many hips are in the database; the snapshot that was made of them."""
    fill(SHIPPED, hips=hips, seed=seed, today=TODAY, say=silent)
    at = wall_to_utc(datetime.combine(TODAY, time(12)), ZONE)
    truth = truth_told(SHIPPED, hips=hips, seed=seed, today=TODAY)
    make_snapshot(operator(), out, at=at, truth=truth, synthetic=True)
    return open_snapshot(out)


def straight(out: Path, *, hips: int, seed: int = 1) -> Snapshot:
    """The same hips straight to a snapshot."""
    write_synthetic(out, SHIPPED, hips=hips, seed=seed, today=TODAY, revision="test")
    return open_snapshot(out)
