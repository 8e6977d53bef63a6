"""An SDC renderer that is not ours: LHC-Forms of the National Library of Medicine, in a browser, offline."""

import io
import tarfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from playwright.sync_api import Page

from tests.support.npm import Package

PACKAGE = Package(
    name="lforms",
    version="40.1.3",
    sha512="WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ==",
)
SCRIPTS = (
    "dist/lforms/webcomponent/assets/lib/zone.min.js",
    "dist/lforms/webcomponent/lhc-forms.js",
    "dist/lforms/fhir/R4/lformsFHIR.min.js",
)
Answers = Mapping[str, Any]  # by linkId: the value[x] as a QuestionnaireResponse has it

SHOW = """async ([form, response]) => {
  const place = document.getElementById("form");
  let shown = LForms.Util.convertFHIRQuestionnaireToLForms(form, "R4");
  if (response) {
    shown = LForms.Util.mergeFHIRDataIntoLForms("QuestionnaireResponse", response, shown, "R4");
    shown.hasSavedData = false;  // else a score that was not sent along counts as erased by hand
  }
  await LForms.Util.addFormToPage(shown, place, { prepopulate: false });
  const found = {};
  const walk = (items) => (items || []).forEach((item) => {
    if (item.linkId.startsWith("score.")) found[item.linkId] = (item.answer || [])[0]?.valueDecimal ?? null;
    walk(item.item);
  });
  const told = LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4", place);
  walk(told.item);
  return { scores: found, text: place.innerText };
}"""


def load(page: Page, package: bytes) -> None:
    """Afterwards the renderer is on the page."""
    page.set_content("<!doctype html><title>SDC</title><div id=form></div>")
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for name in SCRIPTS:
            told = archive.extractfile(f"package/{name}")
            assert told is not None
            page.add_script_tag(content=told.read().decode())


def show(page: Page, form: Mapping[str, Any], answers: Answers | None = None) -> dict[str, Any]:
    """The form is drawn with these answers: its `scores` by linkId, as far as there are, and its `text`."""
    shown: dict[str, Any] = page.evaluate(SHOW, [form, None if answers is None else _response(form, answers)])
    return shown


def rounded(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(Decimal("0.01"))


def _response(form: Mapping[str, Any], answers: Answers) -> dict[str, Any]:
    return {
        "resourceType": "QuestionnaireResponse",
        "status": "in-progress",
        "questionnaire": f"{form['url']}|{form['version']}",
        "item": _items(form["item"], answers),
    }


def _items(items: Sequence[Mapping[str, Any]], answers: Answers) -> list[dict[str, Any]]:
    found = []
    for item in items:
        if item["type"] == "group":
            if inside := _items(item["item"], answers):
                found.append({"linkId": item["linkId"], "item": inside})
        elif item["linkId"] in answers:
            found.append({"linkId": item["linkId"], "answer": [answers[item["linkId"]]]})
    return found
