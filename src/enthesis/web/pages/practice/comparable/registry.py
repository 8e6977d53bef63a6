"""Operated hips of the registry for the comparison: type, what was added, scores in their windows."""

from collections.abc import Iterator
from datetime import UTC
from decimal import Decimal

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.comparable import Followed
from enthesis.domain.pathway.rehabilitation import lall_of
from enthesis.domain.pathway.surgery import Step
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Option
from enthesis.store.extracts import Operated, list_operated
from enthesis.store.scope import Scope

INSTRUMENT = "mhhs"


def followed(scope: Scope) -> tuple[Followed, ...]:
    """Every operated hip whose patient agreed to be counted and whose tear has a Lall type; once a hip."""
    return tuple(
        Followed(lall=lall, added=frozenset(_added(one)), scores=_scores(one))
        for chunk in list_operated(scope)
        for one in chunk.operated
        if one.number == 1 and (lall := lall_of(one.values))
    )


def _added(one: Operated) -> Iterator[Option]:
    """What was done, not what was planned."""
    for product in one.products:
        if product.administered is not None:
            yield load_kind(product.kind).option
    for step in one.values:
        if isinstance(step, Step) and not step.omitted and step.kind.option is not None:
            yield step.kind.option


def _scores(one: Operated) -> dict[str, Decimal]:
    """The last score that lies in the window of its milestone; none after the next operation of the hip."""
    variant = load_instrument(INSTRUMENT).scale_variant
    found: dict[str, Decimal] = {}
    for form in one.forms:
        on = utc_to_wall(form.submitted_at.astimezone(UTC), one.zone).date()
        late = one.reoperated_on is not None and on >= one.reoperated_on
        if form.instrument != INSTRUMENT or late:
            continue
        if not milestone_called(form.milestone).has((on - one.operated_on).days):
            continue
        for score in form.scores:
            if score.scale_variant == variant and score.value is not None:
                found[form.milestone] = score.value
    return found
