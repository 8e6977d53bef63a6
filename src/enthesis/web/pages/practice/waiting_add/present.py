from dataclasses import dataclass

from enthesis.web.shell.wish import WishForm


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPage:
    """`form` is None where nobody was named who could wait."""

    form: WishForm | None
    name: str = ""
    has: str = ""
