"""A renderer that is not ours shows and scores every instrument as we do."""

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Page, sync_playwright

from enthesis.domain.outcomes.catalogue import instruments, load_outline
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Answer, OneOf
from enthesis.domain.outcomes.outline import with_weights
from enthesis.domain.outcomes.scoring import score_each
from enthesis.domain.outcomes.weights_file import weights_in
from enthesis.interop.questionnaire import names
from enthesis.interop.questionnaire.expressions import na_of
from enthesis.interop.questionnaire.write import questionnaire
from tests.support import lforms
from tests.support.browser import find_chromium, flags
from tests.support.npm import fetch
from tests.support.responses import patterns, random_responses, unpacked
from tests.support.weights import INDEX, TABLE

EACH = 3  # beside one with every answer


@pytest.fixture(scope="module")
def renderer() -> Iterator[Page]:
    program, package = find_chromium(), fetch(lforms.PACKAGE)
    if program is None or package is None:
        pytest.skip(f"Without {'a Chromium' if program is None else 'npm'} no other renderer can be asked.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags())
        page = browser.new_page()
        lforms.load(page, package)
        yield page
        browser.close()


BROUGHT = tuple(with_weights(load_outline(one["instrument"]), weights_in(one)) for one in (TABLE, INDEX))


@pytest.mark.parametrize("instrument", [*instruments().values(), *BROUGHT], ids=lambda i: i.id)
def test_another_renderer_shows_and_scores_it_the_same(renderer: Page, instrument: Instrument) -> None:
    form = questionnaire(instrument, language="en")
    shown = lforms.show(renderer, form)["text"]
    assert [item.topic for item in instrument.items if item.topic not in shown] == []
    many = len(list(patterns(instrument)))
    rows = random_responses(instrument, np.random.default_rng(20261123), many + 2)
    chosen = np.random.default_rng(len(instrument.items)).choice(len(rows), min(EACH, many), replace=False)
    for row in (rows[0], *rows[chosen]):
        answers = unpacked(instrument, row)
        made = lforms.show(renderer, form, _as_told(instrument, answers))["scores"]
        ours = {f"score.{score.scale}": score.value for score in score_each(instrument, answers)}
        assert {name: lforms.rounded(made.get(name)) for name in ours} == ours


def _as_told(instrument: Instrument, answers: dict[str, Answer]) -> lforms.Answers:
    """The answers as a QuestionnaireResponse has them, by linkId."""
    told: dict[str, object] = {}
    for item in instrument.items:
        for field in item.fields:
            answer = answers.get(field.id)
            if answer is None:
                continue
            if isinstance(item, OneOf):
                coding = {"system": names.branches_of(instrument, item), "code": field.id}
                told[f"{item.id}.{names.BRANCH}"] = {"valueCoding": coding}
            if field.range is None:
                coding = {"system": names.answers_of(instrument, field), "code": str(answer)}
                told[field.id] = {"valueCoding": coding}
            elif answer == NOT_APPLICABLE:
                told[na_of(field)] = {"valueBoolean": True}
            else:
                told[field.id] = {"valueInteger": answer}
    return told
