from dataclasses import dataclass

from enthesis.web.shell.wish import WishForm


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinPage:
    """`has` is the visit they have now, empty for a request without a time."""

    form: WishForm
    has: str
