"""What cannot be in two places: rooms and devices beside clinicians, and the names they are claimed by."""

import re
from dataclasses import dataclass

from enthesis.domain.errors import Invalid

LONGEST_SLUG = 50  # as the tables keep it
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")


def check_slug(slug: str) -> None:
    """Raises Invalid for a short name that cannot stand in an address or in the name of a resource."""
    if len(slug) > LONGEST_SLUG or not _SLUG.fullmatch(slug):
        raise Invalid(
            "slug",
            f"{slug[:60]!r} cannot be a short name.",
            f"Use small letters, digits and hyphens, {LONGEST_SLUG} at most.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room of an office. `kind` is what a visit type asks for, such as "examination"."""

    slug: str
    name: str
    office: str
    kind: str

    def __post_init__(self) -> None:
        check_slug(self.slug)

    @property
    def resource(self) -> str:
        return f"room:{self.slug}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A device that stays at an office. `kind` is what a visit type asks for, such as "ultrasound"."""

    slug: str
    name: str
    office: str
    kind: str

    def __post_init__(self) -> None:
        check_slug(self.slug)

    @property
    def resource(self) -> str:
        return f"device:{self.slug}"


def clinician_resource(clinician: str) -> str:
    """A clinician is claimed at whatever office."""
    return f"clinician:{clinician}"


def places_resource(clinician: str, office: str) -> str:
    """The places for new patients in the sessions of a clinician at an office.

    Each place of a session is one tick of it, counted from its opening: the unique key of ticks then keeps
    their number, too.
    """
    return f"new-patients:{clinician}@{office}"
