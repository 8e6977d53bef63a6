"""A claim says where it is from, or what a clinician must answer; it must be read again after its time."""

from datetime import date, timedelta

import pytest

from enthesis.domain.information.claim import REVIEW_EVERY, Claim
from enthesis.domain.information.figures import patients
from enthesis.domain.information.references import REFERENCES
from enthesis.domain.information.topic import Row, SideBySide
from enthesis.domain.terms import Tag

DAY = date(2026, 11, 23)
GOOD = Claim(
    id="good",
    text="%(n)s people",
    numbers={"n": patients(18, "S7")},
    tag=Tag.VERIFIED,
    source="S7",
    reviewed_on=DAY,
)


@pytest.mark.parametrize("tag", [Tag.VERIFIED, Tag.DERIVED])
def test_a_claim_without_a_source_is_refused(tag: Tag) -> None:
    with pytest.raises(ValueError, match="names no source"):
        Claim(id="bare", text="It is so.", tag=tag, reviewed_on=DAY)


@pytest.mark.parametrize("tag", [Tag.RECALLED, Tag.PROPOSED])
def test_a_claim_nobody_confirmed_asks_a_clinician(tag: Tag) -> None:
    with pytest.raises(ValueError, match="asks nothing"):
        Claim(id="bare", text="It is so.", tag=tag, source="S0", note="Confirm.", reviewed_on=DAY)
    asked = Claim(id="asked", text="It is so.", tag=tag, note="Is it so?", reviewed_on=DAY)
    assert asked.needs_review


@pytest.mark.parametrize("text", ["people", "%(n)s of %(all)s people"])
def test_a_claim_fills_each_place_and_no_other(text: str) -> None:
    with pytest.raises(ValueError, match="other places than numbers"):
        Claim(
            id="open",
            text=text,
            numbers={"n": patients(18, "S7")},
            tag=Tag.VERIFIED,
            source="S7",
            reviewed_on=DAY,
        )


def test_a_claim_is_past_its_review_from_the_day_it_is_due() -> None:
    assert GOOD.due_on == DAY + timedelta(days=int(REVIEW_EVERY.value))
    assert not GOOD.is_past_review(GOOD.due_on - timedelta(days=1))
    assert GOOD.is_past_review(GOOD.due_on)


def test_what_stands_side_by_side_answers_for_each_column() -> None:
    for cells in (((GOOD,),), ((GOOD,), ())):
        with pytest.raises(ValueError, match="does not answer for each of"):
            SideBySide(title="t", columns=("a", "b"), rows=(Row(id="r", asked="?", cells=cells),))


def test_an_author_is_known_by_family_name_and_initials() -> None:
    by = [paper.id for paper in REFERENCES if paper.is_by("Ajay C. Lall")]
    assert by == ["meghpara-2021-isolated", "meghpara-2021-activity"]
    assert not [paper for paper in REFERENCES if paper.is_by("Benjamin Lall") or paper.is_by("Lall")]
