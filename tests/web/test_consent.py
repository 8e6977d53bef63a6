"""The patient's decision, given or refused, about the product of the signed plan or the registry."""

import pytest
from django.http import HttpResponse

from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Consent, Purpose
from tests.support.cases import PIN, Hip, a_plan
from tests.support.desk import Desk
from tests.support.screen import text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.PLANNED)


def nurse(hip: Hip) -> Desk:
    return Desk(hip, hip.house.nurse)


FORM = "Plasma form, version 3"


def test_the_page_says_that_the_form_is_the_practice_s_own(hip: Hip) -> None:
    told = text_of(nurse(hip).open("consent"))

    assert "Platelet-rich plasma" in told
    assert "No consent wording comes with this system." in told
    assert "who explained which form" in told
    assert "placeholder" not in told


def test_a_given_consent_opens_the_theatre(hip: Hip) -> None:
    answer = nurse(hip).send("consent", decision="given", text=FORM, explained_by="Nora")

    assert answer.status_code == 303
    consent = hip.file.consent_to("prp-lr")
    assert consent and consent.given and (consent.text, consent.explained_by) == (FORM, "Nora")
    assert hip.stage is Stage.CONSENTED


def test_a_refusal_is_recorded_like_a_consent(hip: Hip) -> None:
    nurse(hip).send("consent", decision="refused", text=FORM)

    consent = hip.file.consent_to("prp-lr")
    assert consent and not consent.given
    assert hip.stage is Stage.PLANNED
    assert "The patient refused the product" in text_of(Desk(hip).open("case"))


def test_the_registry_is_asked_on_its_own(hip: Hip) -> None:
    nurse(hip).send("consent", about="registry", decision="given", text=FORM)

    (consent,) = hip.file.every(Consent)
    assert (consent.purpose, consent.product) == (Purpose.REGISTRY, "")
    assert hip.stage is Stage.PLANNED


def test_without_a_product_only_the_registry_is_asked() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft(a_plan(None)).sign()
    page = nurse(hip).open("consent")

    assert "No product is planned" in text_of(page)
    assert nurse(hip).send("consent", about="prp-lr", decision="given", text=FORM).status_code == 422


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose what the patient decided."),
        ({"decision": "given", "text": " "}, "Enter the name and version of the form."),
        ({"decision": "given", "explained_by": " "}, "Enter who explained it"),
        ({"decision": "given", "decided_on": "2031-01-01"}, "That day has not come yet."),
    ],
)
def test_half_a_decision_is_told(hip: Hip, typed: dict[str, str], sentence: str) -> None:
    answer = nurse(hip).send("consent", **{"text": FORM, **typed})

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not hip.file.every(Consent)


def in_theatre() -> Hip:
    return a_hip_at(Stage.CONSENTED).start()


def refuse(hip: Hip, **typed: str) -> HttpResponse:
    return nurse(hip).send("consent", decision="refused", text=FORM, **typed)


def test_a_refusal_in_theatre_is_confirmed_with_the_pin_and_says_what_it_stops() -> None:
    hip = in_theatre()
    page = text_of(nurse(hip).open("consent"))
    assert "nothing more of Platelet-rich plasma, leukocyte-rich is collected, released or given" in page

    tapped, wrong = refuse(hip), refuse(hip, pin="0000")

    assert "Enter your PIN: the refusal stops the product for this operation." in text_of(tapped)
    assert "The PIN is not right." in text_of(wrong)
    assert (tapped.status_code, wrong.status_code) == (422, 422)
    consent = hip.file.consent_to("prp-lr")
    assert consent and consent.given
    assert "Consent refused" not in text_of(Desk(hip).open("case"))
    assert refuse(hip, pin=PIN).status_code == 303
    consent = hip.file.consent_to("prp-lr")
    assert consent and not consent.given
    told = text_of(Desk(hip).open("case"))
    assert "Consent refused" in told and "Consented" not in told


def test_the_registry_is_refused_in_theatre_without_a_pin() -> None:
    hip = in_theatre()

    assert refuse(hip, about="registry").status_code == 303
