"""What is wrong in a practice file is told with its line."""

import re
from datetime import date
from pathlib import Path

import pytest

from enthesis.cli.practice_file import read_practice
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.threshold_choices import choices_of
from enthesis.domain.practice.visit_type import VisitType
from tests.support.source import PACKAGE

LINE = re.compile(r"# (\[|\w+ = )")

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
REST = """
[[rooms]]
slug = "north-1"
name = "Room 1"
office = "north"
kind = "examination"

[[devices]]
slug = "ultrasound"
name = "Ultrasound"
office = "north"
kind = "ultrasound"

[[extra_days]]
clinician = "sam"
office = "north"
on = 2027-03-13
opens = 09:00:00
closes = 12:00:00

[[closures]]
first = 2027-08-02
last = 2027-08-13
clinician = "sam"

[[holidays]]
on = 2027-07-05
name = "A holiday"
"""
FULL = GOOD.replace("minutes = 30", 'minutes = 30\nroom = "examination"\ndevices = ["ultrasound"]') + REST
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
        ("minutes = 30", 'minutes = "30"', 18, "a whole number"),
        ('weekday = "monday"', 'weekday = "someday"', 23, "'someday' is not a weekday"),
        ("closes = 12:00:00", "closes = 08:00:00", 25, "closes before it opens"),
        ('office = "north"', 'office = "south"', 22, "no office called 'south'"),
        ('clinician = "sam"', 'clinician = "pat"', 21, "no clinician called 'pat'"),
        ('state = "NJ"', 'stat = "NJ"', 8, "'stat' is not known in [[offices]]"),
        ('state = "NJ"\n', "", 5, "missing: `state`"),
        ('telephone = "+1', 'phone = "+1', 3, "'phone' is not known here"),
        ("telephone = ", "telephone = 1 #", 3, "a text in quotes"),
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


def test_everything_a_practice_may_say_is_read(tmp_path: Path) -> None:
    practice = read_practice(written(tmp_path, FULL))

    assert practice.visit_types[0].devices == ("ultrasound",)
    assert (practice.rooms[0].kind, practice.devices[0].office) == ("examination", "north")
    assert practice.extra_days[0].on == date(2027, 3, 13)
    assert [c.first for c in practice.closed] == [date(2027, 8, 2), date(2027, 7, 5)]


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ('slug = "general"\nname = "General"\nzone = "Mars/Olympus"', "names the zone 'Mars/Olympus'"),
        ('slug = "General"\nname = "General"\nzone = "America/New_York"', "cannot be a short name"),
        ('slug = "general"\nname = "General"', "`zone`"),
    ],
)
def test_a_hospital_that_cannot_be_has_its_line(tmp_path: Path, told: str, said: str) -> None:
    first = len(GOOD.splitlines()) + 2
    with pytest.raises(Invalid) as refused:
        read_practice(written(tmp_path, f"{GOOD}\n[[hospitals]]\n{told}\n"))
    place = int(re.findall(r"^mine.toml, line (\d+): ", refused.value.sentence)[0])
    assert first <= place <= first + 3
    assert said in refused.value.sentence


