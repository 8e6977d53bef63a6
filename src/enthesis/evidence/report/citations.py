"""What the report cites, numbered in the order in which it is first cited."""

from dataclasses import dataclass, field

from enthesis.domain.sources import SOURCES, Source, cited_in


@dataclass(slots=True)
class Citations:
    """Asked for a mark, it remembers the source: the list at the end holds what was cited, no more."""

    found: dict[str, Source] = field(default_factory=dict)

    def mark(self, text: str) -> str:
        """Such as ` [2,3]` for the sources a text names; empty where it names none."""
        numbers = sorted({self._number(name) for name in cited_in(text)})
        return f" [{','.join(map(str, numbers))}]" if numbers else ""

    def listed(self) -> tuple[tuple[int, Source], ...]:
        return tuple(enumerate(self.found.values(), 1))

    def _number(self, name: str) -> int:
        self.found.setdefault(name, SOURCES[name])
        return list(self.found).index(name) + 1
