"""Questions of other kinds than a list: branches, a line of a hundred, and what does not apply."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.item import Item, Range
from enthesis.store.follow_ups import ResponseStatus
from enthesis.web.shell.instrument_form import AnswersForm
from enthesis.web.shell.instrument_questions import question_of
from tests.support.cases import a_hip, a_house
from tests.support.portal import Telephone, words

pytestmark = pytest.mark.django_db
LOADING = {"b-loading": "loading-hurts", "a-loading-hurts": "15"}
LINE = Item(id="work", topic="Work", range=Range(0, 100, 1), allows_na=True)


def asking(name: str) -> Telephone:
    return Telephone(a_hip(a_house())).enter().ask(load_instrument(name))


@pytest.fixture
def visa() -> Telephone:
    return asking("visa-g")


def told(telephone: Telephone) -> dict[str, object]:
    return {
        name: answer for name, answer in telephone.forms()["visa-g"].answers.items() if answer is not None
    }


class TestBranches:
    def test_which_applies_is_asked_first_and_each_branch_has_its_answers(self, visa: Telephone) -> None:
        page = visa.get(f"{visa.form('visa-g')}?q=8")
        assert "First choose what applies to you, then answer it." in words(page)
        html = page.content.decode()
        assert html.count('type="radio" name="b-loading"') == 3
        for branch in ("stops", "hurts", "free"):
            assert html.count(f'name="a-loading-{branch}"') == 5

    def test_only_the_chosen_branch_is_kept_whatever_stands_in_another(self, visa: Telephone) -> None:
        place = f"{visa.form('visa-g')}?q=8"
        visa.post(place, {**LOADING, "a-loading-stops": "5", "a-loading-free": "999"})
        assert told(visa) == {"loading-hurts": 15}
        visa.post(place, {**LOADING, "b-loading": "loading-free", "a-loading-free": "24"})
        assert told(visa) == {"loading-free": 24}

    def test_it_is_shown_again_as_it_was_answered(self, visa: Telephone) -> None:
        visa.post(f"{visa.form('visa-g')}?q=8", LOADING)
        html = visa.get(f"{visa.form('visa-g')}?q=8").content.decode()
        assert 'value="loading-hurts" checked' in html
        assert 'value="15" checked' in html
        assert html.count(" checked") == 2
        overview = words(visa.get(f"{visa.form('visa-g')}?q=end"))
        assert "There is pain, but I go on: For a long while" in overview
        assert "1 of 8 answered" in overview

    @pytest.mark.parametrize("typed", [{"b-loading": "loading-stops"}, {"b-loading": ""}])
    def test_another_branch_or_none_takes_the_answer_back(
        self, visa: Telephone, typed: dict[str, str]
    ) -> None:
        visa.post(f"{visa.form('visa-g')}?q=8", LOADING)
        assert visa.post(f"{visa.form('visa-g')}?q=8", typed).status_code == 303
        assert told(visa) == {}

    def test_an_answer_without_its_branch_touches_nothing(self, visa: Telephone) -> None:
        visa.post(f"{visa.form('visa-g')}?q=8", LOADING)
        visa.post(f"{visa.form('visa-g')}?q=8", {"a-loading-free": "30"})
        assert told(visa) == {"loading-hurts": 15}

    @pytest.mark.parametrize("typed", [{"b-loading": "nobody"}, {**LOADING, "a-loading-hurts": "30"}])
    def test_a_branch_or_answer_nobody_offers_is_refused_in_words(
        self, visa: Telephone, typed: dict[str, str]
    ) -> None:
        refused = visa.post(f"{visa.form('visa-g')}?q=8", typed)
        assert refused.status_code == 422
        assert 'id="q-loading-error"' in refused.content.decode()
        assert told(visa) == {}

    def test_the_whole_form_has_its_score(self, visa: Telephone) -> None:
        items = load_instrument("visa-g").items[:7]
        visa.send("visa-g", {**{f"a-{i.id}": "10" for i in items}, **LOADING})
        sent = visa.forms()["visa-g"]
        assert (sent.status, [str(s.value) for s in sent.scores]) == (ResponseStatus.SUBMITTED, ["85.00"])


class TestLine:
    def test_it_is_a_number_to_enter_and_a_line_that_a_script_shows(self) -> None:
        telephone = asking("ihot-12")
        html = telephone.get(f"{telephone.form('ihot-12')}?q=1").content.decode()
        assert '<input type="text" inputmode="decimal" autocomplete="off" name="a-pain" value=""' in html
        assert html.count('type="range" min="0" max="100" step="1"') == 1
        assert 'autocomplete="off" hidden>' in html
        text = words(telephone.get(f"{telephone.form('ihot-12')}?q=1"))
        assert "0: As bad as can be 100: No problem at all" in text

    def test_what_was_not_touched_is_missing_and_not_the_middle(self) -> None:
        telephone = asking("ihot-12")
        telephone.post(telephone.form("ihot-12"), {"a-pain": "0", "a-floor": ""})
        assert telephone.forms()["ihot-12"].answers == {"pain": 0}
        assert "1 of 12 answered" in words(telephone.get(f"{telephone.form('ihot-12')}?q=end"))

    @pytest.mark.parametrize("typed", ["101", "-1", "50.5", "na", "middle"])
    def test_what_is_no_point_of_it_is_refused_with_its_ends(self, typed: str) -> None:
        telephone = asking("ihot-12")
        refused = telephone.post(f"{telephone.form('ihot-12')}?q=1", {"a-pain": typed})
        assert refused.status_code == 422
        assert "“Pain in this hip, all in all”: give a whole number from 0 to 100, or leave it out." in words(
            refused
        )

    def test_a_box_for_what_does_not_apply_goes_before_a_number(self) -> None:
        form = AnswersForm(QueryDict("submit_key=k&a-work=40&a-work=na"), [LINE])
        assert form.is_valid()
        assert form.answers == {"work": "na"}
        asked = question_of(LINE, 1, {"work": "na"}, AnswersForm(None, [LINE])).field
        assert asked
        assert asked.typed
        assert asked.typed.value == ""
        assert asked.typed.na
        assert asked.typed.na.checked


class TestWhatDoesNotApply:
    def test_it_is_an_answer_and_is_told_as_one(self) -> None:
        telephone = asking("hos-sss")
        telephone.post(f"{telephone.form('hos-sss')}?q=1", {"a-run": "na"})
        assert telephone.forms()["hos-sss"].answers == {"run": "na"}
        overview = words(telephone.get(f"{telephone.form('hos-sss')}?q=end"))
        assert "A run of a mile Does not apply to me" in overview
        assert "8 questions have no answer" in overview

    def test_where_too_little_applies_it_is_said_before_sending(self) -> None:
        telephone = asking("hos-sss")
        names = [i.id for i in load_instrument("hos-sss").items]
        telephone.post(telephone.form("hos-sss"), {f"a-{n}": "na" for n in names})
        overview = words(telephone.get(f"{telephone.form('hos-sss')}?q=end"))
        assert "Too few of the questions apply to you for a score." in overview
        telephone.post(f"{telephone.form('hos-sss')}?q=end", {"go": "send"})
        assert [s.value for s in telephone.forms()["hos-sss"].scores] == [None]


def test_a_form_of_two_scores_says_when_one_of_them_is_lost_and_shows_both() -> None:
    telephone = asking("promis-global-10")
    place = telephone.form("promis-global-10")
    typed = {f"a-{i.id}": "3" for i in load_instrument("promis-global-10").items if i.id != "mental"}
    telephone.post(place, typed)
    overview = words(telephone.get(f"{place}?q=end"))
    assert "You can send the form like this; then a part of it has no score." in overview
    telephone.post(f"{place}?q=end", {"go": "send"})
    thanks = words(telephone.get(reverse("portal:thanks")))
    assert "PROMIS Global-10, physical health 42.3" in thanks
    assert "PROMIS Global-10, mental health There is no score this time" in thanks
