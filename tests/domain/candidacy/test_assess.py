"""What holds for all rules together, whatever the facts."""

from dataclasses import replace
from datetime import date, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enthesis.domain.candidacy.assess import assess, can_override, check_can_override
from enthesis.domain.candidacy.facts import (
    NOON,
    Anaesthetic,
    Anticoagulation,
    BloodThinner,
    Cancer,
    Expecting,
    Facts,
    Lab,
    LocalAnaesthetic,
    Pregnancy,
    Told,
    Tonnis,
    facts,
)
from enthesis.domain.candidacy.policy import SHIPPED, Policy, PolicyAction
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import Chapter, chapters
from enthesis.domain.candidacy.rules.pregnancy import may_be_pregnant
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import Option, PersonId, Tag
from enthesis.domain.verdict import Finding, Override, Verdict
from tests.support.known_facts import DECIDED, KINDS, NAMES, POOL, known_facts, policies

SURGEON = PersonId(UUID(int=1))
TOLD = [name for name, kind in KINDS.items() if kind is Told]
OPTION = st.sampled_from(Option)
STAYS = [f for f in POOL[Pregnancy] if getattr(f, "status", None) is Expecting.NOT_POSSIBLE]
OPTIONS = st.sets(st.sampled_from(Option), min_size=1).map(tuple)


def _with(known: Facts, **changed: Any) -> Facts:
    return replace(known, **changed)


def _over(finding: Finding) -> Override:
    """A decision that covers exactly this finding, from an hour before noon until the day after."""
    return Override(
        rule=finding.rule,
        option=finding.option,
        sentence=finding.sentence,
        reason="agreed with oncology",
        by=SURGEON,
        name="Sam Surgeon",
        at=NOON - timedelta(hours=1),
        until=NOON + timedelta(days=1),
    )


def _finding(known: Facts, rule: str, option: Option, policy: Policy = SHIPPED) -> Finding:
    return next(f for f in assess(known, policy=policy).of(option) if f.rule == rule)


def _well(**changed: Any) -> Facts:
    """Everything known at noon, and nothing against anything."""
    good = facts(
        platelets=240,
        cancer=Cancer.NEVER,
        no_nsaid=True,
        no=TOLD,
        labs={"haemoglobin": ("13.5", "g/dL"), "inr": (1, "{INR}"), "hba1c": ("5.6", "%")},
        days_ago=dict.fromkeys(("illness", "aspirin", "p2y12", "steroid_injection", "systemic_steroid")),
        anticoagulation=Anticoagulation(drug=BloodThinner.NONE, at=NOON),
        pregnancy=Pregnancy(status=Expecting.NEITHER, at=NOON),
        tonnis=Tonnis(grade=0, at=NOON),
        anaesthetic=Anaesthetic(drug=LocalAnaesthetic.NONE, at=NOON),
    )
    return _with(good, **changed)


@given(known=known_facts(), policy=policies(), name=st.sampled_from(NAMES), options=OPTIONS, data=st.data())
def test_forgetting_a_fact_never_makes_a_plan_signable(
    known: Facts, policy: Policy, name: str, options: tuple[Option, ...], data: st.DataObject
) -> None:
    forgotten = _with(known, **{name: None})
    blocks = [
        f for k in (known, forgotten) for f in assess(k, policy=policy).findings if f.verdict is Verdict.BLOCK
    ]
    over = tuple(_over(f) for f in blocks if data.draw(st.booleans()))
    before = assess(known, policy=policy, overrides=over)
    after = assess(forgotten, policy=policy, overrides=over)
    if any(before.obstacles(option) for option in options):
        assert any(after.obstacles(option) for option in options)


@given(known=known_facts(), rule=st.sampled_from([c.rule for c in chapters()]))
def test_a_rule_that_knows_nothing_asks(known: Facts, rule: Rule) -> None:
    for finding in assess(_with(known, **dict.fromkeys(rule.reads))).findings:
        if finding.rule == rule.code:
            assert finding.verdict is Verdict.ASK
            assert finding.question


@given(known=known_facts(), policy=policies(), name=st.sampled_from(NAMES))
def test_a_rule_judges_by_nothing_but_what_it_says_it_reads(known: Facts, policy: Policy, name: str) -> None:
    others = {c.rule.code for c in chapters() if name not in c.rule.reads}
    before = [f for f in assess(known, policy=policy).findings if f.rule in others]
    after = [f for f in assess(_with(known, **{name: None}), policy=policy).findings if f.rule in others]
    assert before == after


