"""The doctor says what the public pages lack or promise, with the line of the practice file."""

from datetime import date, timedelta
from pathlib import Path

from enthesis.cli.public_words import warnings
from enthesis.domain.information.catalogue import claims
from tests.support.source import PACKAGE

SHIPPED = (PACKAGE / "config" / "practice.toml").read_text("utf-8")
TODAY = date(2026, 11, 23)
TEXT = """
[[state_texts]]
state = "FL"
duty = "{duty}"
text = "As counsel wrote it."
supplied_by = "Counsel"
supplied_on = 2026-11-20
"""


def warned(folder: Path, text: str, on: date = TODAY) -> list[str]:
    file = folder / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return list(warnings(file, on))


def line_of(text: str, part: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if part in line)


def test_a_text_that_counsel_has_not_supplied_is_told_at_the_office(tmp_path: Path) -> None:
    line = line_of(SHIPPED, 'state = "FL"')

    notice, consent = warned(tmp_path, SHIPPED)

    assert notice == (
        f"mine.toml, line {line}: The office West Palm Beach is in Florida, and the text of “Notice on stem "
        "cell treatments” is missing. Ask counsel, and enter it under [[state_texts]]."
    )
    assert "“Consent form for stem cell treatments” is missing" in consent


def test_a_text_that_was_supplied_is_missing_no_more(tmp_path: Path) -> None:
    both = SHIPPED + TEXT.format(duty="notice") + TEXT.format(duty="consent")
    assert warned(tmp_path, both) == []


def test_an_office_of_a_state_that_is_not_described_lacks_nothing(tmp_path: Path) -> None:
    assert warned(tmp_path, SHIPPED.replace('state = "FL"', 'state = "GA"')) == []


def test_a_text_that_nobody_translated_is_told_with_its_line(tmp_path: Path) -> None:
    text = SHIPPED.replace('"Three fellowships",', '"Three fellowships",\n    "Speaks Spanish",')
    found = [one for one in warned(tmp_path, text) if "Spanish pages" in one]
    assert found == [
        f"mine.toml, line {line_of(text, 'Speaks Spanish')}: “Speaks Spanish” is shown in English on the "
        "Spanish pages. Translate it under [[words]]."
    ]


def test_a_practice_s_own_words_that_promise_are_told_with_their_line(tmp_path: Path) -> None:
    text = SHIPPED.replace('about = ""', 'about = "Safe and effective care."')
    found = [one for one in warned(tmp_path, text) if "promises" in one]
    line = line_of(text, "Safe and effective")
    assert found == [
        f"mine.toml, line {line}: “Safe and effective” promises. Say what is done, not what it will do."
    ]


def test_claims_past_their_review_are_counted(tmp_path: Path) -> None:
    late = max(claim.due_on for claim in claims().values())
    assert any("past their review" in one for one in warned(tmp_path, SHIPPED, late))
    assert not any("past their review" in one for one in warned(tmp_path, SHIPPED, TODAY + timedelta(days=1)))
