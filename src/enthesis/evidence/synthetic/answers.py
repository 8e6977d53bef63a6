"""From a wanted score to answers of single items whose own score is the nearest one the items can make."""

from functools import lru_cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from enthesis.domain.outcomes.instrument import Instrument
from enthesis.evidence.statistics.estimate import Keys, Reals

Answers = NDArray[np.int16]  # one row a form, one column an item; what a response keeps
VARIANTS = 64  # ways of answering kept for each sum, the most even ones
SHUFFLES = 3  # rounds of moving a point from one item to another


def grain(instrument: Instrument) -> float:
    """The step between two neighbouring scores of an instrument with one scale, all items answered."""
    (item, *_) = items = instrument.fields
    if len(items) == 1 and item.range is not None:
        return float(item.range.step)
    return float(instrument.high) / sum(int(i.highest) for i in items)


def answers_for(instrument: Instrument, wanted: Reals, dice: np.random.Generator) -> Answers:
    """Answers to every item for each wanted score. Takes choices with points, or one range."""
    (item, *_) = items = instrument.fields
    if len(items) == 1 and item.range is not None:
        steps = np.round((wanted - float(item.range.low)) / float(item.range.step))
        return (float(item.range.low) + steps * float(item.range.step)).astype(np.int16)[:, None]
    weights = [sorted(int(c.weight) for c in i.choices) for i in items]
    most = sum(w[-1] for w in weights)
    total = np.round(wanted / float(instrument.high) * most).astype(np.int64)
    if all(w == weights[0] == list(range(len(w))) for w in weights):
        return _even(total, len(weights), weights[0][-1], dice)
    return _chosen(instrument, total, dice)


def _even(total: Keys, items: int, most: int, dice: np.random.Generator) -> Answers:
    """Points spread over items of one kind: nearly even, then shuffled between pairs of items."""
    base, rest = np.divmod(total, items)
    extra = np.argsort(dice.random((len(total), items)), axis=1) < rest[:, None]
    answers = base[:, None] + extra
    rows = np.arange(len(total))
    for _ in range(SHUFFLES * items // 2):
        gives, takes = dice.integers(0, items, (2, len(total)))
        moves = (answers[rows, gives] > 0) & (answers[rows, takes] < most) & (gives != takes)
        answers[rows[moves], gives[moves]] -= 1
        answers[rows[moves], takes[moves]] += 1
    return answers.astype(np.int16)


def _chosen(instrument: Instrument, total: Keys, dice: np.random.Generator) -> Answers:
    """One of the most even ways of reaching each sum, or the nearest sum that can be reached."""
    kept, begins, counts = _ways(instrument.id, instrument.version, _offered(instrument))
    reachable = np.flatnonzero(counts)
    place = np.clip(np.searchsorted(reachable, total), 1, len(reachable) - 1)
    left, right = reachable[place - 1], reachable[place]
    nearest = np.where(total - left < right - total, left, right)
    pick = (dice.random(len(total)) * counts[nearest]).astype(np.int64)
    return np.asarray(kept[begins[nearest] + pick])


Offered = tuple[tuple[tuple[int, int], ...], ...]  # of each item: points and answer of each choice


def _offered(instrument: Instrument) -> Offered:
    return tuple(tuple((int(c.weight), int(c.answer)) for c in i.choices) for i in instrument.fields)


@lru_cache(maxsize=4)
def _ways(_name: str, _version: str, offered: Offered) -> tuple[Answers, Keys, Keys]:
    """For each sum, where its ways of answering begin and how many there are, the most even ones only."""
    index = np.array(list(product(*(range(len(o)) for o in offered))))
    points = np.stack([np.array([p for p, _ in o])[index[:, i]] for i, o in enumerate(offered)], axis=1)
    answers = np.stack([np.array([a for _, a in o])[index[:, i]] for i, o in enumerate(offered)], axis=1)
    highest = np.array([max(p for p, _ in o) for o in offered])
    uneven = np.std(points / highest, axis=1)
    total = points.sum(axis=1)
    order = np.lexsort((uneven, total))
    total, answers = total[order], answers[order]
    rank = np.arange(len(total)) - np.searchsorted(total, total)
    keep = rank < VARIANTS
    total, answers = total[keep], answers[keep].astype(np.int16)
    counts = np.bincount(total, minlength=int(highest.sum()) + 1)
    return answers, np.cumsum(counts) - counts, counts
