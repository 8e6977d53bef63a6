"""What ships is said in words, and any change of it gives another digest."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

import pytest

from enthesis.domain.biologics.graft import Detail, Need
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.outcomes.formula import AllNeeded
from enthesis.domain.pathway.rehabilitation import HOUSE_TRANSFER, LINKS
from enthesis.domain.review.content import digest_of
from enthesis.domain.review.shipped import shipped
from enthesis.domain.review.written import said, words_of
from enthesis.domain.terms import Sourced, Tag, Wording


class Speed(StrEnum):
    AT_ONCE = "at_once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    label: str
    weight: Decimal | int


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A thing with parts. And more words."""

    id: str = "w"
    title: str = "The whole"
    parts: tuple[Part, ...] = ()
    limits: Mapping[str, Sourced] | None = None
    speed: Speed = Speed.AT_ONCE
    strict: bool = False
    count: int = 0
    tag: Tag = Tag.RECALLED
    source: str = ""
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


@dataclass(frozen=True, slots=True, kw_only=True)
class Silent:
    """A kind of its own, and no word of what it ships."""

    tag: Tag
    source: str = ""
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


def of(value: Sourced | Wording | Whole) -> str:
    return digest_of(value, value.note)


def test_names_have_words() -> None:
    assert [said(name) for name in ("TWO_CM", "counts_from", "MOST")] == ["Two cm", "Counts from", "Most"]
    assert [words_of(name) for name in ("IIIA", "M67.851", "t2_signal")] == ["IIIA", "M67.851", "t2 signal"]


def test_a_whole_says_everything_but_what_is_reviewed_on_its_own() -> None:
    whole = Whole(
        parts=(Part(label="Pain", weight=44),),
        limits={"low": Sourced(1, "mL", tag="V", source="S1"), "high": Sourced(9, "mL", tag="R")},
    )
    ships, details = shipped(whole)
    assert ships == "The whole"
    assert dict(details) == {
        "Parts": "Pain (weight 44)",
        "Limits": "low: 1 mL",
        "Speed": "at once",
        "Strict": "no",
        "Count": "0",
    }


def test_a_rule_ships_its_verdicts() -> None:
    rule = next(r for r in rules() if r.code == "PLT-1")
    ships, details = shipped(rule)
    assert ships.startswith("Platelet-rich plasma: Block; Cell product: Warn")
    assert dict(details)["Overridable"] == "yes"


def test_what_has_no_field_says_in_a_text_what_it_ships() -> None:
    assert shipped(AllNeeded(tag=Tag.PROPOSED)) == ("no score unless every item is answered", ())
    need = Need(id=Detail.UDI_DI, tag=Tag.RECALLED)
    assert shipped(need) == ("The record must hold the device identifier (UDI-DI).", ())


def test_what_does_not_say_what_it_ships_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="Silent does not say what it ships: give it one of text, "):
        shipped(Silent(tag=Tag.RECALLED))


def test_a_headline_may_follow_from_fields_and_is_not_repeated() -> None:
    assert shipped(LINKS[0]) == ("no protocol", (("Lall type", "I"),))
    assert shipped(LINKS[-1]) == ("house-transfer", (("Lall type", "V"),))


def test_what_is_forbidden_is_said_by_its_own_words() -> None:
    assert dict(shipped(HOUSE_TRANSFER)[1])["Forbidden"] == (
        "active abduction; active abduction, until the surgeon allows it"
    )


LOW = Sourced(25, "%", tag="R", source="S1", note="Is it?")
WHOLE = Whole(parts=(Part(label="Pain", weight=44),), limits={"low": Sourced(1, "mL", tag="V", source="S1")})


@pytest.mark.parametrize(
    "other",
    [
        Sourced(26, "%", tag="R", source="S1", note="Is it?"),
        Sourced(25, "mm", tag="R", source="S1", note="Is it?"),
        Sourced(25, "%", tag="P", source="S1", note="Is it?"),
        Sourced(25, "%", tag="R", source="S2", note="Is it?"),
        Sourced(25, "%", tag="R", source="S1", note="Is it so?"),
    ],
)
def test_any_change_of_a_number_is_another_digest(other: Sourced) -> None:
    assert of(other) != of(LOW)


@pytest.mark.parametrize(
    "other",
    [
        replace(WHOLE, parts=(Part(label="Pain", weight=40),)),
        replace(WHOLE, parts=(Part(label="Ache", weight=44),)),
        replace(WHOLE, parts=()),
        replace(WHOLE, limits={"low": Sourced(2, "mL", tag="V", source="S1")}),
        replace(WHOLE, title="A whole"),
        replace(WHOLE, strict=True),
        replace(WHOLE, count=1),
    ],
)
def test_any_change_of_a_whole_is_another_digest(other: Whole) -> None:
    assert of(other) != of(WHOLE)


def test_the_same_number_written_otherwise_is_the_same() -> None:
    assert of(Sourced("25.0", "%", tag="R", source="S1", note="Is it?")) == of(LOW)


def test_what_is_reviewed_on_its_own_opens_no_other_value() -> None:
    own = {"high": Sourced(9, "mL", tag="R"), **(WHOLE.limits or {})}
    changed = {"high": Sourced(8, "mL", tag="R"), **(WHOLE.limits or {})}
    assert of(replace(WHOLE, limits=own)) == of(replace(WHOLE, limits=changed))


def test_a_digest_stays_what_it_is() -> None:
    """Every practice's sign-offs hang on it: another one here opens them all again."""
    assert of(LOW).startswith("142e2f924d43663b")
    assert of(WHOLE).startswith("92c11f4ddbe06189")
