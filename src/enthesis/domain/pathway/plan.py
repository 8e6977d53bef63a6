"""What is to be done to a hip: the operation, what is added to it, and what holds a signature back."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from enthesis.domain.biologics.catalogue import GRAFTS, load_kind
from enthesis.domain.biologics.determination import ClaimedPath, authority_obstacles, not_determined
from enthesis.domain.biologics.graft import NO_GRAFT
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.steps import Route
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.pathway.concomitant import Concomitant, in_order
from enthesis.domain.pathway.technique import (
    Anaesthesia,
    BandRelease,
    FollowedProtocol,
    Footprint,
    Position,
    RepairedTendons,
    Transfer,
    check_above_zero,
)
from enthesis.domain.terms import Option, Sourced
from enthesis.domain.verdict import Assessment, Finding, Verdict


class Approach(StrEnum):
    ENDOSCOPIC = "endoscopic"
    OPEN = "open"
    MINI_OPEN = "mini_open"

    @property
    def label(self) -> str:
        return self.value.replace("_", "-").capitalize()


class Repair(StrEnum):
    NONE = "none"
    SUTURE_STAPLE = "suture_staple"
    TRANSTENDINOUS = "transtendinous_side_to_side"
    SINGLE_ROW = "single_row"
    DOUBLE_ROW = "double_row"
    SUTURE_BRIDGE = "suture_bridge"
    KNOTLESS = "knotless"
    TRANSOSSEOUS = "transosseous"
    BONE_TROUGH = "bone_trough"

    @property
    def label(self) -> str:
        if self is Repair.TRANSTENDINOUS:
            return "Transtendinous, side to side"
        return self.value.replace("_", " ").capitalize()


class Timing(StrEnum):
    DURING = "during"
    END_OF_PROCEDURE = "end_of_procedure"
    AFTER = "post_op_day"


LONGEST_NUMBER = 40
LATEST_DAY = Sourced(
    365, "d", tag="P", note="How long after surgery may a product of its plan still be injected?"
)

Refusal = tuple[str, str, str]  # the field that would have to change, the sentence, the remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Determination:
    """What the law leaves open was answered for this use: by whom, on which day, on what basis."""

    by: str
    on: date
    basis: str

    def __post_init__(self) -> None:
        if not self.by.strip():
            raise Invalid("determined_by", "It is not said who determined it.", "Enter the name.")
        if not self.basis.strip():
            raise Invalid("determined_basis", "It is not said on what basis.", "Enter the basis.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Biologic:
    """Which product, when, and how. `day` counts from the day of surgery, for an injection afterwards.

    `ind` and `irb` are the numbers of the investigational new drug application and of the review board's
    approval, for products that need them.
    """

    product: str
    option: Option
    timing: Timing = Timing.END_OF_PROCEDURE
    route: Route = Route.INJECTED
    day: int | None = None
    ind: str = ""
    irb: str = ""
    determination: Determination | None = None

    def __post_init__(self) -> None:
        for name, number in (("ind", self.ind), ("irb", self.irb)):
            if len(number) > LONGEST_NUMBER:
                raise Invalid(name, f"That is longer than {LONGEST_NUMBER} characters.", "Enter the number.")
        if (self.timing is Timing.AFTER) != (self.day is not None):
            raise Invalid("day", "Give the day after surgery for an injection afterwards, and only for that.")
        if self.day is not None and not 1 <= self.day <= LATEST_DAY.value:
            remedy = f"Enter a day from 1 to {LATEST_DAY.value}."
            raise Invalid("day", f"Day {self.day} after surgery cannot be planned.", remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One operation on one hip.

    `holes` is the number of micropunctures of the footprint, None when no micropuncture is planned. `graft`
    is the id of a GraftKind or NO_GRAFT, `graft_reason` the id of one of its reasons. `besides` is what else
    is done: empty for nothing, None where it is not said; `concomitant` is the same in the words of older
    plans. What is None is not said. `revision` says whether the hip was repaired before.
    """

    approach: Approach
    repair: Repair
    bursectomy: bool = True
    debridement: bool = True
    holes: int | None = None
    anchors: int = 0
    graft: str = NO_GRAFT
    graft_reason: str | None = None
    biologic: Biologic | None = None
    concomitant: str = ""
    note: str = ""
    revision: bool | None = None
    position: Position | None = None
    release: BandRelease | None = None
    footprint: Footprint | None = None
    awl_mm: Decimal | None = None
    depth_mm: Decimal | None = None
    tendons: RepairedTendons | None = None
    anchors_medial: int | None = None
    anchors_lateral: int | None = None
    transfer: Transfer | None = None
    besides: tuple[Concomitant, ...] | None = None
    anaesthesia: Anaesthesia | None = None
    rehabilitation: FollowedProtocol | None = None

    def __post_init__(self) -> None:
        self._check_bone()
        self._check_anchors()
        if self.besides is not None:
            object.__setattr__(self, "besides", in_order(self.besides))
        if self.has_graft != (self.graft_reason is not None):
            raise Invalid(
                "graft_reason", "A graft needs a reason, and only a graft has one.", "Choose both or neither."
            )

    def _check_bone(self) -> None:
        if self.holes is not None and self.holes <= 0:
            raise Invalid(
                "holes", "Micropuncture is planned with no holes.", "Enter how many, or leave it empty."
            )
        for code, what, number in (
            ("awl_mm", "The width of the awl", self.awl_mm),
            ("depth_mm", "The depth of the holes", self.depth_mm),
        ):
            check_above_zero(code, what, number)
            if number is not None and self.holes is None:
                raise Invalid("holes", f"{what} is planned, and no micropuncture.", "Enter how many holes.")

    def _check_anchors(self) -> None:
        if self.repair is Repair.NONE and self.anchors and self.transfer in (None, Transfer.NONE):
            raise Invalid(
                "anchors",
                "Anchors are planned, and nothing that they would hold.",
                "Choose how the tendon is reattached, or the muscle that is transferred.",
            )
        if self.repair is Repair.NONE and self.tendons is not None:
            raise Invalid("tendons", "A tendon is named although none is to be reattached.")
        if self.anchors < 0:
            raise Invalid("anchors", f"{self.anchors} anchors cannot be planned.", "Enter 0 or more.")
        rows = [count for count in (self.anchors_medial, self.anchors_lateral) if count is not None]
        if any(count < 0 for count in rows):
            raise Invalid("anchors_medial", "Fewer than no anchors cannot be planned.", "Enter 0 or more.")
        told, whole = sum(rows), len(rows) == len(("medial", "lateral"))
        if told > self.anchors or (whole and told != self.anchors):
            raise Invalid(
                "anchors_medial",
                f"{told} anchors stand in the rows, and {self.anchors} are planned.",
                "Correct the rows or the number of anchors.",
            )

    @property
    def has_graft(self) -> bool:
        return self.graft != NO_GRAFT

    @property
    def options(self) -> tuple[Option, ...]:
        """What the plan adds to the repair and candidacy must therefore be judged for."""
        added = {
            Option.GRAFT: self.has_graft,
            Option.MICROPUNCTURE: self.holes is not None,
        }
        if self.biologic is not None:
            added[self.biologic.option] = True
        return tuple(option for option in Option if added.get(option))


