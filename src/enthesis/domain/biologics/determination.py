"""Which path of the law a practice claims for a product: recorded as somebody decided it, never computed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.law import (
    AS_TAKEN,
    BLOOD_PRODUCT,
    CONTESTED,
    EXPANDED,
    SAME_PROCEDURE,
    TISSUE_ONLY_IF,
)
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import CaseId, PersonId, PracticeId, Wording

LONGEST_NUMBER = 40
LONGEST_TEXT = 4000  # characters of the reasoning
MOST_DOCUMENTS = 20  # documents
_NUMBER = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9 ./#:-]*")


class Path(StrEnum):
    """What is claimed. NONE ends what was claimed before."""

    CLEARED_DEVICE = "cleared_device"
    SAME_PROCEDURE = "same_procedure"
    TISSUE = "tissue"
    IND = "ind"
    NONE = "none"

    @property
    def label(self) -> str:
        return {
            Path.CLEARED_DEVICE: "Blood product made by a cleared device",
            Path.SAME_PROCEDURE: "Same surgical procedure, 21 CFR 1271.15(b)",
            Path.TISSUE: "Tissue under section 361 alone, 21 CFR 1271.10(a)",
            Path.IND: "Investigational new drug (IND), with a review board (IRB)",
            Path.NONE: "No path is claimed any more",
        }[self]

    @property
    def law(self) -> tuple[Wording, ...]:
        """What is known of the law on it, shown beside the choice."""
        return {
            Path.CLEARED_DEVICE: (BLOOD_PRODUCT,),
            Path.SAME_PROCEDURE: (SAME_PROCEDURE, AS_TAKEN),
            Path.TISSUE: (TISSUE_ONLY_IF, CONTESTED),
            Path.IND: (EXPANDED,),
            Path.NONE: (),
        }[self]


class Criterion(StrEnum):
    """The four of 21 CFR 1271.10(a), each answered by whoever decides."""

    MINIMAL = "minimal"
    HOMOLOGOUS = "homologous"
    NOT_COMBINED = "not_combined"
    NO_SYSTEMIC_EFFECT = "no_systemic_effect"

    @property
    def label(self) -> str:
        return {
            Criterion.MINIMAL: "Minimally manipulated",
            Criterion.HOMOLOGOUS: "Meant for homologous use",
            Criterion.NOT_COMBINED: "Not combined with another article",
            Criterion.NO_SYSTEMIC_EFFECT: "No systemic effect, or from the person or a close relative",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """How one criterion was answered, and why."""

    criterion: Criterion
    met: bool
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedPath:
    """Who decided what on a product class, when, and on what basis; the newest one replaces the others.

    `kind` is the id of a ProductKind. `case` is the hip it is for, None for all of the practice. `clearance`
    names the device or its 510(k), `documents` what it rests on. It holds from `decided_on` to `valid_until`,
    both included; None is without end. Whether it is right is nowhere computed.

    Raises Invalid, coded by the field, where it is not complete or contradicts itself.
    """

    kind: str
    path: Path
    decided_by: str
    decided_on: date
    case: CaseId | None = None
    criteria: tuple[Answered, ...] = ()
    clearance: str = ""
    ind: str = ""
    irb: str = ""
    reasoning: str = ""
    documents: tuple[str, ...] = ()
    valid_until: date | None = None

    def __post_init__(self) -> None:
        for problem in (*_unsaid(self), *_of_path(self), *_numbers(self)):
            raise problem

    def is_in_force(self, on: date) -> bool:
        """That nothing is claimed any more has no end."""
        has_ended = self.path is not Path.NONE and self.valid_until is not None and self.valid_until < on
        return self.decided_on <= on and not has_ended


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedClaim:
    """What stands under the signature of whoever recorded it."""

    practice: PracticeId
    claimed: ClaimedPath
    at: datetime
    by: PersonId
    name: str


def _unsaid(told: ClaimedPath) -> Iterator[Invalid]:
    if not told.decided_by.strip():
        yield Invalid("decided_by", "It is not said who determined it.", "Enter the name.")
    if not told.reasoning.strip():
        yield Invalid("reasoning", "It is not said on what grounds.", "Enter the reasoning.")
    if len(told.reasoning) > LONGEST_TEXT or len(told.documents) > MOST_DOCUMENTS:
        yield Invalid("reasoning", "That is too long to be kept here.", "Name the document it stands in.")
    if told.valid_until is not None and told.valid_until < told.decided_on:
        yield Invalid("valid_until", "It would end before it was determined.", "Correct one of the two days.")


def _of_path(told: ClaimedPath) -> Iterator[Invalid]:
    answered = {a.criterion for a in told.criteria}
    if told.path is Path.TISSUE and answered != set(Criterion):
        open_ = ", ".join(c.label.lower() for c in Criterion if c not in answered)
        yield Invalid(
            "path", f"Section 361 is claimed, and not answered: {open_}.", "Answer each of the four."
        )
    if told.path is Path.TISSUE and (denied := [a for a in told.criteria if not a.met]):
        names = ", ".join(a.criterion.label.lower() for a in denied)
        yield Invalid(
            "path",
            f"Section 361 is claimed, and answered with no: {names}.",
            "Claim another path, or correct the answer.",
        )
    if told.path is Path.CLEARED_DEVICE and not told.clearance.strip():
        yield Invalid(
            "clearance", "The cleared device is not named.", "Enter the device or its 510(k) number."
        )


def _numbers(told: ClaimedPath) -> Iterator[Invalid]:
    for field, name, number in (
        ("ind", "IND number", told.ind),
        ("irb", "number of the review board", told.irb),
    ):
        if told.path is Path.IND and not number.strip():
            yield Invalid(field, f"An IND is claimed without the {name}.", "Enter it.")
        if number.strip() and not is_plausible(number):
            yield Invalid(
                field,
                f"“{number.strip()[:LONGEST_NUMBER]}” does not look like the {name}.",
                "Enter the number as it stands on the letter.",
            )


def is_plausible(number: str) -> bool:
    """Whether it may be a number of an authority or board: short, with a digit. It is looked up nowhere."""
    return len(number.strip()) <= LONGEST_NUMBER and _NUMBER.fullmatch(number.strip()) is not None


def in_force(claimed: Iterable[ClaimedPath], kind: str, *, case: CaseId, on: date) -> ClaimedPath | None:
    """The one that holds for a product of a hip on a day: the newest of this hip, else of the practice.

    `claimed` come in the order in which they were recorded. What was replaced by that day never comes back.
    Where the practice claims nothing any more, what a hip had claimed before has ended too.
    """
    ours = [c for c in claimed if c.kind == kind and c.case in (None, case) and c.decided_on <= on]
    stops = [n for n, c in enumerate(ours) if c.case is None and c.path is Path.NONE]
    ours = ours[stops[-1] :] if stops else ours
    for newest in ([c for c in ours if c.case == case][-1:], [c for c in ours if c.case is None][-1:]):
        if newest and newest[0].is_in_force(on):
            return newest[0]
    return None


def is_asked(kind: ProductKind) -> bool:
    """Whether somebody is to determine which law holds for it."""
    return kind.determination is not None or kind.needs is not None


def check_claim(kind: ProductKind, told: ClaimedPath) -> None:
    """What this class can be given under: one that needs an IND is claimed under nothing else."""
    if kind.needs is not None and told.path not in (Path.IND, Path.NONE):
        raise Invalid(
            "path",
            f"{kind.title} needs an IND number and a review board. {kind.needs.why.text}",
            "Choose the IND, and enter both numbers.",
        )


def authority_obstacles(
    kind: ProductKind, claimed: ClaimedPath | None, *, ind: str, irb: str
) -> tuple[str, ...]:
    """Why a product that needs an IND cannot be planned, collected, released or given; empty for all others.

    `claimed` is the one in force, `ind` and `irb` are the numbers its plan names.
    """
    if kind.needs is None:
        return ()
    if claimed is None or claimed.path is not Path.IND:
        return (
            f"No determination in force names the IND and the review board of {kind.title.lower()}. "
            f"{kind.needs.why.text}",
        )
    pairs = (("IND number", ind, claimed.ind), ("number of the review board", irb, claimed.irb))
    return tuple(
        f"The plan names the {name} {planned.strip()}, and the determination in force {ours.strip()}."
        for name, planned, ours in pairs
        if _alike(planned) != _alike(ours)
    )


def not_determined(kind: ProductKind, claimed: ClaimedPath | None) -> str:
    """What is said where nobody has determined which law holds; empty where somebody has, or nobody must."""
    if kind.determination is None:
        return ""
    if claimed is None:
        return f"{kind.title}: no determination is recorded. {kind.determination.text}"
    if claimed.path is Path.NONE:
        return f"{kind.title}: by the determination of {claimed.decided_by}, no path is claimed any more."
    return ""


def _alike(number: str) -> str:
    return re.sub(r"[^a-z0-9]", "", number.casefold())
