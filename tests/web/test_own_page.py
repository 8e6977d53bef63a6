"""The patient's own pages: a goal, what was sent, the data to take away, and what may be stopped."""

import json
import re

import pytest
from django.urls import reverse

from enthesis.domain.outcomes.own_goal import GoalNearness, OwnGoal
from enthesis.domain.pathway.ended import EndKind
from enthesis.domain.pathway.own_record import MEANINGS, SCHEMA
from enthesis.store.attention import list_attention
from enthesis.store.ended import list_ended
from enthesis.store.models import AuditRow
from enthesis.web.shell.discovery import pages
from tests.support.cases import Hip, a_hip, a_house
from tests.support.portal import MHHS, Telephone, words

pytestmark = pytest.mark.django_db
OWN, SENT, DATA, CHOICES, TELL = (
    reverse(f"portal:{name}") for name in ("own", "own_sent", "own_data", "own_choices", "tell")
)


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


@pytest.fixture
def telephone(hip: Hip) -> Telephone:
    return Telephone(hip).enter()


def test_a_goal_is_set_rated_changed_and_its_story_stays(telephone: Telephone, hip: Hip) -> None:
    mine = {"case": str(hip.case)}
    telephone.post(OWN, {**mine, "act": "goal", "words": "Walk <b>the dog</b>"})
    telephone.post(OWN, {**mine, "act": "near", "near": "4"})
    page = telephone.get(OWN)
    assert "Walk <b>the dog</b>" in words(page).replace("&lt;", "<")
    assert "<b>the dog" not in page.content.decode()
    assert "4 of 10" in words(page)

    telephone.post(OWN, {**mine, "act": "goal", "words": "Dance"})
    told = words(telephone.get(OWN))
    assert "4 of 10" not in told
    assert "Walk <b>the dog</b> (" in told
    goals = [entry.value for entry in hip.file.entries if isinstance(entry.value, OwnGoal | GoalNearness)]
    assert [type(goal) for goal in goals] == [OwnGoal, GoalNearness, OwnGoal]


def test_a_goal_is_not_rated_before_it_is_there_nor_for_another_hip(telephone: Telephone, hip: Hip) -> None:
    refused = telephone.post(OWN, {"case": str(hip.case), "act": "near", "near": "4"})
    assert refused.status_code == 422
    assert "There is no goal for this hip yet." in words(refused)
    other = a_hip(a_house("south"), "Other")
    stranger = telephone.post(OWN, {"case": str(other.case), "act": "goal", "words": "Mine"})
    assert stranger.status_code == 404
    assert other.file.value(OwnGoal) is None


def test_each_form_says_what_it_is_for_and_the_curve_is_there(telephone: Telephone) -> None:
    telephone.send("mhhs", MHHS)
    page = words(telephone.get(OWN))
    assert "It tells of pain, walking and a few everyday tasks" in page
    assert "75.9" in page


def test_what_was_sent_is_readable_answer_by_answer(telephone: Telephone) -> None:
    telephone.send("mhhs", MHHS)
    page = words(telephone.get(SENT))
    assert "Mild, no effect on ordinary activity" in page
    assert "Score: Modified Harris Hip Score 75.90" in page
    assert "Signs that must not wait" in page


def test_the_data_hold_what_was_given_under_names_that_are_described(telephone: Telephone, hip: Hip) -> None:
    hip.examine()
    telephone.send("mhhs", MHHS)
    taken = telephone.get(f"{DATA}?form=json")
    told = json.loads(taken.content)
    assert taken.headers["Content-Disposition"].endswith('.json"')
    assert told["schema"] == SCHEMA
    (form,) = told["hips"][0]["forms"]
    assert (form["form"], form["scores"][0]["value"]) == ("mhhs", "75.90")
    assert form["answers"][0] == {
        "item": "pain", "question": "Pain", "answer": 30, "words": "Mild, no effect on ordinary activity"
    }  # fmt: skip
    assert [one["about"] for one in told["hips"][0]["told"]] == ["Signs that must not wait"]
    assert set(paths(told)) <= set(MEANINGS)
    assert AuditRow.objects.get(action="take_own_data").detail == '{"form":"json"}'