TWO_ROWS = (Repair.DOUBLE_ROW, Repair.SUTURE_BRIDGE)


def unsaid(plan: Plan) -> tuple[str, ...]:
    """What the plan leaves open, a name each. A signature does not wait for it."""
    holes, reattached = plan.holes is not None, plan.repair is not Repair.NONE
    rows = plan.repair in TWO_ROWS and None in (plan.anchors_medial, plan.anchors_lateral)
    told = {
        "whether the hip was repaired before": plan.revision is None,
        "position": plan.position is None,
        "release of the iliotibial band": plan.release is None,
        "preparation of the bone": plan.footprint is None,
        "width of the awl": holes and plan.awl_mm is None,
        "depth of the holes": holes and plan.depth_mm is None,
        "tendons to be repaired": reattached and plan.tendons is None,
        "anchors in each row": rows,
        "whether a muscle is transferred": plan.transfer is None,
        "whether anything else is done": plan.besides is None and not plan.concomitant.strip(),
        "anaesthesia": plan.anaesthesia is None,
        "whether the block reaches where the product goes": _is_block_open(plan),
        "rehabilitation protocol": plan.rehabilitation is None,
    }
    return tuple(words for words, is_open in told.items() if is_open)


def _is_block_open(plan: Plan) -> bool:
    planned = plan.anaesthesia if plan.biologic is not None else None
    return planned is not None and bool(planned.block.strip()) and planned.at_site is None


