"""How every action runs: allowed to this role, in one transaction, audited, and once per submitted form."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.db import transaction

from enthesis.domain.errors import Invalid, NotAllowed, Problem
from enthesis.domain.terms import Role
from enthesis.store.audit import save_audit
from enthesis.store.codec import encode
from enthesis.store.instruments import site_instruments
from enthesis.store.scope import Scope
from enthesis.store.submissions import find_submission, save_submission

P = ParamSpec("P")

_NOT_CONTENT = ("at", "confirmed")  # differ each time the same form is sent
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # as JSON writes it


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an action did: the subject it made or changed, and what the trail says about it.

    `detail` may hold counts, codes and versions, never names, answers or free text. `secret` and `made` are
    handed to the caller once and kept nowhere. With a `refusal` the transaction stands (a wrong PIN has used
    up a try) and the refusal is raised after it.
    """

    kind: str
    subject: UUID
    patient: UUID | None = None
    detail: Mapping[str, object] = field(default_factory=dict)
    secret: str = ""
    made: object = None
    refusal: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What the caller gets: the subject, and whether this form had already been sent."""

    subject: UUID
    repeated: bool = False
    secret: str = ""
    made: object = None


@dataclass(frozen=True, slots=True)
class Permit:
    """Which roles may do an action; read by the reference and by the pages that show its button."""

    action: str
    roles: frozenset[Role]

    def allows(self, scope: Scope) -> bool:
        return scope.actor.role in self.roles


def act(
    *roles: Role, once: bool = True
) -> Callable[[Callable[Concatenate[Scope, P], Done]], Callable[Concatenate[Scope, P], Receipt]]:
    """Makes a function an action of these roles.

    The function takes the scope first and keyword-only `at`; it loads, lets the domain decide, saves, and
    returns Done. An exception undoes everything, the audit entry too. The same form with the same content is
    done once; other content under the same key is another act. Not `once`: a secret is tried each time, and
    no earlier sending stands for it.
    """

    def make(do: Callable[Concatenate[Scope, P], Done]) -> Callable[Concatenate[Scope, P], Receipt]:
        permit = Permit(do.__name__, frozenset(roles))

        @wraps(do)
        def run(scope: Scope, *args: P.args, **kwargs: P.kwargs) -> Receipt:
            check_allowed(permit, scope)
            at = cast(datetime, kwargs["at"])
            content = _content(args, kwargs)
            with transaction.atomic(), site_instruments(scope):
                if once and (subject := find_submission(scope, permit.action, content)) is not None:
                    return Receipt(subject=subject, repeated=True)
                done = do(scope, *args, **kwargs)
                save_audit(
                    scope,
                    action=permit.action,
                    subject_kind=done.kind,
                    subject=done.subject,
                    patient=done.patient,
                    detail=done.detail,
                    at=at,
                )
                if once and done.refusal is None:
                    save_submission(scope, permit.action, content, done.subject, at=at)
            if done.refusal is not None:
                raise done.refusal
            return Receipt(subject=done.subject, secret=done.secret, made=done.made)

        run.permit = permit  # type: ignore[attr-defined]
        return cast("Callable[Concatenate[Scope, P], Receipt]", run)

    return make


def permit_of(action: Callable[..., Receipt]) -> Permit:
    """Who may do an action. Raises TypeError for a function that is not one."""
    permit = getattr(action, "permit", None)
    if permit is None:
        raise TypeError(f"{action.__name__} is not an action: decorate it with @act(roles).")
    return cast(Permit, permit)


def check_allowed(permit: Permit, scope: Scope) -> None:
    if not permit.allows(scope):
        raise NotAllowed(
            "role",
            f"{permit.action.replace('_', ' ').strip().capitalize()} is not open to the role "
            f"“{scope.actor.role.label}”.",
            "Ask a colleague whose role allows it.",
        )


def _content(args: tuple[object, ...], kwargs: Mapping[str, object]) -> str:
    """What was sent, as canonical JSON. Raises Invalid for text and numbers that no database keeps."""
    told = (args, {name: value for name, value in kwargs.items() if name not in _NOT_CONTENT})
    try:
        text = encode(told)
    except UnicodeEncodeError:
        raise _unkeepable("text", "There is a character in the text that cannot be kept.") from None
    except ValueError:  # more digits than Python writes out
        raise _unkeepable("number", "There is a number that is too large to be kept.") from None
    if _NUL.search(text):
        raise _unkeepable("text", "There is a character in the text that cannot be kept.")
    return text


def _unkeepable(code: str, sentence: str) -> Invalid:
    return Invalid(code, sentence, "Type it again instead of pasting it.")
