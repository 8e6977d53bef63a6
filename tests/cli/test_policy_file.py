"""What a practice decided about the rules is read from its file, and what is wrong has its line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from enthesis.cli.policy_file import read_policy
from enthesis.cli.practice_file import read_practice
from enthesis.domain.candidacy.policy import SHIPPED
from enthesis.domain.errors import Invalid
from enthesis.domain.terms import Option
from enthesis.domain.verdict import Verdict
from tests.cli.test_practice_file import GOOD, written
from tests.support.source import PACKAGE

POLICY = """
[policy]
version = "site-1"

[[policy.values]]
key = "ONC-2.window"
value = 2.5
unit = "a"
decided_by = "Sam Surgeon"
decided_on = 2026-11-23

[[policy.actions]]
rule = "NSAID-1"
option = "prp"
verdict = "block"
decided_by = "Sam Surgeon"
decided_on = 2026-11-23
"""
TODAY = date(2026, 11, 23)
LONG = 'key = "facts.current"\nvalue = 400\nunit = "d"'
LOW = 'key = "PLT-1.below"\nvalue = 120\nunit = "10*9/L"'
SECOND = POLICY[POLICY.index("[[policy.values]]") : POLICY.index("[[policy.actions]]")]


def test_a_policy_is_read_beside_the_practice(tmp_path: Path) -> None:
    file = written(tmp_path, GOOD + POLICY)
    policy = read_policy(file, on=TODAY)
    (value,), (action,) = policy.values, policy.actions
    assert read_practice(file).slug == "hips"
    assert (policy.version, value.key, value.value, value.decided_on) == (
        "site-1",
        "ONC-2.window",
        Decimal("2.5"),
        date(2026, 11, 23),
    )
    assert (action.rule, action.option, action.verdict) == ("NSAID-1", Option.PRP, Verdict.BLOCK)


def test_a_whole_number_is_a_decimal_too(tmp_path: Path) -> None:
    policy = read_policy(written(tmp_path, GOOD + POLICY.replace("2.5", "3")), on=TODAY)
    assert policy.values[0].value == Decimal(3)


def test_a_file_without_a_policy_leaves_everything_as_shipped(tmp_path: Path) -> None:
    assert read_policy(written(tmp_path, GOOD), on=TODAY) is SHIPPED
    assert read_policy(PACKAGE / "config" / "practice.toml", on=TODAY) is SHIPPED


def test_the_example_in_the_shipped_file_is_good(tmp_path: Path) -> None:
    shipped = (PACKAGE / "config" / "practice.toml").read_text("utf-8")
    example = shipped[shipped.index("# [policy]") :]
    lines = [line.removeprefix("# ") for line in example.splitlines()]
    policy = read_policy(written(tmp_path, shipped + "\n" + "\n".join(lines)), on=TODAY)
    assert policy.values
    assert policy.actions


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('key = "ONC-2.window"', 'key = "ONC-9.window"', 5, "No rule has a number called ONC-9.window"),
        ('unit = "a"', 'unit = "d"', 5, "ONC-2.window is in d"),
        ("value = 2.5", "value = -1", 4, "cannot be -1"),
        ("value = 2.5", 'value = "many"', 6, "Invalid decimal"),
        ('unit = "a"\n', "", 4, "missing: `unit`"),
        ('unit = "a"', 'units = "a"', 7, "'units' is not known in [[policy.values]]"),
        ('decided_by = "Sam Surgeon"', 'decided_by = " "', 4, "not said who decided"),
        ('rule = "NSAID-1"', 'rule = "NSAID-7"', 12, "No rule NSAID-7 judges"),
        ('option = "prp"', 'option = "graft"', 12, "No rule NSAID-1 judges Graft"),
        ('option = "prp"', 'option = "magic"', 13, "Invalid enum value"),
        ('verdict = "block"', 'verdict = "clear"', 14, "'clear' is not a verdict"),
        ('version = "site-1"', 'version = "shipped-1"', 2, "a name of its own"),
        ('version = "site-1"', "", 1, "The policy has no version"),
        ('version = "site-1"', 'versions = "site-1"', 2, "'versions' is not known in [policy]"),
        ("[policy]", "policy = 3", 1, "policy is a table"),
        ("decided_on = 2026-11-23", "decided_on = 2026-11-24", 5, "decided on 2026-11-24: that day has not"),
        ('key = "ONC-2.window"\nvalue = 2.5\nunit = "a"', LONG, 5, "facts.current cannot be 400 d"),
        (
            'key = "ONC-2.window"\nvalue = 2.5\nunit = "a"',
            LOW,
            5,
            "PLT-1.below is 120 and PLT-2",
        ),
        ("[[policy.actions]]", f"{SECOND}\n[[policy.actions]]", 12, "decides ONC-2.window twice"),
        ("[[policy.actions]]", "[policy.actions]", 11, "policy.actions is a list of tables"),
    ],
)
def test_what_is_wrong_has_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    told = POLICY.replace(old, new, 1) if old != "[policy]" else "\npolicy = 3\n"
    assert told != POLICY
    text = told + GOOD if old == "[policy]" else GOOD + told
    before = 0 if old == "[policy]" else GOOD.count("\n")
    with pytest.raises(Invalid) as refused:
        read_policy(written(tmp_path, text), on=TODAY)
    assert refused.value.sentence.startswith(f"mine.toml, line {before + 1 + line}: ")
    assert said in refused.value.sentence