def obstacles(
    plan: Plan | None, assessment: Assessment | None, *, claimed: ClaimedPath | None = None
) -> tuple[str, ...]:
    """Why the plan cannot be signed, a sentence each; empty when it can.

    `claimed` is the determination in force for its product.
    """
    if plan is None:
        return ("There is no plan yet. Draft one first.",)
    if assessment is None:
        return ("Candidacy has not been assessed. Record what is known first.",)
    judged = (s for option in plan.options for s in assessment.obstacles(option))
    held = (sentence for _, sentence, _ in _refusals(plan))
    return (*held, *planned_authority(plan, claimed), *judged)


def planned_authority(plan: Plan, claimed: ClaimedPath | None) -> tuple[str, ...]:
    """Why the product of the plan may not be used at all under the determination in force."""
    if plan.biologic is None:
        return ()
    kind = load_kind(plan.biologic.product)
    return authority_obstacles(kind, claimed, ind=plan.biologic.ind, irb=plan.biologic.irb)


def same_day_obstacle(plan: Plan, *, collected_on: date, given_on: date) -> str | None:
    """Why a product taken on one day may not be given on the other in an operation; None when it may."""
    if plan.biologic is None or plan.biologic.timing is Timing.AFTER or collected_on != given_on:
        return None
    kind = load_kind(plan.biologic.product)
    if kind.excludes_same_day is None:
        return None
    return f"{kind.title} was collected on the day of the operation. {kind.excludes_same_day.text}"


def other_day_obstacle(plan: Plan, *, collected_on: date, given_on: date) -> str | None:
    """Why a product taken on one day may not be given on another; None when it may."""
    if plan.biologic is None or collected_on == given_on:
        return None
    kind = load_kind(plan.biologic.product)
    if kind.same_procedure is None:
        return None
    return f"{kind.title} was not collected on the day it is given. {kind.same_procedure.text}"


def _refusals(plan: Plan) -> Iterator[Refusal]:
    """Why graft, product and protocol cannot be planned so; no override lets it pass."""
    if plan.rehabilitation is not None:
        yield from _of_protocol(plan.rehabilitation)
    if plan.has_graft:
        yield from _of_graft(plan)
    if plan.biologic is not None:
        yield from _of_product(plan.biologic, load_kind(plan.biologic.product))


def _of_protocol(followed: FollowedProtocol) -> Iterator[Refusal]:
    try:
        followed.load()
    except NotFound as problem:
        yield "rehabilitation", problem.sentence, problem.remedy


def _of_graft(plan: Plan) -> Iterator[Refusal]:
    kind = GRAFTS.get(plan.graft)
    if kind is None:
        yield "graft", f"There is no graft “{plan.graft}”.", f"Choose one of: {', '.join(GRAFTS)}."
    elif plan.graft_reason not in {reason.id for reason in kind.reasons}:
        known = ", ".join(reason.title.lower() for reason in kind.reasons)
        yield "graft_reason", f"That is no reason for {kind.title.lower()} here.", f"Choose one of: {known}."


def _of_product(biologic: Biologic, kind: ProductKind) -> Iterator[Refusal]:
    if kind.option is not biologic.option:
        sentence = f"{kind.title} is planned, but judged as {biologic.option.label}."
        yield "biologic", sentence, "Choose the product again."
    if kind.not_at_bench is not None:
        yield (
            "product",
            f"{kind.title} cannot be planned. {kind.not_at_bench.text}",
            "Choose another product.",
        )
    if biologic.timing is Timing.AFTER:
        if kind.same_procedure is not None:
            sentence = f"{kind.title} cannot be planned for a day after surgery. {kind.same_procedure.text}"
            yield "timing", sentence, "Plan it for the operation, or choose another product."
    elif kind.excludes_same_day and kind.determination and biologic.determination is None:
        sentence = f"{kind.title} needs a recorded determination to be given in the operation."
        remedy = f"Plan it for a day after, or record: {kind.determination.text}"
        yield "determined_by", f"{sentence} {kind.excludes_same_day.text}", remedy
    numbers = {"ind": ("IND number", biologic.ind), "irb": ("number of the review board", biologic.irb)}
    lacking = {field: name for field, (name, number) in numbers.items() if not number.strip()}
    if kind.needs is not None and lacking:
        sentence = f"{kind.title} cannot be planned without the {' and the '.join(lacking.values())}."
        yield (
            next(iter(lacking)),
            f"{sentence} {kind.needs.why.text}",
            "No override stands in for it: enter it.",
        )


