"""Lists over many hips, each in a fixed number of queries however long it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.outcomes.attention.item import Attention
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operation import OperationBooking
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.referral import Request
from enthesis.domain.terms import CLINICIANS
from enthesis.store import attention, bookings, cases, intakes, operations, patients, products, triage
from enthesis.store.scope import Scope

TOLD_STANDS = timedelta(days=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A case in a list; `contact` is None for those who may not see it."""

    case: Case
    contact: Contact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A visit of a list, with its case, or with the request that holds it.

    Both are None for a held visit and somebody who may not see names.
    """

    booking: Booking
    listed: Listed | None = None
    asking: Request | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedHip:
    """A booked operation of a list, with its case."""

    operation: OperationBooking
    listed: Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for somebody: plans without signature, products between two people, new requests.

    `calls` are requests with a sign that must not wait, whatever became of them, until a call is recorded.
    `unread` are cases whose patient told before the visit, and no clinician has read it. `attention` is what
    patients told with their forms that a person should look at, the urgent first.
    """

    requests: tuple[Request, ...]
    unsigned: tuple[Listed, ...]
    products: tuple[tuple[Product, Listed], ...]
    attention: tuple[tuple[Attention, Listed], ...] = ()
    unread: tuple[Listed, ...] = ()
    calls: tuple[Request, ...] = ()


def list_hips(scope: Scope, *, stage: Stage | None = None) -> tuple[Listed, ...]:
    """The cases of the practice, newest first."""
    return _listed(scope, cases.list_cases(scope, stage=stage))


def list_visits(scope: Scope, first: datetime, last: datetime) -> tuple[Seen, ...]:
    """The visits that begin in [first, last), with whose they are, earliest first."""
    return see(scope, bookings.list_bookings(scope, first, last))


def list_booked_hips(scope: Scope, first: date, last: date) -> tuple[BookedHip, ...]:
    """The standing operations from the first to the last day, with whose they are, earliest first."""
    return _booked_hips(scope, operations.list_operations(scope, first, last))


def list_lapsed_hips(scope: Scope, today: date) -> tuple[BookedHip, ...]:
    """Operations whose booked day has passed and that have not begun, with whose they are."""
    return _booked_hips(scope, operations.list_lapsed(scope, today))


def _booked_hips(scope: Scope, found: Sequence[OperationBooking]) -> tuple[BookedHip, ...]:
    by_case = {
        item.case.id: item for item in _listed(scope, cases.load_cases(scope, {o.case for o in found}))
    }
    return tuple(BookedHip(operation=one, listed=by_case[one.case]) for one in found)


def load_visit(scope: Scope, booking: UUID) -> Seen:
    """One visit, with whose it is."""
    return see(scope, (bookings.load_booking(scope, booking),))[0]


def see(scope: Scope, booked: Sequence[Booking]) -> tuple[Seen, ...]:
    """These visits with whose they are, in their order."""
    wanted = {b.case for b in booked if b.case is not None}
    by_case = {item.case.id: item for item in _listed(scope, cases.load_cases(scope, wanted))}
    held = {b.request for b in booked if b.case is None and b.request is not None}
    asked = bookings.load_requests(scope, held) if scope.sees_contact else {}
    return tuple(
        Seen(
            booking=b,
            listed=by_case[b.case] if b.case is not None else None,
            asking=asked.get(b.request) if b.case is None and b.request is not None else None,
        )
        for b in booked
    )


def load_waiting(scope: Scope, *, at: datetime) -> Waiting:
    """Names only for those who may see them; requests are contact data throughout."""
    half_way = products.list_products(
        scope, states=[s.value for s in (State.CHARACTERISED, State.RELEASED, State.CONFIRMED)]
    )
    unread = intakes.list_unread(scope, since=at - TOLD_STANDS) if scope.actor.role in CLINICIANS else ()
    wanted = {p.case for p in half_way} | set(unread)
    owners = {item.case.id: item for item in _listed(scope, cases.load_cases(scope, wanted))}
    return Waiting(
        requests=bookings.list_requests(scope) if scope.sees_contact else (),
        unsigned=list_hips(scope, stage=Stage.CLASSIFIED),
        products=tuple((product, owners[product.case]) for product in half_way),
        attention=list_attending(scope, attention.list_attention(scope)),
        unread=tuple(owners[case] for case in unread),
        calls=triage.list_uncalled(scope) if scope.sees_contact else (),
    )


def list_attending(scope: Scope, found: Sequence[Attention]) -> tuple[tuple[Attention, Listed], ...]:
    """These items with whose they are, in their order."""
    owners = {item.case.id: item for item in _listed(scope, cases.load_cases(scope, {a.case for a in found}))}
    return tuple((item, owners[item.case]) for item in found)


def _listed(scope: Scope, found: Sequence[Case]) -> tuple[Listed, ...]:
    known = patients.contacts_of(scope, {case.patient for case in found}) if scope.sees_contact else {}
    return tuple(Listed(case=case, contact=known.get(case.patient)) for case in found)
