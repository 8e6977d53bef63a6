"""What candidacy asks for before the day: at each limit, just inside it and just outside."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from enthesis.cli.demo.well import all_clear, lab
from enthesis.domain.candidacy.facts import (
    Anaesthetic,
    Anticoagulation,
    BloodThinner,
    Cancer,
    Facts,
    Lab,
    LastDay,
    LastDose,
    LocalAnaesthetic,
    Malignancy,
)
from enthesis.domain.candidacy.judgement import Judgement, judge_now
from enthesis.domain.candidacy.on_the_day.judge import OnTheDay, judge_the_day
from enthesis.domain.candidacy.on_the_day.planned import Planned, first_day_within, first_whole_day_within
from enthesis.domain.candidacy.on_the_day.recorded import Recorded, recorded
from enthesis.domain.candidacy.policy import SHIPPED, Policy, PolicyValue
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.plan import Biologic, Plan, Repair, Timing
from enthesis.domain.pathway.readiness.clearance import Wanted
from enthesis.domain.pathway.readiness.item import Item, Standing, Topic
from enthesis.domain.pathway.technique import Anaesthesia, Method
from enthesis.domain.terms import EntryId, Option, PersonId, Sourced
from enthesis.domain.verdict import Override
from tests.support.cases import a_plan

TOLD = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
DAY = datetime(2027, 3, 22, 8, 0, tzinfo=ZoneInfo("America/New_York"))
NOTHING = Recorded()
LEFT_OPEN = Biologic(product="prp-lr", option=Option.PRP, timing=Timing.AFTER, day=14)


def looked(
    facts: Facts,
    *,
    plan: Plan | None = None,
    day: datetime = DAY,
    policy: Policy = SHIPPED,
    overrides: tuple[Override, ...] = (),
    known: Recorded = NOTHING,
) -> OnTheDay:
    judged = judge_now(facts, overrides, at=day, policy=policy)
    return judge_the_day(Planned(plan=plan or a_plan(), starts_at=day), judged, known)


def items(found: OnTheDay, topic: Topic) -> dict[str, Item]:
    return {item.key: item for item in found.items if item.topic is topic}


def drugs(facts: Facts, **kwargs: object) -> dict[str, Wanted]:
    return {w.about: w for w in looked(facts, **kwargs).wanted if w.topic is Topic.DRUG}  # type: ignore[arg-type]


def test_nothing_speaks_against_a_hip_of_which_everything_was_told_that_morning() -> None:
    found = looked(all_clear(DAY - timedelta(hours=1)))
    assert found.wanted == ()
    assert {item.standing for item in found.items} == {Standing.OK}


def test_of_nobody_knows_what_nothing_is_ready() -> None:
    found = looked(Facts(at=TOLD))
    assert {item.standing for item in found.items} == {Standing.UNKNOWN}
    assert {"aspirin", "nsaid", "anticoagulant"} <= items(found, Topic.DRUG).keys()
    assert items(found, Topic.LAB)["haemoglobin"].sentence.startswith("The haemoglobin is not known.")


@pytest.mark.parametrize(
    ("age", "standing"),
    [
        (timedelta(days=30), Standing.OK),
        (timedelta(days=30, minutes=1), Standing.OPEN),
        (timedelta(days=29), Standing.OK),
    ],
)
def test_a_value_counts_up_to_its_limit_on_the_day(age: timedelta, standing: Standing) -> None:
    facts = replace(all_clear(DAY), haemoglobin=lab("haemoglobin", "13.6", DAY.astimezone(UTC) - age))
    assert items(looked(facts), Topic.LAB)["haemoglobin"].standing is standing


def test_a_stale_value_tells_its_day_its_age_the_limit_and_when_to_repeat_it() -> None:
    facts = replace(
        all_clear(DAY), haemoglobin=lab("haemoglobin", "13.6", DAY.astimezone(UTC) - timedelta(days=48))
    )
    item = items(looked(facts), Topic.LAB)["haemoglobin"]
    assert item.sentence == (
        "On the day 13.6 g/dL of 2 February 2027 is 48 days old; it is current for 30 days. "
        "Repeat it from 21 February 2027 on."
    )
    assert item.source == "30 days: proposal"
    assert item.due_on == date(2027, 3, 21)


def test_the_day_from_which_to_repeat_is_by_the_practice_s_own_number() -> None:
    own = PolicyValue(
        key="facts.current", value=Decimal(14), unit="d", decided_by="Ann Able", decided_on=date(2027, 1, 1)
    )
    facts = replace(all_clear(DAY), platelets=lab("platelets", 240, DAY - timedelta(days=20)))
    item = items(looked(facts, policy=Policy(version="site-1", values=(own,))), Topic.LAB)["platelets"]
    assert "Repeat it from 9 March 2027 on." in item.sentence
    assert item.source == "14 days: policy site-1, proposal"


def test_a_misprint_is_not_known() -> None:
    facts = replace(all_clear(DAY), platelets=Lab(value=Decimal(105), unit="/uL", at=DAY))
    item = items(looked(facts), Topic.LAB)["platelets"]
    assert (item.standing, "this unit is not read here" in item.sentence) == (Standing.UNKNOWN, True)


@pytest.mark.parametrize(
    ("limit", "first", "whole"),
    [
        (Sourced(48, "h", tag="P"), date(2027, 3, 20), date(2027, 3, 21)),
        (Sourced(7, "d", tag="P"), date(2027, 3, 15), date(2027, 3, 16)),
        (Sourced(2, "wk", tag="P"), date(2027, 3, 8), date(2027, 3, 9)),
        (Sourced(1, "mo", tag="P"), date(2027, 2, 22), date(2027, 2, 22)),
    ],
)
def test_a_limit_reaches_back_from_the_day(limit: Sourced, first: date, whole: date) -> None:
    assert (first_day_within(limit, DAY), first_whole_day_within(limit, DAY)) == (first, whole)


def test_the_last_day_of_a_short_month_counts_for_a_month() -> None:
    month = Sourced(1, "mo", tag="P")
    assert first_day_within(month, datetime(2027, 2, 28, 8, tzinfo=UTC)) == date(2027, 1, 28)
    assert first_day_within(month, datetime(2027, 3, 31, 8, tzinfo=UTC)) == date(2027, 3, 1)


def test_a_drug_in_use_is_discussed_before_the_day_from_which_its_rule_counts() -> None:
    facts = replace(all_clear(TOLD), aspirin=LastDay(on=date(2027, 2, 28), at=TOLD))
    want = drugs(facts)["aspirin"]
    assert want.why == (
        "Last on 28 February 2027, as told on 1 March 2027. Discuss it with the prescriber before "
        "15 March 2027, because APT-1 counts 7 days before the day (recalled)."
    )
    assert want.due_on == date(2027, 3, 14)


@pytest.mark.parametrize(("days", "in_use"), [(7, True), (8, False), (6, True)])
def test_a_drug_is_in_use_when_it_was_taken_within_its_number_as_it_was_told(days: int, in_use: bool) -> None:
    facts = replace(all_clear(TOLD), aspirin=LastDay(on=TOLD.date() - timedelta(days=days), at=TOLD))
    assert ("aspirin" in drugs(facts)) is in_use


def test_of_two_rules_the_one_that_counts_longer_gives_the_day_and_both_are_told() -> None:
    facts = replace(all_clear(TOLD), nsaid=LastDose(taken=TOLD - timedelta(days=1), at=TOLD))
    want = drugs(facts)["nsaid"]
    assert "before 12 March 2027, because NSAID-2 counts 10 days before the day (recalled); " in want.why
    assert "NSAID-1 counts 48 hours before the day (S73, S74, verified)." in want.why


def test_a_draw_on_a_later_day_counts_from_that_day() -> None:
    facts = replace(all_clear(TOLD), nsaid=LastDose(taken=TOLD - timedelta(days=1), at=TOLD))
    assert drugs(facts, plan=a_plan(LEFT_OPEN))["nsaid"].due_on == date(2027, 3, 25)


def test_serum_drawn_on_a_day_nobody_knows_names_no_day() -> None:
    serum = Biologic(product="acs", option=Option.PRP)
    facts = replace(all_clear(TOLD), nsaid=LastDose(taken=TOLD - timedelta(days=1), at=TOLD))
    want = drugs(facts, plan=a_plan(serum))["nsaid"]
    assert (want.due_on, "before the day the product is collected" in want.why) == (None, True)


@pytest.mark.parametrize(
    ("drug", "said"),
    [
        (
            BloodThinner.DOAC,
            "its last dose is not known: ask when it was. Discuss it with the prescriber before",
        ),
        (BloodThinner.WARFARIN, "COAG-1 counts it as long as it is taken (recalled)"),
    ],
)
def test_a_last_dose_that_is_not_known_is_asked_for(drug: BloodThinner, said: str) -> None:
    facts = replace(all_clear(TOLD), anticoagulation=Anticoagulation(drug=drug, at=TOLD))
    assert said in drugs(facts)["anticoagulant"].why


def test_a_plain_repair_asks_for_the_drugs_that_concern_any_surgery_and_no_others() -> None:
    plain = replace(a_plan(None), holes=None)
    facts = replace(
        all_clear(TOLD),
        anticoagulation=Anticoagulation(drug=BloodThinner.HEPARIN, at=TOLD),
        nsaid=LastDose(taken=TOLD, at=TOLD),
    )
    assert drugs(facts, plan=plain).keys() == {"anticoagulant"}


def test_nobody_is_told_to_stop_a_drug() -> None:
    told = {
        "aspirin": LastDay(on=TOLD.date(), at=TOLD),
        "p2y12": LastDay(on=TOLD.date(), at=TOLD),
        "nsaid": LastDose(taken=TOLD, at=TOLD),
        "systemic_steroid": LastDay(on=TOLD.date(), at=TOLD),
        "steroid_injection": LastDay(on=TOLD.date(), at=TOLD),
        "anticoagulation": Anticoagulation(drug=BloodThinner.DOAC, taken=TOLD, at=TOLD),
    }
    found = drugs(replace(all_clear(TOLD), **told))  # type: ignore[arg-type]
    assert len(found) == len(told)
    for want in found.values():
        assert "Discuss it with the prescriber" in want.why
        assert not {"stop", "pause", "hold", "discontinue"} & set(want.why.lower().split())


def test_answers_that_are_too_old_on_the_day_are_asked_again_from_a_day_on() -> None:
    again = list(items(looked(all_clear(TOLD)), Topic.ANSWER).values())
    assert [i.key for i in again] == sorted(i.key for i in again)
    assert {i.standing for i in again} == {Standing.OPEN}
    nsaid = next(i for i in again if "NSAID shortly before the draw" in i.sentence)
    assert nsaid.title == "Ask again from 21 March 2027 on"


def test_an_answer_of_the_day_named_counts_and_one_of_the_day_before_does_not() -> None:
    for asked in (date(2027, 3, 21), date(2027, 3, 20)):
        at = datetime(asked.year, asked.month, asked.day, tzinfo=DAY.tzinfo)
        facts = replace(all_clear(at), nsaid=LastDose(taken=None, at=at))
        open_now = [i for i in items(looked(facts), Topic.ANSWER).values() if "NSAID" in i.sentence]
        assert bool(open_now) is (asked == date(2027, 3, 20))


def test_a_block_is_open_unless_an_override_holds_until_the_day() -> None:
    facts = replace(all_clear(DAY), malignancy=Malignancy(status=Cancer.ACTIVE, at=DAY))
    blocked = items(looked(facts), Topic.ANSWER)["ONC-1-prp"]
    assert blocked.sentence == "On the day it blocks: There is an active malignancy."

    def held(until: datetime) -> tuple[Override, ...]:
        return (
            Override(
                rule="ONC-1",
                option=Option.PRP,
                sentence="There is an active malignancy.",
                reason="Agreed.",
                by=PersonId(uuid4()),
                name="Ann Able",
                at=TOLD,
                until=until,
            ),
        )

    ended = items(looked(facts, overrides=held(DAY - timedelta(days=2))), Topic.ANSWER)["ONC-1-prp"]
    assert ended.sentence.endswith("The override ends before it, on 20 March 2027.")
    assert "ONC-1-prp" not in items(looked(facts, overrides=held(DAY + timedelta(hours=1))), Topic.ANSWER)


def test_a_malignancy_asks_for_an_oncologist_with_reason_and_source() -> None:
    facts = replace(all_clear(DAY), malignancy=Malignancy(status=Cancer.ACTIVE, at=DAY))
    (want,) = (w for w in looked(facts).wanted if w.kind == "oncology")
    assert want.why == "Active malignancy (ONC-1): There is an active malignancy."
    assert want.from_words == "S0, S75, S73, verified"


def test_bupivacaine_where_the_product_goes_is_discussed_with_anaesthesia() -> None:
    planned = Anaesthetic(drug=LocalAnaesthetic.BUPIVACAINE, at=DAY)
    found = looked(replace(all_clear(DAY), anaesthetic=planned)).wanted
    assert [w.kind for w in found] == ["anaesthesia"]
    assert looked(replace(all_clear(DAY), anaesthetic=planned), plan=a_plan(None)).wanted == ()


def test_it_says_of_the_day_what_assessing_on_the_day_will_say() -> None:
    facts = all_clear(TOLD)
    day: Judgement = judge_now(facts, (), at=DAY, policy=SHIPPED)
    still_open = {f.rule for o in a_plan().options for f in day.assessment.of(o) if f.is_open}
    told = " ".join(item.sentence for item in looked(facts).items if item.is_open)
    assert still_open
    assert all(any(title in told for title in _titles(code)) for code in still_open)


def _titles(code: str) -> list[str]:
    return [rule.title for rule in rules() if rule.code == code]


def test_a_plan_without_any_addition_has_no_value_to_repeat() -> None:
    plain = Plan(approach=a_plan().approach, repair=Repair.DOUBLE_ROW, anchors=2)
    assert items(looked(Facts(at=TOLD), plan=plain), Topic.LAB) == {}


def on_record(*values: object) -> tuple[Entry[object], ...]:
    """One entry a day from the day it was told on."""
    return tuple(
        Entry(id=EntryId(uuid4()), number=n, value=value, at=day_of(n), by=None, by_name="Ann")
        for n, value in enumerate(values)
    )


def day_of(number: int) -> datetime:
    return TOLD + timedelta(days=number)


def cancer(status: Cancer, at: datetime) -> Facts:
    return Facts(at=at, malignancy=Malignancy(status=status, at=at))


def test_an_answer_repeated_is_no_new_one_and_another_answer_is() -> None:
    active = [cancer(Cancer.ACTIVE, day_of(n)) for n in range(3)]
    assert recorded(on_record(*active)).since("malignancy") == day_of(0)
    changed = recorded(on_record(active[0], cancer(Cancer.REMISSION, day_of(1)), active[2]))
    assert changed.since("malignancy") == day_of(2)
    assert recorded(on_record(active[0], Facts(at=TOLD))).since("malignancy") is None
    assert recorded(()).since("malignancy", option=Option.PRP) is None


def test_a_newer_dose_is_a_new_answer() -> None:
    told = [Facts(at=TOLD, aspirin=LastDay(on=date(2027, 2, on), at=day_of(on))) for on in (26, 26, 28)]
    assert recorded(on_record(*told)).since("aspirin") == day_of(2)


def test_what_a_plan_adds_or_its_block_brings_is_known_since_that_plan() -> None:
    def block(drug: str) -> Plan:
        brought = Anaesthesia(method=Method.GENERAL, block="Fascia iliaca", drug=drug, at_site=True)
        return replace(a_plan(), anaesthesia=brought)

    kept = on_record(
        a_plan(None), a_plan(), block("Ropivacaine"), block("Bupivacaine"), block("bupivacaine ")
    )
    known = recorded(kept)
    assert known.since(option=Option.PRP) == day_of(1)
    assert known.since(option=Option.CELLS) is None
    assert known.since("anaesthetic", option=Option.PRP) == day_of(3)


def test_an_opinion_is_asked_for_since_the_newest_of_what_asks_for_it() -> None:
    at = DAY - timedelta(hours=1)
    known = Recorded(facts={"malignancy": day_of(1), "marrow_disease": day_of(4)})
    one = replace(all_clear(at), malignancy=Malignancy(status=Cancer.ACTIVE, at=at))
    both = replace(one, marrow_disease=replace(one.marrow_disease, answer=True))  # type: ignore[type-var]
    for facts, since in ((one, day_of(1)), (both, day_of(4))):
        (want,) = (w for w in looked(facts, known=known).wanted if w.kind == "oncology")
        assert want.since == since


def test_a_talk_about_a_drug_is_asked_for_since_its_newest_dose() -> None:
    facts = replace(all_clear(TOLD), aspirin=LastDay(on=date(2027, 2, 28), at=TOLD))
    assert drugs(facts, known=Recorded(facts={"aspirin": day_of(2)}))["aspirin"].since == day_of(2)
