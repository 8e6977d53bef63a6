from dataclasses import dataclass

from enthesis.web.shell.visits import VisitWords


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """`moved`: it has just been put at another time."""

    visit: VisitWords
    moved: bool
