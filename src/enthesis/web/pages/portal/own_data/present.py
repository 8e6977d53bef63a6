from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDataPage:
    """`refused` says why no file could be made; empty unless one was asked for."""

    refused: str = ""