def paths(told: object, at: str = "") -> list[str]:
    match told:
        case dict():
            found = [(f"{at}.{name}".strip("."), value) for name, value in told.items()]
            return [*(name for name, _ in found), *(p for name, value in found for p in paths(value, name))]
        case list():
            return [path for value in told for path in paths(value, at)]
        case _:
            return []


def test_the_same_is_a_tagged_paper(telephone: Telephone) -> None:
    taken = telephone.get(f"{DATA}?form=pdf")
    assert taken.headers["Content-Type"] == "application/pdf"
    assert taken.content.startswith(b"%PDF-")
    assert re.search(rb"/StructTreeRoot", taken.content)


@pytest.mark.parametrize("kind", [EndKind.WITHDREW_RESEARCH, EndKind.WITHDREW_CONTACT])
def test_what_is_stopped_is_stopped_once_and_only_when_sure(
    telephone: Telephone, hip: Hip, kind: EndKind
) -> None:
    refused = telephone.post(CHOICES, {"kind": kind.value})
    assert refused.status_code == 422
    assert "Tick the box if you want to stop this." in words(refused)
    assert list_ended(hip.house.desk) == {}

    telephone.post(CHOICES, {"kind": kind.value, "sure": "on"})
    assert "You stopped this on" in words(telephone.get(CHOICES))
    ((ended,),) = list_ended(hip.house.desk).values()
    assert ended.kind is kind
    assert telephone.post(CHOICES, {"kind": kind.value, "sure": "on"}).status_code == 422


def test_words_to_the_team_are_on_the_list_and_nothing_is_advised(telephone: Telephone, hip: Hip) -> None:
    telephone.send("mhhs", MHHS)
    answer = telephone.post(TELL, {"case": str(hip.case), "bears_weight": "no", "words": "It gave way."})
    assert answer.headers["Location"] == reverse("portal:thanks")
    (item,) = list_attention(hip.house.desk)
    assert [c.sentence for c in item.concerns] == [
        "Says they cannot put weight on the leg.", "Wrote: “It gave way.”"
    ]  # fmt: skip
    assert item.milestone == "baseline"


def test_nothing_told_is_said_in_words(telephone: Telephone, hip: Hip) -> None:
    refused = telephone.post(TELL, {"case": str(hip.case), "bears_weight": "", "words": " "})
    assert refused.status_code == 422
    assert "Write something or answer the question, or leave this page." in words(refused)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "What you send here is not read at once."),
        ("es", "Lo que envía aquí no se lee enseguida."),
    ],
)
def test_every_page_a_patient_reaches_tells_of_emergencies_unasked(
    hip: Hip, language: str, said: str
) -> None:
    telephone, seen = Telephone(hip, language=language).enter(), []
    for page in pages():
        if page.audience == "portal" and "<" not in page.route.path:
            answer = telephone.get(reverse(page.name))
            if answer.status_code == 200:
                seen.append(page.name)
                assert said in words(answer), page.name
                assert "911" in words(answer), page.name
                assert 'href="tel:+12015550100"' in answer.content.decode(), page.name
    assert {"portal:forms", "portal:signs", "portal:own", "portal:tell", "portal:thanks"} <= set(seen)
    assert said in words(telephone.get(telephone.form()))


def test_whoever_wants_no_more_questions_is_promised_none_and_asked_for_nothing(
    telephone: Telephone, hip: Hip
) -> None:
    telephone.post(OWN, {"case": str(hip.case), "act": "goal", "words": "Dance"})
    assert "How near are you to your goal?" in words(telephone.get(OWN))
    telephone.post(CHOICES, {"kind": EndKind.WITHDREW_CONTACT.value, "sure": "on"})
    told = words(telephone.get(reverse("portal:forms")))
    assert "No more questions, as you asked" in told
    assert "We write to you when it is time again" not in told
    assert "How near are you to your goal?" not in words(telephone.get(OWN))
    assert "As you stopped it" in words(telephone.get(CHOICES))


def test_beside_what_is_told_to_the_team_stand_the_signs_and_what_they_call_for(telephone: Telephone) -> None:
    page = words(telephone.get(TELL))
    assert "A fall or injury, and you cannot put weight on the leg" in page
    assert "Get emergency care now. Call 911 or go to the nearest emergency department." in page
    assert "Call the practice today." in page