def warnings(
    plan: Plan | None, assessment: Assessment, *, claimed: ClaimedPath | None = None
) -> tuple[str, ...]:
    """What the rules warn of for the plan's options, and what its product leaves open, a sentence each."""
    if plan is None:
        return ()
    found = (f for option in plan.options for f in assessment.of(option) if f.verdict is Verdict.WARN)
    return (*(_warning(f) for f in found), *left_open(plan, claimed))


def to_acknowledge(
    plan: Plan | None, assessment: Assessment, *, claimed: ClaimedPath | None = None
) -> tuple[str, ...]:
    """Every warning, and what is not answered of the plan's options in one sentence: a signer ticks each."""
    unanswered = _unanswered(plan, assessment) if plan else ""
    return (*warnings(plan, assessment, claimed=claimed), *((unanswered,) if unanswered else ()))


def _unanswered(plan: Plan, assessment: Assessment) -> str:
    """The open questions that hold no signature back, a rule each; empty where everything is answered."""
    found = (f for option in plan.options for f in assessment.of(option) if f.is_open and not f.can_block)
    rules = sorted({f"{f.rule} {f.title}".strip() for f in found})
    return f"Not answered, and planned all the same: {'; '.join(rules)}." if rules else ""


def left_open(plan: Plan, claimed: ClaimedPath | None) -> Iterator[str]:
    """What is asked of the product and not recorded, where it may be given all the same."""
    if plan.biologic is None or plan.biologic.determination is not None:
        return
    kind = load_kind(plan.biologic.product)
    if kind.excludes_same_day is None and (said := not_determined(kind, claimed)):
        yield said


def _warning(finding: Finding) -> str:
    return f"{finding.rule}, {finding.option.label}: {finding.sentence}"


def check_additions(plan: Plan) -> None:
    """The planned graft and product exist, may be added as the plan says, and are judged as what they are.

    Cells are never judged as plasma. Otherwise Invalid, coded by the field that would have to change.
    """
    for field, sentence, remedy in _refusals(plan):
        raise Invalid(field, sentence, remedy)


def check_can_sign(
    plan: Plan | None,
    assessment: Assessment | None,
    acknowledged: Collection[str] = (),
    *,
    claimed: ClaimedPath | None = None,
) -> Plan:
    """The plan, when nothing holds a signature back; otherwise NotAllowed with everything that does.

    `acknowledged` are sentences in the words of `to_acknowledge`; each of the plan's must be among them.
    """
    found = obstacles(plan, assessment, claimed=claimed)
    if plan is None or assessment is None or found:
        raise NotAllowed("plan-not-signable", f"The plan cannot be signed: {' '.join(found)}")
    if unread := [w for w in to_acknowledge(plan, assessment, claimed=claimed) if w not in acknowledged]:
        raise NotAllowed(
            "acknowledged",
            f"The plan cannot be signed before each warning is acknowledged: {' '.join(unread)}",
            "Tick each warning, or change the plan.",
        )
    return plan


def can_sign(
    plan: Plan | None,
    assessment: Assessment | None,
    acknowledged: Collection[str] = (),
    *,
    claimed: ClaimedPath | None = None,
) -> bool:
    """Whether `check_can_sign` would pass."""
    try:
        check_can_sign(plan, assessment, acknowledged, claimed=claimed)
    except NotAllowed:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedPlan:
    """The plan that was signed; its entry carries the signature, its candidacy is the entry before it.

    `acknowledged` is what the signer took into account, in the words of `to_acknowledge`.
    """

    plan: Plan
    acknowledged: tuple[str, ...] = ()


def to_sign(plan: Plan, assessment: Assessment, *, claimed: ClaimedPath | None = None) -> SignedPlan:
    """Exactly what a signature would cover: the plan and every warning of its options, acknowledged."""
    return SignedPlan(plan=plan, acknowledged=to_acknowledge(plan, assessment, claimed=claimed))
