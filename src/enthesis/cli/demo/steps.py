"""The steps of an invented operation, each as it was planned, at its minute."""

from dataclasses import replace
from datetime import datetime
from random import Random

from enthesis.cli.demo.graft import placed
from enthesis.domain.numbers import plain
from enthesis.domain.pathway.plan import Plan
from enthesis.domain.pathway.surgery import Anchor, Step, StepKind, labelled

MINUTE = {
    StepKind.BAND_RELEASE: 10,
    StepKind.BURSECTOMY: 12,
    StepKind.DEBRIDEMENT: 24,
    StepKind.FOOTPRINT: 32,
    StepKind.MICROPUNCTURE: 36,
    StepKind.REATTACHMENT: 62,
    StepKind.GRAFT: 74,
    StepKind.TRANSFER: 76,
    StepKind.CLOSURE: 88,
}
END = 90
REMOVED = {
    StepKind.BURSECTOMY: "The inflamed bursa over the greater trochanter",
    StepKind.DEBRIDEMENT: "Frayed tendon at its edge, back to firm tissue",
}
# The company prefix of an example barcode of the standard, not of a maker.
LABEL = "(01)09506000117843(17)400131(10){lot}"


def step_of(plan: Plan, kind: StepKind, rng: Random, *, at: datetime) -> Step:
    match kind:
        case StepKind.BAND_RELEASE:
            return Step(kind=kind, done_at=at, release=plan.release)
        case StepKind.FOOTPRINT:
            return Step(kind=kind, done_at=at, footprint=plan.footprint)
        case StepKind.MICROPUNCTURE:
            awl, depth = (plain(mm) if mm is not None else "" for mm in (plan.awl_mm, plan.depth_mm))
            return Step(kind=kind, done_at=at, holes=plan.holes, awl_mm=awl, depth_mm=depth)
        case StepKind.REATTACHMENT:
            return Step(kind=kind, done_at=at, repair=plan.repair, anchors=_anchors(plan, rng, at))
        case StepKind.GRAFT:
            return placed(plan.graft, at=at)
        case StepKind.TRANSFER:
            return Step(kind=kind, done_at=at, transfer=plan.transfer, anchors=_anchors(plan, rng, at))
        case StepKind.CLOSURE:
            return Step(kind=kind, done_at=at, note="Band, fascia and skin in layers.")
        case _:
            return Step(kind=kind, done_at=at, removed=REMOVED.get(kind, ""))


def otherwise(step: Step) -> Step:
    """The step as the hip let it be done, with the reason; most are done as planned all the same."""
    if step.kind is not StepKind.MICROPUNCTURE or not step.holes:
        return step
    return replace(step, holes=step.holes - 2, departure="The footprint was too narrow for more.")


def _anchors(plan: Plan, rng: Random, at: datetime) -> tuple[Anchor, ...]:
    lots = (f"DEMO-{rng.randrange(1000):03d}" for _ in range(plan.anchors))
    placed = (Anchor(maker="Demo Anchors", lot=lot, udi=LABEL.format(lot=lot)) for lot in lots)
    return tuple(labelled(anchor, on=at.date()) for anchor in placed)
