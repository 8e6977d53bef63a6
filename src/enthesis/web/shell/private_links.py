"""The door behind every private link: the date of birth is asked before anything is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.http import HttpResponse

from enthesis.actions.confirmation import confirm_birth_date
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import Actor, Role
from enthesis.store.links import AnyLink, tries_left
from enthesis.store.scope import Scope
from enthesis.web.shell.born import BirthDateForm
from enthesis.web.shell.limits import LINKS, is_within, too_many
from enthesis.web.shell.pages import render, see_other
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.requests import Request

Led = TypeVar("Led", bound=AnyLink)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """Shows nothing of where the link leads: a wrong one looks the same. `is_locked`: no try is left."""

    form: BirthDateForm
    is_locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDoor(Generic[Led]):
    """One kind of private link: `find` gives the one of a token at a moment, None where none stands.

    `session` is the key under which the browser keeps it, `page` the template, `leads_to` where its holder
    goes on, and `ended` the name of the page for a link that leads nowhere.
    """

    find: Callable[[str, datetime], Led | None]
    session: str
    page: str
    leads_to: Callable[[Request, Led], HttpResponse]
    ended: str

    def open(self, request: Request, token: str) -> HttpResponse:
        """What the reader of such a link gets: the question, a refusal in words, or the way in."""
        form = BirthDateForm(request.POST if request.method == "POST" else None)
        if not form.is_bound:
            return self._asks(request, form, 200, is_locked=self._is_locked(request, token))
        if not form.is_valid():
            return self._asks(request, form, 422)
        if not is_within(request, LINKS):
            form.add_error(None, too_many(request))
            return self._asks(request, form, 429)
        link = self.find(token, request.at)
        if link is None:
            return see_other(self.ended)
        visitor = Scope(practice=link.practice, actor=Actor(role=Role.VISITOR, name="Visitor"))
        try:
            confirm_birth_date(visitor, link, form.cleaned_data["birth_date"], at=request.at)
        except NotAllowed as problem:
            if problem.code == "link-ended":
                return see_other(self.ended)
            form.add_error(None, in_words(problem))
            return self._asks(request, form, 422)
        enter_by(request, self.session, link)
        return self.leads_to(request, link)

    def _is_locked(self, request: Request, token: str) -> bool:
        """Whether a link that stands was locked by wrong tries: nobody types the date once more for that."""
        link = self.find(token, request.at)
        return link is not None and not tries_left(link)

    def _asks(
        self, request: Request, form: BirthDateForm, status: int, *, is_locked: bool = False
    ) -> HttpResponse:
        return render(request, self.page, LinkPage(form=form, is_locked=is_locked), status=status)


def enter_by(request: Request, session: str, link: AnyLink) -> None:
    """A new session key for whoever proved who it is, or has just made what the link leads to."""
    request.session.cycle_key()
    request.session[session] = str(link.id)
