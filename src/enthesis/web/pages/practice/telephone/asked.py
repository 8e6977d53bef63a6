"""What the address of the page asks for; the unknown falls back to any office and the first kind."""

from collections.abc import Mapping
from dataclasses import dataclass

from enthesis.domain.practice.practice import Practice

LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`words` were typed into the search; `slot` is a time that was chosen in the calendar."""

    words: str
    office: str
    kind: str
    slot: str
    new: bool


def asked(told: Mapping[str, str], site: Practice) -> Asked:
    offices = {office.slug for office in site.offices}
    kinds = [kind.slug for kind in site.visit_types]
    office, kind = told.get("office", ""), told.get("kind", "")
    return Asked(
        words=told.get("q", "").strip()[:LONGEST],
        office=office if office in offices else "",
        kind=kind if kind in kinds else kinds[0],
        slot=told.get("slot", "")[:160],
        new=bool(told.get("new")),
    )
