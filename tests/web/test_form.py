"""A questionnaire made of its declaration: kept answer by answer, never forced, sent once."""

import re
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.schedule import asked_at, milestone_called
from enthesis.store.follow_ups import ResponseStatus
from enthesis.store.models import AuditRow, LinkRow, ResponseRow
from tests.support.cases import Hip, a_hip, a_house
from tests.support.portal import MHHS, Telephone, words

pytestmark = pytest.mark.django_db
LIMIT_BYTES = 50_000


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


@pytest.fixture
def telephone(hip: Hip) -> Telephone:
    return Telephone(hip).enter()


def test_the_forms_that_wait_are_offered_both_ways(telephone: Telephone) -> None:
    page = telephone.get(reverse("portal:forms"))
    assert "Your left hip · Before surgery" in words(page)
    for instrument in map(load_instrument, asked_at(milestone_called("baseline"))):
        assert instrument.title in words(page)
        assert f'href="{telephone.form(instrument.id)}"' in page.content.decode()
        assert f'href="{telephone.form(instrument.id)}?q=1"' in page.content.decode()


@pytest.mark.parametrize("instrument", instruments().values(), ids=lambda i: i.id)
def test_every_item_and_answer_of_the_declaration_is_on_the_page(
    telephone: Telephone, instrument: Instrument
) -> None:
    telephone.ask(instrument)
    text = words(telephone.get(telephone.form(instrument.id)))
    assert instrument.recall is None or instrument.recall.text in text
    for item in instrument.items:
        assert item.topic in text
        for field in item.fields:
            assert field.topic in text
            assert ("Does not apply to me" in text) or not field.allows_na
            assert all(choice.label in text for choice in field.choices)


def test_one_at_a_time_to_the_end_and_back(telephone: Telephone) -> None:
    place = telephone.form()
    for number, (field, answer) in enumerate(MHHS.items(), 1):
        answered = telephone.post(f"{place}?q={number}", {field: answer, "go": "next"})
        assert answered.headers["Location"] == f"{place}?q={number + 1 if number < 8 else 'end'}"
    assert telephone.post(f"{place}?q=end", {"go": "back"}).headers["Location"] == f"{place}?q=8"
    assert telephone.post(f"{place}?q=8", {"go": "back"}).headers["Location"] == f"{place}?q=7"
    assert telephone.forms()["mhhs"].answers["pain"] == 30
    assert 'value="8" checked' in telephone.get(f"{place}?q=2").content.decode()


def test_an_answer_is_kept_at_once_and_a_script_may_ask_for_it(telephone: Telephone) -> None:
    assert telephone.post(f"{telephone.form()}?q=1", {"a-pain": "44", "go": "keep"}).status_code == 204
    telephone.post(f"{telephone.form()}?q=1", {"a-pain": "40", "go": "keep"})
    assert telephone.post(f"{telephone.form()}?q=1", {"a-pain": "44", "go": "keep"}).status_code == 204
    assert telephone.forms()["mhhs"].answers == {"pain": 44}


def test_going_back_to_an_earlier_answer_with_the_same_page_is_not_a_second_sending(
    telephone: Telephone,
) -> None:
    for answer in ("44", "40", "44"):
        telephone.post(f"{telephone.form()}?q=1", {"a-pain": answer, "submit_key": "one page"})
    assert telephone.forms()["mhhs"].answers == {"pain": 44}


def test_an_answer_can_be_taken_back(telephone: Telephone) -> None:
    telephone.post(telephone.form(), MHHS)
    telephone.post(f"{telephone.form()}?q=1", {"a-pain": ""})
    assert telephone.forms()["mhhs"].answers["pain"] is None


def test_what_is_not_shown_is_not_touched(telephone: Telephone) -> None:
    telephone.post(telephone.form(), MHHS)
    telephone.post(f"{telephone.form()}?q=1", {"a-pain": "10", "a-limp": "0"})
    assert telephone.forms()["mhhs"].answers["limp"] == 8


def test_two_answers_of_one_worth_stay_apart(telephone: Telephone) -> None:
    telephone.post(f"{telephone.form()}?q=3", {"a-support": "-1"})
    assert "I cannot walk" in words(telephone.get(f"{telephone.form()}?q=end"))


def test_what_is_left_out_is_said_and_may_be_sent(telephone: Telephone) -> None:
    place = telephone.form()
    telephone.post(place, {k: v for k, v in MHHS.items() if k != "a-limp"})
    end = words(telephone.get(f"{place}?q=end"))
    assert (
        "1 question has no answer: Limp. You can send the form like this; then there is no score for it."
        in end
    )
    assert telephone.post(f"{place}?q=end", {"go": "send"}).status_code == 303
    sent = telephone.forms()["mhhs"]
    assert (sent.status, [s.value for s in sent.scores]) == (ResponseStatus.SUBMITTED, [None])
    assert "There is no score this time" in words(telephone.get(reverse("portal:thanks")))


def test_nothing_at_all_cannot_be_sent(telephone: Telephone) -> None:
    place = f"{telephone.form()}?q=end"
    assert "Answer at least one question first." in words(telephone.get(place))
    refused = telephone.post(place, {"go": "send"})
    assert refused.status_code == 422
    assert "Nothing has been answered yet." in words(refused)
    assert telephone.forms()["mhhs"].status is ResponseStatus.OPEN


