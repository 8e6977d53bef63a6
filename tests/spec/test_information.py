"""What the public pages tell: sourced, current, open about what nobody knows, easy to read, and no "
"promise."""

import re
from datetime import UTC, datetime

import pytest

from enthesis.domain.information.catalogue import claims, topics
from enthesis.domain.information.claim import Claim
from enthesis.domain.information.promises import EXAMPLES, PROMISES, promises_in
from enthesis.domain.information.topic import Topic
from enthesis.domain.numbers import plain
from enthesis.domain.sources import SOURCES, cited_in
from enthesis.domain.terms import Tag
from tests.support.reading import EASE, GRADE, ease, grade
from tests.support.words import PO, read_catalogue

EACH = pytest.mark.parametrize("claim", claims().values(), ids=lambda c: c.id)
OF_EACH_TOPIC = pytest.mark.parametrize("topic", topics().values(), ids=lambda t: t.id)
SPANISH = read_catalogue(PO.read_text("utf-8"))
# A claim that names what is studied says so, but for who must not have it, the law and what is in it.
STUDIED = re.compile(
    r"PRP|BMAC|marrow (?:concentrate|cells)|growth factors?|stem cells|graft of", re.IGNORECASE
)
NOT_ON_THEIR_USE = frozenset({"not-plasma-with", "blood-product", "doses-differ", "papers-say-little"})


def english(claim: Claim) -> str:
    return claim.text % {name: plain(number.value) for name, number in claim.numbers.items()}


def spanish(claim: Claim) -> str:
    (told,) = SPANISH[claim.text].translations
    return told % {name: plain(number.value) for name, number in claim.numbers.items()}


@EACH
def test_a_claim_has_a_source_or_a_question(claim: Claim) -> None:
    named = cited_in(claim.source)
    assert set(named) <= SOURCES.keys()
    assert named or (claim.tag.needs_review and "?" in claim.note)


@EACH
def test_a_number_of_a_claim_is_from_a_source_of_the_claim(claim: Claim) -> None:
    for number in claim.numbers.values():
        assert set(cited_in(number.source)) <= set(cited_in(claim.source))
        assert number.source or (number.needs_review and claim.tag.needs_review)


@EACH
def test_no_claim_is_past_its_review(claim: Claim) -> None:
    today = datetime.now(UTC).date()
    assert claim.reviewed_on <= today, "It was reviewed on a day that has not come."
    assert not claim.is_past_review(today), "Read its sources again, then set its day of review."


@EACH
def test_a_claim_is_easy_to_read(claim: Claim) -> None:
    assert grade(english(claim)) <= GRADE


@EACH
def test_a_claim_is_easy_to_read_in_spanish(claim: Claim) -> None:
    assert ease(spanish(claim)) >= EASE


@EACH
def test_a_claim_promises_nothing(claim: Claim) -> None:
    assert promises_in(english(claim), "en") == ()
    assert promises_in(spanish(claim), "es") == ()


@EACH
def test_what_is_studied_is_called_investigational(claim: Claim) -> None:
    if STUDIED.search(claim.text) and claim.id not in NOT_ON_THEIR_USE:
        assert claim.investigational


@OF_EACH_TOPIC
def test_a_topic_says_what_nobody_knows(topic: Topic) -> None:
    assert topic.unknown
    assert topic.reviewed_on == min(claim.reviewed_on for claim in topic.claims)


@OF_EACH_TOPIC
def test_a_topic_names_each_question_once(topic: Topic) -> None:
    rows = topic.compared.rows if topic.compared else ()
    names = [part.id for part in (*topic.questions, *rows)]
    assert len(set(names)) == len(names)


def test_what_the_practice_s_page_says_works_is_asked_and_answered_with_figures() -> None:
    asked = {question.asked: question for topic in topics().values() for question in topic.questions}
    questions = ("Do they help the repair heal?", "Is it safe because it is my own?", "Does a graft help?")
    for question in questions:
        assert any(set(cited_in(claim.source)) - {"S0"} for claim in asked[question].claims)


def test_only_what_the_practice_s_page_says_of_itself_rests_on_it_alone() -> None:
    """Its claims that a product works or is without risk are no facts here."""
    rests = [claim for claim in claims().values() if claim.source == "S0" and claim.tag is Tag.VERIFIED]
    assert not [claim.id for claim in rests if claim.level or claim.numbers]


@pytest.mark.parametrize(("language", "text", "found"), EXAMPLES)
def test_a_promise_is_found(language: str, text: str, found: tuple[str, ...]) -> None:
    assert promises_in(text, language) == found


def test_promises_are_known_in_each_language_of_the_pages() -> None:
    assert PROMISES.keys() == {"en", "es"}
