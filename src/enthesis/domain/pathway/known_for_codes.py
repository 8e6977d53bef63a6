"""What the record of a case knows that codes depend on."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from enthesis.domain.biologics.catalogue import load_graft, load_kind
from enthesis.domain.biologics.graft import NO_GRAFT, Origin
from enthesis.domain.biologics.kind import Family
from enthesis.domain.biologics.product import Product
from enthesis.domain.codes.icd10cm import Encounter
from enthesis.domain.codes.suggest.known import Cause, Done, Finding, Known, Onset, Torn
from enthesis.domain.examination.imaging import MriFindings, Sign
from enthesis.domain.examination.tear import Chronicity, Etiology, Tear, Thickness
from enthesis.domain.examination.tests import Examination, Gait, Trendelenburg
from enthesis.domain.pathway.case import Entry, every, latest, standing
from enthesis.domain.pathway.coding import CodedFor, ConfirmedCode, codings, contradicted
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.plan import Approach, Biologic, Plan, Repair, Timing
from enthesis.domain.pathway.surgery import Finish, Start, Step, StepKind
from enthesis.domain.pathway.technique import BandRelease, Transfer
from enthesis.domain.pathway.tonnis import tonnis_of
from enthesis.domain.terms import Side

CAUSES = {
    Etiology.DEGENERATIVE: Cause.DEGENERATION,
    Etiology.TRAUMATIC: Cause.INJURY,
    Etiology.POST_ARTHROPLASTY: Cause.ARTHROPLASTY,
    Etiology.IATROGENIC: Cause.OTHER_SURGERY,
}
ONSETS = {
    Chronicity.ACUTE: Onset.ACUTE,
    Chronicity.CHRONIC: Onset.CHRONIC,
    Chronicity.ACUTE_ON_CHRONIC: Onset.ACUTE_ON_CHRONIC,
}
BESIDE = {
    Concomitant.LABRAL_REPAIR: Done.LABRAL_REPAIR,
    Concomitant.LABRAL_DEBRIDEMENT: Done.LABRUM_OR_CARTILAGE_CLEANED,
    Concomitant.CHONDROPLASTY: Done.LABRUM_OR_CARTILAGE_CLEANED,
    Concomitant.FEMOROPLASTY: Done.FEMOROPLASTY,
    Concomitant.ACETABULOPLASTY: Done.ACETABULOPLASTY,
    Concomitant.LOOSE_BODY: Done.LOOSE_BODY,
    Concomitant.ARTHROPLASTY: Done.ARTHROPLASTY,
}
LABRAL = tuple(one for one in Concomitant if one.value.startswith("labral"))
OPENED = (BandRelease.WINDOW, BandRelease.LENGTHENING)
OPEN = (Approach.OPEN, Approach.MINI_OPEN)
GRAFTS = {Origin.OWN: Done.OWN_GRAFT, Origin.DONOR: Done.DONOR_GRAFT}


def known_for(
    entries: Sequence[Entry[object]],
    side: Side,
    coded_for: CodedFor,
    encounter: Encounter | None = None,
    *,
    products: Sequence[Product],
) -> Known:
    """What codes for this purpose depend on; of the operation the newest plan, what was done, or nothing.

    `products` are those of the hip: as it was done, an operation has the ones that were given.
    """
    read, examined = latest(entries, MriFindings), latest(entries, Examination)
    tear = read.value.tear if read else Tear()
    plan = latest(entries, Plan)
    done = _operation(entries, coded_for, products)
    beside = _beside(entries, coded_for)
    return Known(
        side=side,
        torn=_torn(tear),
        cause=CAUSES.get(tear.etiology) if tear.etiology else None,
        onset=ONSETS.get(tear.chronicity) if tear.chronicity else None,
        encounter=encounter,
        findings=tuple(
            _findings(read.value if read else None, examined.value if examined else None, done, beside)
        ),
        tonnis=tonnis_of(entry.value for entry in standing(entries)),
        done=done,
        is_open=_is_open(entries, coded_for),
        again=plan.value.revision if plan else None,
    )


def outdated_codes(
    entries: Sequence[Entry[object]], side: Side, *, products: Sequence[Product]
) -> dict[CodedFor, tuple[ConfirmedCode, ...]]:
    """By purpose, the confirmed codes that no longer follow from the record; only purposes that have any."""
    found = {
        coded_for: contradicted(entry.value, known_for(entries, side, coded_for, products=products), side)
        for coded_for, entry in codings(entries).items()
    }
    return {coded_for: codes for coded_for, codes in found.items() if codes}


def _torn(tear: Tear) -> Torn | None:
    match tear.thickness:
        case Thickness.FULL:
            return Torn.FULL
        case Thickness.PARTIAL:
            return Torn.PARTIAL
        case Thickness.NONE:
            return {True: Torn.FRAYED, False: Torn.INTACT, None: None}[tear.tendinopathy]
        case _:
            return None


def _findings(
    read: MriFindings | None,
    examined: Examination | None,
    done: tuple[Done, ...] | None,
    beside: tuple[Concomitant, ...],
) -> Iterator[Finding]:
    if read is not None and read.sign(Sign.BURSAL_FLUID):
        yield Finding.BURSITIS
    if Done.BAND_OPENED in (done or ()):
        yield Finding.BAND_RELEASED
    if read is not None and read.sign(Sign.ATROPHY):
        yield Finding.WASTING
    if examined is not None and _limps(examined):
        yield Finding.GAIT
    if read is not None and read.tear.etiology is Etiology.POST_ARTHROPLASTY:
        yield Finding.ARTIFICIAL_HIP
    if any(one in LABRAL for one in beside):
        yield Finding.LABRUM


def _limps(examined: Examination) -> bool:
    return examined.trendelenburg is Trendelenburg.PRESENT or examined.gait not in (None, Gait.NORMAL)


def _beside(entries: Sequence[Entry[object]], coded_for: CodedFor) -> tuple[Concomitant, ...]:
    plan, finish = latest(entries, Plan), latest(entries, Finish)
    if coded_for is CodedFor.PLAN:
        return (plan.value.besides or ()) if plan else ()
    return (finish.value.concomitant or ()) if coded_for is CodedFor.SURGERY and finish else ()


def _is_open(entries: Sequence[Entry[object]], coded_for: CodedFor) -> bool | None:
    plan, start = latest(entries, Plan), latest(entries, Start)
    if coded_for is CodedFor.PLAN:
        return plan.value.approach in OPEN if plan else None
    if coded_for is CodedFor.REFERRAL or start is None:
        return None
    changed = [s.value.approach for s in every(entries, Step) if s.value.approach and not s.value.omitted]
    return (changed[-1] if changed else start.value.approach) in OPEN


def _operation(
    entries: Sequence[Entry[object]], coded_for: CodedFor, products: Sequence[Product]
) -> tuple[Done, ...] | None:
    """In the order of `Done`; None where no operation is planned, or none has ended."""
    plan, finish = latest(entries, Plan), latest(entries, Finish)
    found: set[Done]
    if coded_for is CodedFor.PLAN and plan is not None:
        found = set(_planned(plan.value))
    elif coded_for is CodedFor.SURGERY and finish is not None:
        steps = [step.value for step in every(entries, Step) if not step.value.omitted]
        found = {one for step in steps for one in _of_step(step)}
        later = plan is not None and plan.value.biologic and plan.value.biologic.timing is Timing.AFTER
        given_until = finish.value.finished_at if later else None
        found |= {_of_family(one.kind) for one in products if _is_given(one, until=given_until)}
    else:
        return None
    found |= {BESIDE.get(one, Done.OTHER) for one in _beside(entries, coded_for)}
    return tuple(one for one in Done if one in found)


def _planned(plan: Plan) -> Iterator[Done]:
    if plan.repair is not Repair.NONE:
        yield Done.REPAIR
    if plan.bursectomy:
        yield Done.BURSECTOMY
    yield from _of_release(plan.release)
    if plan.holes is not None:
        yield Done.MICROPUNCTURE
    if plan.transfer not in (None, Transfer.NONE):
        yield Done.TRANSFER
    yield from _of_graft(plan.graft)
    yield from _of_product(plan.biologic)


def _of_step(step: Step) -> Iterator[Done]:
    match step.kind:
        case StepKind.REATTACHMENT:
            yield Done.REPAIR
        case StepKind.BURSECTOMY:
            yield Done.BURSECTOMY
        case StepKind.BAND_RELEASE:
            yield from _of_release(step.release)
        case StepKind.MICROPUNCTURE:
            yield Done.MICROPUNCTURE
        case StepKind.TRANSFER:
            yield Done.TRANSFER
        case StepKind.GRAFT:
            yield from _of_graft(step.graft or NO_GRAFT)
        case _:
            return


def _of_release(release: BandRelease | None) -> Iterator[Done]:
    if release in OPENED:
        yield Done.BAND_OPENED
    elif release is BandRelease.REFLECTED_TENDON:
        yield Done.REFLECTED_TENDON


def _of_graft(graft: str) -> Iterator[Done]:
    if graft != NO_GRAFT:
        yield GRAFTS.get(load_graft(graft).origin, Done.OTHER_GRAFT)


def _of_product(biologic: Biologic | None) -> Iterator[Done]:
    if biologic is None:
        return
    of_family = _of_family(biologic.product)
    is_after = of_family is Done.PLASMA_DURING and biologic.timing is Timing.AFTER
    yield Done.PLASMA_AFTER if is_after else of_family


def _of_family(kind: str) -> Done:
    """A product given with the operation."""
    by_family = {Family.PLASMA: Done.PLASMA_DURING, Family.MARROW: Done.CELLS}
    return by_family.get(load_kind(kind).family, Done.OTHER_PRODUCT)


def _is_given(product: Product, *, until: datetime | None) -> bool:
    """Whether it was given, and until then: one that the plan gives on a later day is no part of it."""
    given = product.administered
    return given is not None and (until is None or given.delivery.given_at <= until)
