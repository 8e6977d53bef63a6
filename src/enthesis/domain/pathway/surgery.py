"""The operation as it happens: each step recorded with its time, and what must be there before it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from enthesis.domain.biologics.catalogue import GRAFTS, load_graft
from enthesis.domain.biologics.graft import Detail, check_details, expired
from enthesis.domain.codes.udi.reading import read_udi
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.concomitant import Concomitant, in_order
from enthesis.domain.pathway.counts import Count, check_counts
from enthesis.domain.pathway.plan import Approach, Biologic, Plan, Repair, Timing
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.pathway.technique import BandRelease, Footprint, GraftFixation, Transfer
from enthesis.domain.terms import Option, Tag, Wording
from enthesis.domain.verdict import Assessment


class StepKind(StrEnum):
    """In the order in which a repair is done."""

    CONVERSION = "conversion"
    BAND_RELEASE = "band_release"
    BURSECTOMY = "bursectomy"
    DEBRIDEMENT = "debridement"
    FOOTPRINT = "footprint"
    MICROPUNCTURE = "micropuncture"
    REATTACHMENT = "reattachment"
    GRAFT = "graft"
    TRANSFER = "transfer"
    CLOSURE = "closure"

    @property
    def option(self) -> Option | None:
        """What the step adds to a repair and candidacy is judged for; None for the repair itself."""
        return {StepKind.MICROPUNCTURE: Option.MICROPUNCTURE, StepKind.GRAFT: Option.GRAFT}.get(self)

    @property
    def label(self) -> str:
        return {
            StepKind.CONVERSION: "Changed to another approach",
            StepKind.BAND_RELEASE: "Iliotibial band or reflected tendon released",
            StepKind.BURSECTOMY: "Bursa removed",
            StepKind.DEBRIDEMENT: "Damaged tendon removed",
            StepKind.FOOTPRINT: "Bone of the footprint prepared",
            StepKind.MICROPUNCTURE: "Footprint micropunctured",
            StepKind.REATTACHMENT: "Tendon reattached",
            StepKind.GRAFT: "Graft placed",
            StepKind.TRANSFER: "Muscle transferred",
            StepKind.CLOSURE: "Wound closed",
        }[self]


DURING_SURGERY = (
    EventType.TROCHANTERIC_FRACTURE,
    EventType.ANCHOR,
    EventType.HAEMATOMA,
    EventType.LATERAL_FEMORAL_CUTANEOUS_NERVE,
    EventType.SUPERIOR_GLUTEAL_NERVE,
    EventType.SCIATIC_NERVE,
    EventType.PUDENDAL_NERVE,
    EventType.ALLERGIC_REACTION,
    EventType.TRANSFUSION,
    EventType.DEATH,
    EventType.OTHER,
)
"""Adverse events that can be seen before the patient leaves the room, by their one vocabulary."""

COMPLICATIONS = Wording(
    text="; ".join(kind.label for kind in DURING_SURGERY),
    tag=Tag.PROPOSED,
    note="Which complications of the vocabulary are coded at the end of an operation?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The operation begins: the patient on the table is the one of the wristband that was scanned.

    `departure` says why it is begun by another approach than planned, `another_day` why on another day than
    booked. In records from before the day had its own words, `departure` may speak of the day.
    """

    started_at: datetime
    approach: Approach
    wristband: str
    departure: str = ""
    another_day: str = ""

    def __post_init__(self) -> None:
        _check_aware("started_at", self.started_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One suture anchor: what its package says. `expires_on` is its last day, if that is told."""

    maker: str
    lot: str
    udi: str = ""
    expires_on: date | None = None


def labelled(anchor: Anchor, *, on: date) -> Anchor:
    """The anchor with what its UDI says: lot, or serial number where it has no lot, and last day.

    `on` is the day it is scanned. Raises Invalid for a label that cannot be read, and for one of another lot
    than was entered.
    """
    if not anchor.udi:
        return anchor
    label = read_udi(anchor.udi, on=on)
    lot = label.lot or label.serial
    if anchor.lot and lot and anchor.lot != lot:
        raise Invalid(
            "lot",
            f"The label says lot {lot}, and {anchor.lot} was entered.",
            "Clear the one that is not on the package in your hand.",
        )
    return replace(anchor, lot=anchor.lot or lot, expires_on=label.expires_on or anchor.expires_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class InHand:
    """What a step is judged by: its kind, what is placed if anything, and a graft's expiry as written."""

    kind: StepKind
    graft: str | None = None
    expiry: str = ""
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step. Only the fields of its kind are filled; `omitted` says why a planned step was left out.

    `graft` is the id of a GraftKind, `graft_details` what stands on its package. Steps are read back whatever
    is asked of a graft by then; `check_graft` says what is missing before one is recorded. `acknowledged` are
    the sentences that spoke against it, read and ticked before it was recorded. `departure` says why it was
    done otherwise than planned, or where the plan does not hold it. `removed` is the tissue that was taken
    out, `fixed_by` what holds a graft. A conversion names the approach it was changed to. `in_already` are
    the sentences against pieces that were recalled or past their last day and are in the hip: a surgeon told
    it, `note` says why.
    """

    kind: StepKind
    done_at: datetime
    omitted: str = ""
    holes: int | None = None
    awl_mm: str = ""
    depth_mm: str = ""
    repair: Repair | None = None
    anchors: tuple[Anchor, ...] = ()
    graft: str | None = None
    graft_details: Mapping[Detail, str] = field(default_factory=dict)
    graft_udi: str = ""
    release: BandRelease | None = None
    removed: str = ""
    footprint: Footprint | None = None
    fixed_by: tuple[GraftFixation, ...] = ()
    transfer: Transfer | None = None
    approach: Approach | None = None
    note: str = ""
    departure: str = ""
    acknowledged: tuple[str, ...] = ()
    in_already: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _check_aware("done_at", self.done_at)
        if self.holes is not None and self.holes <= 0:
            raise Invalid(
                "holes", f"{self.holes} holes cannot be made.", "Enter how many, or leave it empty."
            )
        if self.omitted:
            return
        missing = {
            StepKind.CONVERSION: self.approach is None and "Choose the approach it was changed to.",
            StepKind.FOOTPRINT: self.footprint in (None, Footprint.NONE)
            and "Choose how the bone was prepared.",
            StepKind.TRANSFER: self.transfer in (None, Transfer.NONE) and "Choose which muscle.",
            StepKind.BAND_RELEASE: self.release in (None, BandRelease.NONE) and "Choose how it was released.",
            StepKind.MICROPUNCTURE: self.holes is None and "Enter how many holes were made.",
            StepKind.REATTACHMENT: self._reattachment_gap(),
            StepKind.GRAFT: self.graft is None and "Choose the graft.",
        }.get(self.kind)
        if missing:
            raise Invalid(self.kind.value, f"{self.kind.label} is not complete.", missing)

    @property
    def in_hand(self) -> InHand:
        expiry = self.graft_details.get(Detail.EXPIRY, "")
        return InHand(kind=self.kind, graft=self.graft, expiry=expiry, anchors=self.anchors)

    def _reattachment_gap(self) -> str:
        if self.repair is None:
            return "Choose how the tendon was reattached."
        if not self.anchors and not self.note.strip():
            return "Enter each anchor, or say in the note why there is none."
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """The operation ends; the record is signed with this entry.

    `concomitant` is what else was done, in the order of the list: empty for nothing, None where it is not
    recorded, as in records from before it was asked. So `counts`. `complication_kinds` are the complications
    in the words of adverse events, `complications` what is said of them. `product_left_out` says why a
    planned product was not collected.
    """

    finished_at: datetime
    findings: str = ""
    complications: str = ""
    concomitant: tuple[Concomitant, ...] | None = None
    counts: tuple[Count, ...] | None = None
    complication_kinds: tuple[EventType, ...] = ()
    product_left_out: str = ""

    def __post_init__(self) -> None:
        _check_aware("finished_at", self.finished_at)
        if EventType.OTHER in self.complication_kinds and not self.complications.strip():
            raise Invalid("complications", "Another complication is ticked.", "Say what happened.")
        if self.concomitant is not None:
            object.__setattr__(self, "concomitant", in_order(self.concomitant))


def planned_steps(plan: Plan) -> tuple[StepKind, ...]:
    """The steps a plan calls for, in order."""
    called_for = {
        StepKind.BAND_RELEASE: plan.release not in (None, BandRelease.NONE),
        StepKind.BURSECTOMY: plan.bursectomy,
        StepKind.DEBRIDEMENT: plan.debridement,
        StepKind.FOOTPRINT: plan.footprint not in (None, Footprint.NONE),
        StepKind.MICROPUNCTURE: plan.holes is not None,
        StepKind.REATTACHMENT: plan.repair is not Repair.NONE,
        StepKind.GRAFT: plan.has_graft,
        StepKind.TRANSFER: plan.transfer not in (None, Transfer.NONE),
    }
    return tuple(kind for kind in StepKind if called_for.get(kind, False))


def missing_steps(plan: Plan, steps: Sequence[Step]) -> tuple[StepKind, ...]:
    """Planned steps that are neither recorded nor recorded as left out."""
    told = {step.kind for step in steps}
    return tuple(kind for kind in planned_steps(plan) if kind not in told)


def check_can_finish(
    plan: Plan, start: Start, steps: Sequence[Step], finish: Finish, *, seen: TearSeen | None
) -> None:
    """Every planned step is told, the tear as it was seen, what else was done, and the counts are settled.

    The end comes after all of them.
    """
    if missing := missing_steps(plan, steps):
        raise NotAllowed(
            "steps-missing",
            f"The record is not complete: {_listed(missing)}.",
            "Record each step, or say why it was left out.",
        )
    if seen is None:
        raise NotAllowed(
            "tear-seen",
            "The record does not say whether the tear was the one of the images.",
            "Record the tear as it was seen.",
        )
    check_counts(finish.counts)
    if finish.concomitant is None:
        raise NotAllowed(
            "concomitant",
            "The record does not say whether anything else was done.",
            "Choose each procedure, or that there was nothing else.",
        )
    if finish.finished_at < max((start.started_at, seen.seen_at, *(s.done_at for s in steps))):
        raise NotAllowed(
            "time-order", "The operation cannot end before its last step.", "Correct the time of the end."
        )


def check_step_time(start: Start, step: Step, *, at: datetime) -> None:
    """A step lies between the start of the operation and now."""
    check_between(start, step.done_at, step.kind.label, at=at)


def check_between(start: Start, then: datetime, what: str, *, at: datetime) -> None:
    """What happened lies between the start of the operation and now."""
    if not start.started_at <= then <= at:
        raise NotAllowed(
            "time-order",
            f"“{what}” is not between the start of the operation and now.",
            "Correct its time.",
        )


def check_graft(step: Step) -> None:
    """A graft that was placed is one there is, with every detail its kind asks for and no other.

    Otherwise Invalid, coded by the detail, or NotFound.
    """
    if step.graft is not None and not step.omitted:
        check_details(load_graft(step.graft), step.graft_details)


def step_obstacles(step: InHand, assessment: Assessment, *, on: date) -> tuple[str, ...]:
    """What speaks against this step on a day, a sentence each: candidacy, and what is past its last day.

    The assessment is one of the graft in hand, whatever was planned.
    """
    judged = assessment.obstacles(step.kind.option) if step.kind.option else ()
    return tuple(dict.fromkeys((*judged, *past_last_day(step, on=on))))


def past_last_day(step: InHand, *, on: date) -> tuple[str, ...]:
    """Of the graft and the anchors in hand what is past its last day, a sentence each."""
    graft = GRAFTS.get(step.graft or "")
    past = expired(graft, step.expiry, on=on) if graft else None
    late = (
        f"Anchor of lot {anchor.lot}: its last day, {anchor.expires_on.isoformat()}, has passed."
        for anchor in step.anchors
        if anchor.expires_on is not None and anchor.expires_on < on
    )
    return tuple(dict.fromkeys((*((past,) if past else ()), *late)))


def check_acknowledged(step: Step, obstacles: Sequence[str]) -> None:
    """Everything that spoke against a step that was done has been read; one left out needs nothing."""
    unread = () if step.omitted else tuple(s for s in obstacles if s not in step.acknowledged)
    if unread:
        raise NotAllowed(
            "not-acknowledged",
            f"This speaks against “{step.kind.label}”: {' '.join(unread)}",
            "If it was done all the same, tick each sentence as read.",
        )


def product_obstacle(
    plan: Plan,
    start: Start | None,
    steps: Sequence[Step],
    finish: Finish | None,
    operated_on: date | None,
    *,
    given_at: datetime,
    on: date,
) -> str | None:
    """Why the planned product may not be given at `given_at`, or None when the plan's timing had come.

    `on` is the day of `given_at` on the clock of the office, on which days after surgery are counted.
    """
    if plan.biologic is None:
        return "The signed plan holds no biologic product."
    match plan.biologic.timing:
        case Timing.DURING:
            return _not_during(start, finish, given_at)
        case Timing.END_OF_PROCEDURE:
            if operated_on is not None and on != operated_on:
                return "The plan gives the product at the end of the operation, on its day."
            return _not_after_repair(plan, start, steps, given_at)
        case Timing.AFTER:
            return _not_on_its_day(plan.biologic, operated_on, on)


def _not_during(start: Start | None, finish: Finish | None, given_at: datetime) -> str | None:
    if start is None or given_at < start.started_at:
        return "The plan gives the product during the operation, which has not begun."
    if finish and given_at > finish.finished_at:
        return "The plan gives the product during the operation, which has ended."
    return None


def _not_after_repair(
    plan: Plan, start: Start | None, steps: Sequence[Step], given_at: datetime
) -> str | None:
    if start is None or given_at < start.started_at:
        return "The plan gives the product at the end of the operation, which has not begun."
    if missing := missing_steps(plan, steps):
        return f"The plan gives the product after the repair: {_listed(missing)}."
    last = max((s for s in steps if not s.omitted), key=lambda step: step.done_at, default=None)
    if last and given_at < last.done_at:
        return (
            f"The plan gives the product after the repair: “{last.kind.label}” is recorded "
            "for a later time than the giving."
        )
    return None


def _not_on_its_day(biologic: Biologic, operated_on: date | None, on: date) -> str | None:
    if operated_on is None:
        return "The plan gives the product after the operation, which has not ended."
    wait = (biologic.day or 0) - (on - operated_on).days
    days = "1 day" if wait == 1 else f"{wait} days"
    return f"The plan gives the product in {days}." if wait > 0 else None


def _check_aware(field: str, at: datetime) -> None:
    if at.utcoffset() is None:
        raise Invalid(field, f"The time {at:%H:%M} has no time zone.", "Give the time with its zone.")


def _listed(kinds: Sequence[StepKind]) -> str:
    return "still to be recorded: " + ", ".join(kind.label.lower() for kind in kinds)
