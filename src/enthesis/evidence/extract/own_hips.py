"""The practice's own operated hips that may be counted, with the scores of each that count, by scale."""

from collections.abc import Iterator
from datetime import UTC

from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.schedule import is_complete, milestone_called
from enthesis.domain.pathway.rehabilitation import lall_of
from enthesis.domain.pathway.timeline import endpoints_of, timelines
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.evidence.analysis.own_hips import Given, OwnHip, Variant
from enthesis.store.extracts import Form, Operated, list_operated
from enthesis.store.scope import Scope


def own_hips(scope: Scope, *, with_labels: bool) -> Iterator[OwnHip]:
    """Every hip whose patient agreed to be counted; answers to labels count in a demonstration only."""
    for chunk in list_operated(scope):
        yield from (_hip(one, with_labels=with_labels) for one in chunk.operated if one.number == 1)


def _hip(one: Operated, *, with_labels: bool) -> OwnHip:
    end, scores = _endpoint(one), dict[Variant, list[Given]]()
    for form in one.forms:
        day = (utc_to_wall(form.submitted_at.astimezone(UTC), one.zone).date() - one.operated_on).days
        if not _counts(form, day, end, with_labels=with_labels):
            continue
        for score in form.scores:
            if score.value is not None:
                told = Given(form.milestone, day, float(score.value))
                scores.setdefault((form.instrument, score.scale_variant), []).append(told)
    return OwnHip(one.patient, lall_of(one.values), {key: tuple(value) for key, value in scores.items()})


def _counts(form: Form, day: int, end: int | None, *, with_labels: bool) -> bool:
    if not (form.wording.counts or with_labels) or (end is not None and day >= end):
        return False
    return is_complete(milestone_called(form.milestone), (day,))


def _endpoint(one: Operated) -> int | None:
    """The day on which the repair ended; a later operation of the same hip ends it too."""
    told = endpoints_of(value for value in one.values if isinstance(value, AdverseEvent))
    end = timelines(one.operated_on, told, operated_again_on=one.reoperated_on)[0].endpoint
    return (end.on - one.operated_on).days if end is not None else None
