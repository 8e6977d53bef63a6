"""Private links to the calendars of clinicians."""

from datetime import datetime
from uuid import UUID

from enthesis.actions.act import Done, act
from enthesis.domain.terms import SURGEONS, Role
from enthesis.store import feeds, practice
from enthesis.store.links import new_token
from enthesis.store.scope import Scope

FEEDERS = (Role.DESK, *SURGEONS, Role.ADMINISTRATOR)


@act(*FEEDERS)
def make_feed(scope: Scope, clinician: str, *, at: datetime) -> Done:
    """A link to the calendar of this clinician; its token goes to the caller once, kept nowhere.

    The link made before it ends.
    """
    site = practice.load_practice(scope)
    token = new_token()
    feed = feeds.save_feed(scope, site.clinician(clinician).slug, token=token, at=at)
    return Done(kind="feed", subject=feed, detail={"clinician": clinician}, secret=token)


@act(*FEEDERS)
def revoke_feed(scope: Scope, feed_id: UUID, *, at: datetime) -> Done:
    """The link leads nowhere any more."""
    feed = feeds.load_feed(scope, feed_id)
    feeds.save_feed_revoked(scope, feed.id, at=at)
    return Done(kind="feed", subject=feed.id, detail={"clinician": feed.clinician})
