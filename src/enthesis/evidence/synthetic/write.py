"""A synthetic practice straight to a snapshot, block by block: as many hips as the disk holds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.pathway.plan import Repair
from enthesis.evidence.scores import score_columns
from enthesis.evidence.snapshot import Writer, writing
from enthesis.evidence.statistics.estimate import Reals
from enthesis.evidence.synthetic import products as bench
from enthesis.evidence.synthetic.courses import draw_courses
from enthesis.evidence.synthetic.forms import Forms, draw_forms
from enthesis.evidence.synthetic.happenings import Happenings, draw_happenings
from enthesis.evidence.synthetic.hips import BLOCK, Hips, draw_hips
from enthesis.evidence.synthetic.products import Products, draw_products
from enthesis.evidence.synthetic.truth import Truth, as_json
from enthesis.evidence.tables import EVENTS, HIPS, OLDEST, PRODUCTS, observed, responses, score_column

REPAIRS = {
    "IIIA": Repair.SUTURE_STAPLE,
    "IIIB": Repair.TRANSTENDINOUS,
    "IV": Repair.DOUBLE_ROW,
    "V": Repair.NONE,
}
Told = Callable[[int, int], None]  # hips written, hips wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Everything drawn for one block; only the first `wanted` hips of it are the practice's."""

    hips: Hips
    forms: tuple[Forms, ...]
    happenings: Happenings
    products: Products
    wanted: int


def blocks(truth: Truth, *, hips: int, seed: int) -> Iterator[Block]:
    """The blocks that hold the first so many hips."""
    for number in range((hips + BLOCK - 1) // BLOCK):
        drawn = draw_hips(truth, seed=seed, block=number)
        courses = draw_courses(truth, drawn, seed=seed, block=number)
        yield Block(
            hips=drawn,
            forms=tuple(draw_forms(truth, drawn, courses, seed=seed, block=number)),
            happenings=draw_happenings(truth, drawn, seed=seed, block=number),
            products=draw_products(drawn, seed=seed, block=number),
            wanted=min(BLOCK, hips - number * BLOCK),
        )


def write_synthetic(
    out: Path, truth: Truth, *, hips: int, seed: int, today: date, revision: str, told: Told = lambda *_: None
) -> None:
    """Afterwards the snapshot of the synthetic practice stands there, with its truth beside it."""
    beside = {"seed": seed, "hips": hips, "parameters": as_json(truth)}
    with writing(out, source="synthetic", as_of=today.isoformat(), revision=revision, truth=beside) as writer:
        for block in blocks(truth, hips=hips, seed=seed):
            _write_hips(writer, block, today)
            _write_products(writer, block)
            _write_events(writer, block)
            for forms in block.forms:
                _write_forms(writer, block, forms)
            told(block.hips.first + block.wanted, hips)


def _write_hips(writer: Writer, block: Block, today: date) -> None:
    hips, n = block.hips, block.wanted
    full = hips.full
    columns = {
        "hip": hips.first + np.arange(len(hips)),
        "person": hips.person,
        "side": np.where(hips.left, "left", "right"),
        "pathway": np.ones(len(hips), dtype=np.int64),
        "sex": np.where(hips.female, "female", "male"),
        "age": np.minimum(np.floor(hips.age), OLDEST).astype(np.int64),
        "year": np.array([(today - timedelta(days=int(ago))).year for ago in hips.ago]),
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
        "definition": np.full(len(hips), "thickness"),
        "thickness": np.where(full, "full", "partial"),
        "partial_percent": np.where(full, np.nan, hips.percent),
        "gluteus_minimus": hips.minimus,
        "retraction": np.select((hips.irreducible, full), ("irreducible", "under_2_cm"), "none"),
        "quality": np.where(hips.poor, "poor", "good"),
        "goutallier": hips.goutallier,
        "lall": hips.lall,
        "approach": np.where(hips.endoscopic, "endoscopic", "open"),
        "repair": np.select([hips.lall == t for t in REPAIRS], [r.value for r in REPAIRS.values()], ""),
        "bursectomy": np.ones(len(hips), dtype=np.bool_),
        "micropuncture": hips.micropuncture,
        "anchors": np.where(hips.lall == "V", 0, hips.anchors),
        "graft": np.where(hips.graft, "acellular_dermal_allograft", "none"),
        "concomitant": hips.concomitant,
        "biologic": hips.product,
    }
    writer.add(HIPS, {name: column[:n] for name, column in columns.items()})


def bmi(height: Reals, weight: Reals) -> Reals:
    """Kilograms over square metres, one decimal."""
    return np.asarray(np.round(weight / (height / 100) ** 2, 1))


def _write_products(writer: Writer, block: Block) -> None:
    products = block.products
    n = int(np.searchsorted(products.hips, block.wanted))
    columns: dict[str, Any] = {
        "hip": block.hips.first + products.hips,
        "product": products.kind,
        "state": np.full(len(products.hips), "administered"),
        "day": np.zeros(len(products.hips), dtype=np.int64),
        "volume": products.volume,
        "dose": bench.dose(products),
        "recovery": bench.recovery(products),
        "fold": bench.fold(products),
        "purity": bench.purity(products),
        "nucleated": bench.nucleated(products),
        "colonies": bench.colonies(products),
        "leukocytes": bench.leukocytes(products),
        "paw": bench.paw(products),
        "measured": products.counted,
        "reported": np.full(len(products.hips), np.nan),
    }
    writer.add(PRODUCTS, {name: column[:n] for name, column in columns.items()})


def _write_events(writer: Writer, block: Block) -> None:
    events = block.happenings
    n = int(np.searchsorted(events.hips, block.wanted))
    nobody = [None] * n
    columns = {
        "hip": block.hips.first + events.hips[:n],
        "kind": events.kind[:n],
        "day": events.day[:n],
        "grade": events.grade[:n],
        "serious": np.isin(events.grade[:n], ("III",)),
        "operation": nobody,
        "product": nobody,
    }
    writer.add(EVENTS, columns)


def _write_forms(writer: Writer, block: Block, forms: Forms) -> None:
    instrument = load_instrument(forms.instrument)
    n = int(np.searchsorted(forms.hips, block.wanted))
    answers = forms.answers[:n]
    scored = score_columns(instrument, answers)
    (scale,) = instrument.scales
    columns: Mapping[str, Any] = {
        "hip": block.hips.first + forms.hips[:n],
        "milestone": np.full(n, forms.milestone),
        "day": forms.day[:n],
        "version": np.full(n, instrument.version),
        "wording": np.full(n, "official"),
        "mode": np.full(n, "link"),
        "answered": scored[scale.id].answered,
        "imputed": scored[scale.id].imputed,
        score_column(scale.id): scored[scale.id].value,
        "answers": answers,
    }
    writer.add(responses(instrument), columns)
