"""A private link to one place on the waiting list: to see it, answer an offer, or leave the list."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, Receipt, act
from enthesis.actions.offers import LISTERS
from enthesis.domain.practice.waiting import Waiting
from enthesis.domain.terms import Role
from enthesis.store import links, waiting
from enthesis.store.links import Channel
from enthesis.store.scope import Scope


@act(Role.SYSTEM, *LISTERS)
def issue_waiting_link(scope: Scope, waiting_id: UUID, *, at: datetime) -> Done:
    """A private link to a place on the list; its token goes to the caller once, kept nowhere.

    The worker asks for one as it writes a message, staff to hand it over. It ends after 90 days, a day after
    they leave the list, or when the patient's contact changes.
    """
    channel = Channel.MAIL if scope.actor.role is Role.SYSTEM else Channel.CLINIC
    return _issue(scope, waiting.load_waiting(scope, waiting_id, at=at), channel, at=at)


@act(Role.VISITOR, Role.PATIENT, once=False)
def issue_own_waiting_link(scope: Scope, receipt: Receipt, *, at: datetime) -> Done:
    """A private link for whoever holds the receipt of having joined the list.

    Once more with each sending of the same form: its first answer may have been lost.
    """
    return _issue(scope, waiting.load_waiting(scope, receipt.subject, at=at), Channel.BROWSER, at=at)


@act(*LISTERS)
def revoke_waiting_links(scope: Scope, waiting_id: UUID, *, at: datetime) -> Done:
    """No private link to this place works any more: for one in wrong hands."""
    who = waiting.load_waiting(scope, waiting_id, at=at)
    ended = links.save_revoked_of_waiting(scope, who.id, at=at)
    return Done(kind="waiting", subject=who.id, patient=who.patient, detail={"links": ended})


@act(*LISTERS)
def give_waiting_tries_back(scope: Scope, waiting_id: UUID, *, at: datetime) -> Done:
    """The date of birth may be tried again on the links to this place; for after a call."""
    who = waiting.load_waiting(scope, waiting_id, at=at)
    links.save_waiting_tries_back(scope, who.id)
    return Done(kind="waiting", subject=who.id, patient=who.patient)


def _issue(scope: Scope, who: Waiting, channel: Channel, *, at: datetime) -> Done:
    token = links.new_token()
    link = links.save_waiting_link(scope, who.id, token=token, channel=channel, at=at)
    return Done(kind="link", subject=link, patient=who.patient, detail={"waiting": str(who.id)}, secret=token)
