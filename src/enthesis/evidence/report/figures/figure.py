"""A figure: a drawing, and the words that stand for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`id` names its file. `svg` is empty where it cannot be drawn; its table stands all the same."""

    id: str
    title: str
    svg: str
