"""The policy on its pages: what would change is shown before, what was assessed stays as it was."""

from dataclasses import replace

import pytest
from django.urls import reverse

from enthesis.domain.candidacy import rulebook
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.candidacy.rulebook import chapters
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role, Sourced
from enthesis.store.policies import list_policies
from tests.support.cases import PASSWORD, Hip, a_hip, a_house, known
from tests.support.desk import Desk
from tests.support.screen import Screen, form_in, text_of

pytestmark = pytest.mark.django_db

CHANGE, READ = "/practice/policy/change/", "/practice/policy/"


@pytest.fixture
def hip() -> Hip:
    hip = a_hip(a_house()).to(Stage.CLASSIFIED)
    return hip.tell(known(hip.now, platelets=180)).draft()


def petra(hip: Hip) -> Screen:
    return Screen(hip.house.scope(Role.POLICY_SURGEON), hip)


def sent(hip: Hip, **typed: str) -> dict[str, str]:
    read = str(len(list_policies(hip.house.desk)))
    form = form_in(petra(hip).get(CHANGE), None, version=read)
    return {**form, **typed}


HIGHER = {"number-PLT-1.below": "190", "number-PLT-2.below": "190", "number-PLT-4.below": "190"}


def test_what_would_change_is_shown_and_nothing_is_changed(hip: Hip) -> None:
    answer = petra(hip).post(CHANGE, sent(hip, **HIGHER, look="1"))
    told = " ".join(text_of(answer).split())

    assert answer.status_code == 200
    assert "PLT-1.below as shipped, 50 ×10⁹/L 190 ×10⁹/L" in told
    assert "Of 1 open hip" in told and "Ferro" in told
    assert "Platelet-rich plasma, in the plan Clear Block It would be held back from now on." in told
    assert list_policies(hip.house.desk) == ()


def test_a_change_that_touches_nobody_says_so(hip: Hip) -> None:
    answer = petra(hip).post(CHANGE, sent(hip, **{"number-PLT-1.below": "45"}, look="1"))

    assert "No open hip would be judged otherwise today." in text_of(answer)


def test_it_is_signed_and_stands_in_the_history_with_its_differences(hip: Hip) -> None:
    typed = {**HIGHER, "action-NSAID-1-prp": "block", "why": "Agreed in March.", "password": PASSWORD}
    assert petra(hip).post(CHANGE, sent(hip, **typed)).status_code == 303
    told = " ".join(text_of(petra(hip).get(READ)).split())

    assert "In force: page-1" in told and "Agreed in March." in told and "Signed by Policy_surgeon" in told
    assert "NSAID-1, Platelet-rich plasma as shipped, Warn Block" in told
    assert "Platelets 180 ×10⁹/L are below 190." in text_of(Desk(hip).open("plan"))
    form = sent(hip)
    assert (form["number-PLT-1.below"], form["action-NSAID-1-prp"]) == ("190", "block")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number-override.longest": "366"}, "override.longest cannot be 366 days."),
        ({"number-PLT-1.below": "120"}, "the first must be no higher"),
        ({}, "Nothing is changed."),
    ],
)
@pytest.mark.parametrize("how", [{"look": "1"}, {"why": "So.", "password": PASSWORD}])
def test_what_no_policy_may_say_is_told_at_its_field(
    hip: Hip, typed: dict[str, str], sentence: str, how: dict[str, str]
) -> None:
    answer = petra(hip).post(CHANGE, sent(hip, **typed, **how))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert list_policies(hip.house.desk) == ()


def test_reason_and_password_are_asked_for(hip: Hip) -> None:
    answer = petra(hip).post(CHANGE, sent(hip, **HIGHER))

    assert answer.status_code == 422
    assert "Enter the reason." in text_of(answer) and "Enter your password to sign." in text_of(answer)


def test_everybody_reads_it_and_only_the_policy_right_changes_it(hip: Hip) -> None:
    sam = Screen(hip.house.surgeon, hip)

    assert "Everything is as shipped." in text_of(sam.get(READ))
    assert CHANGE not in sam.get(READ).content.decode()
    assert sam.get(CHANGE).status_code == 403


@pytest.fixture
def changed_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tomorrow's rules: other numbers, another version and title of each."""

    def tomorrow() -> tuple[rulebook.Chapter, ...]:
        return tuple(
            replace(
                one,
                rule=replace(
                    one.rule,
                    version=one.rule.version + 1,
                    title=f"Tomorrow's {one.rule.code}",
                    limits={
                        name: Sourced(limit.value * 2, limit.unit, tag="P", note=limit.note or "Why?")
                        for name, limit in one.rule.limits.items()
                    },
                ),
            )
            for one in today
        )

    today = chapters()
    later = tomorrow()
    for one in later:
        monkeypatch.setattr(f"{one.judge.__module__}.RULE", one.rule)
    for place in ("enthesis.domain.candidacy.rulebook", "enthesis.domain.candidacy.assess"):
        monkeypatch.setattr(f"{place}.chapters", lambda: later)


def test_a_past_assessment_is_shown_again_exactly_after_rules_and_policy_changed(
    hip: Hip, request: pytest.FixtureRequest
) -> None:
    hip.tell(known(hip.now, platelets=88)).sign()
    entry = hip.file.latest(Judgement)
    assert entry
    address = reverse("practice:assessed", kwargs={"case_id": hip.case, "number": entry.number})
    screen = Screen(hip.house.surgeon, hip)
    first = text_of(screen.get(address))
    assert "Platelets 88 ×10⁹/L are below 100." in first
    assert "The rules of today say the same of these facts under that policy." in first

    typed = {**HIGHER, "why": "So.", "password": PASSWORD}
    assert petra(hip).post(CHANGE, sent(hip, **typed)).status_code == 303
    assert text_of(screen.get(address)) == first

    request.getfixturevalue("changed_rules")
    later = text_of(screen.get(address))
    for finding in entry.value.assessment.findings:
        assert finding.sentence in later
    assert entry.value.assessment.rules in later and "shipped-1" in later
    assert "today they would say otherwise" in later
    assert "Tomorrow's" not in later
    assert hip.file.latest(Judgement) == entry


def test_what_was_not_kept_is_not_there(hip: Hip) -> None:
    address = reverse("practice:assessed", kwargs={"case_id": hip.case, "number": 1})
    answer = Screen(hip.house.surgeon, hip).get(address)

    assert answer.status_code == 404
    assert "No candidacy was kept there." in text_of(answer)


def test_the_hip_leads_to_each_assessment_that_was_kept(hip: Hip) -> None:
    hip.sign()
    entry = hip.file.latest(Judgement)
    assert entry

    assert f"/practice/cases/{hip.case}/assessed/{entry.number}/" in Desk(hip).open("case").content.decode()
