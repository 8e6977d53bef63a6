"""Research and questions: what the patient may stop, what that does and what it does not."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.ended import record_end
from enthesis.domain.pathway.ended import WITHDRAWALS, Ended, EndKind, ToldBy
from enthesis.domain.people.consent import Consent, Purpose, in_force
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.cases import list_cases, list_entries
from enthesis.store.ended import last_withdrawn, list_ended
from enthesis.web.pages.portal.own_choices.form import StopForm
from enthesis.web.pages.portal.own_choices.present import Choice, ChoicesPage
from enthesis.web.pages.portal.own_choices.words import meaning_of
from enthesis.web.shell.access import BY_LINK
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.present import day
from enthesis.web.shell.requests import Request

ROUTE = Route("own/choices/")
ACCESS = BY_LINK
OFFERED = (EndKind.WITHDREW_RESEARCH, EndKind.WITHDREW_CONTACT)


def view(request: Request) -> HttpResponse:
    sent = _sent(request)
    if sent is not None and is_done(sent, lambda: _stop(request, sent)):
        messages.success(request, _("It is stopped."))
        return see_other("portal:own_choices")
    patient = request.link.patient
    ends = list_ended(request.scope, {patient}).get(patient, ())
    page = ChoicesPage(choices=tuple(_choice(request, kind, ends, sent) for kind in OFFERED), refused=sent)
    return render(request, "portal/own_choices/page.html", page, status=422 if sent else 200)


def _sent(request: Request) -> StopForm | None:
    if request.method != "POST":
        return None
    named = request.POST.get("kind", "")
    return StopForm(request.POST, kind=EndKind(named) if named in WITHDRAWALS else OFFERED[0])


def _choice(request: Request, kind: EndKind, ends: Iterable[Ended], sent: StopForm | None) -> Choice:
    told = meaning_of(kind)
    stopped = next((end for end in ends if end.kind is kind), None)
    form = sent if sent is not None and sent.data.get("kind") == kind.value else StopForm(kind=kind)
    return Choice(
        id=kind.value,
        title=told.title,
        now=_("You stopped this on %(day)s.") % {"day": day(stopped.on)} if stopped else _now(request, kind),
        does=told.does,
        does_not=told.does_not,
        form=None if stopped else form,
        again=told.again,
        button=told.button,
    )


def _now(request: Request, kind: EndKind) -> str:
    if kind is EndKind.WITHDREW_CONTACT:
        return _("We ask you from time to time how you are.")
    cases = list_cases(request.scope, patient=request.link.patient)
    patient = request.link.patient
    since = last_withdrawn(request.scope, {patient}).get(patient)  # what was agreed to before holds no more
    told = [
        (entry.at, entry.value)
        for case in cases
        for entry in list_entries(request.scope, case.id)
        if isinstance(entry.value, Consent) and (since is None or entry.at > since[0])
    ]
    choice = in_force(told, Purpose.REGISTRY)
    if choice is None or not choice.given:
        return _("You have not agreed to it: your records are in no study.")
    return _("You agreed to it on %(day)s.") % {"day": day(choice.decided_on)}


def _stop(request: Request, form: StopForm) -> None:
    today = utc_to_wall(request.at, request.practice.offices[0].zone).date()
    end = Ended(kind=form.cleaned_data["kind"], on=today, told_by=ToldBy.PATIENT)
    record_end(request.scope, request.link.patient, end, at=request.at)
