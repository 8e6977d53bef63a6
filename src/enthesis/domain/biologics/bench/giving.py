"""Why a product may not be given now: every reason at once, each with what to do.

None of them has a way round by words. Names and birth dates are never compared: two people may share both.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from enthesis.domain.biologics.bench.expiry import expiry_of
from enthesis.domain.biologics.bench.therapy_event import TherapyEvent, When
from enthesis.domain.biologics.checks import ASK_TO_GIVE, what_was_made
from enthesis.domain.biologics.identity import Code
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import NEXT_STEP, State
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import BookingId, CaseId, PersonId, Side


class Check(StrEnum):
    PRODUCT = "product"
    WRISTBAND = "wristband"
    EVENT = "event"
    SIDE = "side"
    PEOPLE = "people"
    RELEASED = "released"
    CONSUMED = "consumed"
    EXPIRED = "expired"
    MOMENT = "moment"
    BLOCKED = "blocked"
    CONSENT = "consent"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    check: Check
    sentence: str
    remedy: str


class Refused(NotAllowed):
    """The product in hand is not given. `refusals` are all the reasons, the sentence tells each of them."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals
        super().__init__(
            CODES.get(refusals[0].check, f"not-given-{refusals[0].check.value}"),
            " ".join(dict.fromkeys(r.sentence for r in refusals)),
            " ".join(dict.fromkeys(r.remedy for r in refusals)),
        )


CODES = {Check.PRODUCT: "product-mismatch", Check.WRISTBAND: "wristband-mismatch"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What two people have before them: the codes in their hands, the hip under way, what is done so far.

    `person` is the one who would give it. `blocks` are sentences of candidacy that no signed override of
    today lifts. `visit` is the booking that goes on now, if one does. `late` is why the moment has not come
    or is over, where that is known more exactly; `consent` why there is no consent to it; `recalled` what it
    was made with that is called back. What is authorised
    at `at` was given at `given_at`, a little before: it must not have expired at either.
    """

    product_scan: Code
    wristband_scan: Code
    case: CaseId
    side: Side
    person: PersonId | None
    at: datetime
    given_at: datetime
    reached: frozenset[When] = frozenset()
    visit: BookingId | None = None
    blocks: tuple[str, ...] = ()
    late: tuple[str, ...] = ()
    consent: str = ""
    recalled: tuple[str, ...] = ()


def refusals(product: Product, kind: ProductKind, event: TherapyEvent, scene: Scene) -> tuple[Refusal, ...]:
    """Every reason not to give it now; none when it may be given.

    `kind` is as the site's policy has it, `event` the one of the signed plan.
    """
    return (
        *_identity(product, event, scene),
        *_people(product, scene),
        *_product(product, kind, scene),
        *(Refusal(check=Check.RECALLED, sentence=said, remedy=_RECALLED) for said in scene.recalled),
        *_moment(event, scene),
        *(Refusal(check=Check.CONSENT, sentence=said, remedy=_CONSENT) for said in (scene.consent,) if said),
        *(_blocked(said) for said in scene.blocks),
    )


def check_may_be_given(product: Product, kind: ProductKind, event: TherapyEvent, scene: Scene) -> None:
    """It may be given now; otherwise Refused says every reason, and what to do about each."""
    if found := refusals(product, kind, event, scene):
        raise Refused(found)


def _blocked(said: str) -> Refusal:
    sentence = f"The product cannot be given: {said}"
    return Refusal(check=Check.BLOCKED, sentence=sentence, remedy=_BLOCKED)


def _identity(product: Product, event: TherapyEvent, scene: Scene) -> Iterator[Refusal]:
    if scene.product_scan != product.chain.product:
        yield Refusal(
            check=Check.PRODUCT,
            sentence=f"The scanned product is {scene.product_scan.shown}, this record is "
            f"{product.chain.product.shown}.",
            remedy="Stop. Open the record of the product in your hand.",
        )
    if scene.wristband_scan != product.chain.wristband or scene.wristband_scan != event.wristband:
        yield Refusal(
            check=Check.WRISTBAND,
            sentence="The scanned wristband is not that of the person this product was taken from.",
            remedy="Stop. Do not give the product. Check whose product and whose hip this is.",
        )
    if product.case != event.case or product.kind not in event.kinds:
        yield Refusal(
            check=Check.EVENT,
            sentence="The signed plan of this therapy event does not hold this product.",
            remedy="Stop. Look which hip and which plan the product was collected for.",
        )
    if (scene.case, scene.side) != (event.case, event.side):
        yield Refusal(
            check=Check.SIDE,
            sentence=f"The product is for the {event.side.value} hip of its plan, and the wristband scanned "
            "is not that of this hip.",
            remedy="Stop. Give nothing. Open the operation or visit of the hip it was collected for.",
        )


def _people(product: Product, scene: Scene) -> Iterator[Refusal]:
    first = product.confirmed.by if product.confirmed else None
    if product.confirmed and scene.person == first:
        yield Refusal(
            check=Check.PEOPLE,
            sentence=f"{product.confirmed.name} was the first to scan and cannot also be the second.",
            remedy="Ask a second person to scan both in their own session.",
        )
    elif scene.person is None or first is None:
        yield Refusal(
            check=Check.PEOPLE,
            sentence="Two different people have not both scanned wristband and product.",
            remedy="Each scans both in a session of their own; the second gives it.",
        )
    if scene.person is not None and scene.person in product.makers:
        yield Refusal(
            check=Check.PEOPLE,
            sentence=f"{what_was_made(product, scene.person)} and cannot also give it.",
            remedy=ASK_TO_GIVE,
        )
    if product.released and product.released.by in product.makers:
        yield Refusal(
            check=Check.PEOPLE,
            sentence="Whoever prepared this product also released it.",
            remedy="Do not give it. A product is released by somebody who did not prepare it.",
        )


def _product(product: Product, kind: ProductKind, scene: Scene) -> Iterator[Refusal]:
    state = product.state
    if state in (State.ADMINISTERED, State.USED_UP):
        last = product.administered or product.events[-1]
        yield Refusal(
            check=Check.CONSUMED,
            sentence=f"The product is {state.words}: {last.name} was first.",
            remedy=NEXT_STEP[state],
        )
    elif state is not State.CONFIRMED:
        yield Refusal(
            check=Check.RELEASED,
            sentence=f"The product is {state.words}; it is not released and scanned by a first person.",
            remedy=NEXT_STEP[state],
        )
    expiry = expiry_of(product, kind)
    if expiry is not None and expiry.has_passed(max(scene.given_at, scene.at)):
        yield Refusal(check=Check.EXPIRED, sentence=expiry.sentence, remedy=expiry.remedy)


def _moment(event: TherapyEvent, scene: Scene) -> Iterator[Refusal]:
    is_now = event.when in scene.reached
    if event.when is When.VISIT:
        is_now = scene.visit is not None and event.visit in (None, scene.visit)
    if scene.late:
        yield from (Refusal(check=Check.MOMENT, sentence=said, remedy=_WAIT) for said in scene.late)
    elif not is_now:
        yield Refusal(
            check=Check.MOMENT,
            sentence=f"The signed plan gives it {event.when.words}.",
            remedy=_WAIT,
        )


_WAIT = "Record that step first, or wait for that visit."
_RECALLED = "Do not give it. Keep it apart and look at the recall."
_CONSENT = "Do not give it. Only the patient's consent, on the record, allows it."
_BLOCKED = "Do not give it, unless a surgeon signs an override that holds today."
