from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext as _

from enthesis.domain.practice.practice import Practice
from enthesis.store.feeds import Feed
from enthesis.web.pages.practice.feeds.form import FeedForm
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLine:
    """A clinician with the link that stands, if one does; `link` is shown once, right after it was made."""

    clinician: str
    name: str
    told: str
    feed: str
    key: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsPage:
    lines: tuple[FeedLine, ...]
    shown_before: bool
    form: FeedForm


def present(
    site: Practice,
    feeds: Sequence[Feed],
    form: FeedForm,
    *,
    made: str = "",
    link: str = "",
    shown_before: bool = False,
) -> FeedsPage:
    """`made` is the clinician whose `link` was just made."""
    standing = {feed.clinician: feed for feed in feeds}
    return FeedsPage(
        lines=tuple(
            FeedLine(
                clinician=one.slug,
                name=one.name,
                told=_told(standing.get(one.slug)),
                feed=str(standing[one.slug].id) if one.slug in standing else "",
                key=str(uuid4()),
                link=link if one.slug == made else "",
            )
            for one in site.clinicians
        ),
        shown_before=shown_before,
        form=form,
    )


def _told(feed: Feed | None) -> str:
    if feed is None:
        return _("No link")
    return _("Made by %(name)s, %(day)s") % {"name": feed.by_name, "day": day(feed.at.date())}
