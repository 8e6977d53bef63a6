"""What a scheme declares, what it proposes for a hip, and what the surgeon chose."""

from dataclasses import dataclass

from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Tag, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One type or grade: what is found, and the operation it leads to."""

    code: str
    finding: Wording
    operation: Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A published way to name what is found. `levels` go from mild to severe."""

    id: str
    title: str
    source: str
    tag: Tag
    levels: tuple[Level, ...]
    version: int = 1

    @property
    def needs_review(self) -> bool:
        """Whether the scheme itself must be confirmed; its wordings answer for themselves."""
        return self.tag in (Tag.RECALLED, Tag.PROPOSED)

    def level(self, code: str) -> Level:
        """The level of this code. Raises `Invalid` when the scheme has none."""
        for level in self.levels:
            if level.code == code:
                return level
        codes = ", ".join(level.code for level in self.levels)
        raise Invalid("chosen", f"{self.title} has no type {code}.", f"Choose one of {codes}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a scheme says of one hip. `level` is None while facts are missing, and `missing` names them.

    `reasons` are the facts used; `recalled` the criteria used that no source was read for.
    """

    scheme: str
    version: int = 1
    level: str | None
    reasons: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classified:
    """What the surgeon chose, beside what was proposed. Raises `Invalid` for a departure without a reason."""

    scheme: str
    version: int = 1
    proposed: str | None
    chosen: str
    reason: str = ""

    def __post_init__(self) -> None:
        if self.proposed not in (None, self.chosen) and not self.reason.strip():
            raise Invalid(
                "reason",
                f"Type {self.chosen} was chosen where {self.proposed} was proposed, and no reason is given.",
                "Enter the reason.",
            )


def choose(scheme: Scheme, proposal: Proposal, chosen: str, *, reason: str = "") -> Classified:
    """The surgeon's choice, kept with the proposal it follows or departs from.

    Raises `Invalid` for a level the scheme does not have, a proposal of another scheme, or a departure
    without a reason.
    """
    if (proposal.scheme, proposal.version) != (scheme.id, scheme.version):
        raise Invalid("scheme", f"The proposal is not of {scheme.title}.", "Propose again by this scheme.")
    return Classified(
        scheme=scheme.id,
        version=scheme.version,
        proposed=proposal.level,
        chosen=scheme.level(chosen).code,
        reason=reason,
    )
