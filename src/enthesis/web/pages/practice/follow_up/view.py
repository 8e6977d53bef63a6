"""Who is due, who is overdue, what was tried and what comes next; and how many have answered of late."""

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.contacts import CALLERS, next_of, terms_of
from enthesis.actions.outcomes import invite_to_answer
from enthesis.actions.reading import Listing, open_list
from enthesis.domain.pathway.contact.asked import Made
from enthesis.domain.pathway.contact.called import About, Called
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.evidence.catalogue import needs_of_studies
from enthesis.store.calls import list_calls
from enthesis.store.completeness import list_offices, list_surgeons
from enthesis.store.contacts import Followed, list_followed
from enthesis.store.contacts_made import list_made
from enthesis.store.due import load_due
from enthesis.store.extracts import list_countable
from enthesis.store.merges import list_standing
from enthesis.store.patients import contacts_of
from enthesis.web.pages.practice.follow_up.form import Choices, FilterForm, narrowed
from enthesis.web.pages.practice.follow_up.present import PER_PAGE, Known, present
from enthesis.web.shell.access import ANY_STAFF
from enthesis.web.shell.answer_calls import words_of_site
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.nav import may_open
from enthesis.web.shell.pages import render
from enthesis.web.shell.present import Button
from enthesis.web.shell.requests import Request

ROUTE = Route("follow-up/")
ACCESS = ANY_STAFF


def view(request: Request) -> HttpResponse:
    scope = request.scope
    if scope.sees_contact:
        open_list(scope, Listing.FOLLOW_UP, at=request.at)
    on = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    due, needs = load_due(scope, on=on), needs_of_studies()
    offices, surgeons = list_offices(scope), list_surgeons(scope)
    choices = Choices(
        offices=tuple((one.slug, one.name) for one in request.practice.offices),
        surgeons=tuple(sorted(set(surgeons.values()))),
        studies=tuple(sorted(needs)),
    )
    form = FilterForm(request.GET, choices)
    agreed = list_countable(scope, {one.case.patient for one in due.waiting})
    waiting = narrowed(
        [one for one in due.waiting if "study" not in form.asked or one.case.patient in agreed],
        form.asked,
        office=lambda one: offices.get(one.case.id, ""),
        surgeon=lambda one: surgeons.get(one.case.id, ""),
        needs=lambda study, milestone: needs[study].get(milestone, ()),
    )
    pages = max(1, -(-len(waiting) // PER_PAGE))
    number = min(form.number, pages)
    shown = waiting[(number - 1) * PER_PAGE : number * PER_PAGE]
    page = present(
        form,
        waiting,
        shown,
        _known(request, shown, agreed),
        due,
        needs,
        on=on,
        links=_links(request),
        number=number,
        pages=pages,
    )
    return render(request, "practice/follow_up/page.html", page)


def _links(request: Request) -> tuple[Button, ...]:
    """Where somebody of this role goes on from here."""
    told = (
        ("practice:call_list", _("Calls for answers")),
        ("practice:attention", _("Answers to look at")),
        ("practice:experiments", _("Experiments with reminders")),
        ("practice:quality", _("Quality")),
    )
    role = request.scope.actor.role
    return tuple(
        Button(label=label, href=reverse(name), show=may_open(reverse(name), role)) for name, label in told
    )


def _known(request: Request, shown: Sequence[Asking], agreed: frozenset[UUID]) -> Known:
    """What was tried with those on this page, and what comes next; for their number, not that of all."""
    scope = request.scope
    patients: set[UUID] = {one.case.patient for one in shown}
    into = list_standing(scope, patients)
    everyone = {*patients, *into, *into.values()}
    made: dict[About, list[Made]] = {}
    for sent in list_made(scope, everyone, {one.case.id for one in shown}).values():
        for message in sent:
            for about in message.about:
                made.setdefault(about, []).append(message)
    calls: dict[About, list[Called]] = {}
    for told in list_calls(scope, everyone).values():
        for call, _number in told:
            for about in call.about:
                calls.setdefault(about, []).append(call)
    followed = list_followed(scope, everyone, at=request.at) if scope.sees_contact else ()
    terms = terms_of(scope, words_of_site(), at=request.at)
    who: dict[UUID, Followed] = {identity: one for one in followed for identity in one.identities}
    return Known(
        contacts=contacts_of(scope, patients) if scope.sees_contact else {},
        made=made,
        calls=calls,
        followed=who,
        next={identity: next_of(one, terms, at=request.at) for identity, one in who.items()},
        agreed=agreed,
        may_invite=permit_of(invite_to_answer).allows(scope),
        may_call=scope.actor.role in CALLERS,
        at=request.at,
    )
