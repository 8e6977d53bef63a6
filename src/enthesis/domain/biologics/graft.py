"""What a graft file declares: what it is made of, why it is added, what its record must hold, its law."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Tag, Wording

NO_GRAFT = "none"


class Origin(StrEnum):
    """What a graft is made of. Candidacy reads it: an allergy to bovine collagen speaks of bovine tissue."""

    DONOR = "donor"
    BOVINE = "bovine"
    SYNTHETIC = "synthetic"
    OWN = "own"

    @property
    def label(self) -> str:
        return {
            Origin.DONOR: "Another person's tissue",
            Origin.BOVINE: "Bovine tissue",
            Origin.SYNTHETIC: "Synthetic",
            Origin.OWN: "The person's own tissue",
        }[self]


class Detail(StrEnum):
    """What stands on a graft's package or in its papers."""

    DONOR_ID = "donor_id"
    TISSUE_BANK = "tissue_bank"
    LOT = "lot"
    EXPIRY = "expiry"
    UDI_DI = "udi_di"

    @property
    def label(self) -> str:
        return {Detail.DONOR_ID: "donor id", Detail.UDI_DI: "device identifier (UDI-DI)"}.get(
            self, self.value.replace("_", " ")
        )

    @property
    def heading(self) -> str:
        """The label at the beginning of a line."""
        return f"{self.label[0].upper()}{self.label[1:]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One detail the record must hold, and how far it may be trusted that it must."""

    id: Detail
    tag: Tag
    source: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        return f"The record must hold the {self.id.label}."

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a graft is added. The same id is the same reason, in the same words, in every graft."""

    id: str
    title: str
    tag: Tag
    source: str = ""
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


@dataclass(frozen=True, slots=True, kw_only=True)
class GraftKind:
    """One graft a plan may name, for one of its reasons. What is in `needs` is recorded when it is placed."""

    id: str
    title: str
    origin: Origin
    needs: tuple[Need, ...]
    reasons: tuple[Reason, ...]
    regulation: tuple[Wording, ...] = ()

    @property
    def details(self) -> tuple[Detail, ...]:
        """What its record holds, and nothing else."""
        return tuple(need.id for need in self.needs)


Told = Mapping[Detail, str]

# A title, what is recorded, and the sentences that follow.
GraftExample = tuple[str, Told, tuple[str, ...]]


def lacking(graft: GraftKind, told: Told) -> tuple[str, ...]:
    """What is missing in the record of a placed graft, a sentence each; empty when nothing is."""
    return tuple(f"{graft.title}: the {detail.label} is not recorded." for detail in _missing(graft, told))


def check_details(graft: GraftKind, told: Told) -> None:
    """Everything its kind asks for is there, and nothing else; otherwise Invalid, coded by the detail."""
    if missing := _missing(graft, told):
        raise Invalid(missing[0], " ".join(lacking(graft, told)), "Enter it as it stands on the package.")
    if unknown := [detail for detail in told if detail not in graft.details]:
        raise Invalid(unknown[0], f"{graft.title} has no {unknown[0].label}.", "Leave it out.")
    if Detail.EXPIRY in told and _day(told[Detail.EXPIRY]) is None:
        raise Invalid(Detail.EXPIRY, f"{graft.title}: the expiry is not a day.", "Enter year, month and day.")


def expired(graft: GraftKind, expiry: str, *, on: date) -> str | None:
    """The sentence that its expiry had passed on a day; None where it had not, or where none is told."""
    last = _day(expiry)
    return f"{graft.title}: its expiry, {last}, has passed." if last is not None and last < on else None


def _missing(graft: GraftKind, told: Told) -> tuple[Detail, ...]:
    return tuple(detail for detail in graft.details if not told.get(detail, "").strip())


def _day(written: str) -> date | None:
    """A day as year, month and day (2028-01-31); None where it is not one."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
