"""What is wrong in a practice file is told with its line."""

from pathlib import Path

import pytest

from enthesis.cli.practice_file import read_practice
from enthesis.domain.errors import Invalid
from tests.support.source import PACKAGE

GOOD = """\
slug = "hips"
name = "Hips"
telephone = "+12015550100"

[[offices]]
slug = "north"
name = "North"
state = "NJ"
zone = "America/New_York"

[[clinicians]]
slug = "sam"
name = "Sam Demo"

[[visit_types]]
slug = "consultation"
name = "Consultation"
minutes = 30

[[sessions]]
clinician = "sam"
office = "north"
weekday = "monday"
opens = 09:00:00
closes = 12:00:00
"""
SECOND_NORTH = '[[offices]]\nslug = "north"\nname = "Again"\nstate = "NJ"\nzone = "UTC"\n'


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_good_file_is_read(tmp_path: Path) -> None:
    practice = read_practice(written(tmp_path, GOOD))
    assert (practice.slug, len(practice.sessions)) == ("hips", 1)


def test_the_shipped_files_are_good() -> None:
    config = PACKAGE / "config"
    assert read_practice(config / "practice.toml", config / "demo_sessions.toml").sessions


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('name = "Hips"', "name = Hips", 2, "Invalid value"),
        ('zone = "America/New_York"', 'zone = "Mars"', 9, "'Mars'"),
        ("minutes = 30", "minutes = 31", 18, "31 minutes"),
        ("minutes = 30", 'minutes = "30"', 18, "Expected `int`"),
        ('weekday = "monday"', 'weekday = "someday"', 23, "'someday' is not a weekday"),
        ("closes = 12:00:00", "closes = 08:00:00", 25, "closes before it opens"),
        ('office = "north"', 'office = "south"', 22, "no office called 'south'"),
        ('clinician = "sam"', 'clinician = "pat"', 21, "no clinician called 'pat'"),
        ('state = "NJ"', 'stat = "NJ"', 8, "'stat' is not known in [[offices]]"),
        ('state = "NJ"\n', "", 5, "missing: `state`"),
        ('telephone = "+1', 'phone = "+1', 3, "'phone' is not known here"),
        ("telephone = ", "telephone = 1 #", 3, "Expected `str`"),
        ("[[offices]]", "[offices]", 5, "offices is a list: write [[offices]]"),
        ("[[clinicians]]", f"{SECOND_NORTH}\n[[clinicians]]", 12, "distinct slugs"),
    ],
)
def test_what_is_wrong_has_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    with pytest.raises(Invalid) as refused:
        read_practice(written(tmp_path, GOOD.replace(old, new)))
    assert refused.value.sentence.startswith(f"mine.toml, line {line}: ")
    assert said in refused.value.sentence


def test_a_file_that_ends_too_early_names_its_end(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"mine\.toml, line 1: "):
        read_practice(written(tmp_path, 'slug = "'))


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_bytes(b'slug = "a"\nname = "\xff"\n')
    with pytest.raises(Invalid, match=r"mine\.toml, line 2: a character is not in UTF-8"):
        read_practice(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="There is no file"):
        read_practice(tmp_path / "none.toml")