@given(known=known_facts(), policy=policies(), order=st.permutations(chapters()))
def test_the_order_of_rules_never_matters(known: Facts, policy: Policy, order: list[Chapter]) -> None:
    assert assess(known, policy=policy, book=order) == assess(known, policy=policy)


@given(known=known_facts(), policy=policies(), chosen=st.data(), option=OPTION)
def test_another_rule_never_lightens_the_worst_verdict(
    known: Facts, policy: Policy, chosen: st.DataObject, option: Option
) -> None:
    codes = chosen.draw(st.sets(st.sampled_from([c.rule.code for c in chapters()])))
    every = assess(known, policy=policy)
    some = assess(known, policy=policy, book=[c for c in chapters() if c.rule.code in codes])
    assert every.worst(option) == max(f.verdict for f in every.of(option))
    assert (some.worst(option) or Verdict.CLEAR) <= (every.worst(option) or Verdict.CLEAR)
    assert set(some.of(option)) <= set(every.of(option))


@given(known=known_facts(), policy=policies(), name=st.sampled_from(TOLD), option=OPTION)
def test_a_yes_is_never_better_than_a_no(known: Facts, policy: Policy, name: str, option: Option) -> None:
    no, yes = (
        assess(_with(known, **{name: Told(answer=answer, at=NOON)}), policy=policy)
        for answer in (False, True)
    )
    assert (no.worst(option) or Verdict.CLEAR) <= (yes.worst(option) or Verdict.CLEAR)
    assert yes.obstacles(option) or not no.obstacles(option)


@given(
    known=known_facts(),
    fact=st.sampled_from(("platelets", "haemoglobin")),
    values=st.tuples(st.integers(30, 250), st.integers(30, 250)).map(sorted),
    option=OPTION,
)
def test_a_lower_count_is_never_better(known: Facts, fact: str, values: list[int], option: Option) -> None:
    unit = "10*9/L" if fact == "platelets" else "g/L"
    low, high = (
        assess(_with(known, **{fact: Lab(value=Decimal(v), unit=unit, at=NOON)})).worst(option)
        for v in values
    )
    assert (low or Verdict.CLEAR) >= (high or Verdict.CLEAR)


@given(known=known_facts(), name=st.sampled_from(NAMES))
def test_a_fact_that_ages_is_never_better(known: Facts, name: str) -> None:
    """What a fact says stays, and the question is added; a good one is asked again."""
    fact = getattr(known, name)
    if fact is None or fact in STAYS:
        return
    later = _with(known, at=NOON + timedelta(days=400))
    for finding in assess(later).findings:
        reads = next(c.rule.reads for c in chapters() if c.rule.code == finding.rule)
        if reads == (name,):
            assert finding.is_open
            assert finding.verdict is not Verdict.CLEAR


@given(known=known_facts())
def test_a_stale_bad_fact_keeps_its_verdict(known: Facts) -> None:
    fresh = _with(known, platelets=Lab(value=Decimal(42), unit="10*9/L", at=NOON))
    stale = _with(known, platelets=Lab(value=Decimal(42), unit="10*9/L", at=NOON - timedelta(days=200)))
    for now, later in zip(assess(fresh).findings, assess(stale).findings, strict=True):
        assert now.verdict == later.verdict
        assert bool(later.question) or not later.rule.startswith("PLT-") or later.rule == "PLT-3"


def test_every_finding_is_kept_and_the_worst_wins() -> None:
    found = assess(_well(platelets=Lab(value=Decimal(42), unit="10*9/L", at=NOON)))
    assert [(f.rule, f.verdict) for f in found.of(Option.PRP)][:3] == [
        ("PLT-1", Verdict.BLOCK),
        ("PLT-2", Verdict.WARN),
        ("PLT-4", Verdict.INFO),
    ]
    assert found.worst(Option.PRP) is Verdict.BLOCK
    assert found.obstacles(Option.PRP) == (
        "Platelets 42 ×10⁹/L are below 50. Record an override or change the plan.",
    )
    assert len(found.findings) == sum(len(c.rule.options) for c in chapters())
    assert found.rules.split() == [f"{c.rule.code}@{c.rule.version}" for c in chapters()]


def test_a_rule_does_not_speak_of_an_option_it_does_not_judge() -> None:
    assert "NSAID-1" not in {f.rule for f in assess(facts()).of(Option.GRAFT)}


