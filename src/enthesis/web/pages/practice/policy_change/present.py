"""The form of the policy, rule by rule, and what the change would do to the hips that are open today."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.candidacy.amendment import Difference, Effect
from enthesis.domain.candidacy.policy import SHARED
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.verdict import Verdict
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.policy_change.form import PolicyForm, action_field, number_field
from enthesis.web.shell.answers import Section
from enthesis.web.shell.present import name_of
from enthesis.web.shell.verdicts import TRUST


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One option of one hip that would be judged otherwise."""

    hip: str
    href: str
    option: str
    before: Verdict | None
    after: Verdict | None
    held: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was asked for, what of it differs, and for whom; `hips` is how many were looked at."""

    differences: tuple[Difference, ...]
    changed: tuple[Changed, ...]
    hips: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChangePage:
    form: PolicyForm
    sections: tuple[Section, ...]
    fields: tuple[BoundField, ...]
    looked: Looked | None
    signer: str


def present(form: PolicyForm, looked: Looked | None, *, signer: str) -> PolicyChangePage:
    return PolicyChangePage(
        form=form,
        sections=tuple(_sections(form)),
        fields=tuple(form[name] for name in ("why", "password")),
        looked=looked,
        signer=signer,
    )


def changed(file: CaseFile, effects: tuple[Effect, ...]) -> Iterator[Changed]:
    """What would change for one hip, a line for each option."""
    plan, case = file.draft, file.case
    whose = f"{name_of(case, file.contact)}, {case.side.value}, {case.stage.label.lower()}"
    for effect in effects:
        planned = plan is not None and effect.option in plan.options
        yield Changed(
            hip=whose,
            href=reverse("practice:plan", kwargs={"case_id": case.id}),
            option=f"{effect.option.label}, {_('in the plan')}" if planned else effect.option.label,
            before=effect.before,
            after=effect.after,
            held=_held(effect),
        )


def _held(effect: Effect) -> str:
    match effect.held_before, effect.held_after:
        case False, True:
            return _("It would be held back from now on.")
        case True, False:
            return _("It would be held back no more.")
        case True, True:
            return _("It stays held back.")
        case _:
            return ""


def _sections(form: PolicyForm) -> Iterator[Section]:
    shared = tuple(form[number_field(key)] for key in SHARED)
    yield Section(title=_("Numbers that several rules share"), fields=shared)
    for rule in rules():
        names = [number_field(f"{rule.code}.{name}") for name in rule.limits]
        names += [action_field(rule.code, option) for option in rule.options] if rule.overridable else []
        if names:
            source = f"{rule.source}; " if rule.source and rule.source != rule.tag.word else ""
            yield Section(
                title=f"{rule.code} {rule.title}",
                fields=tuple(form[name] for name in names),
                hint=f"{source}{TRUST[rule.tag]}",
            )
