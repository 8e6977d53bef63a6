"""One thing that must be there before the day, and where it stands."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Unknown is never ready, and neither is open."""

    UNKNOWN = "unknown"
    OPEN = "open"
    OK = "ok"

    @property
    def label(self) -> str:
        return {Standing.UNKNOWN: "Not known", Standing.OPEN: "Open", Standing.OK: "In order"}[self]


class Topic(StrEnum):
    """What it is about, in the order of a page."""

    PLAN = "plan"
    CLEARANCE = "clearance"
    DRUG = "drug"
    LAB = "lab"
    ANSWER = "answer"
    KIT = "kit"

    @property
    def label(self) -> str:
        return {
            Topic.PLAN: "Plan and consent",
            Topic.CLEARANCE: "Clearances",
            Topic.DRUG: "Drugs to discuss with their prescriber",
            Topic.LAB: "Laboratory values on the day",
            Topic.ANSWER: "Rules and answers on the day",
            Topic.KIT: "Kit and implants",
        }[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`key` names it within its topic. `due_on` is the last day for it, `waits_for` who is to give it.

    `source` says where a number in the sentence is from, with its tag.
    """

    topic: Topic
    key: str
    title: str
    standing: Standing
    sentence: str
    due_on: date | None = None
    waits_for: str = ""
    source: str = ""

    @property
    def is_open(self) -> bool:
        return self.standing is not Standing.OK

    def days_late(self, on: date) -> int:
        """Whole days since the last day for it; 0 while there is time, or when it is there."""
        if not self.is_open or self.due_on is None:
            return 0
        return max(0, (on - self.due_on).days)


def in_words(on: date) -> str:
    """12 March 2027."""
    return f"{on:%-d %B %Y}"


def late_words(days: int) -> str:
    """How long overdue; empty when it is not."""
    if not days:
        return ""
    return "1 day overdue" if days == 1 else f"{days} days overdue"
