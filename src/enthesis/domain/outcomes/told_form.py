"""An instrument as somebody else's file tells it: read, and not yet compared with our declaration."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """One answer to choose. `place` is where it stands in the file, for whoever has to correct it."""

    place: str
    code: str
    text: str
    points: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A number from low to high; what the file does not say is None."""

    low: Decimal | None = None
    high: Decimal | None = None
    step: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldItem:
    """One question, branch or question with branches. `line` is told of a number, `answers` of a choice."""

    place: str
    id: str
    text: str
    help: str = ""
    answers: tuple[ToldAnswer, ...] = ()
    line: ToldLine | None = None
    low: str = ""
    high: str = ""
    na: str = ""
    loinc: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldScore:
    place: str
    id: str
    loinc: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldForm:
    """One language of one file. `stated` is what it says of its provenance, by the names of `Provenance`."""

    instrument: str
    version: str
    language: str
    title: str
    items: tuple[ToldItem, ...]
    introduction: str = ""
    scores: tuple[ToldScore, ...] = ()
    loinc: str = ""
    stated: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[tuple[str, str], ...] = ()  # place and what stands there that cannot be taken
