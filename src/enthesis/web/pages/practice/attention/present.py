from dataclasses import dataclass

from enthesis.web.pages.practice.attention.form import ClaimForm, CloseForm
from enthesis.web.shell.attending import AttentionLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item; without forms once it is closed."""

    line: AttentionLine
    claim: ClaimForm | None = None
    close: CloseForm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionPage:
    """`refused` is the form that could not be done."""

    items: tuple[Item, ...]
    tabs: tuple[tuple[str, str, bool], ...]
    refused: ClaimForm | CloseForm | None
