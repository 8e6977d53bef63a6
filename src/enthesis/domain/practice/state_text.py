"""A text that the law of a state asks for, as counsel supplied it to the practice."""

from dataclasses import dataclass
from datetime import date

from enthesis.domain.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class StateText:
    """`duty` names what it fulfils. It is printed as it stands, in the language it is in."""

    state: str
    duty: str
    text: str
    language: str = "en"
    supplied_by: str
    supplied_on: date

    def __post_init__(self) -> None:
        for name in ("text", "supplied_by"):
            if not str(getattr(self, name)).strip():
                raise Invalid(name, f"A text for the law of {self.state} has no {name.replace('_', ' ')}.")
