from dataclasses import dataclass
from datetime import timedelta

from enthesis.domain.pathway.asked_now import Round
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.links import Link
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterPage:
    """`until`: the last whole day the link works. `counts_until`: the last that counts, if sooner."""

    until: str
    counts_until: str


def later_page(asked: Round, link: Link, *, zone: str) -> LaterPage:
    until = utc_to_wall(link.expires_at, zone).date() - timedelta(days=1)
    last = min((one.last_day for one in asked.askings if one.since is not None), default=None)
    return LaterPage(until=day(until), counts_until=day(last) if last and last < until else "")
