"""What was done otherwise than the signed plan says, and that somebody says why."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation

from enthesis.domain.biologics.catalogue import GRAFTS, load_kind
from enthesis.domain.biologics.product import Product
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.pathway.plan import Plan, Timing
from enthesis.domain.pathway.surgery import Finish, Start, Step, StepKind, planned_steps

COUNTED = (StepKind.REATTACHMENT, StepKind.TRANSFER)  # a plan counts their anchors, not those of a graft
OR_WHY = "Record the others, or correct a step that has anchors and say why there are fewer"


def departs(plan: Plan, kind: StepKind) -> bool:
    """Whether a step of this kind is not what the plan says; where it is silent nothing departs from it."""
    silent = {
        StepKind.CLOSURE: True,
        StepKind.BAND_RELEASE: plan.release is None,
        StepKind.FOOTPRINT: plan.footprint is None,
    }
    return not silent.get(kind, False) and kind not in planned_steps(plan)


def differences(plan: Plan, step: Step, before: Sequence[Step] = ()) -> tuple[str, ...]:
    """How a step that was done is another than planned, a sentence each; what is not planned is not compared.

    `before` are the steps recorded until then: anchors are counted together.
    """
    if step.omitted or departs(plan, step.kind):
        return ()
    return tuple(_differing(plan, step, before))


def check_departure(plan: Plan, step: Step, before: Sequence[Step] = ()) -> None:
    """A step that the plan does not hold, or that was done otherwise, says why. Raises Invalid."""
    if step.omitted or step.departure.strip():
        return
    if departs(plan, step.kind):
        sentence = f"“{step.kind.label}” is not in the signed plan."
        raise Invalid("departure", sentence, "Say why it was done all the same.")
    if found := differences(plan, step, before):
        raise Invalid("departure", " ".join(found), "Say why it was done otherwise than planned.")


def fewer_anchors(plan: Plan, steps: Sequence[Step]) -> str:
    """That there are fewer anchors than planned, in a sentence; empty where somebody said why, or none lacks.

    A reason is that of a step which would have held them, done otherwise or left out.
    """
    told = any(s.kind in COUNTED and (s.departure.strip() or s.omitted) for s in steps)
    placed = _placed(steps)
    return "" if told or placed >= plan.anchors else _counted(plan, placed)


def check_anchors(plan: Plan, steps: Sequence[Step]) -> None:
    """At the end of the operation all planned anchors are recorded, or somebody said why not."""
    if sentence := fewer_anchors(plan, steps):
        raise NotAllowed("anchors", sentence, f"{OR_WHY}.")


def product_never_taken(plan: Plan, products: Sequence[Product]) -> str:
    """That the product planned for the operation was never collected, in a sentence; else empty.

    One that was collected is given or discarded at the bench, each with its record.
    """
    if plan.biologic is None or plan.biologic.timing is Timing.AFTER or products:
        return ""
    return f"The plan says {load_kind(plan.biologic.product).title}, and none was collected."


def check_product(plan: Plan, products: Sequence[Product], finish: Finish) -> None:
    """At the end of the operation its product is on the record, or somebody says why it was left out."""
    sentence = product_never_taken(plan, products)
    if sentence and not finish.product_left_out.strip():
        raise Invalid("product_left_out", sentence, "Collect it, or say why it was left out.")


def check_approach(plan: Plan, start: Start) -> None:
    """An operation that begins by another approach than planned says why. Raises Invalid."""
    if start.approach is not plan.approach and not start.departure.strip():
        raise Invalid(
            "departure",
            f"The plan says {_words(plan.approach)}, and {_words(start.approach)} was chosen.",
            "Say why another approach is taken.",
        )


def _differing(plan: Plan, step: Step, before: Sequence[Step]) -> Iterator[str]:
    match step.kind:
        case StepKind.MICROPUNCTURE:
            yield from _of_holes(plan, step)
        case StepKind.REATTACHMENT if step.repair is not plan.repair:
            yield _other("the repair", plan.repair, step.repair)
        case StepKind.GRAFT if step.graft != plan.graft:
            planned, placed = (GRAFTS[g].title if g in GRAFTS else g for g in (plan.graft, step.graft or ""))
            yield f"The plan says {planned.lower()}, and {placed.lower()} was placed."
        case StepKind.BAND_RELEASE if plan.release not in (None, step.release):
            yield _other("the release", plan.release, step.release)
        case StepKind.FOOTPRINT if plan.footprint not in (None, step.footprint):
            yield _other("the bone", plan.footprint, step.footprint)
        case StepKind.TRANSFER if step.transfer is not plan.transfer:
            yield _other("the transfer", plan.transfer, step.transfer)
    if step.kind is StepKind.REATTACHMENT or (step.kind is StepKind.TRANSFER and plan.anchors):
        yield from _of_anchors(plan, step, before)


def _of_holes(plan: Plan, step: Step) -> Iterator[str]:
    if plan.holes is not None and step.holes != plan.holes:
        yield f"The plan says {plan.holes} holes, and {step.holes} were made."
    for what, planned, done in (
        ("an awl of", plan.awl_mm, step.awl_mm),
        ("a depth of", plan.depth_mm, step.depth_mm),
    ):
        if planned is not None and _number(done) != planned:
            told = f"{done} mm" if done.strip() else "none"
            yield f"The plan says {what} {planned} mm, and {told} is recorded."


def _of_anchors(plan: Plan, step: Step, before: Sequence[Step]) -> Iterator[str]:
    """More than planned; that there are fewer is known at the end alone, for more may follow."""
    placed = _placed((*before, step))
    if placed > plan.anchors:
        yield _counted(plan, placed)


def _placed(steps: Sequence[Step]) -> int:
    """Anchors of a graft are not planned and so not counted."""
    return sum(len(s.anchors) for s in steps if s.kind is not StepKind.GRAFT and not s.omitted)


def _counted(plan: Plan, placed: int) -> str:
    verb = "is" if placed == 1 else "are"
    return f"The plan says {_anchors(plan.anchors)}, and {_anchors(placed)} {verb} recorded."


def _anchors(count: int) -> str:
    return "1 anchor" if count == 1 else f"{count or 'no'} anchors"


def _other(what: str, planned: object, done: object) -> str:
    return f"The plan says of {what}: {_words(planned)}; recorded is: {_words(done)}."


def _words(value: object) -> str:
    return str(getattr(value, "label", value)).replace("_", " ").lower()


def _number(text: str) -> Decimal | None:
    """The first number of words such as 1.5 mm; None where they begin with none."""
    try:
        return Decimal(text.strip().removesuffix("mm").strip().replace(",", "."))
    except InvalidOperation:
        return None
