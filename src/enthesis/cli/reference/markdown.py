"""Markdown a clinician can read: tables, how far a thing may be trusted, sources as links."""

import re
from collections.abc import Iterable, Sequence

from enthesis.domain.sources import SOURCES
from enthesis.domain.terms import Tag

TRUST = {
    Tag.VERIFIED: "verified",
    Tag.RECALLED: "**recalled**",
    Tag.DERIVED: "derived",
    Tag.PROPOSED: "**proposal**",
}
WIDEST = 32  # a longer cell stands out, so that one long text does not pad every row


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar or line break inside a cell does not end it. Without rows: "None."."""
    lines = [[_cell(c) for c in row] for row in rows]
    if not lines:
        return "None.\n"
    widths = [min(WIDEST, max(3, *map(len, column))) for column in zip(header, *lines, strict=True)]
    ruled = [list(header), ["-" * w for w in widths], *lines]
    return "".join(f"| {' | '.join(c.ljust(w) for c, w in zip(r, widths, strict=True))} |\n" for r in ruled)


def cite(source: str) -> str:
    """A source text with each id of the list made a link to it."""
    return re.sub(
        r"\bS\d+[a-z]?\b",
        lambda m: f"[{m[0]}](sources.md#{m[0].lower()})" if m[0] in SOURCES else m[0],
        source,
    )


def words(identifier: str) -> str:
    """`record_surgery` as Record surgery."""
    return identifier.strip("_").replace("_", " ").replace("-", " ").capitalize()


def code(text: str) -> str:
    return f"`{text}`" if text else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
