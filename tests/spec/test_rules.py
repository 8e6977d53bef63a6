"""The rules' own examples, and what every rule file must hold: the manual of candidacy that runs."""

from dataclasses import fields
from decimal import Decimal

import pytest

from enthesis.domain.candidacy import rulebook
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.labs import ANALYTES
from enthesis.domain.candidacy.policy import SHIPPED
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import Chapter, chapters
from enthesis.domain.sources import cited_in
from enthesis.domain.terms import Option, Tag, reviewable_in
from enthesis.domain.verdict import Verdict

CASES = [
    pytest.param(c, *example, id=f"{c.rule.code}: {example[0]}") for c in chapters() for example in c.examples
]
RULES = [pytest.param(c, id=c.rule.code) for c in chapters()]

# The published table, as verdicts per option, with trust and sources; "-" is not judged or not there.
TABLE = """
ONC-1    1  block block warn  warn   V S0 S75 S73
ONC-2    2  block block info  info   R S0
ONC-3    3  block block warn  warn   R S73 S74
INF-1    4  block block block block  V S73 S74
INF-2    5  block block block block  V S73 S75
PLT-3    6  block warn  warn  warn   V S73 S74 S76
PLT-1    7  block warn  warn  warn   R S73
PLT-2    8  warn  warn  info  info   V S73 S74
PLT-4    9  info  info  -     -      R
HB-1    10  warn  warn  info  info   V S73 S74
NSAID-1 11  warn  info  -     -      V S73 S74 S77
NSAID-2 12  warn  info  -     -      R
APT-1   13  warn  warn  warn  warn   R
COAG-1  14  warn  warn  ask   ask    R
COAG-2  14  -     block -     -      R
STER-1  15  warn  warn  warn  warn   V S73 S74
STER-2  16  warn  warn  info  info   V S73 S74
ILL-1   17  warn  warn  warn  warn   R S73 S74
TOB-1   18  warn  warn  warn  warn   V S74
PREG-1  19  block block block block  R S140
VIR-1   20  warn  warn  info  info   R
ALL-1   21  block block -     -      R
ALL-2   22  block -     -     -      R
ALL-3   22  -     -     block -      R
ALL-4   23  -     block -     -      R
WILL-1  24  block block block block  V S74
HARV-1  25  -     warn  -     -      R
DM-1    26  info  info  warn  warn   R
OBJ-1   27  warn  warn  warn  -      R
LOT-1   28  -     -     block -      R
OA-1    29  info  info  info  info   R S136
ANA-1    -  warn  warn  -     -      V S79
ANA-2    -  info  -     -     -      V S79
ANA-3    -  warn  warn  -     -      V S78
"""
ROWS = 29
NEVER_OVERRIDDEN = {4, 24, 28}

# Every number of the table, with its unit, trust and sources.
LIMITS = """
ONC-2.window             5    a        R
PLT-1.below              50   10*9/L   R
PLT-2.below              100  10*9/L   V S73 S74
PLT-4.below              150  10*9/L   R
HB-1.below               10   g/dL     V S73 S74
NSAID-1.within           48   h        V S73 S74
NSAID-2.within           10   d        R
NSAID-2.afterwards_from  2    wk       R
NSAID-2.afterwards_to    6    wk       R
APT-1.aspirin_within     7    d        R
APT-1.p2y12_within       7    d        R
COAG-1.doac_within       72   h        R
COAG-2.above             1.5  {INR}    R
STER-1.within            1    mo       V S73 S74
STER-2.within            2    wk       V S73 S74
ILL-1.within             2    wk       R
PREG-1.below_age         55   a        P
DM-1.above               8    %        R
OA-1.from                2    {grade}  V S136
ANA-2.lidocaine          1    %        V S79
ANA-2.ropivacaine        0.5  %        V S79
ANA-2.parts_to_one       1    1        V S79
facts.current            30   d        P
override.longest         90   d        P
"""
# A limit that does not decide about the facts has no example below, at and above it.
BESIDE_THE_FACTS = {"PREG-1"}


@pytest.mark.parametrize(("chapter", "name", "facts", "option", "verdict"), CASES)
def test_example(chapter: Chapter, name: str, facts: Facts, option: Option, verdict: Verdict) -> None:
    finding = chapter.judge(facts, option, SHIPPED)
    assert finding.verdict is verdict, finding.sentence
    assert (finding.rule, finding.option) == (chapter.rule.code, option)
    assert finding.sentence.endswith(".")
    assert finding.source


