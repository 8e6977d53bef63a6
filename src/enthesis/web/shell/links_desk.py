"""The desk and private links: one is shown to be handed over, all are ended, five tries are given back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from enthesis.actions.act import Receipt
from enthesis.web.shell.acting import is_done
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.private_link import private_link
from enthesis.web.shell.requests import Request

LINK, TRIES, REVOKE = "link", "tries", "revoke"


class LinksForm(ActForm):
    """Which of the buttons was pressed."""

    do = forms.ChoiceField(choices=[(what, what) for what in (LINK, TRIES, REVOKE)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """`link` is a new one, shown this once; `shown_before`: the same form had been sent already."""

    form: LinksForm
    link: str
    shown_before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinksDesk:
    """What the buttons do to the links of one kind; `opens` names the page where such a link leads.

    `done` is what is said after tries were given back and after all links were ended.
    """

    acts: Mapping[str, Callable[..., Receipt]]
    done: Mapping[str, str]
    opens: str

    def press(self, request: Request, about: UUID) -> Pressed | HttpResponse:
        """What came of the button, or the way back to the page with what was done."""
        form, receipts = LinksForm(request.POST or None), list[Receipt]()
        if form.is_bound and is_done(form, lambda: receipts.append(self._do(request, form, about))):
            what = form.cleaned_data["do"]
            if what != LINK:
                messages.success(request, _(self.done[what]))
                return HttpResponseRedirect(request.path, status=303)
            form = LinksForm()
        secret = receipts[0].secret if receipts else ""
        return Pressed(
            form=form,
            link=private_link(request, secret, opens=self.opens) if secret else "",
            shown_before=bool(receipts and receipts[0].repeated),
        )

    def _do(self, request: Request, form: LinksForm, about: UUID) -> Receipt:
        return self.acts[form.cleaned_data["do"]](request.scope, about, at=request.at)
