"""What is told of an operation: that it is planned for a day, has another one, or is cancelled."""

from collections.abc import Callable
from datetime import date, datetime, time

from enthesis.actions.operation_messages import is_over
from enthesis.cli.outbox.draft import Draft, named, sender
from enthesis.delivery.messages import operations as written
from enthesis.delivery.messages.mail import From, Mail
from enthesis.delivery.messages.operations import PlannedDay
from enthesis.delivery.messages.sms import Text
from enthesis.domain.pathway.operation import OperationAct, OperationBooking, OperationState
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.clock import reached
from enthesis.domain.practice.message import Sort
from enthesis.domain.practice.practice import Practice
from enthesis.store import cases, operations, patients
from enthesis.store.scope import Scope
from enthesis.store.work import Leased

ByMail = Callable[[str, str, From, PlannedDay], Mail]
ByText = Callable[[str, str, From, PlannedDay], Text]


def booked(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    return _told(scope, site, leased, at, written.booked_by_mail, written.booked_by_text)


def moved(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    return _told(scope, site, leased, at, written.moved_by_mail, written.moved_by_text)


def cancelled(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    return _told(scope, site, leased, at, written.cancelled_by_mail, written.cancelled_by_text, is_off=True)


def _told(
    scope: Scope,
    site: Practice,
    leased: Leased,
    at: datetime,
    by_mail: ByMail,
    by_text: ByText,
    *,
    is_off: bool = False,
) -> Draft | None:
    """The operation as it stands now; None once its day is over, its case ended, or a later message tells.

    A case ends where somebody withdrew or died: nothing is written to them any more.
    """
    operation = operations.load_operation(scope, named(leased, "operation"))
    case = cases.load_case(scope, operation.case)
    holds = operation.state is OperationState.CANCELLED if is_off else operation.is_standing
    if case.stage is Stage.CLOSED or not holds or is_over(operation.on, operation, at=at):
        return None
    if not is_off and _has_moved_since(scope, operation, leased):
        return None
    to, theatre = patients.load_contact(scope, case.patient), operation.theatre
    planned = PlannedDay(
        on=operation.on,
        hospital=site.hospital_name(theatre.hospital),
        visits=bool(leased.body.get("visits")),
    )

    def write(way: Reach) -> Mail | Text:
        if way is Reach.EMAIL:
            return by_mail(to.email, to.language, sender(site), planned)
        return by_text(to.phone, to.language, sender(site), planned)

    first = date.fromisoformat(str(leased.body["before"]))
    return Draft(
        contact=to,
        sort=Sort.NEWS,
        zone=theatre.zone,
        write=write,
        known_by=reached(datetime.combine(first, time.min), theatre.zone),
        patient=case.patient,
    )


def _has_moved_since(scope: Scope, operation: OperationBooking, leased: Leased) -> bool:
    written_at = datetime.fromisoformat(str(leased.body["at"]))
    changes = operations.list_operation_changes(scope, operation.case)
    return any(one.act is OperationAct.MOVE and one.at > written_at for one in changes)