@pytest.mark.parametrize("line", TABLE.strip().splitlines(), ids=lambda line: line.split()[0])
def test_a_rule_is_that_of_the_table(line: str) -> None:
    code, row, *words, tag = line.split()[:7]
    (rule,) = (c.rule for c in chapters() if c.rule.code == code)
    assert rule.row == (None if row == "-" else int(row))
    assert [rule.verdicts[o].name.lower() if o in rule.verdicts else "-" for o in Option] == words
    assert rule.tag == tag
    assert list(cited_in(rule.source)) == line.split()[7:]
    assert rule.overridable is (rule.row not in NEVER_OVERRIDDEN)


def test_every_row_has_its_rule_and_every_rule_its_line() -> None:
    assert {rule.row for rule in rulebook.rules()} == {*range(1, ROWS + 1), None}
    assert [line.split()[0] for line in sorted(TABLE.strip().splitlines())] == [
        rule.code for rule in rulebook.rules()
    ]


@pytest.mark.parametrize("line", LIMITS.strip().splitlines(), ids=lambda line: line.split()[0])
def test_a_number_is_that_of_the_table(line: str) -> None:
    key, value, unit, tag, *sources = line.split()
    number = rulebook.numbers()[key]
    assert (number.value, number.unit, number.tag) == (Decimal(value), unit, tag)
    assert list(cited_in(number.source)) == sources


def test_what_is_no_number_of_the_table_says_what_a_laboratory_value_can_be() -> None:
    listed = {line.split()[0] for line in LIMITS.strip().splitlines()}
    rest = rulebook.numbers().keys() - listed
    assert rest == {f"{fact}.{end}" for fact in ANALYTES for end in ("lowest", "highest")}
    assert {rulebook.numbers()[key].tag for key in rest} == {Tag.PROPOSED}


@pytest.mark.parametrize("chapter", RULES)
def test_a_rule_that_blocks_or_was_recalled_says_what_to_confirm(chapter: Chapter) -> None:
    rule = chapter.rule
    if rule.tag is Tag.VERIFIED and Verdict.BLOCK in rule.verdicts.values():
        assert "proposal" in rule.note
    if rule.tag is Tag.RECALLED:
        assert rule.note


@pytest.mark.parametrize("chapter", RULES)
def test_examples_cover_every_option_and_what_is_missing_or_stale(chapter: Chapter) -> None:
    assert {option for _, _, option, _ in chapter.examples} == set(chapter.rule.options)
    names = [name for name, *_ in chapter.examples]
    assert len(set(names)) == len(names)
    missing = [v for _, facts, _, v in chapter.examples if _unknown(chapter.rule, facts)]
    assert missing
    assert set(missing) == {Verdict.ASK}
    assert any("stale" in name for name in names)
    if chapter.rule.limits and chapter.rule.code not in BESIDE_THE_FACTS:
        for place in ("below the limit", "at the limit", "above the limit"):
            assert any(place in name for name in names), f"{chapter.rule.code} has no example {place}."


@pytest.mark.parametrize("chapter", RULES)
def test_an_unknown_fact_is_asked_and_a_stale_bad_one_keeps_its_verdict(chapter: Chapter) -> None:
    for name, facts, option, verdict in chapter.examples:
        finding = chapter.judge(facts, option, SHIPPED)
        if name.startswith("stale bad"):
            assert verdict is chapter.rule.verdicts[option]
            assert finding.question
        if name.startswith("stale good"):
            assert verdict is Verdict.ASK
            assert finding.is_open


@pytest.mark.parametrize("chapter", RULES)
def test_a_rule_reads_known_fields_and_says_its_source(chapter: Chapter) -> None:
    assert chapter.rule.reads
    assert set(chapter.rule.reads) <= {f.name for f in fields(Facts)} - {"at"}
    assert chapter.rule.source
    assert chapter.rule.question.endswith(".")


def test_everything_recalled_or_proposed_is_listed_for_review() -> None:
    listed = {path for path, part in reviewable_in(rulebook.rules()) if part.needs_review}
    assert {"ONC-2", "ONC-2.limits.window", "PLT-1.limits.below"} <= listed
    assert "PLT-2.limits.below" not in listed
    assert all(n.note for n in rulebook.numbers().values() if n.needs_review)


def _unknown(rule: Rule, facts: Facts) -> bool:
    return all(getattr(facts, name) is None for name in rule.reads)
