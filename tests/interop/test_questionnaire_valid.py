"""What is exported is FHIR R4 as somebody else reads the standard."""

import shutil
from pathlib import Path

import pytest

from enthesis.domain.outcomes.catalogue import instruments
from enthesis.interop.questionnaire.write import questionnaire
from tests.support import fhir
from tests.support.wording import official_words


def test_every_questionnaire_is_valid_and_a_wrong_one_is_told(tmp_path: Path) -> None:
    if shutil.which("node") is None or not fhir.install(tmp_path):
        pytest.skip("Without Node and npm no other reader of the standard can be asked.")
    labels = [questionnaire(one, language="en") for one in instruments().values()]
    official = [
        questionnaire(one, language="es", official=official_words(one, "es"))
        for one in instruments().values()
    ]
    wrong = {**labels[0], "item": [{"linkId": "a", "type": "sum"}, {"text": "No link"}]}
    *told, objection = fhir.objections(tmp_path, [*labels, *official, wrong])
    assert [one for one in told if one] == []
    assert "Missing required property (Questionnaire.item[1].linkId)" in objection
