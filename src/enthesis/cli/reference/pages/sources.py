"""What the numbers were read in."""

from enthesis.cli.reference.markdown import table
from enthesis.domain.sources import SOURCES, Source

TITLE = "Sources"
SUMMARY = (
    "Every source a number or wording cites, and how much of it was read. Most were read as an abstract: a "
    "clinician who relies on a number reads the paper."
)


def body() -> str:
    return table(("Id", "Source", "Read", "Link"), [_row(s) for s in SOURCES.values()])


def _row(source: Source) -> tuple[str, ...]:
    link = f"[{source.link}]({source.href})" if source.href else "not available"
    return f'<a id="{source.id.lower()}"></a>{source.id}', source.title, source.depth.value, link
