"""Every number and action a policy may decide, the reason, and the signature."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.candidacy.amendment import WantedAction, WantedNumber
from enthesis.domain.candidacy.naming import SHARED_NAMES
from enthesis.domain.candidacy.policy import ACTIONS, HIGHEST, Policy
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import numbers, rules
from enthesis.domain.errors import Problem
from enthesis.domain.numbers import in_words, plain, unit
from enthesis.domain.terms import Option, Sourced
from enthesis.domain.verdict import Verdict
from enthesis.web.shell.acting import SignedForm
from enthesis.web.shell.present import words
from enthesis.web.shell.printed import PrintedNumber
from enthesis.web.shell.verdicts import SHORT, TRUST

LONGEST_WHY = 2000
BY_WORD = {verdict.name.lower(): verdict for verdict in ACTIONS}


def number_field(key: str) -> str:
    return f"number-{key}"


def action_field(rule: str, option: Option) -> str:
    return f"action-{rule}-{option.value}"


class PolicyForm(SignedForm):
    """An empty number, and an action that is not chosen, are what is shipped.

    `looking` is a sending that only asks what would change: it needs neither reason nor password.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    why = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("Why the practice decides so. It is kept with the version."),
        max_length=LONGEST_WHY,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Enter the reason.")},
    )

    def __init__(self, data: Any, *, initial: dict[str, object], policy: Policy) -> None:
        super().__init__(data, initial=initial)
        for key, shipped in numbers().items():
            self.fields[number_field(key)] = _number(key, shipped, policy)
        for rule in rules():
            for option in rule.options if rule.overridable else ():
                self.fields[action_field(rule.code, option)] = _action(rule, option, policy)
        if self.looking:
            for name in ("why", "password"):
                self.fields[name].required = False

    @property
    def looking(self) -> bool:
        return self.is_bound and "look" in self.data

    def add_problem(self, problem: Problem) -> None:
        if number_field(problem.code) in self.fields:
            self.add_error(number_field(problem.code), str(problem))
        else:
            super().add_problem(problem)

    @property
    def wanted_numbers(self) -> tuple[WantedNumber, ...]:
        return tuple(
            WantedNumber(key=key, value=_written(self.cleaned_data[number_field(key)])) for key in numbers()
        )

    @property
    def wanted_actions(self) -> tuple[WantedAction, ...]:
        return tuple(
            WantedAction(
                rule=rule.code,
                option=option,
                verdict=BY_WORD.get(self.cleaned_data[action_field(rule.code, option)]),
            )
            for rule in rules()
            if rule.overridable
            for option in rule.options
        )


def _written(value: Decimal | None) -> Decimal | None:
    """As a person writes it, so that 5 and 5.0 are the same decision."""
    return None if value is None else Decimal(plain(value))


def _number(key: str, shipped: Sourced, policy: Policy) -> PrintedNumber:
    told = _("Shipped: %(value)s (%(trust)s).") % {"value": in_words(shipped), "trust": TRUST[shipped.tag]}
    highest = HIGHEST.get(key)
    most = in_words(highest) if highest else ""
    if most:
        told += " " + _("At most %(value)s.") % {"value": most}
    decided = policy.decided(key)
    if decided is not None:
        told += " " + _("Decided by %(by)s on %(on)s.") % {
            "by": decided.decided_by,
            "on": f"{decided.decided_on:%Y-%m-%d}",
        }
    name = SHARED_NAMES.get(key) or words(key.partition(".")[2])
    written = unit(shipped.unit)
    return PrintedNumber(
        label=f"{name} ({written})" if written else name,
        help_text=told,
        initial=plain(decided.value) if decided else None,
        min_value=0,
        max_value=highest.value if highest else None,
        error_messages={"max_value": _("Choose at most %(value)s.") % {"value": most}},
        max_digits=10,
        decimal_places=3,
        required=False,
    )


def _action(rule: Rule, option: Option, policy: Policy) -> forms.ChoiceField:
    shipped = rule.verdicts[option]
    here = next((a.verdict for a in policy.actions if (a.rule, a.option) == (rule.code, option)), None)
    as_shipped = _("As shipped: %(verdict)s") % {"verdict": _word(shipped)}
    return forms.ChoiceField(
        label=SHORT[option],
        choices=[("", as_shipped), *((name, verdict.word) for name, verdict in BY_WORD.items())],
        initial=here.name.lower() if here else "",
        required=False,
    )


def _word(verdict: Verdict) -> str:
    return verdict.word
