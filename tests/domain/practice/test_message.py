"""Which ways a message may take to a person."""

from collections.abc import Mapping
from datetime import date

import pytest

from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.practice.message import EXAMPLES, Sort, Stop, ways


@pytest.mark.parametrize(
    ("name", "email", "phone", "agreed", "sort", "stops", "text_first", "expected"),
    EXAMPLES,
    ids=[e[0] for e in EXAMPLES],
)
def test_every_example_holds(
    name: str,
    email: str,
    phone: str,
    agreed: tuple[Reach, ...],
    sort: Sort,
    stops: Mapping[Reach, Stop],
    text_first: bool,
    expected: tuple[Reach, ...],
) -> None:
    contact = Contact(
        given="Ida", family="Ferro", birth_date=date(1960, 1, 1), email=email, phone=phone, agreed=agreed
    )

    assert ways(contact, sort, stops=stops, texts=True, text_first=text_first) == expected
    without = ways(contact, sort, stops=stops, texts=False, text_first=text_first)
    assert without == tuple(way for way in expected if way is not Reach.TEXT)
