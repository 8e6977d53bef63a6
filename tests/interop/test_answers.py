"""What the other doors answer: candidacy, classification, products, the calendar, thresholds."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from enthesis.cli.reference.pages import commands
from enthesis.domain.candidacy.rulebook import rules
from enthesis.domain.examination.schemes import schemes
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.terms import Option
from enthesis.interop.asking import ask
from enthesis.interop.door import Chapter, load_door, load_doors
from enthesis.interop.doors.classify import short_names
from enthesis.interop.doors.thresholds import names
from enthesis.interop.refusal import Refusal
from enthesis.interop.schemas import schemas
from tests.support.doors import holds

AT = "2026-03-02T12:00:00-05:00"
PLATELETS = {"value": 42, "unit": "10*9/L", "at": AT}
DECIDED = {"decided_by": "Ann Lee, MD", "decided_on": "2026-01-05"}
PRP = Option.PRP.label
OVERRIDE = {
    "rule": "PLT-1",
    "option": "prp",
    "sentence": "x",
    "reason": "Transfused this morning.",
    "name": "Ann Lee, MD",
    "at": "2026-03-02T11:00:00-05:00",
    "until": "2026-03-03T11:00:00-05:00",
}


def told(door: str, question: object, word: str = "") -> Any:
    return json.loads(ask(load_door(door), word, json.dumps(question).encode()))


def refused(door: str, question: object, word: str = "") -> str:
    with pytest.raises(Refusal) as refusal:
        told(door, question, word)
    return str(refusal.value)


def patient(**more: object) -> dict[str, object]:
    return {"facts": {"at": AT, "platelets": PLATELETS}, **more}


def of_rule(assessed: Mapping[str, Any], option: str, rule: str) -> Mapping[str, Any]:
    (found,) = (f for f in assessed["options"][option]["findings"] if f["code"] == rule)
    return found  # type: ignore[no-any-return]


class TestAssess:
    def test_every_rule_is_told_for_every_option_it_judges(self) -> None:
        options = told("assess", patient())["options"]
        for option, judged in options.items():
            assert {f["code"] for f in judged["findings"]} == {
                r.code for r in rules() if option in r.verdicts
            }

    def test_what_nobody_knows_is_asked_and_nothing_is_signable(self) -> None:
        prp = told("assess", {"facts": {"at": AT}})["options"]["prp"]
        assert prp["worst"] == "ask" and prp["signable"] is False and prp["obstacles"]
        assert {f["verdict"] for f in prp["findings"]} <= {"ask", "clear"}

    def test_a_policy_changes_a_number_and_an_action(self) -> None:
        value = {"key": "PLT-1.below", "value": 40, "unit": "10*9/L", **DECIDED}
        action = {"rule": "NSAID-1", "option": "prp", "verdict": "block", **DECIDED}
        facts = {"at": AT, "platelets": PLATELETS, "nsaid": {"taken": "2026-03-02T06:00:00-05:00", "at": AT}}
        policy = {"version": "site-1", "values": [value], "actions": [action]}
        assessed = told("assess", {"facts": facts, "policy": policy})
        assert assessed["policy"] == "site-1"
        assert of_rule(assessed, "prp", "PLT-1")["verdict"] == "clear"
        assert of_rule(assessed, "prp", "NSAID-1")["verdict"] == "block"
        assert "policy site-1" in of_rule(assessed, "prp", "NSAID-1")["source"]

    def test_an_override_covers_the_finding_as_it_read(self) -> None:
        block = of_rule(told("assess", patient()), "prp", "PLT-1")
        assert block["can_be_overridden"] is True
        decided = {
            "rule": "PLT-1",
            "option": "prp",
            "sentence": block["sentence"],
            "reason": "Transfused this morning.",
            "name": "Ann Lee, MD",
            "at": "2026-03-02T11:00:00-05:00",
            "until": "2026-03-03T11:00:00-05:00",
        }
        covered = told("assess", patient(overrides=[decided]))
        assert of_rule(covered, "prp", "PLT-1")["is_overridden"] is True
        assert block["sentence"] not in " ".join(covered["options"]["prp"]["obstacles"])
        other = told("assess", patient(overrides=[{**decided, "sentence": "Platelets 41."}]))
        assert of_rule(other, "prp", "PLT-1")["is_overridden"] is False
        later = told("assess", patient(overrides=[decided], at="2026-03-03T11:00:00-05:00"))
        assert of_rule(later, "prp", "PLT-1")["is_overridden"] is False
        assert covered["unused_overrides"] == []
        assert other["unused_overrides"] == [
            f"The override of PLT-1 for {PRP} is not used: the finding reads otherwise now."
        ]
        assert later["unused_overrides"] == [
            f"The override of PLT-1 for {PRP} is not used: it is not in force at the moment judged."
        ]

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"rule": "PLT-9"}, f"The override of PLT-9 for {PRP} names no finding"),
            ({"rule": "NSAID-1", "option": "graft"}, "names no finding: no such rule judges this option"),
            ({"rule": "HB-1"}, "the rule does not block it."),
            ({"rule": "INF-1"}, "nobody may override this rule."),
        ],
    )
    def test_an_override_that_lifts_nothing_is_told(self, changed: dict[str, str], said: str) -> None:
        ask = of_rule(told("assess", patient()), "prp", "HB-1")
        decided = {**OVERRIDE, "sentence": ask["sentence"], **changed}
        assessed = told("assess", patient(overrides=[decided]))
        (unused,) = assessed["unused_overrides"]
        assert said in unused
        assert not any(f["is_overridden"] for f in assessed["options"]["prp"]["findings"])

    def test_the_moment_judged_may_be_later_than_the_facts(self) -> None:
        assessed = told("assess", patient(at="2026-09-02T12:00:00-04:00"))
        assert assessed["at"] == "2026-09-02T12:00:00-04:00"
        assert "days old" in of_rule(assessed, "prp", "PLT-1")["question"]

    def test_only_the_options_asked_for_are_judged(self) -> None:
        assert list(told("assess", patient(options=["graft", "prp"]))["options"]) == ["graft", "prp"]

    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ({}, "“facts” is missing."),
            ({"facts": {}}, "facts: “at” is missing."),
            (
                {"facts": {"at": "2026-03-02T12:00:00"}},
                "facts.at: a moment with its zone like 2026-03-02T12:00",
            ),
            (
                {"facts": {"at": "3026-03-02T12:00:00Z"}},
                "facts.at: 3026-03-02T12:00:00Z is not in the years 1900",
            ),
            ({"facts": {"at": AT, "platelet": {}}}, "facts: there is no “platelet” here. Did you mean “plat"),
            ({"facts": {"at": AT, "platelets": 42}}, "facts.platelets: an object or null is needed, not 42."),
            (
                {"facts": {"at": AT, "platelets": {**PLATELETS, "value": "42"}}},
                "facts.platelets.value: a number is needed, not “42”.",
            ),
            (
                {"facts": {"at": AT, "malignancy": {"status": "gone", "at": AT}}},
                "facts.malignancy.status: “active”, “remission” or “never” is needed, not “gone”.",
            ),
            (
                {"facts": {"at": AT, "nsaid": {"taken": "2026-03-02T13:00:00-05:00", "at": AT}}},
                "facts.nsaid.taken: The last dose is later than the answer about it.",
            ),
            (
                patient(options=["wine"]),
                "element 1 of options: “prp”, “cells”, “graft” or “micropuncture” is",
            ),
            (
                patient(
                    policy={"version": "a", "values": [{"key": "X", "value": 1, "unit": "d", **DECIDED}]}
                ),
                "policy: No rule has a number called X.",
            ),
            (
                patient(
                    policy={"version": "a", "values": [{"key": "X", "value": -1, "unit": "d", **DECIDED}]}
                ),
                "element 1 of policy.values: The limit X cannot be -1.",
            ),
            (
                patient(
                    policy={
                        "version": "a",
                        "values": [{"key": "facts.current", "value": 100000, "unit": "d", **DECIDED}],
                    }
                ),
                "policy: facts.current cannot be 100000 days. Choose at most 365 days.",
            ),
            (
                patient(
                    policy={
                        "version": "a",
                        "values": [
                            {
                                "key": "facts.current",
                                "value": 7,
                                "unit": "d",
                                "decided_by": "Ann Lee, MD",
                                "decided_on": "2026-03-03",
                            }
                        ],
                    }
                ),
                "This was decided on 2026-03-03: that day has not come yet.",
            ),
            (
                patient(overrides=[{**OVERRIDE, "reason": "ok"}]),
                f"overrides: The override of PLT-1 for {PRP}: “ok” is no reason.",
            ),
            (
                patient(overrides=[{**OVERRIDE, "until": "2026-06-01T11:00:00-05:00"}]),
                f"overrides: The override of PLT-1 for {PRP}: An override holds for at most 90 days.",
            ),
            (patient(policy={"version": "shipped-1"}), "policy.version: shipped-1 is what is shipped."),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_place(self, question: object, said: str) -> None:
        assert refused("assess", question).startswith(said)


class TestClassify:
    @pytest.mark.parametrize("name", sorted(short_names()))
    def test_each_scheme_answers_where_nothing_is_known(self, name: str) -> None:
        answer = told("classify", {}, name)
        assert answer["type"] is None and answer["value"] is None
        assert answer["missing"] or answer["by_hand"]

    def test_every_scheme_has_its_id_and_a_short_name_where_no_other_shares_it(self) -> None:
        assert {scheme.id for scheme in schemes()} <= short_names().keys()
        assert short_names()["lall"] == "lall_gtps"

    def test_a_massive_tear_leads_to_a_transfer_and_its_rehabilitation(self) -> None:
        fat = dict.fromkeys(
            ("gluteus_medius_anterior", "gluteus_medius_middle", "gluteus_medius_posterior"), 4
        )
        answer = told(
            "classify", {"tear": {"thickness": "full", "retraction": "irreducible"}, "muscle": fat}, "lall"
        )
        assert (answer["type"], answer["rehabilitation"]["id"]) == ("V", "house-transfer")
        assert answer["operation"]["text"] == "gluteus maximus or tensor fasciae latae transfer"
        assert answer["recalled"]

    def test_bursitis_has_no_template_of_rehabilitation(self) -> None:
        answer = told("classify", {"tear": {"thickness": "none", "tendinopathy": False}}, "lall")
        assert (answer["type"], answer["rehabilitation"]) == ("I", None)

    @pytest.mark.parametrize(
        ("question", "said"),
        [
            (
                {"tear": {"thickness": "half"}},
                "tear.thickness: “none”, “partial” or “full” is needed, not “half”.",
            ),
            (
                {"tear": {"width_percent_of_insertion": 101}},
                "tear.width_percent_of_insertion: The share of the insertion",
            ),
            (
                {"muscle": {"gluteus_minimus": 5}},
                "muscle.gluteus_minimus: 0, 1, 2, 3 or 4 is needed, not 5.",
            ),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_place(self, question: object, said: str) -> None:
        assert refused("classify", question, "lall").startswith(said)


class TestCharacterise:
    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ({"kind": "wine"}, "kind: There is no product"),
            ({"kind": "prp-lp", "values": {"cfu": {"value": 1, "unit": "1"}}}, "values: "),
            (
                {"kind": "prp-lp", "values": {"product_platelets": {"value": 105, "unit": "/uL"}}},
                "values.product_platelets: Platelets in the product cannot be in /uL.",
            ),
            (
                {"kind": "prp-lp", "output_volume": {"value": 5, "unit": "L"}},
                "output_volume: ",
            ),
            (
                {"kind": "prp-lp", "output_volume": {"value": 5, "unit": "mL", "basis": "pending"}},
                "output_volume.basis: An amount cannot be pending.",
            ),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_place(self, question: object, said: str) -> None:
        assert refused("characterise", question).startswith(said)

    def test_a_value_or_a_class_or_what_is_missing(self) -> None:
        for derived in told("characterise", {"kind": "prp-lp"})["derived"]:
            assert (
                bool(derived["missing"])
                == bool(derived["sentence"])
                != bool(derived["value"] or derived["code"])
            )


class TestSchedule:
    def test_every_milestone_has_its_days(self) -> None:
        answer = told("schedule", {"surgery": "2026-03-02"})
        assert [m["id"] for m in answer["milestones"]] == [m.id for m in MILESTONES]
        assert {m["state"] for m in answer["milestones"]} == {None} and answer["day"] is None

    def test_an_answer_after_the_endpoint_is_not_of_this_operation(self) -> None:
        question = {
            "surgery": "2026-03-02",
            "today": "2026-12-01",
            "endpoint": "2026-05-20",
            "answered": [91],
        }
        states = {m["id"]: m["state"] for m in told("schedule", question)["milestones"]}
        assert states["3m"] == "ended" and states["1y"] == "ended" and states["6w"] == "closed"

    def test_dates_and_days_since_surgery_give_the_same(self) -> None:
        hip = {"surgery": "2026-03-02", "today": "2026-12-01"}
        assert told("schedule", {**hip, "answered": ["2026-06-01"]}) == told(
            "schedule", {**hip, "answered": [91]}
        )

    @pytest.mark.parametrize(
        ("question", "said"),
        [
            ({"surgery": "2026-02-30"}, "surgery: a day like 2026-03-02 is needed, not “2026-02-30”."),
            ({"surgery": "9999-12-31"}, "surgery: 9999-12-31 is not in the years 1900 to 2199."),
            (
                {"surgery": "2026-03-02", "today": "2026-03-03", "answered": [91]},
                "answered: An answer is dated after",
            ),
            (
                {"surgery": "2026-03-02", "endpoint": "2026-03-01"},
                "endpoint: The endpoint is before the surgery",
            ),
            (
                {"surgery": "2026-03-02", "answered": [1.5]},
                "element 1 of answered: a whole number is needed, not 1.5.",
            ),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_place(self, question: object, said: str) -> None:
        assert refused("schedule", question).startswith(said)


class TestThresholds:
    def test_pain_from_0_to_100_has_its_own_rows(self) -> None:
        rows = told("thresholds", None, "vas-pain-100")["rows"]
        assert rows and {row["scale_variant"] for row in rows} == {"0-100"}
        assert {row["direction"] for row in rows} == {"lower_better"}

    def test_each_row_has_a_value_or_a_range_or_was_not_found(self) -> None:
        rows = [row for name in names() for row in told("thresholds", None, name)["rows"]]
        assert len(rows) > 50
        for row in rows:
            told_by = (row["value"] is not None, row["low"] is not None and row["high"] is not None)
            assert told_by != (True, True) and (any(told_by) == (row["tag"] is not None))

    def test_at_most_one_row_of_a_metric_is_the_default(self) -> None:
        for name in names():
            defaults = [row["metric"] for row in told("thresholds", None, name)["rows"] if row["default"]]
            assert len(defaults) == len(set(defaults))

    def test_an_instrument_without_a_publication_has_no_rows(self) -> None:
        assert holds(told("thresholds", None, "visa-g"), {"instrument": "visa-g", "rows": []})


def test_a_grade_may_be_written_as_a_whole_fraction() -> None:
    asked = {"tear": {"thickness": "full", "retraction": "irreducible"}}
    grades = {f"gluteus_medius_{part}": 2 for part in ("anterior", "middle", "posterior")}
    whole, fraction = (
        ask(load_door("classify"), "lall", json.dumps({**asked, "muscle": told}).encode())
        for told in (grades, {name: float(grade) for name, grade in grades.items()})
    )
    assert whole == fraction
    with pytest.raises(Refusal, match=r"0, 1, 2, 3 or 4 is needed, not 1\.5"):
        ask(load_door("classify"), "lall", b'{"muscle": {"gluteus_minimus": 1.5}}')


@pytest.mark.parametrize("chapter", load_doors(), ids=lambda c: c.door.name)
def test_no_description_is_a_signature(chapter: Chapter) -> None:
    assert "(*, " not in json.dumps(schemas(chapter.door), default=str)


def test_the_reference_of_the_doors_holds_no_signature() -> None:
    assert "(*, " not in commands.body()
