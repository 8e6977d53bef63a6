"""Lists over many hips, each in a fixed number of queries however long it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operation import OperationBooking
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.referral import Request
from enthesis.domain.terms import CLINICIANS
from enthesis.store import bookings, cases, intakes, operations, patients, products, signs, triage
from enthesis.store.scope import Scope
from enthesis.store.signs import Alert

ALERTS_STAND = timedelta(days=7)
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
    `unread` are cases whose patient told before the visit, and no clinician has read it.
    """

    requests: tuple[Request, ...]
    unsigned: tuple[Listed, ...]
    products: tuple[tuple[Product, Listed], ...]
    alerts: tuple[tuple[Alert, Listed], ...] = ()
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
    """Names only for those who may see them; requests are contact data throughout.

    What a patient told that must not wait stands for `ALERTS_STAND`.
    """
    half_way = products.list_products(
        scope, states=[s.value for s in (State.CHARACTERISED, State.RELEASED, State.CONFIRMED)]
    )
    told = signs.list_alerts(scope, since=at - ALERTS_STAND)
    unread = intakes.list_unread(scope, since=at - TOLD_STANDS) if scope.actor.role in CLINICIANS else ()
    wanted = {p.case for p in half_way} | {alert.case for alert in told} | set(unread)
    owners = {item.case.id: item for item in _listed(scope, cases.load_cases(scope, wanted))}
    return Waiting(
        requests=bookings.list_requests(scope) if scope.sees_contact else (),
        unsigned=list_hips(scope, stage=Stage.CLASSIFIED),
        products=tuple((product, owners[product.case]) for product in half_way),
        alerts=tuple((alert, owners[alert.case]) for alert in told),
        unread=tuple(owners[case] for case in unread),
        calls=triage.list_uncalled(scope) if scope.sees_contact else (),
    )


def _listed(scope: Scope, found: Sequence[Case]) -> tuple[Listed, ...]:
    known = patients.contacts_of(scope, {case.patient for case in found}) if scope.sees_contact else {}
    return tuple(Listed(case=case, contact=known.get(case.patient)) for case in found)
