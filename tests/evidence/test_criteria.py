"""The words of the criteria and what they look at belong together."""

from dataclasses import replace
from pathlib import Path

import pytest

from enthesis.domain.errors import Invalid
from enthesis.evidence.catalogue import folder_of, studies
from enthesis.evidence.cohort import CATALOGUE
from enthesis.evidence.criteria import WORDS, criteria_in_words
from enthesis.evidence.protocol import Criterion, load_protocol

STUDY = studies()["isolated-endoscopic-two-year"]


def test_every_criterion_has_words_and_looks_at_something() -> None:
    assert set(WORDS) == set(CATALOGUE)


def test_the_criteria_of_a_protocol_are_told_in_its_order() -> None:
    told = criteria_in_words(STUDY)
    assert len(told) == len(STUDY.criteria)
    assert told[1] == "endoscopic approach"
    assert told[4] == "surgery at least 730 days before the snapshot"


def test_a_criterion_that_is_not_there_is_told() -> None:
    with pytest.raises(Invalid, match=r"There is no criterion 'tall'\. Choose one of first_pathway"):
        criteria_in_words(replace(STUDY, criteria=(Criterion(keep="tall"),)))


@pytest.mark.parametrize(
    ("was", "slip", "sentence"),
    [
        ('among = ["endoscopic"]', 'among = ["endoscpic"]', "there is no approach 'endoscpic'"),
        ("days = 730 ", "days = 800 ", "in steps of 73"),
        ("days = 730 ", "", "needs days"),
        ("from_day = 730 ", "fromday = 3\nfrom_day = 730 ", "Nothing reads “outcomes.fromday”"),
    ],
)
def test_a_slip_in_a_protocol_is_refused(tmp_path: Path, was: str, slip: str, sentence: str) -> None:
    text = (folder_of("isolated-endoscopic-two-year") / "protocol.toml").read_text(encoding="utf-8")
    assert was in text
    file = tmp_path / "protocol.toml"
    file.write_text(text.replace(was, slip, 1), encoding="utf-8")
    with pytest.raises(Invalid, match=sentence):
        load_protocol(file)
