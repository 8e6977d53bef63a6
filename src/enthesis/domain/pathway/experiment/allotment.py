"""Which arm a person gets: permuted blocks, drawn one by one so that no list of what comes next exists.

A block holds each arm equally often. Its size is drawn when it begins; within it each person's arm is drawn
from what the block still holds. That gives every order of a block the same chance, as drawing the whole order
at first would, and there is nothing that somebody could look up before.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SIZES = (4, 6, 8)
"""Sizes of a block, each a multiple of the number of arms. Who knows the last arms cannot tell the next."""

Draw = Callable[[int], int]
"""A number from 0 to below what is asked, each with the same chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An arm and where in the blocks it was drawn."""

    arm: str
    block: int
    size: int


def draw_place(arms: tuple[str, str], entered: Sequence[tuple[int, int, str]], draw: Draw) -> Place:
    """The next person's arm. `entered` are block, size and arm of everybody before, in any order."""
    last = max((block for block, _, _ in entered), default=0)
    mine = [(size, arm) for block, size, arm in entered if block == last]
    if not mine or len(mine) >= mine[0][0]:
        last, size, taken = last + 1, SIZES[draw(len(SIZES))], Counter[str]()
    else:
        size, taken = mine[0][0], Counter(arm for _, arm in mine)
    left = [arm for arm in arms for _ in range(size // len(arms) - taken[arm])]
    return Place(arm=left[draw(len(left))], block=last, size=size)
