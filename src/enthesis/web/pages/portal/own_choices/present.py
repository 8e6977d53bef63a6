from dataclasses import dataclass

from enthesis.web.pages.portal.own_choices.form import StopForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One thing that may be stopped. `stopped` says since when; `form` is None once it is."""

    id: str
    title: str
    now: str
    does: tuple[str, ...]
    does_not: tuple[str, ...]
    form: StopForm | None
    again: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicesPage:
    choices: tuple[Choice, ...]
    refused: StopForm | None