def test_what_the_shipped_file_says_in_comments_is_right(tmp_path: Path) -> None:
    shipped = (PACKAGE / "config" / "practice.toml").read_text()
    told = shipped[shipped.index("# When a clinician") : shipped.index("# What the practice decided")]
    examples = "\n".join(line.removeprefix("# ") for line in told.splitlines() if LINE.match(line))

    practice = read_practice(written(tmp_path, f"{shipped}\n{examples}"))

    tables = (practice.sessions, practice.extra_days, practice.closures, practice.holidays)
    assert [len(table) for table in (*tables, practice.rooms, practice.devices)] == [1] * 6
    assert [(text.state, text.duty) for text in practice.state_texts] == [("FL", "notice")]
    assert practice.follow_up.protocol["2w"] == ("vas-pain-10",)
    assert [choice.row for choice in practice.follow_up.thresholds] == ["GM-RUSH-PROMIS/mcid/mhhs"]
    assert [hospital.zone for hospital in practice.hospitals] == ["America/New_York"]
    for word in re.findall(r"^# (\w+) = ", shipped[: shipped.index("# When a clinician")], re.MULTILINE):
        assert word in VisitType.__dataclass_fields__


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('room = "examination"', 'room = "theatre"', 19, "no room of the kind 'theatre'"),
        ('devices = ["ultrasound"]', 'devices = ["laser"]', 20, "no device of the kind 'laser'"),
        ("minutes = 30", "minutes = 30\nbefore = 3", 19, "3 minutes before"),
        ("minutes = 30", 'minutes = 30\nonline = "yes"', 19, "true or false"),
        ("minutes = 30", "minutes = 30\nlead_hours = -1", 19, "-1 cannot be the lead_hours"),
        ("minutes = 30", 'minutes = 30\nreminders = ["2d", "2w"]', 19, "'2w' is no reminder"),
        ("closes = 12:00:00", "closes = 12:00:00\nnew_patients = 99", 28, "cannot have 99 places"),
        (
            "closes = 12:00:00",
            "closes = 12:00:00\nvalid_from = 2027-02-01\nvalid_until = 2027-01-01",
            29,
            "ends before it begins to hold",
        ),
        ("last = 2027-08-13", "last = 2027-08-01", 50, "ends before it begins"),
        ("last = 2027-08-13", "last = 2027-08-13\nbegins = 12:00:00", 51, "has one time only"),
        ("on = 2027-03-13", "on = 2027-03-15", 41, "Two sessions of 'sam' on 2027-03-15 overlap"),
        ('slug = "north-1"', 'slug = "North 1"', 30, "'North 1' cannot be a short name"),
        (
            'kind = "examination"\n\n[[dev',
            'kind = "examination"\nsize = 3\n\n[[dev',
            34,
            "'size' is not known",
        ),
        ('name = "A holiday"', 'name = "A holiday"\noffice = "north"', 56, "'office' is not known"),
    ],
)
def test_what_is_wrong_with_hours_and_rooms_has_its_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in FULL
    with pytest.raises(Invalid) as refused:
        read_practice(written(tmp_path, FULL.replace(old, new, 1)))
    assert said in refused.value.sentence
    assert refused.value.sentence.startswith(f"mine.toml, line {line}: ")


@pytest.mark.parametrize(
    ("told", "line", "said"),
    [
        ("[follow_up]\nprotocols = {}", 2, "'protocols' is not known in [follow_up]"),
        ("[follow_up]\ntablet_locks_after = 0", 2, "locks after 0 minutes cannot be answered on"),
        ("[follow_up]\nprotocol = 3", 2, "a table"),
        ('[follow_up]\nprotocol = { 3w = ["mhhs"] }', 2, "There is no milestone “3w”"),
        ('[follow_up.protocol]\n2w = []\n1y = ["mhs"]', 3, "There is no instrument “mhs” to ask at “1y”"),
        ('[follow_up.protocol]\n1y = ["mhhs", "mhhs"]', 2, "At “1y” an instrument is asked twice"),
        ("[[follow_up]]", 1, "follow_up is one table: write [follow_up]"),
        ("[bench]\nminute = {}", 1, "'minute' is not known in [bench]"),
        ("[bench.minutes.prp]\nprp-draw-to-spin = 45", 1, "There is no product 'prp'"),
        ("[bench.minutes.prp-lr]\nlunch = 45", 1, "has no time limit of this name"),
    ],
)
def test_what_is_wrong_with_follow_up_has_its_line(tmp_path: Path, told: str, line: int, said: str) -> None:
    place = len(GOOD.splitlines()) + line
    with pytest.raises(Invalid) as refused:
        read_practice(written(tmp_path, f"{GOOD}{told}\n"))
    assert refused.value.sentence.startswith(f"mine.toml, line {place}: ")
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


def with_threshold(tmp_path: Path, words: str) -> Path:
    file = tmp_path / "practice.toml"
    file.write_text(f"{GOOD}\n[[follow_up.thresholds]]\n{words}\n", encoding="utf-8")
    return file


def test_a_threshold_is_chosen_by_the_name_of_its_row(tmp_path: Path) -> None:
    words = 'scale = "nahs"\nmetric = "pass"\nrow = "FAIS-NAHS-2021/pass/nahs"\n'
    words += 'cut = 83.5\nbecause = "The middle."'
    (made,) = choices_of(read_practice(with_threshold(tmp_path, words)).follow_up)
    assert made.published is not None
    assert str(made.published.value.value) == "83.5"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            'scale = "mhhs"\nmetric = "mcid"\nrow = "GM-RUSH/mcid/mhhs"',
            "There is no threshold “GM-RUSH/mcid/mhhs”",
        ),
        ('scale = "mhhs"\nmetric = "best"\nrow = "x"', "There is no metric “best”"),
    ],
)
def test_a_threshold_that_is_none_is_told_with_its_file(tmp_path: Path, words: str, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_practice(with_threshold(tmp_path, words))
    assert sentence in refused.value.sentence
    assert "practice.toml" in refused.value.sentence
