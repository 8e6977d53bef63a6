"""Every topic of the public pages and every claim, found in their folder."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from enthesis.domain.discovery import discover
from enthesis.domain.information.claim import Claim
from enthesis.domain.information.topic import Topic

FOLDER = "enthesis.domain.information.topics"


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its id."""
    return discover(FOLDER, "TOPIC", Topic)


@cache
def claims() -> Mapping[str, Claim]:
    """Every claim by its id. Raises LookupError when two claims share one."""
    found: dict[str, Claim] = {}
    for topic in topics().values():
        for claim in topic.claims:
            if found.setdefault(claim.id, claim) != claim:
                raise LookupError(f"Two claims are called {claim.id!r}: rename one.")
    return MappingProxyType(found)
