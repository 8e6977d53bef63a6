"""The criteria a protocol may name, in words: what each keeps, and why the others are excluded.

What they look at in a snapshot is in `cohort`; the words load nothing that computes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.evidence.protocol import Criterion, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionWords:
    keeps: Callable[[Criterion], str]
    excludes: Callable[[Criterion], str]


def _titles(criterion: Criterion) -> str:
    return ", ".join(load_instrument(name).title for name in criterion.instruments)


WORDS: Mapping[str, CriterionWords] = {
    "first_pathway": CriterionWords(
        keeps=lambda _: "first operation of this hip on record",
        excludes=lambda _: "an earlier operation of this hip is on record",
    ),
    "approach": CriterionWords(
        keeps=lambda c: f"{' or '.join(c.among)} approach",
        excludes=lambda c: f"the approach was not {' or '.join(c.among)}, or is not recorded",
    ),
    "repaired": CriterionWords(
        keeps=lambda _: "tendon reattached",
        excludes=lambda _: "the tendon was not reattached, or it is not recorded whether",
    ),
    "nothing_concomitant": CriterionWords(
        keeps=lambda _: "no other procedure done with it",
        excludes=lambda _: "another procedure was done with it, or it is not recorded whether",
    ),
    "followed_for": CriterionWords(
        keeps=lambda c: f"surgery at least {c.days} days before the snapshot",
        excludes=lambda c: f"surgery was less than {c.days} days ago",
    ),
    "scored_before": CriterionWords(
        keeps=lambda c: f"a score before surgery of each of: {_titles(c)}",
        excludes=lambda c: f"no score before surgery of one of: {_titles(c)}",
    ),
}


def criteria_in_words(protocol: Protocol) -> tuple[str, ...]:
    """What each criterion keeps, in the order of the protocol."""
    return tuple(words_of(criterion).keeps(criterion) for criterion in protocol.criteria)


def words_of(criterion: Criterion) -> CriterionWords:
    """Raises Invalid for a criterion that the catalogue lacks."""
    if criterion.keep not in WORDS:
        raise Invalid(
            "criteria", f"There is no criterion {criterion.keep!r}.", f"Choose one of {', '.join(WORDS)}."
        )
    return WORDS[criterion.keep]
