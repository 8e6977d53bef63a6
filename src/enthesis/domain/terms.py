"""Words every room shares: identities, people's roles, sides, and numbers that carry their source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType, Protocol, TypeGuard, runtime_checkable
from uuid import UUID

PracticeId = NewType("PracticeId", UUID)
PersonId = NewType("PersonId", UUID)
PatientId = NewType("PatientId", UUID)
HipId = NewType("HipId", UUID)
CaseId = NewType("CaseId", UUID)
EntryId = NewType("EntryId", UUID)
RequestId = NewType("RequestId", UUID)
BookingId = NewType("BookingId", UUID)
ProductId = NewType("ProductId", UUID)
ResponseId = NewType("ResponseId", UUID)
LinkId = NewType("LinkId", UUID)
DocumentId = NewType("DocumentId", UUID)
AttachmentId = NewType("AttachmentId", UUID)
ClosureId = NewType("ClosureId", UUID)
FeedId = NewType("FeedId", UUID)
WaitingId = NewType("WaitingId", UUID)
OfferId = NewType("OfferId", UUID)
OperationId = NewType("OperationId", UUID)
SheetId = NewType("SheetId", UUID)


MOST_DIGITS = 30  # before or after the point; 1E+999999999 written out would fill the memory


def is_number(value: object) -> bool:
    """Whether it is a `Decimal` people write: no float, no NaN, no infinity, no billion digits."""
    return isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) <= MOST_DIGITS


class Tag(StrEnum):
    """How far a clinical number or wording may be trusted."""

    VERIFIED = "V"  # read in a source
    RECALLED = "R"  # from memory: a clinician must check it
    DERIVED = "D"  # computed from verified numbers; for checks, never a published figure
    PROPOSED = "P"  # a proposal of this product, not a published fact

    @property
    def word(self) -> str:
        return {"V": "verified", "R": "recalled", "D": "derived", "P": "proposal"}[self.value]

    @property
    def needs_review(self) -> bool:
        """Whether a clinician must confirm what carries it before a practice relies on it."""
        return self in (Tag.RECALLED, Tag.PROPOSED)

    def beside(self, source: str) -> str:
        """A source with how far it may be trusted, which is said once: S75, verified."""
        return source if source and self.word in source else ", ".join(filter(None, (source, self.word)))


@dataclass(frozen=True, slots=True)
class Sourced:
    """A clinical number that says where it is from.

    `unit` is UCUM. `source` names an entry of the source list, or is empty when the tag says it was recalled
    or proposed; `note` holds the question a clinician must answer, or the formula of a derived number.
    """

    value: Decimal
    unit: str
    tag: Tag
    source: str = ""
    note: str = ""

    def __init__(self, value: int | str | Decimal, unit: str, *, tag: str, source: str = "", note: str = ""):
        number = value if isinstance(value, Decimal) else Decimal(value)
        trust = Tag(tag)
        if trust is Tag.VERIFIED and not source:
            raise ValueError(f"{number} {unit} is tagged verified and names no source: give the source id.")
        for name, content in zip(
            ("value", "unit", "tag", "source", "note"), (number, unit, trust, source, note), strict=True
        ):
            object.__setattr__(self, name, content)

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Clinical words, how far they may be trusted, and what a clinician must check about them."""

    text: str
    tag: Tag
    source: str = ""
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


@runtime_checkable
class Reviewable(Protocol):
    """A number, wording or rule that says how far it may be trusted."""

    @property
    def tag(self) -> Tag: ...

    @property
    def source(self) -> str: ...

    @property
    def needs_review(self) -> bool: ...


TELLS = ("tag", "source", "needs_review")


def is_reviewable(value: object) -> TypeGuard[Reviewable]:
    """As `isinstance` answers, which finds a protocol's members out each time: many parts are asked."""
    return all(hasattr(value, name) for name in TELLS)


def reviewable_in(value: object, path: str = "") -> Iterator[tuple[str, Reviewable]]:
    """Every part of a declaration that carries a tag, with its dotted path, itself included.

    Walks frozen dataclasses, mappings and tuples; a part with an id or code is named by it, else by place.
    """
    if is_reviewable(value):
        yield path, value
    for name, part in parts_of(value):
        yield from reviewable_in(part, f"{path}.{name}" if path else name)


def parts_of(value: object) -> Iterator[tuple[str, object]]:
    """What a frozen dataclass, mapping or tuple is made of, each part by its name."""
    if is_dataclass(value) and not isinstance(value, type):
        yield from ((f.name, getattr(value, f.name)) for f in fields(value))
    elif isinstance(value, Mapping):
        yield from ((str(key), part) for key, part in value.items())
    elif isinstance(value, tuple):
        yield from ((str(getattr(p, "id", getattr(p, "code", i))), p) for i, p in enumerate(value))


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"


class Option(StrEnum):
    """What may be added to a repair, each judged on its own."""

    PRP = "prp"
    CELLS = "cells"
    GRAFT = "graft"
    MICROPUNCTURE = "micropuncture"

    @property
    def label(self) -> str:
        return {
            Option.PRP: "Platelet-rich plasma",
            Option.CELLS: "Cell product",
            Option.GRAFT: "Graft",
            Option.MICROPUNCTURE: "Micropuncture",
        }[self]


class Role(StrEnum):
    """What a person may do here. The practice is the wall; the office is only a default filter."""

    DESK = "desk"
    NURSE = "nurse"
    ASSISTANT = "assistant"  # records, cannot sign
    SURGEON = "surgeon"
    POLICY_SURGEON = "policy_surgeon"  # a surgeon who may also change the site's policy values
    RESEARCHER = "researcher"  # never sees contact details
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    PATIENT = "patient"  # reached by a private link, no account
    VISITOR = "visitor"  # anyone on the public pages
    SYSTEM = "system"  # the practice's own worker

    @property
    def label(self) -> str:
        return {Role.POLICY_SURGEON: "Surgeon with policy right", Role.DESK: "Front desk"}.get(
            self, self.value.capitalize()
        )

    @property
    def confirms_with_pin(self) -> bool:
        """Whether this role works at the bench, where each step is confirmed with a PIN."""
        return self in CLINICIANS


SURGEONS = frozenset({Role.SURGEON, Role.POLICY_SURGEON})
CLINICIANS = SURGEONS | {Role.ASSISTANT, Role.NURSE}
STAFF = CLINICIANS | {Role.DESK, Role.RESEARCHER, Role.ADMINISTRATOR, Role.AUDITOR}
SEES_CONTACT = CLINICIANS | {Role.DESK, Role.ADMINISTRATOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who is doing something, and in which role.

    `person` is the staff account; a patient who came by a link has `patient` instead; a visitor has neither.
    """

    role: Role
    name: str
    person: PersonId | None = None
    patient: PatientId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A person confirmed exactly this content. `digest` is the SHA-256 of its canonical JSON.

    The content is a `Signed`: what was signed, whose it is, by whom and when.
    """

    by: PersonId
    name: str
    at: datetime
    digest: str
