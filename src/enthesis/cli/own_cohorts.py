"""What each practice's own hips did, computed by the worker once a day, so that a page only reads it."""

from datetime import datetime, timedelta

from django.conf import settings

from enthesis.cli.every_practice import in_every_practice
from enthesis.domain.pathway.threshold_choices import choices_of
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.terms import Actor, PracticeId, Role
from enthesis.store.cohorts import save_cohorts, when_made
from enthesis.store.practice import load_written_practice, when_loaded
from enthesis.store.scope import Scope

RENEWED_AFTER = timedelta(hours=20)


def renew_cohorts(*, at: datetime) -> int:
    """The cohorts of every practice are of the last day and as its file now says; how many were made."""
    return in_every_practice("The cohorts", lambda practice: _renew(practice, at=at))


def _renew(practice: PracticeId, *, at: datetime) -> bool:
    scope = Scope(practice=practice, actor=Actor(role=Role.SYSTEM, name="Own cohorts"))
    last = when_made(scope)
    if last is not None and at - last < RENEWED_AFTER and last >= when_loaded(scope):
        return False
    make_cohorts(scope, at=at)
    return True


def make_cohorts(scope: Scope, *, at: datetime) -> None:
    """The cohorts of a practice are as its records stand now."""
    from enthesis.evidence.analysis.own_cohorts import own_cohorts  # heavy: once a day
    from enthesis.evidence.extract.own_hips import own_hips

    site, demo = load_written_practice(scope), bool(settings.ENTHESIS_DEMO)
    hips = tuple(own_hips(scope, with_labels=demo))
    on = utc_to_wall(at, site.offices[0].zone).date()
    save_cohorts(scope, own_cohorts(hips, choices_of(site.follow_up), on=on, with_labels=demo), at=at)
