from dataclasses import dataclass

from enthesis.web.shell.visits import VisitWords


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedPage:
    """`whose`: given name and side. `link` is the private address of the visit, shown once."""

    whose: tuple[tuple[str, str], ...]
    visit: VisitWords
    link: str
