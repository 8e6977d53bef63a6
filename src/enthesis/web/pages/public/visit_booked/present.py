from dataclasses import dataclass

from enthesis.web.shell.visits import VisitWords


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedPage:
    """`link` is the private address of the visit, shown once."""

    visit: VisitWords
    link: str
