"""What a practice decides about products at its bench; the table `[bench]` of its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Minutes = Mapping[str, Mapping[str, int]]
"""The site's own minutes for a time limit, by product and limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchSettings:
    """`minutes` stand in place of what is shipped; a limit that is not in it is as it is shipped."""

    minutes: Minutes = field(default_factory=dict)
