"""From a sent form to an act: what the domain refuses is told at its field, a stale form on its own page."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.actions.confirmation import Confirmed, confirm_with_password
from enthesis.domain.errors import NotFound, Problem, Stale
from enthesis.store.scope import Scope
from enthesis.web.shell.both import StaleForm, both_versions
from enthesis.web.shell.forms import ActForm, CaseForm


class SignedForm(CaseForm):
    """A form that is signed: the password is asked for again, and a wrong one is told at its field."""

    password = forms.CharField(
        label=_("Your password"),
        help_text=_("It is your signature."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Enter your password to sign.")},
    )

    def add_problem(self, problem: Problem) -> None:
        if problem.code == "wrong-password":
            self.add_error("password", str(problem))
        else:
            super().add_problem(problem)

    def confirmed(self, scope: Scope, *, at: datetime) -> Confirmed:
        """The person at the screen is who signed in. Raises NotAllowed on a wrong password."""
        return confirm_with_password(scope, self.cleaned_data["password"], at=at)


def is_done(form: ActForm, do: Callable[[], object]) -> bool:
    """Whether the form could be read and the act was done; what stood in its way is on the form.

    NotFound is not about the form and goes on to its own page. So does Stale, with both versions of a form
    that records something on a case.
    """
    if not form.is_valid():
        return False
    try:
        do()
    except Stale as stale:
        if not isinstance(form, CaseForm):
            raise
        told = both_versions(form)
        raise StaleForm(stale.code, stale.sentence, stale.remedy, both=told) from stale
    except NotFound:
        raise
    except Problem as problem:
        form.add_problem(problem)
        return False
    return True
