"""The plan is drafted beside what the rules say, and signed only when nothing stands in its way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from enthesis.domain.candidacy.facts import Told
from enthesis.domain.pathway.plan import Plan, SignedPlan, Timing, warnings
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Option, Role
from enthesis.domain.verdict import Override
from enthesis.store.codec import digest
from tests.support.cases import PASSWORD, Hip, known
from tests.support.desk import Desk
from tests.support.screen import text_of, wall
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

USUAL = {"repair": "double_row", "anchors": "2", "holes": "12", "product": "prp-lr", "bursectomy": "on"}


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.CLASSIFIED)


def test_the_draft_is_on_the_record_unsigned(hip: Hip) -> None:
    answer = Desk(hip, hip.house.scope(Role.ASSISTANT)).send("plan", **USUAL)

    assert answer.status_code == 303
    plan = hip.file.draft
    assert plan and plan.biologic and plan.bursectomy
    assert (plan.anchors, plan.holes) == (2, 12)
    assert (plan.biologic.option, plan.biologic.timing) == (Option.PRP, Timing.END_OF_PROCEDURE)
    assert hip.file.signed_plan is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"graft": "synthetic"}, "A graft needs a reason"),
        ({"repair": "none", "anchors": "2"}, "Anchors are planned, and nothing that they would hold."),
        ({"timing": "post_op_day"}, "Give the day after surgery"),
        ({"repair": ""}, "Choose one."),
    ],
)
def test_what_cannot_be_planned_is_told(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    answer = Desk(hip).send("plan", **{**USUAL, **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert hip.file.draft is None


def test_the_table_says_every_option_with_reason_and_source(hip: Hip) -> None:
    hip.tell(known(hip.now, platelets=42)).draft()
    page = Desk(hip).open("plan")
    told = text_of(page)

    for words in ("Platelet-rich plasma", "Cell product", "Graft", "Micropuncture", "Block"):
        assert words in told
    assert "Platelets 42 ×10⁹/L are below 50." in told
    assert "recalled, to be confirmed" in told and "Medscape" in told
    assert f"/practice/cases/{hip.case}/override/PLT-1/prp/" in page.content.decode()


def test_a_question_has_a_button_to_answer_it(hip: Hip) -> None:
    page = Desk(hip).open("plan").content.decode()

    assert f"/practice/cases/{hip.case}/facts/#malignancy" in page


def test_the_plan_is_signed_as_it_was_shown(hip: Hip) -> None:
    hip.tell().draft()
    plan = hip.file.draft
    shown = Desk(hip).open("sign_plan").content.decode()
    answer = Desk(hip).send("sign_plan", password=PASSWORD)

    assert answer.status_code == 303
    signed = hip.file.latest(SignedPlan)
    assert signed and signed.signature and signed.value == SignedPlan(plan=plan)  # type: ignore[arg-type]
    assert digest(signed.value) in shown
    assert hip.stage is Stage.PLANNED


def test_a_wrong_password_signs_nothing(hip: Hip) -> None:
    answer = Desk(hip.tell().draft()).send("sign_plan", password="a loud hip")

    assert answer.status_code == 422
    assert "The password is not right." in text_of(answer)
    assert "a loud hip" not in answer.content.decode()
    assert hip.file.signed_plan is None


LOW = "PLT-2, Platelet-rich plasma: Platelets 88 ×10⁹/L are below 100."


def test_a_warning_is_acknowledged_with_the_signature(hip: Hip) -> None:
    hip.tell(known(hip.now, platelets=88)).draft()
    page = Desk(hip).open("sign_plan")
    assert LOW in text_of(page) and "(optional)" not in text_of(page)
    assert "checked>" not in page.content.decode()

    unticked = Desk(hip).send("sign_plan", password=PASSWORD)
    assert unticked.status_code == 422
    assert f"before each warning is acknowledged: {LOW}" in text_of(unticked)
    assert hip.file.signed_plan is None

    shown = Desk(hip).open("sign_plan").content.decode()
    assert Desk(hip).send("sign_plan", password=PASSWORD, acknowledged=[LOW]).status_code == 303
    signed = hip.file.latest(SignedPlan)
    assert signed and signed.value.acknowledged == (LOW,)
    assert digest(signed.value) in shown
    assert LOW in text_of(Desk(hip).open("case"))


def test_a_warning_that_reads_otherwise_now_is_not_acknowledged(hip: Hip) -> None:
    hip.tell(known(hip.now, platelets=88)).draft()
    answer = Desk(hip).send("sign_plan", password=PASSWORD, acknowledged=[LOW.replace("88", "99")])

    assert answer.status_code == 422
    assert "A warning has changed." in text_of(answer)
    assert hip.file.signed_plan is None


def test_what_stands_in_the_way_is_said_instead_of_a_form(hip: Hip) -> None:
    hip.draft()
    page = Desk(hip).open("sign_plan")

    assert "It is not known whether there is a malignancy." in text_of(page)
    assert 'name="password"' not in page.content.decode()


def test_an_override_lets_the_surgeon_go_on(hip: Hip) -> None:
    hip.tell(known(hip.now, platelets=42)).draft()
    place = {"rule": "PLT-1", "option": "prp"}
    until = wall(hip.now + timedelta(days=7))
    answer = Desk(hip).send(
        "override", place=place, reason="Stable for years.", until=until, password=PASSWORD
    )

    assert answer.status_code == 303
    given = hip.file.value(Override)
    assert given and (given.rule, given.option, wall(given.until)) == ("PLT-1", Option.PRP, until)
    told = warnings(hip.file.draft, hip.file.judge(at=hip.now).assessment)
    assert Desk(hip).send("sign_plan", password=PASSWORD, acknowledged=list(told)).status_code == 303
    assert "Override of PLT-1" in text_of(Desk(hip).open("case"))


def test_what_holds_several_options_back_is_said_once_with_their_names(hip: Hip) -> None:
    at = hip.now
    hip.tell(replace(known(at), sepsis=Told(answer=True, at=at))).draft()
    page = text_of(Desk(hip).open("plan"))

    said = "There is sepsis, bacteraemia or an unstable circulation. Change the plan."
    draft = hip.file.draft
    assert draft and len(draft.options) > 1
    assert page.count(said) == 1
    assert f"{', '.join(option.label for option in draft.options)}: {said}" in page


def test_what_is_clear_is_said_to_need_no_override(hip: Hip) -> None:
    hip.tell().draft()
    page = text_of(Desk(hip).open("override", rule="INF-1", option="prp"))

    assert "INF-1 does not block" in page
    assert "Nothing needs to be set aside." in page
    assert "acknowledge" not in page.lower()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reason": " "}, "Enter the reason."),
        ({"until": "2027-01-01T08:00"}, "That time is over already."),
        ({"reason": "ok"}, "“ok” is no reason."),
        ({"until": "2027-09-30T08:00"}, "An override holds for at most 90 days."),
        ({"until": ""}, "Enter until when it is in force."),
        ({"password": "wrong"}, "The password is not right."),
    ],
)
def test_half_an_override_is_told(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    hip.tell(known(hip.now, platelets=42)).draft()
    whole = {"reason": "Stable.", "until": wall(hip.now + timedelta(days=7)), "password": PASSWORD}
    answer = Desk(hip).send("override", place={"rule": "PLT-1", "option": "prp"}, **{**whole, **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert hip.file.value(Override) is None


def test_what_does_not_block_is_not_overridden(hip: Hip) -> None:
    hip.tell().draft()
    page = Desk(hip).open("override", rule="PLT-1", option="prp")

    assert "does not block" in text_of(page)
    assert 'name="password"' not in page.content.decode()


@pytest.mark.parametrize(("rule", "option"), [("NONE", "prp"), ("PLT-1", "magic"), ("NSAID-1", "graft")])
def test_a_rule_that_does_not_speak_is_not_there(hip: Hip, rule: str, option: str) -> None:
    assert Desk(hip).open("override", rule=rule, option=option).status_code == 404


def test_a_new_draft_takes_the_signature_back(hip: Hip) -> None:
    hip.tell().draft().sign()
    Desk(hip).send("plan", note="Two anchors more.")

    plan = hip.file.value(Plan)
    assert plan and plan.note == "Two anchors more." and plan.biologic
    assert hip.file.signed_plan is None
    assert hip.stage is Stage.CLASSIFIED


def test_marrow_for_a_later_day_is_told_at_its_field(hip: Hip) -> None:
    answer = Desk(hip).send("plan", product="bmac", timing="post_op_day", day="3")

    assert answer.status_code == 422
    assert "cannot be planned for a day after surgery" in text_of(answer)
    assert hip.file.value(Plan) is None


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"product": "msc-expanded"}, "ind", "without the IND number and the number of the review board"),
        ({"product": "svf", "ind": "IND 1"}, "irb", "without the number of the review board"),
        ({"product": "acs"}, "determined_by", "needs a recorded determination"),
        ({"product": "acs", "determined_by": "A. Surgeon"}, "determined_on", "The day of the determination"),
    ],
)
def test_what_a_product_needs_is_asked_at_its_field(
    hip: Hip, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = Desk(hip).send("plan", **{**USUAL, **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert f"{field}_error" in answer.content.decode()
    assert hip.file.draft is None


def test_marrow_without_a_determination_is_a_warning_to_tick(hip: Hip) -> None:
    hip.tell()
    Desk(hip).send("plan", **{**USUAL, "product": "bmac", "timing": "during"})

    plan, page = text_of(Desk(hip).open("plan")), text_of(Desk(hip).open("sign_plan"))
    assert "the signature under the plan acknowledges that it is not recorded" in plan
    assert "Bone marrow concentrate: no determination is recorded." in page
    unticked = Desk(hip).send("sign_plan", password=PASSWORD)
    assert unticked.status_code == 422
    assert "before each warning is acknowledged" in text_of(unticked)
    assert hip.file.signed_plan is None


def test_numbers_and_determination_are_kept_and_read_back(hip: Hip) -> None:
    told = {"determined_by": "A. Surgeon", "determined_on": "2027-03-01", "determined_basis": "Protocol 7"}
    answer = Desk(hip).send("plan", **{**USUAL, "product": "acs", "ind": "IND 1", "irb": "IRB 2", **told})

    assert answer.status_code == 303
    plan = hip.file.draft
    assert plan and plan.biologic and plan.biologic.determination
    assert (plan.biologic.ind, plan.biologic.irb) == ("IND 1", "IRB 2")
    assert plan.biologic.determination.basis == "Protocol 7"
    page = Desk(hip).open("plan").content.decode()
    assert 'value="IND 1"' in page and 'value="2027-03-01"' in page and "<details" in page
    assert "Protocol 7" in text_of(Desk(hip).open("case"))


def test_what_cannot_be_handled_here_is_not_offered(hip: Hip) -> None:
    page = Desk(hip).open("plan")

    assert b'value="bmac"' in page.content
    assert b'value="amnio"' not in page.content
    assert "Amniotic allograft" not in text_of(page)
