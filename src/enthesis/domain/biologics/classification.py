"""What a published class of products declares, and one product's class in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enthesis.domain.biologics.measurement import Basis
from enthesis.domain.terms import Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Classed:
    """The class of one product. `basis` is CLAIMED as soon as one value behind it was only claimed."""

    code: str
    basis: Basis
    tag: Tag
    source: str
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """A published way to name a product by what is in it. `letters` say what each part of a class means.

    `note` is what a clinician must know or confirm of it.
    """

    id: str
    title: str
    tag: Tag
    source: str
    note: str = ""
    letters: Mapping[str, str] = field(default_factory=dict)

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review

    def classed(self, code: str, basis: Basis, note: str = "") -> Classed:
        return Classed(code=code, basis=basis, tag=self.tag, source=self.source, note=note)
