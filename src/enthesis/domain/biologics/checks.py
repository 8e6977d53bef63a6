"""Whether a person may do the next thing to a product, and if not, why and what would allow it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from enthesis.domain.biologics.events import Combined, Event, PartTaken, Prepared, ProcessingStarted
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.moments import check_order
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import Act, next_state
from enthesis.domain.errors import NotAllowed, Problem
from enthesis.domain.terms import Actor, PersonId

_OBSTRUCTED = frozenset({Act.RELEASE, Act.ADMINISTER})
_MADE: Mapping[type[Event], str] = {
    Prepared: "prepared",
    ProcessingStarted: "began to process",
    PartTaken: "divided",
    Combined: "combined",
}
ASK_TO_GIVE = "Ask somebody who did not make it to give it in their own session."


def check_can_collect(kind: ProductKind, *, by: Actor, obstacles: Sequence[str]) -> PersonId:
    """The person may collect this kind now. `obstacles` are the sentences of consent, plan and candidacy."""
    unable = (kind.not_at_bench.text,) if kind.not_at_bench else ()
    _check_free((*unable, *obstacles), f"{kind.title} cannot be collected")
    return person_of(by)


def check_can_do(
    product: Product, act: Act, *, by: Actor, at: datetime, obstacles: Sequence[str]
) -> PersonId:
    """The person may do this act to the product now; otherwise NotAllowed.

    `obstacles` are sentences from outside: open candidacy questions and consent for a release, and besides
    them the plan's timing for an administration. Other acts, a discard above all, are never held up by them.
    """
    next_state(product.state, act)
    person = person_of(by)
    check_order("the last record", product.events[-1].at, "this record", at, field="at")
    if act is Act.RELEASE:
        _check_second(product, person)
    if act is Act.ADMINISTER:
        _check_different(product, person)
        _check_giver(product, person)
    if act in _OBSTRUCTED:
        _check_free(obstacles, "The product cannot be " + ("released" if act is Act.RELEASE else "given"))
    return person


def why_not(product: Product, act: Act, *, by: Actor, at: datetime, obstacles: Sequence[str]) -> str | None:
    """The sentence that forbids the act, or None when it is allowed; for a disabled button."""
    try:
        check_can_do(product, act, by=by, at=at, obstacles=obstacles)
    except Problem as problem:
        return str(problem)
    return None


def person_of(by: Actor) -> PersonId:
    if by.person is None:
        raise NotAllowed(
            "no-person", "Only a signed-in member of staff may do this.", "Sign in with your own account."
        )
    return by.person


def _check_second(product: Product, person: PersonId) -> None:
    if person in product.makers:
        raise NotAllowed(
            "second-check",
            f"{what_was_made(product, person)} and cannot also check it.",
            "Ask a second person to check and release it in their own session.",
        )


def what_was_made(product: Product, person: PersonId) -> str:
    """What one of its makers did, as the beginning of a sentence: Ann Example divided this product."""
    did = next((e for e in product.events if e.by == person and type(e) in _MADE), None)
    return (
        f"{did.name} {_MADE[type(did)]} this product"
        if did
        else "Whoever made a part of this product made it"
    )


def _check_giver(product: Product, person: PersonId) -> None:
    if person in product.makers:
        raise NotAllowed(
            "second-check", f"{what_was_made(product, person)} and cannot also give it.", ASK_TO_GIVE
        )


def _check_different(product: Product, person: PersonId) -> None:
    if product.confirmed and person == product.confirmed.by:
        raise NotAllowed(
            "second-scan",
            f"{product.confirmed.name} was the first to scan and cannot also be the second.",
            "Ask a second person to scan both in their own session.",
        )


def _check_free(obstacles: Sequence[str], what: str) -> None:
    if obstacles:
        raise NotAllowed("held-back", f"{what}: {obstacles[0]}", " ".join(obstacles[1:]))
