"""Random responses to an instrument, packed as a snapshot keeps them."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Answer, Item
from enthesis.evidence.tables import MISSING
from enthesis.evidence.tables import NOT_APPLICABLE as PACKED_NA


def offered(item: Item) -> list[int]:
    """Every number a response may keep for it."""
    if item.range is not None:
        return list(range(int(item.range.low), int(item.range.high) + 1, int(item.range.step)))
    return [int(c.answer) for c in item.choices]


def random_responses(instrument: Instrument, dice: np.random.Generator, count: int) -> np.ndarray:
    """Answers of every kind: complete, with each number of items missing, with items that do not apply.

    The first rows hold every pattern of the scored items that matters (`patterns`).
    """
    packed = _complete(instrument, dice, count)
    left_out = dice.random(packed.shape) < (dice.random(count) ** 3)[:, None]
    packed[left_out & (dice.random(count) < 0.7)[:, None]] = MISSING
    may = np.array([f.allows_na for i in instrument.items for f in i.fields])
    packed[(dice.random(packed.shape) < 0.1) & may & (packed != MISSING)] = PACKED_NA
    known = list(patterns(instrument))[:count]
    fresh = _complete(instrument, dice, len(known))
    for row, (missing, moot) in zip(fresh, known, strict=True):
        row[missing], row[moot] = MISSING, PACKED_NA
    packed[: len(known)] = fresh
    return packed.astype(np.int16)


def patterns(instrument: Instrument) -> Iterator[tuple[list[int], list[int]]]:
    """For each scale so many items missing and so many that do not apply, from none to all: places of each.

    A missing rule looks at these two numbers alone, so that every pair of them is every case of it.
    """
    for scale in instrument.scales:
        own = [_places(instrument, name) for name in scale.items]
        may = [places for places in own if instrument.fields[places[0]].allows_na]
        for moot, missing in product(range(len(may) + 1), range(len(own) + 1)):
            away = [place for places in may[:moot] for place in places]
            rest = [places for places in own if places[0] not in away][:missing]
            if missing <= len(own) - moot:
                yield [place for places in rest for place in places], away


def unpacked(instrument: Instrument, row: np.ndarray) -> dict[str, Answer]:
    """A row as one response keeps it."""
    words: dict[int, Answer] = {MISSING: None, PACKED_NA: NOT_APPLICABLE}
    return {f.id: words.get(int(a), int(a)) for f, a in zip(instrument.fields, row, strict=True)}


def _complete(instrument: Instrument, dice: np.random.Generator, count: int) -> np.ndarray:
    columns = []
    for item in instrument.items:
        chosen = dice.integers(0, len(item.fields), count)
        for place, field in enumerate(item.fields):
            told = dice.choice(offered(field), count)
            columns.append(np.where(chosen == place, told, MISSING))
    return np.stack(columns, axis=1)


def _places(instrument: Instrument, name: str) -> list[int]:
    fields = [f.id for f in instrument.fields]
    (item,) = (i for i in instrument.items if i.id == name)
    return [fields.index(f.id) for f in item.fields]
