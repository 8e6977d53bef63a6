"""What a scheme declares, what it proposes for a hip, and what the surgeon chose."""

from dataclasses import dataclass
from decimal import Decimal

from enthesis.domain.errors import Invalid
from enthesis.domain.examination.published import Figure, Published
from enthesis.domain.terms import Tag, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One type or grade: what is found, and the operation it leads to where the scheme says.

    `finding` is None where the criteria were not published, or not found; `published` says how often.
    """

    code: str
    finding: Wording | None = None
    operation: Wording | None = None
    published: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a scheme says of one hip.

    `level` is a code of the scheme, or `value` a number where it gives one; both are None while facts are
    missing, and `missing` names them. `operation` is what the level leads to; `reasons` are the facts used;
    `recalled` the criteria used that no source was read for; `by_hand` says why nothing is proposed although
    nothing is missing.
    """

    scheme: str
    version: int = 1
    level: str | None = None
    value: Decimal | None = None
    operation: Wording | None = None
    reasons: tuple[str, ...] = ()
    recalled: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    by_hand: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A published way to name what is found.

    `levels` go from mild to severe; a scheme without any gives a number. `noun` is what a level is called;
    `by_hand` says why a level is chosen without a proposal, empty where one is made; `published` are the
    cohorts it was tried on and their results.
    """

    id: str
    title: str
    source: str
    tag: Tag
    levels: tuple[Level, ...] = ()
    noun: str = "type"
    note: str = ""
    by_hand: str = ""
    published: tuple[Published, ...] = ()
    version: int = 1

    @property
    def needs_review(self) -> bool:
        """Whether the scheme itself must be confirmed; its wordings answer for themselves."""
        return self.tag.needs_review

    def level(self, code: str) -> Level:
        """The level of this code. Raises `Invalid` when the scheme has none."""
        for level in self.levels:
            if level.code == code:
                return level
        if not self.levels:
            raise Invalid(
                "chosen", f"{self.title} is a number, not a choice.", "Choose by another classification."
            )
        codes = ", ".join(level.code for level in self.levels)
        raise Invalid("chosen", f"{self.title} has no {self.noun} {code}.", f"Choose one of {codes}.")

    def found(self, code: str, *reasons: str, recalled: tuple[str, ...] = ()) -> Proposal:
        """The proposal of one level, with the operation it leads to."""
        return Proposal(
            scheme=self.id,
            version=self.version,
            level=code,
            operation=self.level(code).operation,
            reasons=reasons,
            recalled=recalled,
        )

    def measured(self, value: Decimal, *reasons: str) -> Proposal:
        """The proposal of a number."""
        return Proposal(scheme=self.id, version=self.version, value=value, reasons=reasons)

    def lacks(self, *missing: str, reasons: tuple[str, ...] = ()) -> Proposal:
        """No proposal, because these facts are missing."""
        return Proposal(scheme=self.id, version=self.version, reasons=reasons, missing=missing)

    def left_open(self, why: str, *reasons: str) -> Proposal:
        """No proposal although the facts are known: no level fits them, and why."""
        return Proposal(scheme=self.id, version=self.version, reasons=reasons, by_hand=why)

    def left_to_hand(self) -> Proposal:
        """No proposal, whatever is known, and why."""
        return Proposal(scheme=self.id, version=self.version, by_hand=self.by_hand)


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
