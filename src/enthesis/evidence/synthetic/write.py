"""A synthetic practice straight to a snapshot, block by block: as many hips as the disk holds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from enthesis.domain.biologics.graft import NO_GRAFT
from enthesis.domain.examination.tear import BY_THICKNESS, Retraction, Thickness
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.event_grade import Grade
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.pathway.plan import Approach, Plan, Repair
from enthesis.domain.pathway.tear_seen import Agreement
from enthesis.domain.pathway.technique import BandRelease, Footprint, Transfer
from enthesis.domain.people.patient import Sex
from enthesis.domain.terms import Side
from enthesis.evidence.scores import score_columns
from enthesis.evidence.snapshot import Writer, writing
from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.courses import draw_courses
from enthesis.evidence.synthetic.forms import Forms, draw_forms
from enthesis.evidence.synthetic.happenings import Happenings, draw_happenings
from enthesis.evidence.synthetic.hips import BLOCK, Hips, draw_hips
from enthesis.evidence.synthetic.products import Products, columns_of, draw_products
from enthesis.evidence.synthetic.technique import technique_of
from enthesis.evidence.synthetic.truth import Truth, as_json
from enthesis.evidence.tables import (
    EVENTS,
    HIPS,
    NONE,
    OLDEST,
    PRODUCTS,
    observed,
    planned_cells,
    responses,
    score_column,
)

REPAIRS: Mapping[str, Repair] = {
    "IIIA": Repair.SUTURE_STAPLE,
    "IIIB": Repair.TRANSTENDINOUS,
    "IV": Repair.DOUBLE_ROW,
    "V": Repair.NONE,  # a muscle is transferred instead
}
MODE = "link"
DERMAL = "acellular_dermal_allograft"
Told = Callable[[int, int], None]  # hips done, hips wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Everything drawn for one block; only the first `wanted` hips of it are the practice's."""

    hips: Hips
    forms: tuple[Forms, ...]
    happenings: Happenings
    products: Products
    wanted: int


