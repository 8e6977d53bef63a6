"""Patients across the whole table: the worst verdict of each option, who says so, what can be signed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from enthesis.domain.candidacy.assess import assess
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.labs import ANALYTES
from enthesis.domain.candidacy.policy import CURRENT, SHARED, Policy
from enthesis.domain.candidacy.reading import day_after, span
from enthesis.domain.candidacy.rule import Rule
from enthesis.domain.candidacy.rulebook import chapters, rules
from enthesis.domain.terms import Option, PersonId, Sourced
from enthesis.domain.verdict import Override, Verdict
from tests.support.synthetic_patients import KINDS, NOON, Patient, Said, fact_of, patients

CALENDAR = ("mo", "a")


def _overrides(patient: Patient, facts: Facts, policy: Policy) -> Iterator[Override]:
    """Each in the words the finding has, so that only the rules of overriding decide whether it covers."""
    found = {(f.rule, f.option): f.sentence for f in assess(facts, policy=policy).findings}
    for given in patient.given:
        yield Override(
            rule=given.rule,
            option=given.option,
            sentence=found[given.rule, given.option],
            reason="discussed",
            by=PersonId(UUID(int=1)),
            name="Sam Surgeon",
            at=NOON - timedelta(hours=1),
            until=NOON + timedelta(days=not given.lapsed),
        )


@pytest.mark.parametrize("patient", patients(), ids=lambda patient: patient.name)
def test_a_patient_is_judged_as_the_table_says(patient: Patient) -> None:
    facts, policy = patient.facts, patient.policy
    found = assess(facts, policy=policy, overrides=tuple(_overrides(patient, facts, policy)))

    assert {option: _word(found.worst(option)) for option in Option} == patient.worst
    speaking = {f.rule for f in found.findings if f.verdict is not Verdict.CLEAR}
    every = {rule.code for rule in rules()}
    assert speaking == (every if patient.speaking is None else patient.speaking)
    assert {option for option in Option if not found.obstacles(option)} == patient.signable


def test_there_are_many_patients_and_no_two_have_one_name() -> None:
    names = [patient.name for patient in patients()]
    assert len(names) >= 300
    assert len(set(names)) == len(names)


def test_every_fact_is_told_and_every_rule_speaks() -> None:
    assert {code for patient in patients() for code in patient.speaking or ()} == {r.code for r in rules()}
    assert {name for patient in patients() for name in patient.changed} == set(KINDS)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_every_rule_is_met_on_each_side_of_its_limit_stale_missing_and_in_other_units(rule: Rule) -> None:
    missing = [what for fact in rule.reads for what in needed(rule, fact) - shown(rule, fact)]

    assert not missing, f"{rule.code} has no patient for: {', '.join(sorted(missing))}"


# Which numbers of a rule are limits of which fact; a rule's only number is that of its only fact.
LIMITS = {
    ("APT-1", "aspirin"): "aspirin_within",
    ("APT-1", "p2y12"): "p2y12_within",
    ("NSAID-2", "nsaid"): "within",
    ("ONC-2", "malignancy"): "window",
    ("COAG-1", "anticoagulation"): "doac_within",
}
NOT_A_LIMIT = ("PREG-1", "ANA-2")  # whom to ask at all; which strength was studied, told in the sentence


def limit_of(rule: Rule, fact: str) -> Sourced | None:
    if rule.code in NOT_A_LIMIT or not rule.limits:
        return None
    return rule.limits[LIMITS.get((rule.code, fact)) or next(iter(rule.limits))]


def test_every_number_of_a_rule_is_covered_or_named_as_no_limit() -> None:
    several = {rule.code for rule in rules() if len(rule.limits) > 1}
    assert several <= {code for code, _ in LIMITS} | set(NOT_A_LIMIT)


def needed(rule: Rule, fact: str) -> set[str]:
    """What a rule must be shown with. Of the time since something, a stale answer says nothing bad: an answer
    is current no longer than the limit, and what was within it then is not within it any more."""
    limit, kind = limit_of(rule, fact), KINDS[fact]
    places = {"below the limit", "at the limit", "above the limit"} if limit else set()
    always = {f"{fact} missing", f"{fact} stale and good"}
    since = kind in ("LastDay", "LastDose")
    bad = set() if since else {f"{fact} stale and bad"}
    units: set[str] = set()
    if kind == "Lab":
        analyte = ANALYTES[fact]
        units = {f"{fact} in {unit}" for unit in (*analyte.offered, "no unit")} | {
            f"{fact} too low to be true",
            f"{fact} too high to be true",
        }
    return {f"{fact} {place}" for place in places} | always | bad | units


def shown(rule: Rule, fact: str) -> set[str]:
    """What the table shows of it: patients who differ only by what the rule reads, under what is shipped."""
    found: set[str] = set()
    for patient in patients():
        only = set(patient.changed) <= set(rule.reads) and fact in patient.changed
        if only and not patient.decided:
            found |= {f"{fact} {what}" for what in _shown(rule, fact, patient.said.get(fact), patient)}
    return found


def _shown(rule: Rule, fact: str, said: Said | None, patient: Patient) -> Iterator[str]:
    if said is None:
        yield "missing"
        return
    if _is_stale(rule, fact, said):
        yield "stale and bad" if _speaks_when_fresh(rule, said, patient) else "stale and good"
        return
    limit = limit_of(rule, fact)
    if said.kind == "Lab":
        yield f"in {said.printed_unit or 'no unit'}"
        factor = ANALYTES[fact].factors.get(said.printed_unit)
        if factor is None:
            return
        value = Decimal(said.value) * factor
        if value < SHARED[f"{fact}.lowest"].value:
            yield "too low to be true"
        elif value > SHARED[f"{fact}.highest"].value:
            yield "too high to be true"
        elif limit is not None:
            yield _side(value, limit.value)
    elif limit is not None and (place := _place(said, limit)):
        yield place


def _place(said: Said, limit: Sourced) -> str:
    """Where a grade, a day or a dose lies; empty where there is none."""
    match said.kind:
        case "Tonnis":
            return _side(Decimal(said.value), limit.value)
        case "LastDay":
            return _of_day(said.on, limit)
        case "Malignancy":
            return _of_day(datetime.fromisoformat(said.detail).date() if said.detail else None, limit)
        case _ if said.taken is None:
            return ""
        case _:
            ago = NOON - said.taken
            return _side(Decimal(ago.total_seconds()), Decimal(span(limit).total_seconds()))


def _of_day(on: object, limit: Sourced) -> str:
    """A shorter time than the limit is below it."""
    if on is None:
        return ""
    last = day_after(on, limit)  # type: ignore[arg-type]
    return _side(Decimal(NOON.date().toordinal()), Decimal(last.toordinal()))


def _side(value: Decimal, limit: Decimal) -> str:
    return "at the limit" if value == limit else "below the limit" if value < limit else "above the limit"


def _is_stale(rule: Rule, fact: str, said: Said) -> bool:
    limits = [SHARED[CURRENT]]
    mine = limit_of(rule, fact)
    if mine is not None and said.kind in ("LastDay", "LastDose", "Anticoagulation"):
        limits.append(mine)
    return any(NOON.date() > day_after(said.at.date(), one) if one.unit in CALENDAR
               else timedelta(days=said.days) > span(one) for one in limits)  # fmt: skip


def _speaks_when_fresh(rule: Rule, said: Said, patient: Patient) -> bool:
    if said.kind == "Told":
        return said.value == "yes"
    fresh = replace(patient.facts, **{said.fact: fact_of(replace(said, days=0))})
    (chapter,) = (c for c in chapters() if c.rule is rule)
    judged = {chapter.judge(fresh, option, patient.policy).verdict for option in rule.options}
    return bool(judged - {Verdict.CLEAR, Verdict.ASK})


def _word(verdict: Verdict | None) -> str:
    return verdict.name.lower() if verdict is not None else "-"
