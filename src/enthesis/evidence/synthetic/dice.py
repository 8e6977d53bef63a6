"""Random numbers: of their own for each block and each thing drawn, so that one more never moves another."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from enthesis.domain.terms import Sourced
from enthesis.evidence.statistics.estimate import Keys, Reals
from enthesis.evidence.synthetic.truth import Span, part

Flags = NDArray[np.bool_]
Words = NDArray[np.str_]


def dice_of(seed: int, block: int, what: str) -> np.random.Generator:
    """The same for the same three, on every machine."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence((seed, block, *what.encode()))))


def normals(dice: np.random.Generator, whose: Keys, alike: float) -> Reals:
    """Standard normal values that correlate by so much between the hips of one person."""
    own, of_person = dice.standard_normal(len(whose)), dice.standard_normal(len(whose))
    return np.asarray(np.sqrt(1 - alike) * own + np.sqrt(alike) * of_person[whose])


def happens(dice: np.random.Generator, share: Sourced | Reals, n: int) -> Flags:
    """True for about this share: in percent where it is a parameter, else a part of one for each."""
    return np.asarray(dice.random(n) < (part(share) if isinstance(share, Sourced) else share))


def likelier(share: float | Reals, shift: Reals, noise: Reals, spread: float) -> Flags:
    """True for this share of all, more often where the shift is high; the shift has this deviation."""
    return np.asarray(shift + noise > stats.norm.isf(share) * np.sqrt(1 + spread**2))


def one_of(dice: np.random.Generator, shares: Mapping[str, Sourced], n: int) -> Words:
    """A word for each, by the shares."""
    parts = np.array([part(share) for share in shares.values()])
    return np.asarray(dice.choice(list(shares), n, p=parts / parts.sum()))


def grade_of(dice: np.random.Generator, shares: Sequence[Sourced], n: int) -> Keys:
    """A grade from 0 for each, by the shares."""
    parts = np.array([part(share) for share in shares])
    return np.asarray(dice.choice(len(parts), n, p=parts / parts.sum()))


def share_by(shares: Mapping[str, Sourced], words: Words) -> Reals:
    """The share of each word, as a part of one; 0 for others."""
    return np.select([words == name for name in shares], [part(s) for s in shares.values()], 0.0)


def whole_between(dice: np.random.Generator, span: Span, n: int) -> Keys:
    """Whole numbers, both ends included."""
    return dice.integers(int(span.low.value), int(span.high.value), n, endpoint=True)


def between(dice: np.random.Generator, spans: Mapping[str, Span], words: Words) -> Reals:
    """A number within the span of each word; 0 for others."""
    low = np.select([words == name for name in spans], [float(s.low.value) for s in spans.values()], 0.0)
    high = np.select([words == name for name in spans], [float(s.high.value) for s in spans.values()], 0.0)
    return np.asarray(dice.uniform(low, high))
