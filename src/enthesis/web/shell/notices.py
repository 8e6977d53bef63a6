"""A recall as it is entered or corrected."""

import re
from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from enthesis.actions.confirmation import Confirmed, confirm_with_pin
from enthesis.domain.errors import Problem
from enthesis.domain.stock.notice import Notice
from enthesis.domain.stock.used import ItemKind
from enthesis.store.scope import Scope
from enthesis.web.shell.answers import Words, day_field, text, to_choose
from enthesis.web.shell.bench import pin, word
from enthesis.web.shell.forms import ActForm


def asked(label: Words) -> forms.CharField:
    """Words that must be there."""
    field = text(label, longest=1000)
    field.required = True
    return field


class NoticeForm(ActForm):
    """What the notice says."""

    kind = to_choose(_("What is recalled"), ItemKind)
    name = word(
        _("Name or maker"),
        help_text=_("As the record names it: an anchor by its maker, a kit by its name."),
    )
    device = word(_("Device identifier (UDI-DI)"), required=False)
    lots = text(_("Lots"), help_text=_("One a line, or with commas. Empty for every lot."), longest=4000)
    grade = word(_("Class of the recall"), required=False)
    reason = asked(_("Reason"))
    source = word(_("Where the notice is from"))
    received_on = day_field(_("Received on"))

    def notice(self) -> Notice:
        """Raises Invalid where something a recall needs is not told."""
        told = self.cleaned_data
        lots = tuple(dict.fromkeys(filter(None, (one.strip() for one in re.split(r"[,;\n]", told["lots"])))))
        names = ("kind", "name", "device", "grade", "reason", "source", "received_on")
        return Notice(lots=lots, **{name: told[name] for name in names})


class PinnedForm(NoticeForm):
    """A notice with which products are kept apart for good: who enters it gives the own PIN."""

    pin = pin()

    def add_problem(self, problem: Problem) -> None:
        if problem.code == "wrong-pin":
            self.add_error("pin", str(problem))
        else:
            super().add_problem(problem)

    def confirmed(self, scope: Scope, *, at: datetime) -> Confirmed:
        return confirm_with_pin(scope, self.cleaned_data["pin"], at=at)


class EnterForm(PinnedForm):
    """The notice again, after a look at what it concerns. `seen` tells what was shown then."""

    seen = forms.CharField(max_length=200, widget=forms.HiddenInput)


def as_typed(notice: Notice) -> dict[str, object]:
    """What the form holds of a notice that is to be corrected."""
    names = ("name", "device", "grade", "reason", "source", "received_on")
    told: dict[str, object] = {name: getattr(notice, name) for name in names}
    return told | {"kind": notice.kind.value, "lots": "\n".join(notice.lots)}