def blocks(truth: Truth, *, hips: int, seed: int, today: date) -> Iterator[Block]:
    """The blocks that hold the first so many hips."""
    for number in range((hips + BLOCK - 1) // BLOCK):
        drawn = draw_hips(truth, seed=seed, block=number, today=today)
        courses = draw_courses(truth, drawn, seed=seed, block=number)
        yield Block(
            hips=drawn,
            forms=tuple(draw_forms(truth, drawn, courses, seed=seed, block=number)),
            happenings=draw_happenings(truth, drawn, courses, seed=seed, block=number),
            products=draw_products(truth, drawn, seed=seed, block=number),
            wanted=min(BLOCK, hips - number * BLOCK),
        )


def truth_told(truth: Truth, *, hips: int, seed: int, today: date) -> Mapping[str, Any]:
    """What stands beside the data: everything it was drawn from."""
    return {"hips": hips, "seed": seed, "today": today.isoformat(), "parameters": as_json(truth)}


def write_synthetic(
    out: Path, truth: Truth, *, hips: int, seed: int, today: date, revision: str, told: Told = lambda *_: None
) -> None:
    """Afterwards the snapshot of the synthetic practice stands there, with its truth beside it."""
    beside = truth_told(truth, hips=hips, seed=seed, today=today)
    with writing(out, source="synthetic", as_of=today.isoformat(), revision=revision, truth=beside) as writer:
        persons = 0
        for block in blocks(truth, hips=hips, seed=seed, today=today):
            persons = _write_hips(writer, block, persons)
            _write_products(writer, block)
            _write_events(writer, block)
            for forms in block.forms:
                _write_forms(writer, block, forms)
            told(block.hips.first + block.wanted, hips)


def _write_hips(writer: Writer, block: Block, persons: int) -> int:
    """The number of persons so far; each gets the next number when the first of the two hips comes."""
    hips, n = block.hips, len(block.hips)
    person = persons + np.cumsum(hips.whose == np.arange(n)) - 1
    full, five = hips.full, hips.lall == "V"
    columns = {
        "hip": hips.first + np.arange(n),
        "person": person,
        "side": np.where(hips.left, Side.LEFT.value, Side.RIGHT.value),
        "pathway": np.ones(n, dtype=np.int64),
        "sex": np.where(hips.female, Sex.FEMALE.value, Sex.MALE.value),
        "age": np.minimum(hips.age, OLDEST),
        "year": hips.operated.astype("M8[Y]").astype(np.int64) + 1970,
        "observed": observed(hips.ago),
        "bmi": bmi(hips.height, hips.weight),
        "symptoms": hips.symptoms.astype(np.float64),
        "nonoperative": hips.nonoperative.astype(np.float64),
        "tobacco": hips.smoker,
        "tenderness": hips.tender,
        "trendelenburg": hips.trendelenburg,
        "gait": hips.gait,
        "abduction": hips.abduction,
        "tonnis": hips.tonnis,
        "definition": np.full(n, BY_THICKNESS),
        "thickness": np.where(full, Thickness.FULL.value, Thickness.PARTIAL.value),
        "partial_percent": np.where(full, np.nan, hips.percent),
        "gluteus_minimus": hips.minimus,
        "retraction": np.select(
            (five, full), (Retraction.IRREDUCIBLE.value, Retraction.UNDER_2_CM.value), Retraction.NONE.value
        ),
        "quality": hips.quality,
        "goutallier": hips.goutallier,
        "lall": hips.lall,
        "approach": np.where(hips.endoscopic, Approach.ENDOSCOPIC.value, Approach.OPEN.value),
        "repair": np.select([hips.lall == t for t in REPAIRS], [r.value for r in REPAIRS.values()], ""),
        "bursectomy": np.ones(n, dtype=np.bool_),
        "micropuncture": hips.micropuncture,
        "anchors": hips.anchors,
        "graft": np.where(hips.graft, DERMAL, NO_GRAFT),
        "concomitant": hips.concomitant,
        "biologic": hips.product,
        **_how(hips),
    }
    writer.add(HIPS, {name: column[: block.wanted] for name, column in columns.items()})
    return int(person[block.wanted - 1]) + 1


def _how(hips: Hips) -> Mapping[str, Any]:
    """What was planned and done as planned, by the one function that tells it of a hip."""
    types = list(REPAIRS)
    kind = np.select([hips.lall == t for t in types], range(len(types)))
    said = (kind, hips.endoscopic, hips.minimus, hips.micropuncture, hips.spinal, hips.anchors)
    every, place = np.unique(np.stack(said, axis=1), axis=0, return_inverse=True)
    plans = [_plan_of(types[a], bool(b), bool(c), bool(d), bool(e), int(f)) for a, b, c, d, e, f in every]
    place = place.reshape(-1)

    def column(cells: list[Any]) -> Any:
        return np.array(cells, dtype=object)[place]

    planned = [planned_cells(plan) for plan in plans]
    holes = np.where(hips.micropuncture, hips.holes, np.nan)
    return {
        **{name: column([cells[name] for cells in planned]) for name in planned[0]},
        "planned_holes": holes,
        "planned_concomitant": hips.concomitant,
        "converted": np.full(len(hips), NONE),
        "release": column([plan.release or BandRelease.NONE for plan in plans]),
        "footprint": column([plan.footprint or Footprint.NONE for plan in plans]),
        "holes": holes,
        "transfer": column([plan.transfer or Transfer.NONE for plan in plans]),
        "seen": np.full(len(hips), Agreement.MATCHES.value),
        "lall_seen": hips.lall,
        "departures": np.zeros(len(hips), dtype=np.int64),
    }


def _plan_of(lall: str, scope: bool, minimus: bool, punctured: bool, spinal: bool, anchors: int) -> Plan:
    approach, repair = Approach.ENDOSCOPIC if scope else Approach.OPEN, REPAIRS[lall]
    how = technique_of(
        lall=lall,
        approach=approach,
        repair=repair,
        minimus=minimus,
        anchors=anchors,
        punctured=punctured,
        spinal=spinal,
        besides=(),
    )
    return Plan(approach=approach, repair=repair, anchors=anchors, holes=1 if punctured else None, **how)


def bmi(height: Reals, weight: Reals) -> Reals:
    """Kilograms by square metres, one decimal, half up; exact for heights and weights of one decimal."""
    tall, heavy = _tenths(height), _tenths(weight)
    return np.asarray((2 * heavy * 10**6 + tall**2) // (2 * tall**2) / 10)


def _tenths(values: Reals) -> Keys:
    return np.round(values * 10).astype(np.int64)


def _write_products(writer: Writer, block: Block) -> None:
    n = int(np.searchsorted(block.products.hips, block.wanted))
    columns: dict[str, Any] = {"hip": block.hips.first + block.products.hips, **columns_of(block.products)}
    writer.add(PRODUCTS, {name: column[:n] for name, column in columns.items()})


def _write_events(writer: Writer, block: Block) -> None:
    events = block.happenings
    n = int(np.searchsorted(events.hips, block.wanted))
    columns = {
        "hip": block.hips.first + events.hips[:n],
        "kind": events.kind[:n],
        "day": events.day[:n],
        "grade": events.grade[:n],
        "serious": events.grade[:n] == Grade.III.value,
        "operation": events.operation[:n],
        "product": [word or None for word in events.product[:n].tolist()],
        "failure": [None] * n,
    }
    writer.add(EVENTS, columns)


def _write_forms(writer: Writer, block: Block, forms: Forms) -> None:
    instrument = load_instrument(forms.instrument)
    n = int(np.searchsorted(forms.hips, block.wanted))
    answers = forms.answers[:n]
    scored = score_columns(instrument, answers)[instrument.scale.id]
    columns: Mapping[str, Any] = {
        "hip": block.hips.first + forms.hips[:n],
        "milestone": np.full(n, forms.milestone),
        "day": forms.day[:n],
        "version": np.full(n, instrument.version),
        "wording": np.full(n, Wording.OFFICIAL.value),
        "mode": np.full(n, MODE),
        "answered": scored.answered,
        "imputed": scored.imputed,
        score_column(instrument.scale.id): scored.value,
        "answers": answers,
    }
    writer.add(responses(instrument), columns)
