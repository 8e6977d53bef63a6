"""A set of ticks as one number, a bit a tick: what holds for all of ninety days is one operation."""

import struct
from collections.abc import Iterator

WORD = 64  # bits


def stretch(first: int, end: int) -> int:
    """The bits from `first` to before `end`; none where that is nothing."""
    return ((1 << end - first) - 1) << first if end > first else 0


def comb(first: int, step: int, count: int) -> int:
    """So many bits, from `first` on, each `step` after the one before."""
    return ((1 << step * count) - 1) // ((1 << step) - 1) << first if count > 0 else 0


def runs(free: int, length: int) -> int:
    """Where rows of so many set bits begin. A negative number is set without end."""
    have = 1
    while have < length:
        more = min(have, length - have)
        free &= free >> more
        have += more
    return free


def ones(bits: int) -> Iterator[int]:
    """The places of the set bits of a number that is not negative, in order."""
    count = -(-bits.bit_length() // WORD)
    words = struct.unpack(f"<{count}Q", bits.to_bytes(count * WORD // 8, "little"))
    for place, word in enumerate(words):
        while word:
            lowest = word & -word
            yield place * WORD + lowest.bit_length() - 1
            word ^= lowest
