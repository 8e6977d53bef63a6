"""How soon somebody should be seen: a suggestion with reasons, which a person may overrule with one."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.domain.practice.referral import HowLong, Request, RequestStatus
from enthesis.domain.practice.triage import (
    HowSoon,
    Told,
    Triaged,
    WhyDeclined,
    by_how_soon,
    drafted,
    suggest,
    told_by,
)
from enthesis.domain.terms import RequestId
from tests.support.cases import AT, ZONE, asked


def test_the_soonest_of_several_reasons_counts_and_all_are_told() -> None:
    found = suggest(Told(red_flags=frozenset({"pop"}), days=6, injured=False))

    assert found.how_soon is HowSoon.TODAY
    assert [reason.words for reason in found.reasons] == [
        "A sign that must not wait was ticked",
        "The request has waited for 5 days or more",
    ]


def test_what_nobody_told_is_named_and_is_no_reason() -> None:
    assert suggest(Told()).not_known == (
        "how long it has hurt",
        "what was done before",
        "whether it began with a fall or injury",
    )
    assert suggest(Told(how_long=HowLong.LONGER, care=frozenset(), injured=False)).not_known == ()


def a_request(number: int = 1, *, days: int = 0, flags: tuple[str, ...] = ()) -> Request:
    return Request(
        id=RequestId(UUID(int=number)),
        asked=asked(),
        status=RequestStatus.WAITING,
        received_at=AT - timedelta(days=days),
        version=1,
        red_flags=flags,
    )


def test_a_request_tells_its_age_and_its_waiting() -> None:
    told = told_by(a_request(days=5, flags=("weight_loss",)), injured=None, zone=ZONE, at=AT)

    assert (told.age, told.days, told.how_long, told.care) == (65, 5, None, None)
    assert told.red_flags == {"weight_loss"}


def test_a_sign_that_is_asked_no_more_counts_as_one_that_must_not_wait() -> None:
    told = told_by(a_request(flags=("asked_no_more",)), injured=None, zone=ZONE, at=AT)
    assert suggest(told).how_soon is HowSoon.TODAY


def test_an_age_is_that_of_the_day_at_the_office() -> None:
    request = a_request()
    born = request.asked.contact.birth_date
    eve = wall_to_utc(datetime(AT.year + 1, born.month, born.day, 23) - timedelta(days=1), ZONE)  # noqa: DTZ001
    before = told_by(request, injured=None, zone=ZONE, at=eve).age
    after = told_by(request, injured=None, zone=ZONE, at=eve + timedelta(hours=1)).age
    assert before is not None and after == before + 1


def test_the_soonest_comes_first_then_the_longest_waiting() -> None:
    one, two, three = a_request(1), a_request(2, days=3), a_request(3)
    waiting = [(one, HowSoon.SOON), (two, HowSoon.SOON), (three, HowSoon.TODAY)]

    assert by_how_soon(waiting) == (three, two, one)


def test_another_urgency_than_the_suggested_one_needs_a_reason() -> None:
    agreed = Triaged(how_soon=HowSoon.SOON, suggested=HowSoon.SOON)
    assert not agreed.is_override
    with pytest.raises(Invalid, match="Soon was suggested, and you chose routine"):
        replace(agreed, how_soon=HowSoon.ROUTINE)
    assert replace(agreed, how_soon=HowSoon.ROUTINE, words="Called her.").is_override


def test_a_drafted_refusal_says_nothing_of_health_and_whom_to_call() -> None:
    text = drafted(WhyDeclined.OUTSIDE, name="Ida Ferro", practice="North", telephone="+12015550100")

    assert text.startswith("Dear Ida Ferro,")
    assert "not something this practice treats" in text
    assert "please call +12015550100" in text
    assert "hip" not in text
    assert drafted(WhyDeclined.MISTAKE, name="X", practice="North", telephone="1") == ""
