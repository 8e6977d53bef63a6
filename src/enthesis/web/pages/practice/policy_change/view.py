"""A surgeon with policy right changes the policy: sees what it would do to open hips, then signs."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.policies import change_policy
from enthesis.domain.candidacy.amendment import Effect, amended, differences, effects
from enthesis.domain.candidacy.policy import Policy
from enthesis.domain.errors import Problem
from enthesis.store.case_files import CaseFile, list_open_files
from enthesis.store.policies import find_policy
from enthesis.store.practice import load_policy
from enthesis.web.pages.practice.policy_change.form import PolicyForm
from enthesis.web.pages.practice.policy_change.present import Looked, changed, present
from enthesis.web.shell.access import staff
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.forms import wall_now
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.requests import Request

ROUTE = Route("policy/change/")
ACCESS = staff(*permit_of(change_policy).roles)


def view(request: Request) -> HttpResponse:
    last, policy = find_policy(request.scope), load_policy(request.scope)
    form = PolicyForm(request.POST or None, initial={"version": last.number if last else 0}, policy=policy)
    looked = _looked(request, form, policy) if form.looking else None
    if request.method == "POST" and not form.looking and is_done(form, lambda: _change(request, form)):
        messages.success(request, _("The policy is changed. Open hips are judged by it from now on."))
        return see_other("practice:policy")
    page = present(form, looked, signer=request.scope.actor.name)
    failed = form.is_bound and looked is None
    return render(request, "practice/policy_change/page.html", page, status=422 if failed else 200)


def _looked(request: Request, form: PolicyForm, policy: Policy) -> Looked | None:
    """What would change for every open hip; None, with the problem at its field, where it cannot be so."""
    if not form.is_valid():
        return None
    on = wall_now(request.at, request.practice.offices[0].zone).date()
    numbers, actions = form.wanted_numbers, form.wanted_actions
    try:
        wanted = amended(policy, numbers, actions, version="wanted", by=request.scope.actor.name, on=on)
    except Problem as problem:
        form.add_problem(problem)
        return None
    files = list_open_files(request.scope)
    return Looked(
        differences=differences(policy, wanted),
        changed=tuple(line for file in files for line in changed(file, _effects(request, file, wanted))),
        hips=len(files),
    )


def _effects(request: Request, file: CaseFile, wanted: Policy) -> tuple[Effect, ...]:
    return effects(lambda by: file.judge(at=request.at, policy=by).assessment, file.policy, wanted)


def _change(request: Request, form: PolicyForm) -> None:
    change_policy(
        request.scope,
        form.wanted_numbers,
        form.wanted_actions,
        why=form.cleaned_data["why"],
        confirmed=form.confirmed(request.scope, at=request.at),
        read=form.cleaned_data["version"],
        at=request.at,
    )
