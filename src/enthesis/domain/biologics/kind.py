"""What a product file declares: where it comes from, what must be known of it, its limits, law and label."""

from dataclasses import dataclass

from enthesis.domain.biologics.moments import TimeLimit
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Option, Sourced, Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One allowed value and the words a person picks it by."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence on law or label, as far to be trusted as its tag says."""

    text: str
    tag: Tag
    source: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag in (Tag.RECALLED, Tag.PROPOSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typical:
    """What a device usually takes or yields, shown beside the field; nothing is refused for being outside."""

    title: str
    low: Sourced
    high: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductKind:
    """One product class. A site changes a number by `dataclasses.replace`, never by code.

    `required` are ids of quantities that must each be measured, claimed or explicitly not measured; those in
    `late` may also be pending and arrive after the operation. `computed` are ids of COMPUTATIONS.
    `same_procedure` says why it is taken and given in one procedure, and so never on a later day; None where
    it may be.
    """

    id: str
    title: str
    option: Option
    tissue: Choice
    sites: tuple[Choice, ...]
    required: tuple[str, ...]
    late: frozenset[str]
    computed: tuple[str, ...]
    typical: tuple[Typical, ...]
    limits: tuple[TimeLimit, ...]
    needs_needle: bool
    asks_activation: bool
    same_procedure: Statement | None
    regulation: tuple[Statement, ...]
    label_statements: tuple[Statement, ...]

    def check_site(self, site: str) -> None:
        """The site is one this product is taken from; otherwise Invalid names the choices."""
        if site not in {s.id for s in self.sites}:
            names = ", ".join(s.label for s in self.sites)
            raise Invalid("site", f"{self.title} is not collected there.", f"Choose one of: {names}.")


AUTOLOGOUS_LABEL = (
    Statement(text="FOR AUTOLOGOUS USE ONLY", tag=Tag.RECALLED, source="21 CFR 1271.90(c)"),
    Statement(text="NOT EVALUATED FOR INFECTIOUS SUBSTANCES", tag=Tag.RECALLED, source="21 CFR 1271.90(c)"),
)