def test_only_the_options_asked_for_are_judged() -> None:
    assert {f.option for f in assess(facts(), options=(Option.GRAFT,)).findings} == {Option.GRAFT}


def test_all_known_and_good_can_be_signed() -> None:
    found = assess(_well())
    assert {f.verdict for f in found.findings} == {Verdict.CLEAR}
    assert not any(found.obstacles(option) for option in Option)


@pytest.mark.parametrize("rule", [c.rule for c in chapters()], ids=lambda rule: rule.code)
def test_what_can_block_holds_a_plan_back_until_it_is_answered(rule: Rule) -> None:
    found = assess(_well(**dict.fromkeys(rule.reads)))
    for finding in (f for f in found.findings if f.rule == rule.code):
        assert finding.can_block is (rule.verdicts[finding.option] is Verdict.BLOCK)
        assert not finding.can_block or finding.question in found.obstacles(finding.option)


def test_a_fact_dated_after_the_moment_judged_is_asked_again() -> None:
    ahead = replace(facts(), local_infection=Told(answer=False, at=NOON + timedelta(hours=1)))
    (finding,) = (f for f in assess(ahead).of(Option.GRAFT) if f.rule == "INF-2")
    assert finding.verdict is Verdict.ASK
    assert "dated after" in finding.question


def test_an_override_lifts_a_block_and_not_a_question() -> None:
    infected = _well(local_infection=Told(answer=True, at=NOON))
    over = (_over(_finding(infected, "INF-2", Option.GRAFT)),)
    stale = _well(local_infection=Told(answer=True, at=NOON - timedelta(days=40)))
    assert not assess(infected, overrides=over).obstacles(Option.GRAFT)
    question = "The answer about infection is 40 days old; it is current for 30 days."
    question += " Look for infection of skin, joint or bone at the hip and at the site of harvest."
    assert assess(stale, overrides=over).obstacles(Option.GRAFT) == (question,)
    assert assess(stale).obstacles(Option.GRAFT) == (
        "There is an infection at the site. Record an override or change the plan.",
        question,
    )
    assert assess(_well(local_infection=None), overrides=over).obstacles(Option.GRAFT)


def test_an_override_ends_when_the_finding_reads_otherwise() -> None:
    def counted(value: int) -> Facts:
        return _well(platelets=Lab(value=Decimal(value), unit="10*9/L", at=NOON))

    over = (_over(_finding(counted(42), "PLT-1", Option.PRP)),)
    assert not assess(counted(42), overrides=over).obstacles(Option.PRP)
    assert assess(counted(8), overrides=over).obstacles(Option.PRP)


@pytest.mark.parametrize(
    ("verdict", "overridable", "allowed"),
    [
        (Verdict.BLOCK, True, True),
        (Verdict.BLOCK, False, False),
        (Verdict.WARN, True, False),
        (Verdict.ASK, True, False),
    ],
)
def test_only_an_overridable_block_can_be_overridden(
    verdict: Verdict, overridable: bool, allowed: bool
) -> None:
    finding = Finding(
        rule="X-1",
        option=Option.PRP,
        verdict=verdict,
        sentence="There is a sepsis.",
        source="S73",
        tag=Tag.VERIFIED,
        overridable=overridable,
    )
    assert can_override(finding) is allowed
    if not allowed:
        with pytest.raises(NotAllowed):
            check_can_override(finding)


@given(known=known_facts(), hours=st.integers(-11, 11))
def test_time_zones_do_not_change_a_judgement(known: Facts, hours: int) -> None:
    """Noon is the same day everywhere within eleven hours of it."""
    elsewhere = _with(known, at=NOON.astimezone(timezone(timedelta(hours=hours))))
    changed = [
        (f.rule, f.option)
        for f, g in zip(assess(known).findings, assess(elsewhere).findings, strict=True)
        if f != g
    ]
    assert {rule for rule, _ in changed} <= {"STER-1"}  # its month ends with the local day


def test_what_is_decided_for_each_surgery_is_a_question_that_holds_nothing_back() -> None:
    known = _well(anticoagulation=Anticoagulation(drug=BloodThinner.WARFARIN, at=NOON))
    finding = _finding(known, "COAG-1", Option.GRAFT)
    assert finding.verdict is Verdict.ASK
    assert finding.sentence == finding.question
    assert finding.question == "Warfarin is taken. Decide with its prescriber what it means here."
    assert finding.is_open
    assert not assess(known).obstacles(Option.GRAFT)


