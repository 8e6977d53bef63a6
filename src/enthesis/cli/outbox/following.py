"""The planned messages to those who are followed: judged again as they leave, with a link of their own."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from enthesis.actions.contacts import asked_of, is_due, next_of, terms_of
from enthesis.actions.experiments import allocated
from enthesis.actions.outcomes import issue_link
from enthesis.cli.outbox.draft import Draft, named, sender
from enthesis.cli.site_words import site_wordings
from enthesis.delivery.messages import follow_up, mail, sms
from enthesis.delivery.messages.stop_link import StopLink
from enthesis.domain.pathway.contact.asked import Kind
from enthesis.domain.pathway.contact.called import About
from enthesis.domain.pathway.contact.planner import Planned
from enthesis.domain.pathway.experiment.variants import rhythm_of
from enthesis.domain.people.patient import Reach
from enthesis.domain.practice.message import Sort
from enthesis.domain.practice.practice import Practice
from enthesis.store.contacts import Followed, list_followed
from enthesis.store.instruments import site_instruments
from enthesis.store.messages import hash_of_address
from enthesis.store.scope import Scope
from enthesis.store.work import Leased


def contact(scope: Scope, site: Practice, leased: Leased, at: datetime) -> Draft | None:
    """None where it is no longer their turn: answered, ended, told otherwise, or another message left today.

    What it says and by which way is what holds as it leaves. The link leads to the window that closes first.
    """
    with site_instruments(scope):
        one, terms = _followed(scope, leased, at), terms_of(scope, site_wordings(), at=at)
        planned = next_of(one, terms, at=at) if one else None
    if one is None:
        return None
    at_night = settings.ENTHESIS_SENDS_AT_NIGHT
    if not isinstance(planned, Planned) or not is_due(planned, one.zone, at_night=at_night, at=at):
        return None
    first, to, is_first = _most_urgent(one, planned), one.contact, planned.kind is Kind.INVITATION
    usual, new = rhythm_of(one.arms), asked_of(one, terms).first_asked(planned.about)

    def write(way: Reach) -> mail.Mail | sms.Text:
        with transaction.atomic():
            rhythm = allocated(scope, one.patient, new.about.milestone, at=at) if new else usual
            token = issue_link(scope, first.case, first.milestone, wordings=site_wordings(), at=at).secret
        asking = follow_up.Asking(
            kind=planned.kind,
            link=f"{settings.ENTHESIS_ORIGIN}/my/link/{token}/",
            wording=rhythm.wording,
        )
        if way is Reach.TEXT:
            return follow_up.by_text(to.phone, to.language, sender(site), asking)
        stop = StopLink(message=leased.id, address_hash=hash_of_address(scope, way, to.email))
        return follow_up.by_mail(to.email, to.language, sender(site), asking, stop_link=stop.address)

    return Draft(
        contact=to,
        sort=Sort.NEWS if is_first else Sort.REMINDER,
        zone=one.zone,
        write=write,
        text_first=planned.way is Reach.TEXT,
        patient=one.patient,
    )


def _followed(scope: Scope, leased: Leased, at: datetime) -> Followed | None:
    found = list_followed(scope, {named(leased, "patient")}, beside=leased.id, at=at)
    return found[0] if found else None


def _most_urgent(one: Followed, planned: Planned) -> About:
    asked = [w for w in one.waits if w.about in planned.about]
    return min(asked, key=lambda w: (w.closes, w.about)).about
