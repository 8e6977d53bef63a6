"""One scan field: a code, a lot or a label leads to its hips, and the trail knows who looked."""

import pytest
from django.urls import reverse

from enthesis.domain.pathway.stages import Stage
from enthesis.store.audit import list_audit
from tests.support.cases import Hip
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def given() -> Hip:
    return a_hip_at(Stage.CONSENTED).release_now().start().steps().confirm().administer()


def ask(hip: Hip, typed: str) -> str:
    answer = Screen(hip.house.nurse, hip).get(f"{reverse('practice:trace')}?code={typed}")
    return text_of(answer)


def test_a_scanned_product_leads_to_its_hip_and_to_all_that_was_used_there() -> None:
    hip = given()
    code = hip.made.chain.product
    told = ask(hip, code.shown)

    assert f"{code.shown} : It leads to 1 hip." in told
    assert "Ferro" in told and "LEFT hip" in told and hip.made.chain.wristband.shown in told
    assert "A kit, lot L1" in told and "(asked for)" in told
    assert "Anchor: A maker" in told and "lot A2" in told
    (entry, *_) = list_audit(hip.house.surgeon, limit=1)
    assert entry.action == "_read_trace" and entry.patient == hip.patient
    assert entry.detail == f'{{"code":"{code.text}","hips":1}}'


def test_a_lot_leads_to_its_hips_and_is_not_kept_in_the_trail() -> None:
    hip = given()

    assert "a1 : It leads to 1 hip." in ask(hip, "a1")
    assert list_audit(hip.house.surgeon, limit=1)[0].detail == '{"by":"lot","hips":1}'


def test_what_leads_nowhere_says_so() -> None:
    hip = a_hip_at(Stage.CONSENTED)

    assert "Nothing leads from it to a hip of this practice." in ask(hip, "unheard-of")


def test_a_wrong_character_is_told_and_nothing_is_looked_for() -> None:
    hip = given()
    right = hip.made.chain.product.text
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")
    answer = Screen(hip.house.nurse, hip).get(f"{reverse('practice:trace')}?code={wrong}")

    assert answer.status_code == 422 and "does not check" in text_of(answer)


def test_the_page_asks_one_thing_at_first() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    told = text_of(Screen(hip.house.nurse, hip).get(reverse("practice:trace")))

    assert "Code, lot, label or donor" in told and "It leads to" not in told


def test_a_cut_code_that_leads_nowhere_is_told_as_such() -> None:
    hip = a_hip_at(Stage.CONSENTED)

    assert "has 12 characters instead of 18. Type all 18 characters." in ask(hip, "PWBYE1-GMWNCE")
    assert "Nothing leads from it" in ask(hip, "DEMO-A7")


def test_a_product_leads_to_its_trace() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()
    page = Screen(hip.house.nurse, hip).get(reverse("practice:product", kwargs={"product_id": hip.made.id}))

    assert f"{reverse('practice:trace')}?code={hip.made.chain.product.text}" in page.content.decode()