def test_a_site_may_decide_what_the_table_leaves_to_each_surgery() -> None:
    known = _well(anticoagulation=Anticoagulation(drug=BloodThinner.WARFARIN, at=NOON))
    action = PolicyAction(rule="COAG-1", option=Option.GRAFT, verdict=Verdict.BLOCK, **DECIDED)
    policy = Policy(version="site-3", actions=(action,))
    assert _finding(known, "COAG-1", Option.GRAFT, policy).verdict is Verdict.BLOCK
    assert assess(known, policy=policy).obstacles(Option.GRAFT)


@pytest.mark.parametrize(
    ("known", "rule", "option", "sentence"),
    [
        (
            _well(haemoglobin=Lab(value=Decimal(95), unit="g/L", at=NOON)),
            "HB-1",
            Option.PRP,
            "Haemoglobin 95 g/L (9.5 g/dL) is below 10.",
        ),
        (
            _well(haemoglobin=Lab(value=Decimal(135), unit="g/dL", at=NOON)),
            "HB-1",
            Option.PRP,
            "Haemoglobin 135 g/dL is outside 3 to 25 g/dL: perhaps a slip."
            " Is it 135 g/L? Enter a current haemoglobin in g/dL.",
        ),
        (
            _well(hba1c=Lab(value=Decimal(48), unit="mmol/mol", at=NOON)),
            "DM-1",
            Option.GRAFT,
            "HbA1c 48 mmol/mol: this unit is not read here. Enter a current HbA1c in %.",
        ),
        (
            _well(inr=Lab(value=Decimal("1.1"), unit="", at=NOON)),
            "COAG-2",
            Option.CELLS,
            "INR 1.1 without a unit: this unit is not read here. Enter a current INR.",
        ),
        (
            _well(inr=Lab(value=Decimal("2.40"), unit="{INR}", at=NOON)),
            "COAG-2",
            Option.CELLS,
            "INR 2.4 is above 1.5.",
        ),
        (
            _well(citrate_allergy=Told(answer=True, at=NOON), citrate_planned=None),
            "ALL-1",
            Option.CELLS,
            "There is an allergy to citrate. It is not known whether citrate is planned."
            " Ask about an allergy to citrate (ACD-A), and whether citrate is planned for the cells.",
        ),
        (
            _well(tonnis=Tonnis(grade=3, at=NOON)),
            "OA-1",
            Option.GRAFT,
            "Arthritis of Tönnis grade 3: advanced from grade 2 on. Consider arthroplasty.",
        ),
        (
            _well(tonnis=Tonnis(grade=3, at=NOON)),
            "OA-1",
            Option.PRP,
            "Arthritis of Tönnis grade 3: advanced from grade 2 on.",
        ),
        (
            _well(anaesthetic=Anaesthetic(drug=LocalAnaesthetic.LIDOCAINE, percent=Decimal(2), at=NOON)),
            "ANA-2",
            Option.PRP,
            "Lidocaine 2 % is planned where the product goes: only 1 % was studied.",
        ),
        (
            _well(anaesthetic=Anaesthetic(drug=LocalAnaesthetic.ROPIVACAINE, at=NOON)),
            "ANA-2",
            Option.PRP,
            "Ropivacaine is planned where the product goes: 0.5 % was acceptable up to 1:1.",
        ),
    ],
)
def test_a_surgeon_reads_a_short_sentence(known: Facts, rule: str, option: Option, sentence: str) -> None:
    assert _finding(known, rule, option).sentence == sentence


@pytest.mark.parametrize(
    ("female", "born_on", "asked"),
    [
        (True, date(1990, 1, 1), True),
        (True, date(1971, 3, 3), True),  # 54, the last day
        (True, date(1971, 3, 2), False),  # 55 today
        (True, date(1950, 1, 1), False),
        (True, None, True),
        (None, date(1990, 1, 1), True),
        (None, date(1950, 1, 1), False),
        (None, None, True),
        (False, date(1990, 1, 1), False),
        (False, None, False),
    ],
)
def test_pregnancy_is_asked_only_where_it_is_possible(
    female: bool | None, born_on: date | None, asked: bool
) -> None:
    assert may_be_pregnant(female=female, born_on=born_on, on=NOON.date()) is asked
