from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedPage:
    """`left`: the reader closed the pages on purpose."""

    left: bool = False
