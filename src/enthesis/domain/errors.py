"""Errors a person can act on. Each is a sentence: what happened, to what, what to do."""

from dataclasses import dataclass


@dataclass(eq=False)
class Problem(Exception):
    """Something a user did or met; never a bug. Doors turn it into a page, a status, or a line on stderr."""

    code: str
    sentence: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.remedy}".strip()


class NotAllowed(Problem):
    """A rule of the pathway or of access forbids the act; `remedy` says what would allow it."""


class NotFound(Problem):
    """There is no such thing in the caller's practice. Another practice's thing looks the same."""


class Invalid(Problem):
    """A value cannot be what it claims to be; `code` names the field it came from."""


class Stale(Problem):
    """The record moved on since the caller read it: the caller's version is not the newest one."""
