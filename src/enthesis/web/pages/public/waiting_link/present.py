from dataclasses import dataclass

from enthesis.web.shell.born import BirthDateForm


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """Shows nothing of the list: a wrong link looks the same."""

    form: BirthDateForm
