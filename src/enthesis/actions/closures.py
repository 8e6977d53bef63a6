"""A clinician is called away, an office stays shut: a time is closed, and may be opened again."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.errors import Invalid
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import LONG_CLOSURE, Closure
from enthesis.domain.terms import SURGEONS, Role
from enthesis.store import closures, practice
from enthesis.store.scope import Scope

CLOSERS = (Role.DESK, *SURGEONS)


@act(*CLOSERS)
def close_time(scope: Scope, closure: Closure, *, long: bool = False, at: datetime) -> Done:
    """Nothing is offered in this time any more. The visits in it stay until somebody moves them.

    `long`: it is meant to be longer than `LONG_CLOSURE` days, which a slip in a year would be as well.
    """
    site = practice.load_practice(scope)
    _check(site, closure, at=at)
    if closure.days > LONG_CLOSURE and not long:
        raise Invalid(
            "long",
            f"{closure.first:%-d %B %Y} to {closure.last:%-d %B %Y} are {closure.days:,} days.",
            "Tick that it is meant to be so long, or correct the days.",
        )
    made = closures.save_closure(scope, closure, at=at)
    return Done(kind="closure", subject=made, detail=_told(closure))


@act(*CLOSERS)
def lift_closure(scope: Scope, closure_id: UUID, *, at: datetime) -> Done:
    """The sessions of this time are offered again, as far as nothing else closes them."""
    closed = closures.load_closure(scope, closure_id)
    closures.save_lifted(scope, closed.id, at=at)
    return Done(kind="closure", subject=closed.id, detail=_told(closed.closure))


def _check(site: Practice, closure: Closure, *, at: datetime) -> None:
    if closure.office:
        site.office(closure.office)
    if closure.clinician:
        site.clinician(closure.clinician)
    zones = {office.zone for office in site.offices if closure.office in ("", office.slug)}
    if all(closure.last < utc_to_wall(at, zone).date() for zone in zones):
        raise Invalid(
            "last", f"{closure.last:%d %B %Y} is over: nothing can be closed there.", "Choose a later day."
        )


def _told(closure: Closure) -> dict[str, object]:
    return {
        "clinician": closure.clinician,
        "office": closure.office,
        "first": closure.first.isoformat(),
        "last": closure.last.isoformat(),
    }
