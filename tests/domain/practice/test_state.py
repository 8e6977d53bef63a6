"""What a state asks an office to print: the words are counsel's, and missing until counsel supplies them."""

from dataclasses import replace
from datetime import date

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.said import Said
from enthesis.domain.practice.state import check_asked_for, missing_texts, states, to_print
from enthesis.domain.practice.state_text import StateText
from tests.support.cases import practice_of

NOTICE = StateText(
    state="FL",
    duty="notice",
    text="As supplied.",
    supplied_by="Counsel",
    supplied_on=date(2026, 11, 20),
)


def in_florida(*texts: StateText) -> Practice:
    site = practice_of("any")
    return replace(site, offices=(replace(site.offices[0], state="FL"),), state_texts=texts)


def test_an_office_in_florida_has_a_notice_and_a_consent_to_print() -> None:
    site = in_florida()
    assert [one.duty.id for one in to_print(site, site.offices[0])] == ["notice", "consent"]
    assert [one.text for one in missing_texts(site)] == [None, None]


def test_a_supplied_text_is_missing_no_more() -> None:
    site = in_florida(NOTICE)
    assert to_print(site, site.offices[0])[0].text == NOTICE
    assert [one.duty.id for one in missing_texts(site)] == ["consent"]


def test_a_state_that_is_not_described_asks_for_nothing() -> None:
    site = practice_of("any")
    assert site.offices[0].state not in states()
    assert to_print(site, site.offices[0]) == ()


def test_every_duty_is_for_counsel_to_confirm() -> None:
    for state in states().values():
        assert all(duty.needs_review and "Counsel" in duty.note for duty in state.duties)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (replace(NOTICE, state="GA"), "Nothing is known of what 'GA' asks to print. Name one of: FL."),
        (
            replace(NOTICE, duty="poster"),
            "FL asks for no text called 'poster'. Name one of: notice, consent.",
        ),
    ],
)
def test_a_text_nobody_asks_for_is_refused(text: StateText, said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        check_asked_for(text)
    assert str(refusal.value) == said


@pytest.mark.parametrize("name", ["text", "supplied_by"])
def test_a_text_without_words_or_without_who_supplied_it_is_refused(name: str) -> None:
    with pytest.raises(Invalid, match=f"has no {name.replace('_', ' ')}"):
        replace(NOTICE, **{name: " "})


def test_a_word_of_the_file_is_said_in_the_language_it_was_written_in() -> None:
    site = replace(practice_of("any"), words=(Said(text="Visit", language="es", says="Cita"),))
    assert site.said("Visit", "es") == "Cita"
    assert site.said("Visit", "en") == "Visit"
    assert site.said("Room", "es") == "Room"


def test_a_translation_without_words_is_refused() -> None:
    with pytest.raises(Invalid, match="A translation has no says"):
        Said(text="Visit", language="es", says="")
