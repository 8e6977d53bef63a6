from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TabletBackPage:
    """Says nothing of anybody."""
