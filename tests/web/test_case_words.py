"""What the pages of a case say, without a database: verdicts, plans, entries, the drawn tear."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from enthesis.cli.demo.well import all_clear, lab
from enthesis.domain.candidacy.facts import (
    NOON,
    Anaesthetic,
    Anticoagulation,
    BloodThinner,
    Cancer,
    Expecting,
    Facts,
    Lab,
    LastDay,
    LastDose,
    LocalAnaesthetic,
    Malignancy,
    Pregnancy,
    Told,
    Tonnis,
    facts,
)
from enthesis.domain.candidacy.judgement import judge_now
from enthesis.domain.candidacy.policy import SHIPPED, Policy, PolicyValue
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.examination.muscle import Grade, Muscle
from enthesis.domain.examination.tests import SingleLegStance
from enthesis.domain.pathway.plan import Approach, Biologic, Plan, Repair, Timing
from enthesis.domain.terms import Option, PersonId
from enthesis.domain.verdict import Override, Verdict
from enthesis.store.kinds import KINDS
from enthesis.web.pages.practice.facts.questions import questions
from enthesis.web.shell.fact_words import NAMES, fact_words
from enthesis.web.shell.plan_words import plan_rows
from enthesis.web.shell.telling import _TELLERS, muscle_rows, shown, tell
from enthesis.web.shell.verdicts import VerdictTable, verdict_table

CASE = uuid4()
KNOWN = facts(cancer=Cancer.NEVER, platelets=42, infection=False, no_nsaid=True)


def table(**asked: bool) -> VerdictTable:
    return verdict_table(judge_now(KNOWN, (), at=NOON, policy=SHIPPED), CASE, planned=(Option.PRP,), **asked)


def test_options_stand_across_and_every_rule_down() -> None:
    found = table()

    assert [column.label for column in found.columns] == [option.label for option in Option]
    assert {row.code for row in found.rows} == {rule.code for rule in rules()}
    assert all(len(row.cells) == len(Option) for row in found.rows)
    assert [column.planned for column in found.columns] == [True, False, False, False]


def test_a_number_the_practice_decided_on_is_shown_with_who_decided() -> None:
    value = PolicyValue(
        key="PLT-1.below", value=Decimal(60), unit="10*9/L", decided_by="Sam", decided_on=NOON.date()
    )
    policy = Policy(version="site-1", values=(value,))
    found = verdict_table(judge_now(KNOWN, (), at=NOON, policy=policy), CASE)

    row = next(row for row in found.rows if row.code == "PLT-1")
    assert row.notes[0] == "Below: 60 ×10⁹/L (decided by Sam on 2026-03-02; shipped: 50 ×10⁹/L)"
    assert "limit of policy site-1" in row.source
    assert found.versions.startswith("Policy site-1;")


def test_what_is_computed_of_a_finding_is_told_beside_it() -> None:
    stance = SingleLegStance(seconds=Decimal(12), pain=Decimal(6), familiar=True)
    fat = Muscle(
        gluteus_medius_anterior=Grade.STREAKS,
        gluteus_medius_middle=Grade.LESS_THAN_MUSCLE,
        gluteus_medius_posterior=Grade.LESS_THAN_MUSCLE,
    )

    assert shown(stance) == "12 s, pain 6, familiar pain: positive"
    assert shown(replace(stance, familiar=False)) == "12 s, pain 6, other pain: negative"
    assert shown(replace(stance, familiar=None)) == "12 s, pain 6"
    assert muscle_rows(fat)[-1] == ("Thaunat index, mean of gluteus medius", "1.67")
    assert len(muscle_rows(replace(fat, gluteus_medius_middle=None))) == 3


def test_the_worst_of_each_option_stands_under_it() -> None:
    worst = {column.label: column.worst for column in table().columns}

    assert worst["Platelet-rich plasma"] is Verdict.BLOCK
    assert worst["Cell product"] is Verdict.WARN


def test_a_rule_that_does_not_speak_of_an_option_is_no_clear() -> None:
    row = next(row for row in table().rows if row.code == "NSAID-1")

    assert [cell.verdict for cell in row.cells] == [Verdict.CLEAR, Verdict.CLEAR, None, None]


def test_a_recalled_limit_says_what_is_to_be_confirmed() -> None:
    row = next(row for row in table().rows if row.code == "PLT-1")

    assert row.trust == "recalled, to be confirmed"
    assert any("50 ×10⁹/L" in note and "which count is critical?" in note for note in row.notes)
    assert any("Medscape" in cited.title for cited in row.citations)


def test_only_a_block_may_be_overridden_and_only_by_who_may() -> None:
    offered = [c.override for row in table(may_override=True).rows for c in row.cells if c.override]

    assert [button.href for button in offered] == [f"/practice/cases/{CASE}/override/PLT-1/prp/"]
    assert not any(c.override for row in table().rows for c in row.cells)


def test_an_overridden_block_says_so_and_offers_nothing_more() -> None:
    override = Override(
        rule="PLT-1",
        option=Option.PRP,
        sentence="Platelets 42 ×10⁹/L are below 50.",
        reason="Stable.",
        by=PersonId(uuid4()),
        name="Ada",
        at=NOON,
        until=NOON + timedelta(days=1),
    )
    found = verdict_table(judge_now(KNOWN, (override,), at=NOON, policy=SHIPPED), CASE, may_override=True)
    cell = next(row for row in found.rows if row.code == "PLT-1").cells[0]

    assert cell.overridden and cell.override is None and cell.verdict is Verdict.BLOCK
    assert "by Ada until" in found.overrides[0]


def test_each_question_is_asked_once_with_the_way_to_answer() -> None:
    asked = verdict_table(judge_now(None, (), at=NOON, policy=SHIPPED), CASE, can_answer=True).questions
    texts = [question.text for question in asked]

    assert len(texts) == len(set(texts))
    platelets = next(q for q in asked if q.text.startswith("Platelets are not known."))
    assert platelets.answer.href == f"/practice/cases/{CASE}/facts/#platelets"


def test_a_question_leads_to_the_first_fact_that_is_not_known() -> None:
    known = facts(yes=["thrombin_allergy"])
    found = verdict_table(judge_now(known, (), at=NOON, policy=SHIPPED), CASE, can_answer=True)
    row = next(row for row in found.rows if row.code == "ALL-2")

    assert row.is_unanswered
    assert row.answer.href == f"/practice/cases/{CASE}/facts/#thrombin_planned"


def test_the_worst_stands_first_and_of_equals_what_is_planned() -> None:
    well = replace(all_clear(NOON), platelets=lab("platelets", 42, NOON), tobacco=Told(answer=True, at=NOON))
    found = verdict_table(judge_now(well, (), at=NOON, policy=SHIPPED), CASE, planned=(Option.PRP,))

    assert [(row.code, row.worst) for row in found.told] == [
        ("PLT-1", Verdict.BLOCK),
        ("TOB-1", Verdict.WARN),
        ("PLT-2", Verdict.WARN),
        ("PLT-4", Verdict.INFO),
    ]


def test_rules_that_are_clear_are_counted_apart_and_nothing_else_is() -> None:
    well = replace(all_clear(NOON), platelets=lab("platelets", 88, NOON), tobacco=None)
    found = verdict_table(judge_now(well, (), at=NOON, policy=SHIPPED), CASE)

    assert {row.code for row in (*found.told, *found.clear)} == {rule.code for rule in rules()}
    assert all(cell.verdict in (Verdict.CLEAR, None) for row in found.clear for cell in row.cells)
    assert found.clear_words == f"{len(rules()) - 3} rules are clear"
    assert "TOB-1" in [row.code for row in found.told]


def test_many_that_ask_share_rows_by_option_and_each_is_named() -> None:
    found = verdict_table(judge_now(None, (), at=NOON, policy=SHIPPED), CASE, can_answer=True)
    named = [ask.label for row in found.told for ask in row.asks]
    alone = [row.code for row in found.told if row.code]

    assert len(named) + len(alone) == len(rules())
    assert all(f"{rule.title} ({rule.code})" in named or rule.code in alone for rule in rules())
    for row in found.told:
        shown = [cell.verdict for cell in row.cells]
        for ask in row.asks:
            (rule,) = (r for r in rules() if f"({r.code})" in ask.label)
            assert shown == [Verdict.ASK if option in rule.options else None for option in Option]
    assert found.clear == ()


def test_a_summary_says_how_much_is_asked() -> None:
    nothing = verdict_table(judge_now(None, (), at=NOON, policy=SHIPPED), CASE, can_answer=True)
    assert [row.title for row in nothing.summary] == [f"{len(rules())} rules ask"]
    assert nothing.open_words == f"{len(nothing.questions)} questions are open."

    one = verdict_table(judge_now(replace(all_clear(NOON), tobacco=None), (), at=NOON, policy=SHIPPED), CASE)
    assert [row.code for row in one.summary] == ["TOB-1"]
    assert one.open_words == ""


def test_every_fact_is_asked_with_every_rule_that_reads_it() -> None:
    asked = {question.fact: question for question in questions()}

    assert all(fact in asked for rule in rules() for fact in rule.reads)
    assert set(asked["platelets"].rules) >= {"PLT-1", "PLT-2"}


def test_every_kind_of_entry_can_be_told() -> None:
    assert set(KINDS.values()) == set(_TELLERS)


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        (LastDay(on=date(2026, 2, 20), at=NOON), "Last on 20 February 2026"),
        (LastDay(on=None, at=NOON), "No"),
        (LastDose(taken=None, at=NOON), "None taken"),
        (Anticoagulation(drug=BloodThinner.NONE, at=NOON), "None"),
        (
            Anticoagulation(drug=BloodThinner.DOAC, taken=NOON, at=NOON),
            "Direct oral (DOAC), last dose 2 March 2026, 12:00",
        ),
        (Pregnancy(status=Expecting.BREAST_FEEDING, at=NOON), "Breast-feeding"),
        (Tonnis(grade=0, at=NOON), "0"),
        (
            Anaesthetic(drug=LocalAnaesthetic.LIDOCAINE, percent=Decimal("1.0"), at=NOON),
            "Lidocaine, 1 %",
        ),
        (Lab(value=Decimal("1.20"), unit="{INR}", at=NOON), "1.2, 2 March 2026, 12:00"),
        (
            Malignancy(status=Cancer.REMISSION, remission_since=date(2020, 1, 31), at=NOON),
            "In remission since 31 January 2020",
        ),
    ],
)
def test_every_kind_of_fact_is_told_in_words(fact: object, told: str) -> None:
    assert fact_words(fact, "UTC") == told


def test_every_fact_has_a_name_of_its_own_and_is_told_once() -> None:
    known = facts(yes=["tobacco"], no=["sepsis", "mixed"])
    rows = dict(tell(known, "UTC").rows)

    assert set(NAMES) == {f.name for f in fields(Facts)} - {"at"}
    assert len({str(name) for name in NAMES.values()}) == len(NAMES)
    assert rows["Tobacco at present"] == "Yes"
    assert rows["No"] == (
        "Sepsis, bacteraemia or an unstable circulation; Product mixed with an anaesthetic or a steroid"
    )
    assert len(rows["Not known"].split("; ")) == len(NAMES) - 3


def test_an_unknown_fact_is_said() -> None:
    assert fact_words(None, "UTC") == "Not known"
    assert fact_words(KNOWN.platelets, "UTC").startswith("42 ×10⁹/L")


def test_a_plan_says_what_is_left_out_too() -> None:
    plan = Plan(approach=Approach.OPEN, repair=Repair.NONE)
    rows = dict(plan_rows(plan))

    assert (rows["Graft"], rows["Micropuncture"], rows["Biologic product"]) == ("None", "No", "None")
    later = replace(plan, biologic=Biologic(product="prp-lr", option=Option.PRP, timing=Timing.AFTER, day=14))
    told = dict(plan_rows(later))["Biologic product"]
    assert told == "Platelet-rich plasma, leukocyte-rich, injected on day 14 after surgery"
