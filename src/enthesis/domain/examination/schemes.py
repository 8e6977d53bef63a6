"""All schemes of the folder."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from enthesis.domain.discovery import modules
from enthesis.domain.errors import NotFound
from enthesis.domain.examination.classification import Proposal, Scheme
from enthesis.domain.examination.muscle import Muscle
from enthesis.domain.examination.tear import Tear

FOLDER = "enthesis.domain.examination.classifications"

PRIMARY = "lall_gtps"  # the one a case is classified by: its types lead to an operation

Example = tuple[str, Tear, Muscle, str | Decimal | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One file of the folder: the declaration, how it classifies, and the examples it must satisfy."""

    scheme: Scheme
    classify: Callable[[Tear, Muscle], Proposal]
    examples: tuple[Example, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """Every scheme, by id. Raises LookupError for a file that lacks a name, or two schemes with one id."""
    found: dict[str, Chapter] = {}
    for module in modules(FOLDER, "SCHEME", "classify", "EXAMPLES"):
        chapter = Chapter(scheme=module.SCHEME, classify=module.classify, examples=module.EXAMPLES)
        if chapter.scheme.id in found:
            raise LookupError(f"{module.__name__} repeats the id {chapter.scheme.id}: give it another.")
        found[chapter.scheme.id] = chapter
    return tuple(found[key] for key in sorted(found))


def schemes() -> tuple[Scheme, ...]:
    """Every scheme's declaration, by id."""
    return tuple(c.scheme for c in chapters())


def propose(scheme: str, tear: Tear, muscle: Muscle) -> Proposal:
    """What the scheme of this id says of a hip, with the operation and which criteria are only recalled.

    Raises `NotFound` for an unknown id.
    """
    return _chapter(scheme).classify(tear, muscle)


def scheme_called(scheme: str) -> Scheme:
    """The declaration of this id. Raises `NotFound` for an unknown one."""
    return _chapter(scheme).scheme


def _chapter(scheme: str) -> Chapter:
    for chapter in chapters():
        if chapter.scheme.id == scheme:
            return chapter
    raise NotFound("scheme", f"There is no classification {scheme}.", "Choose a listed one.")
