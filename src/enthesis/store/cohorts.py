"""What a practice's own hips did, scale by scale, as it was last computed; a page reads one small row.

A band tells of nobody, so everybody of the practice may see it, a patient too.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from enthesis.domain.outcomes.chosen import OwnWay
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.own_cohort import Band, OwnCohort
from enthesis.domain.outcomes.threshold import Metric, OwnScale, Threshold
from enthesis.store.codec import decode, encode
from enthesis.store.models import CohortRow
from enthesis.store.scope import Scope


def save_cohorts(scope: Scope, cohorts: Iterable[OwnCohort], *, at: datetime) -> None:
    """These are what is told from now on; a scale that is not among them is told no more."""
    kept = []
    for cohort in cohorts:
        row, _ = CohortRow.objects.update_or_create(
            practice_id=scope.practice,
            instrument=cohort.instrument,
            scale=cohort.scale,
            defaults={"body": encode(cohort), "made_at": at},
        )
        kept.append(row.id)
    CohortRow.objects.filter(practice_id=scope.practice).exclude(id__in=kept).delete()


def list_cohorts(scope: Scope) -> dict[OwnScale, OwnCohort]:
    """Every scale that was computed, by scale."""
    bodies = CohortRow.objects.filter(practice_id=scope.practice).values_list("body", flat=True)
    found = [decode(body, OwnCohort) for body in bodies]
    return {cohort.own_scale: cohort for cohort in sorted(found, key=lambda c: c.own_scale)}


def own_rows(cohorts: Iterable[OwnCohort]) -> Mapping[tuple[OwnScale, Metric, OwnWay], Threshold]:
    """The rows that the own hips made, of all scales, as a choice finds them."""
    return {key: row for cohort in cohorts for key, row in cohort.rows.items()}


def load_band(scope: Scope, instrument: Instrument, *, lall: str = "") -> Band | None:
    """The band of the instrument's only scale: of hips like one of this Lall type, else of all of them.

    None where too few people answered, or nothing was computed yet.
    """
    scale = instrument.scale
    found = CohortRow.objects.filter(
        practice_id=scope.practice, instrument=instrument.id, scale=scale.id
    ).first()
    if found is None:
        return None
    cohort = decode(found.body, OwnCohort)
    return cohort.band_of(lall) if cohort.scale_variant == scale.variant else None


def when_made(scope: Scope) -> datetime | None:
    """When the cohorts were last computed; None while they never were."""
    newest = CohortRow.objects.filter(practice_id=scope.practice).order_by("-made_at")
    return newest.values_list("made_at", flat=True).first()
