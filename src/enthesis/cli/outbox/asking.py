"""What is told of a request, and the invitation to answer a questionnaire."""

from datetime import datetime

from django.conf import settings

from enthesis.actions.outcomes import check_one_more, issue_link
from enthesis.cli.outbox.draft import Draft, named, sender
from enthesis.delivery.messages import mail, sms
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.message import Sort
from enthesis.domain.practice.practice import Practice
from enthesis.store import bookings, cases, follow_ups, patients
from enthesis.store.follow_ups import ResponseStatus
from enthesis.store.rounds import load_asking
from enthesis.store.scope import Scope
from enthesis.store.work import Leased


def request_received(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    asked = bookings.load_request(scope, named(leased, "request")).asked
    to = asked.contact

    def write(way: Reach) -> mail.Mail | sms.Text:
        if way is Reach.EMAIL:
            return mail.request_received(to.email, to.language, sender(site))
        return sms.request_received(to.phone, to.language, sender(site))

    return Draft(contact=to, sort=Sort.ANSWER, zone=site.office(asked.office).zone, write=write)


def _is_one_too_many(scope: Scope, told: Asking, leased: Leased) -> bool:
    try:
        check_one_more(scope, told, wished=bool(leased.body.get("wished")), leaving=leased.id)
    except NotAllowed:
        return True
    return False


def invitation(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    """None once the case is closed, everything is answered, nobody is to be asked, or enough has left.

    The link is made as the message leaves.
    """
    case, milestone = cases.load_case(scope, named(leased, "case")), str(leased.body["milestone"])
    asked = follow_ups.list_responses(scope, case.id, milestone=milestone)
    if case.stage is Stage.CLOSED or all(one.status is not ResponseStatus.OPEN for one in asked):
        return None
    told = load_asking(scope, case.id, milestone, at=at)
    if told.has_ended or _is_one_too_many(scope, told, leased):
        return None
    to = patients.load_contact(scope, case.patient)

    def write(way: Reach) -> mail.Mail | sms.Text:
        wordings = Wordings(labels=settings.ENTHESIS_DEMO)
        token = issue_link(scope, case.id, milestone, wordings=wordings, at=at).secret
        link = f"{settings.ENTHESIS_ORIGIN}/my/link/{token}/"
        if way is Reach.EMAIL:
            return mail.invitation(to.email, to.language, sender(site), link=link)
        return sms.invitation(to.phone, to.language, sender(site), link=link)

    zone = bookings.zone_of(scope, case.id)
    return Draft(contact=to, sort=Sort.NEWS, zone=zone, write=write, patient=case.patient)
