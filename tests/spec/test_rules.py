"""The rules' own examples, and what every rule file must hold: the manual of candidacy that runs."""

from dataclasses import fields

import pytest

from enthesis.domain.candidacy import rulebook
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.policy import SHIPPED
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import Chapter, chapters
from enthesis.domain.terms import Option, Tag, reviewable_in
from enthesis.domain.verdict import Verdict

CASES = [
    pytest.param(c, *example, id=f"{c.rule.code}: {example[0]}") for c in chapters() for example in c.examples
]
RULES = [pytest.param(c, id=c.rule.code) for c in chapters()]

# The published table, as verdicts per option; "-" is not judged.
TABLE = """
ONC-1    1  block block warn  warn
ONC-2    2  block block info  info
INF-2    5  block block block block
PLT-1    7  block warn  warn  warn
PLT-2    8  warn  warn  info  info
NSAID-1 11  warn  info  -     -
"""


@pytest.mark.parametrize(("chapter", "name", "facts", "option", "verdict"), CASES)
def test_example(chapter: Chapter, name: str, facts: Facts, option: Option, verdict: Verdict) -> None:
    finding = chapter.judge(facts, option, SHIPPED)
    assert finding.verdict is verdict, finding.sentence
    assert (finding.rule, finding.option) == (chapter.rule.code, option)
    assert finding.sentence.endswith(".")
    assert finding.source


@pytest.mark.parametrize("line", TABLE.strip().splitlines(), ids=lambda line: line.split()[0])
def test_verdicts_are_those_of_the_table(line: str) -> None:
    code, row, *words = line.split()
    (rule,) = (c.rule for c in chapters() if c.rule.code == code)
    assert rule.row == int(row)
    assert [rule.verdicts[o].name.lower() if o in rule.verdicts else "-" for o in Option] == words


@pytest.mark.parametrize("chapter", RULES)
def test_examples_cover_every_option_and_what_is_missing_or_stale(chapter: Chapter) -> None:
    assert {option for _, _, option, _ in chapter.examples} == set(chapter.rule.options)
    names = [name for name, *_ in chapter.examples]
    assert len(set(names)) == len(names)
    missing = [v for _, facts, _, v in chapter.examples if _unknown(chapter.rule, facts)]
    assert missing
    assert set(missing) == {Verdict.ASK}
    assert any("stale" in name for name in names)
    if chapter.rule.limits:
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
    assert all(n.note for n in rulebook.numbers().values() if n.tag in (Tag.RECALLED, Tag.PROPOSED))


def _unknown(rule: Rule, facts: Facts) -> bool:
    return all(getattr(facts, name) is None for name in rule.reads)
