"""One operated hip as a row: what the data dictionary names leaves with it, everything else stays behind."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from enthesis.domain.biologics.graft import NO_GRAFT
from enthesis.domain.biologics.product import Product
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.muscle import Grade, Muscle, Scale
from enthesis.domain.examination.schemes import PRIMARY
from enthesis.domain.examination.tear import Tear, Tendon
from enthesis.domain.examination.tests import Examination
from enthesis.domain.pathway.plan import Plan, Repair, SignedPlan
from enthesis.domain.pathway.surgery import Finish, Start, Step, StepKind
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.pathway.technique import BandRelease, Footprint, Transfer
from enthesis.domain.pathway.tonnis import tonnis_of
from enthesis.evidence.tables import NONE, OLDEST, joined, observed, planned_cells
from enthesis.store.extracts import Operated

Cells = Mapping[str, object]
Value = TypeVar("Value")
Known = TypeVar("Known")


def hip_cells(one: Operated, *, on: date) -> Cells:
    """The row without its keys; `on` is the day of the snapshot at the office of this hip."""
    before = tuple(_until_the_end(one.values))
    return {
        "side": one.side.value,
        "pathway": one.number,
        "sex": one.sex.value,
        "age": None if one.age is None else min(one.age, OLDEST),
        "year": one.operated_on.year,
        "observed": observed((on - one.operated_on).days),
        **_told(before),
        **_examined(before),
        **_torn(before),
        **_operated(one.values),
        **_seen(one.values),
        **planned_cells(_signed(before)),
        "biologic": _given(one.products),
    }


def _until_the_end(values: Sequence[object]) -> Iterator[object]:
    """What was on record when the operation ended; a correction of it stands in its place."""
    for value in values:
        yield value
        if isinstance(value, Finish):
            return


def _every(values: Iterable[object], kind: type[Value]) -> tuple[Value, ...]:
    return tuple(value for value in values if isinstance(value, kind))


def _last_known(told: Sequence[Value], part: Callable[[Value], Known | None]) -> Known | None:
    """What is known of a part, from the newest value that knows it."""
    return next((known for value in reversed(told) if (known := part(value)) is not None), None)


def _told(values: Sequence[object]) -> Cells:
    """History as it was last told; facts as they were last known together."""
    stories, facts = _every(values, History), _every(values, Facts)
    tobacco, tonnis = (facts[-1].tobacco, facts[-1].tonnis) if facts else (None, None)
    return {
        "symptoms": _number(_last_known(stories, lambda h: h.symptom_months)),
        "nonoperative": _number(_last_known(stories, lambda h: h.nonoperative_months)),
        "tobacco": tobacco.answer if tobacco else None,
        "tonnis": tonnis_of(values, tonnis.grade if tonnis else None),
    }


def _examined(values: Sequence[object]) -> Cells:
    found = _every(values, Examination)
    return {
        "bmi": _number(_last_known(found, lambda e: e.body_mass_index)),
        "tenderness": _last_known(found, lambda e: e.trochanteric_tenderness),
        "trendelenburg": _last_known(found, lambda e: e.trendelenburg),
        "gait": _last_known(found, lambda e: e.gait),
        "abduction": _last_known(found, lambda e: e.abduction),
    }


def _torn(values: Sequence[object]) -> Cells:
    """The tear of the newest reading that describes one, never mixed from two; the muscle likewise."""
    readings = _every(values, MriFindings)
    tear = _last_known(readings, lambda r: r.tear if r.tear != Tear() else None)
    chosen = [c.chosen for c in _every(values, Classified) if c.scheme == PRIMARY]
    return {
        "definition": tear.definition if tear else None,
        "thickness": tear.thickness if tear else None,
        "partial_percent": _number(tear.partial_percent_thickness) if tear else None,
        "gluteus_minimus": _has_minimus(tear) if tear else None,
        "retraction": tear.retraction if tear else None,
        "quality": tear.quality if tear else None,
        "goutallier": _last_known(readings, lambda r: _goutallier(r.muscle)),
        "lall": chosen[-1] if chosen else None,
    }


def _has_minimus(tear: Tear) -> bool | None:
    return None if tear.tendons is None else Tendon.GLUTEUS_MINIMUS in tear.tendons


def _goutallier(muscle: Muscle) -> int | None:
    """The worst grade on Goutallier's scale; None where it cannot be told."""
    worst = muscle.worst_on(Scale.GOUTALLIER)
    return int(worst) if isinstance(worst, Grade) else None


def _operated(values: Sequence[object]) -> Cells:
    """What was done, not what was planned: a step that was left out was not done."""
    starts, ends = _every(values, Start), _every(values, Finish)
    done = [step for step in _every(values, Step) if not step.omitted]
    kinds = {step.kind for step in done}
    attached = [step for step in done if step.kind is StepKind.REATTACHMENT]
    grafts = [step.graft for step in done if step.kind is StepKind.GRAFT]
    holes = [step.holes for step in done if step.kind is StepKind.MICROPUNCTURE]
    return {
        "approach": starts[-1].approach if starts else None,
        "repair": attached[-1].repair if attached else Repair.NONE,
        "bursectomy": StepKind.BURSECTOMY in kinds,
        "micropuncture": StepKind.MICROPUNCTURE in kinds,
        "anchors": sum(len(step.anchors) for step in attached),
        "graft": grafts[-1] if grafts else NO_GRAFT,
        "concomitant": joined(ends[-1].concomitant) if ends else None,
        "converted": _chosen(done, lambda step: step.approach) or NONE,
        "release": _chosen(done, lambda step: step.release) or BandRelease.NONE,
        "footprint": _chosen(done, lambda step: step.footprint) or Footprint.NONE,
        "holes": sum(made or 0 for made in holes) if holes else None,
        "transfer": _chosen(done, lambda step: step.transfer) or Transfer.NONE,
        "departures": sum(bool(step.omitted or step.departure) for step in _every(values, Step)),
    }


def _chosen(done: Sequence[Step], part: Callable[[Step], Known | None]) -> Known | None:
    """What the newest step says of its own part."""
    return _last_known(done, part)


def _signed(values: Sequence[object]) -> Plan | None:
    signed = _every(values, SignedPlan)
    return signed[-1].plan if signed else None


def _seen(values: Sequence[object]) -> Cells:
    """The tear at operation, as it was last told."""
    told = _every(values, TearSeen)
    found = told[-1].classified if told else None
    return {
        "seen": told[-1].agreement if told else None,
        "lall_seen": found.chosen if found is not None and found.scheme == PRIMARY else None,
    }


def _given(products: Sequence[Product]) -> str:
    """The kind of the first product that was given."""
    given = [(p.administered.delivery.given_at, p.kind) for p in products if p.administered]
    return min(given)[1] if given else NONE


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
