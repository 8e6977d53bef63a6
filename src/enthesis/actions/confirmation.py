"""Who you are, asked again: password before a signature, PIN at the bench, birth date on a link."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.signing import Signed
from enthesis.domain.terms import CLINICIANS, Actor, PersonId, Role, Signature
from enthesis.store import bookings, links, patients, people, waiting
from enthesis.store.codec import digest
from enthesis.store.kinds import name_of
from enthesis.store.scope import Scope


class Method(StrEnum):
    PASSWORD = "password"  # noqa: S105
    PIN = "pin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """This person has just confirmed who they are; good for one act at the same moment."""

    by: PersonId
    name: str
    method: Method
    at: datetime

    def check_is(self, scope: Scope, *, at: datetime) -> None:
        if self.by != scope.actor.person or self.at != at:
            raise NotAllowed(
                "confirm-again", "The confirmation is not from this person and moment.", "Confirm again."
            )

    def sign(self, case: Case, value: object, *, judgement: Judgement | None = None) -> Signature:
        """A signature over this value on this case, and its candidacy; only after the password."""
        content = Signed(
            case=case.id,
            hip=case.hip,
            kind=name_of(type(value)),
            value=value,
            judgement=digest(judgement) if judgement else "",
            by=self.by,
            name=self.name,
            at=self.at.astimezone(UTC),
        )
        return self.sign_content(content)

    def sign_content(self, content: object) -> Signature:
        """A signature over content that itself says by whom and when; only after the password."""
        if self.method is not Method.PASSWORD:
            raise NotAllowed("sign-with-password", "A signature needs the password.", "Enter your password.")
        at = self.at.astimezone(UTC)
        return Signature(by=self.by, name=self.name, at=at, digest=digest(content))


def confirm_with_password(scope: Scope, password: str, *, at: datetime) -> Confirmed:
    """Raises NotAllowed when the password is wrong or its five tries are used up, until the next sign-in."""
    _check_password(scope, password, at=at)
    return _confirmed(scope, Method.PASSWORD, at=at)


def confirm_with_pin(scope: Scope, pin: str, *, at: datetime) -> Confirmed:
    """Raises NotAllowed when the PIN is wrong or its five tries are used up."""
    _check_pin(scope, pin, at=at)
    return _confirmed(scope, Method.PIN, at=at)


@act(*CLINICIANS, once=False)
def _check_password(scope: Scope, password: str, *, at: datetime) -> Done:
    if people.try_password(scope, password):
        return _attempt(scope, True, None)
    left = people.password_tries_left(scope)
    remedy = (
        f"Nothing was signed. {_tries(left)}"
        if left
        else "No try is left: sign out, sign in again, and sign then."
    )
    return _attempt(scope, False, NotAllowed("wrong-password", "The password is not right.", remedy))


@act(*CLINICIANS, once=False)
def _check_pin(scope: Scope, pin: str, *, at: datetime) -> Done:
    if people.try_pin(scope, pin):
        return _attempt(scope, True, None)
    left = people.pin_tries_left(scope)
    remedy = _tries(left) if left else _locked(scope)
    return _attempt(scope, False, NotAllowed("wrong-pin", "The PIN is not right.", remedy))


@act(Role.VISITOR, once=False)
def confirm_birth_date(scope: Scope, link: links.AnyLink, birth_date: date, *, at: datetime) -> Done:
    """The holder of a link knows the birth date; five wrong tries on all links of a patient lock them."""
    links.lock_tries(link)
    links.check_stands(link, at=at)
    if not links.tries_left(link):
        return _on_link(
            link,
            NotAllowed("link-locked", "This link is locked after five wrong tries.", "Call the practice."),
        )
    if _born(link) == birth_date:
        links.save_success(link)
        links.save_opened(link, at=at)
        return _on_link(link, None)
    links.save_failure(link)
    left = links.tries_left(link)
    remedy = _tries(left) if left else "The link is now locked: call the practice."
    return _on_link(link, NotAllowed("wrong-birth-date", "That is not the date of birth we have.", remedy))


def _born(link: links.AnyLink) -> date:
    """What its holder must know; while nobody has said whose it is, as it was asked for."""
    house = Scope(practice=link.practice, actor=Actor(role=Role.SYSTEM, name="Links"))
    if isinstance(link, links.VisitLink):
        return bookings.reach_of(house, bookings.load_booking(house, link.booking)).birth_date
    if isinstance(link, links.WaitingLink):
        return waiting.reach_of_place(house, link.waiting).birth_date
    return patients.load_contact(house, link.patient).birth_date


def _tries(left: int) -> str:
    return "1 try is left." if left == 1 else f"{left} tries are left."


def _locked(scope: Scope) -> str:
    """Who can help where no try of the PIN is left."""
    able = [p.name for p in people.list_people(scope) if p.active and p.role is Role.ADMINISTRATOR]
    names = " or ".join(able) or "an administrator"
    return (
        "Your PIN is locked. Set a new one with your password: open the menu under your name, "
        f"then “Your PIN”. Or ask {names} to set one."
    )


def _on_link(link: links.AnyLink, refusal: NotAllowed | None) -> Done:
    return Done(
        kind="link", subject=link.id, patient=link.patient, detail={"right": refusal is None}, refusal=refusal
    )


def _attempt(scope: Scope, right: bool, refusal: NotAllowed | None) -> Done:
    return Done(kind="person", subject=_me(scope), detail={"right": right}, refusal=refusal)


def _me(scope: Scope) -> UUID:
    if scope.actor.person is None:
        raise NotAllowed("no-account", "Only members of staff can confirm like this.", "Sign in first.")
    return scope.actor.person


def _confirmed(scope: Scope, method: Method, *, at: datetime) -> Confirmed:
    return Confirmed(by=PersonId(_me(scope)), name=scope.actor.name, method=method, at=at)
