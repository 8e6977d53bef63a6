"""Fills an empty database with a drawn practice, batch by batch. Runs after Django knows its settings."""

import json
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings

from enthesis.actions.synthetic import load_synthetic
from enthesis.cli.demo.accounts import make_accounts
from enthesis.cli.demo.prepare import SESSIONS, Say, check_is_empty
from enthesis.cli.practice_file import read_practice
from enthesis.cli.site import load_practice_file, migrate
from enthesis.cli.synthetic.drawn import Drawn, drawn_hips
from enthesis.cli.synthetic.pathway import Practising, pathway_of
from enthesis.cli.synthetic.visits import Book
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.terms import Actor, Role
from enthesis.evidence.snapshot import TRUTH
from enthesis.evidence.synthetic.truth import Truth
from enthesis.evidence.synthetic.write import blocks, truth_told
from enthesis.store.practice import load_policy
from enthesis.store.scope import Scope

BATCH = 500  # even, so that both hips of a person are in one
SAID_EVERY = 100
DAYS_A_YEAR = 366


def fill(truth: Truth, *, hips: int, seed: int, today: date, say: Say) -> None:
    """Practice, accounts and hips are in the database, whole batches of them.

    The same hips, seed, day and truth give the same records. Raises NotAllowed when the database already
    holds a practice.
    """
    check_is_empty()
    say("Making the tables")
    migrate()
    say("Loading the practice and its accounts")
    at = _midnight(today)
    practising = open_house(seed, at=at - timedelta(days=DAYS_A_YEAR * (int(truth.years.value) + 1)))
    practice = practising.people["desk"].practice
    system = Scope(practice=practice, actor=Actor(role=Role.SYSTEM, name="Operator"))
    drawn = (d for block in blocks(truth, hips=hips, seed=seed, today=today) for d in drawn_hips(block))
    filled = (pathway_of(_said(one, hips, say), practising) for one in drawn)
    while batch := tuple(islice(filled, BATCH)):
        load_synthetic(system, batch, at=at)
    say(f"{hips:,} of {hips:,} hips")


def _said(drawn: Drawn, hips: int, say: Say) -> Drawn:
    if drawn.number % SAID_EVERY == 0:
        say(f"{drawn.number:,} of {hips:,} hips")
    return drawn


def write_truth(place: Path, truth: Truth, *, hips: int, seed: int, today: date) -> None:
    """What the practice was drawn from stands beside its records."""
    told = truth_told(truth, hips=hips, seed=seed, today=today)
    text = json.dumps(told, indent=1, sort_keys=True)
    (place / TRUTH).write_text(f"{text}\n", encoding="utf-8")


def open_house(seed: int, *, at: datetime) -> Practising:
    """The practice and its accounts, made before anything else happened."""
    files = (Path(settings.ENTHESIS_PRACTICE_FILE), SESSIONS)
    people = make_accounts(load_practice_file(*files, at=at), at=at)
    return Practising(
        people=people,
        policy=load_policy(people["desk"]),
        book=Book(practice=read_practice(*files)),
        seed=seed,
    )


def _midnight(today: date) -> datetime:
    """When the day begins at the practice's first office: everything drawn happened before."""
    zone = read_practice(Path(settings.ENTHESIS_PRACTICE_FILE)).offices[0].zone
    return wall_to_utc(datetime.combine(today, time()), zone, fold=0)