def test_sent_twice_it_is_sent_once(telephone: Telephone) -> None:
    place = telephone.form()
    telephone.post(place, MHHS)
    for _ in range(2):
        assert telephone.post(f"{place}?q=end", {"go": "send", "submit_key": "the same"}).status_code == 303
    assert AuditRow.objects.filter(action="submit_answers").count() == 1
    assert "They are kept as they are" in words(telephone.get(place))
    assert telephone.post(place, {"a-pain": "0"}).status_code == 303
    assert telephone.forms()["mhhs"].answers["pain"] == 30


def test_after_the_last_form_there_are_thanks_and_the_own_scores(telephone: Telephone) -> None:
    assert telephone.send("mhhs", MHHS).headers["Location"] == reverse("portal:forms")
    assert telephone.send("vas-pain-10", {"a-pain": "7"}).headers["Location"] == reverse("portal:thanks")
    thanks = words(telephone.get(reverse("portal:thanks")))
    assert "75.9" in thanks
    assert "own scores" in thanks
    assert "Nothing waits for you" in words(telephone.get(reverse("portal:forms")))


def test_come_back_later_goes_on_elsewhere(telephone: Telephone, hip: Hip) -> None:
    telephone.post(f"{telephone.form()}?q=1", {"a-pain": "44", "go": "later"})
    other = Telephone(hip).enter()
    assert "1 of 8 answered" in words(other.get(reverse("portal:forms")))
    assert f"{other.form()}?q=2" in other.get(reverse("portal:forms")).content.decode()


@pytest.mark.parametrize(
    "answer",
    [
        "43",
        "na",
        "NaN",
        "Infinity",
        "1e9",
        "٤٤",
        "9" * 5000,
        "<b>44</b>",
        "'; drop table",
        "44\x00",
        "true",
        "44.5",
    ],
)
def test_an_answer_nobody_offers_is_refused_in_words(telephone: Telephone, answer: str) -> None:
    refused = telephone.post(f"{telephone.form()}?q=1", {"a-pain": answer, "go": "next"})
    assert refused.status_code in (400, 422)
    assert "<b>44" not in refused.content.decode()
    assert telephone.forms()["mhhs"].answers == {}


@pytest.mark.parametrize(
    "q", ["0", "-1", "9", "99999999999999999999", "٣", "x", "", "1.5", "end%00", "%ED%A0%80", "1&q=2"]
)
def test_every_address_leads_somewhere(telephone: Telephone, q: str) -> None:
    assert telephone.get(f"{telephone.form()}?q={q}").status_code in (200, 400)
    assert telephone.post(f"{telephone.form()}?q={q}", {"go": "<script>"}).status_code in (303, 400)


def test_a_form_that_never_was_is_not_there(telephone: Telephone) -> None:
    assert telephone.get(reverse("portal:form", kwargs={"response_id": uuid4()})).status_code == 404


def test_a_form_that_is_not_asked_now_needs_its_own_link(telephone: Telephone) -> None:
    place = telephone.form()
    LinkRow.objects.update(milestone="2w")
    ResponseRow.objects.update(milestone="6w")  # there was no operation, so this is not asked
    assert telephone.get(place).status_code == 404


def test_another_patients_form_is_not_there(telephone: Telephone) -> None:
    elsewhere = Telephone(a_hip(a_house("south"), "Other")).enter()
    assert telephone.get(elsewhere.form()).status_code == 404
    assert telephone.post(elsewhere.form(), MHHS).status_code == 404
    assert elsewhere.forms()["mhhs"].answers == {}


@pytest.mark.parametrize("way", ["?q=1", "?q=end"])
def test_the_first_question_is_light_with_everything_it_loads(telephone: Telephone, way: str) -> None:
    page = telephone.get(telephone.form() + way).content
    assert len(page) + sum(map(size, loaded(page.decode()))) < LIMIT_BYTES


def test_all_on_one_page_is_light_before_it_is_printed(telephone: Telephone) -> None:
    page = telephone.get(telephone.form()).content
    assert len(page) + sum(map(size, loaded(page.decode()) - {"enthesis/print.css"})) < LIMIT_BYTES


def loaded(page: str) -> set[str]:
    """Every file the page names; what its styles name is fetched where something of the page is drawn by it,
    and here that is nothing.
    """
    return set(re.findall(r'(?:src|href)="/static/([^"]+)"', page))


def text(name: str) -> str:
    found = finders.find(name)
    assert isinstance(found, str), name
    with open(found, encoding="utf-8") as file:
        return file.read()


def size(name: str) -> int:
    """As it lies there, not compressed."""
    return len(text(name).encode())


def test_the_pages_can_be_closed_on_a_device_that_is_not_the_patients(telephone: Telephone) -> None:
    answer = telephone.post(reverse("portal:thanks"), {})
    assert answer.headers["Location"] == reverse("portal:ended") + "?left"
    assert "Your pages are closed" in words(telephone.get(answer.headers["Location"]))
    assert telephone.get(reverse("portal:forms")).status_code == 302
