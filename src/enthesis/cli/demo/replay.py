"""Plays many stories at once, in the order of time, so that the record grows as it would have grown."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

Story = Iterator[datetime]
"""Yields the moment of its next act, then does it when it is asked on."""


def replay(stories: Sequence[Story], *, ended: Callable[[int], None]) -> None:
    """Every story has come to its end; `ended` is told the place of each as it ends.

    Of two acts at one moment the earlier story's goes first. Raises ValueError for a story that goes back.
    """
    waiting: list[tuple[datetime, int]] = []
    for place, story in enumerate(stories):
        _go_on(waiting, place, story, None, ended)
    heapq.heapify(waiting)
    while waiting:
        now, place = heapq.heappop(waiting)
        _go_on(waiting, place, stories[place], now, ended)


def _go_on(
    waiting: list[tuple[datetime, int]],
    place: int,
    story: Story,
    now: datetime | None,
    ended: Callable[[int], None],
) -> None:
    due = next(story, None)
    if due is None:
        ended(place)
        return
    if now is not None and due < now:
        raise ValueError(f"Story {place} goes back in time, from {now} to {due}.")
    heapq.heappush(waiting, (due, place))
