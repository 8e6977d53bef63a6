"""What somebody may have to give before an operation; a practice names its own kinds in its file."""

from collections.abc import Iterable
from dataclasses import dataclass

from enthesis.domain.practice.resource import check_slug
from enthesis.domain.terms import Tag, Wording

PROCEDURE_CONSENT, INSURANCE, PRIMARY_CARE = "procedure-consent", "insurance", "primary-care"
ANAESTHESIA, CARDIOLOGY, ONCOLOGY = "anaesthesia", "cardiology", "oncology"
PRESCRIBER, OTHER = "prescriber", "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearanceKind:
    """`every` says that each operation waits for it until it came or somebody says why it is not needed."""

    slug: str
    name: str
    every: bool = False

    def __post_init__(self) -> None:
        check_slug(self.slug)


SHIPPED = (
    ClearanceKind(slug=PROCEDURE_CONSENT, name="Signed consent to the procedure", every=True),
    ClearanceKind(slug=INSURANCE, name="Insurance authorisation", every=True),
    ClearanceKind(slug=PRIMARY_CARE, name="Primary care"),
    ClearanceKind(slug=ANAESTHESIA, name="Anaesthesia"),
    ClearanceKind(slug=CARDIOLOGY, name="Cardiology"),
    ClearanceKind(slug=ONCOLOGY, name="Oncology"),
    ClearanceKind(slug=PRESCRIBER, name="Prescriber of a medicine"),
    ClearanceKind(slug=OTHER, name="Something else"),
)
LISTED = Wording(
    text="; ".join(f"{kind.name}{', before every operation' if kind.every else ''}" for kind in SHIPPED),
    tag=Tag.PROPOSED,
    note="Which clearances does the practice ask for before an operation, and which before every one?",
)
ASKED_BY_RULES = (ANAESTHESIA, ONCOLOGY, PRESCRIBER)  # candidacy asks for these by itself
ALWAYS_THERE = (*ASKED_BY_RULES, OTHER)
PAPERS = (PROCEDURE_CONSENT, INSURANCE)  # what came of them is read off a paper


def kinds_of(own: Iterable[ClearanceKind]) -> tuple[ClearanceKind, ...]:
    """A practice's own kinds, or the shipped ones where it names none; what candidacy asks for is there."""
    named = tuple(own)
    if not named:
        return SHIPPED
    slugs = {kind.slug for kind in named}
    return (*named, *(k for k in SHIPPED if k.slug in ALWAYS_THERE and k.slug not in slugs))
