"""The message that asks a patient to tell before the visit."""

from datetime import datetime

from django.conf import settings

from enthesis.actions.intake import issue_intake_link
from enthesis.cli.outbox.draft import Draft, named, sender
from enthesis.delivery.messages import before_visit
from enthesis.delivery.messages.mail import Mail
from enthesis.delivery.messages.sms import Text
from enthesis.domain.candidacy.intake.statement import ASKED_AT
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.booking import next_visit
from enthesis.domain.practice.message import Sort
from enthesis.domain.practice.practice import Practice
from enthesis.store import bookings, cases, patients
from enthesis.store.scope import Scope
from enthesis.store.work import Leased


def invited(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    """None once no visit is ahead, or the operation has begun. The link is made as the message leaves."""
    case = cases.load_case(scope, named(leased, "case"))
    if case.stage not in ASKED_AT or next_visit(bookings.bookings_of(scope, case.id), at=at) is None:
        return None
    to = patients.load_contact(scope, case.patient)

    def write(way: Reach) -> Mail | Text:
        token = issue_intake_link(scope, case.id, at=at).secret
        link = f"{settings.ENTHESIS_ORIGIN}/my/link/{token}/"
        if way is Reach.EMAIL:
            return before_visit.as_mail(to.email, to.language, sender(site), link=link)
        return before_visit.as_text(to.phone, to.language, sender(site), link=link)

    zone = bookings.zone_of(scope, case.id)
    return Draft(contact=to, sort=Sort.NEWS, zone=zone, write=write, patient=case.patient)
