"""Pages with fields for codes: what a field asks for, the camera they may use, what reads a picture."""

from hashlib import sha256

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from enthesis.domain.pathway.stages import Stage
from tests.support.cases import Hip
from tests.support.screen import Screen
from tests.support.stages import a_hip_at

JSQR = "bc40c8a15196236b2314db0856f72ca0b49980cd5413b8c852a7349f5fee0859"  # of version 1.4.0


def page(hip: Hip, name: str, **kwargs: object) -> str:
    return Screen(hip.house.nurse, hip).get(reverse(f"practice:{name}", kwargs=kwargs)).content.decode()


@pytest.mark.django_db
def test_only_a_page_that_scans_may_ask_for_the_camera() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    nurse = Screen(hip.house.nurse, hip)

    bench = nurse.get(reverse("practice:collect", kwargs={"case_id": hip.case}))
    case = nurse.get(reverse("practice:case", kwargs={"case_id": hip.case}))

    assert bench.headers["Permissions-Policy"] == "camera=(self), geolocation=(), microphone=()"
    assert case.headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=()"


@pytest.mark.django_db
def test_a_field_says_which_code_it_asks_for() -> None:
    hip = a_hip_at(Stage.CONSENTED)

    told = page(hip, "collect", case_id=hip.case)

    assert 'data-code="W"' in told
    assert 'data-code="E"' in told
    assert "data-scan-words" in told


def test_the_reader_of_pictures_is_as_it_was_published_and_has_its_licence_beside_it() -> None:
    reader = finders.find("enthesis/vendor/jsqr/jsQR.js")
    licence = finders.find("enthesis/vendor/jsqr/LICENSE")

    assert isinstance(reader, str)
    assert isinstance(licence, str)
    with open(reader, "rb") as file:
        assert sha256(file.read()).hexdigest() == JSQR
    with open(licence, encoding="utf-8") as file:
        assert "Apache License" in file.read()
