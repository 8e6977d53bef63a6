"""What the desk does about requests: a person says how soon, notes what was tried, or says no."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from enthesis.actions.requests import request_consultation
from enthesis.actions.triage import decline_request, note_request, set_urgency
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.practice.booking import BookingStatus
from enthesis.domain.practice.referral import PreviousCare, RequestStatus
from enthesis.domain.practice.triage import HowSoon, NoteKind, WhyDeclined
from enthesis.store import bookings
from enthesis.store.models import AuditRow, OutboxRow, TickRow
from enthesis.store.triage import Noted, list_notes, set_by
from tests.support.cases import AT, House, a_hold, a_house, a_request, asked, book

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> House:
    return a_house()


def notes(house: House, request: UUID) -> tuple[Noted, ...]:
    return list_notes(house.desk, {request}).get(request, ())


def test_an_urgency_is_kept_beside_what_was_suggested(house: House) -> None:
    told = replace(asked(), care=(PreviousCare.OPERATION,))
    request = request_consultation(house.visitor, told, red_flags=frozenset(), at=AT).subject
    set_urgency(house.desk, request, HowSoon.ROUTINE, injured=False, words="She may wait.", at=AT)

    (note,) = notes(house, request)
    assert note.triaged
    assert (note.triaged.how_soon, note.triaged.suggested) == (HowSoon.ROUTINE, HowSoon.SOON)
    assert (note.triaged.is_override, note.words, note.by_name) == (True, "She may wait.", "Desk")
    assert AuditRow.objects.get(action="set_urgency").detail == '{"set":"routine","suggested":"soon"}'


def test_another_urgency_than_the_suggested_one_needs_words(house: House) -> None:
    request = a_request(house)

    with pytest.raises(Invalid, match="Routine was suggested, and you chose call today"):
        set_urgency(house.desk, request, HowSoon.TODAY, injured=None, words=" ", at=AT)
    assert notes(house, request) == ()


def test_what_was_asked_on_the_telephone_is_part_of_the_suggestion(house: House) -> None:
    request = a_request(house)
    set_urgency(house.desk, request, HowSoon.THIS_WEEK, injured=True, words="", at=AT)

    told = set_by(notes(house, request))
    assert told
    assert told.triaged
    assert (told.triaged.suggested, told.triaged.injured) == (HowSoon.THIS_WEEK, True)


def test_the_last_urgency_counts_and_every_one_stays(house: House) -> None:
    request = a_request(house)
    set_urgency(house.desk, request, HowSoon.SOON, injured=None, words="A hunch.", at=AT)
    note_request(house.desk, request, NoteKind.NO_ANSWER, words="", at=AT)
    set_urgency(house.desk, request, HowSoon.ROUTINE, injured=None, words="", at=AT)

    told = notes(house, request)
    assert [note.kind for note in told] == [NoteKind.URGENCY, NoteKind.NO_ANSWER, NoteKind.URGENCY]
    newest = set_by(told)
    assert newest
    assert newest.triaged
    assert newest.triaged.how_soon is HowSoon.ROUTINE


def test_a_note_is_kept_and_its_words_are_not_in_the_trail(house: House) -> None:
    request = a_request(house)
    note_request(house.desk, request, NoteKind.IMAGES, words="The MRI comes by post.", at=AT)

    assert [(n.kind, n.words) for n in notes(house, request)] == [(NoteKind.IMAGES, "The MRI comes by post.")]
    assert AuditRow.objects.get(action="note_request").detail == '{"note":"images","number":1}'


@pytest.mark.parametrize(
    ("kind", "words", "sentence"),
    [
        (NoteKind.OTHER, " ", "The note is empty"),
        (NoteKind.OTHER, "x" * 2001, "longer than 2000 characters"),
        (NoteKind.DECLINED, "", "more than a note"),
        (NoteKind.URGENCY, "", "more than a note"),
    ],
)
def test_what_is_no_note(house: House, kind: NoteKind, words: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence):
        note_request(house.desk, a_request(house), kind, words=words, at=AT)


def test_a_declined_request_gets_no_message_and_waits_no_more(house: House) -> None:
    request = a_request(house)
    written = OutboxRow.objects.count()
    decline_request(house.desk, request, why=WhyDeclined.ELSEWHERE, words="Told me so.", at=AT)

    assert bookings.load_request(house.desk, request).status is RequestStatus.DECLINED
    assert [(n.kind, n.why) for n in notes(house, request)] == [(NoteKind.DECLINED, WhyDeclined.ELSEWHERE)]
    assert OutboxRow.objects.count() == written
    assert AuditRow.objects.get(action="decline_request").detail == '{"freed":false,"why":"elsewhere"}'
    for again in (
        lambda: decline_request(house.desk, request, why=WhyDeclined.MISTAKE, words="", at=AT),
        lambda: set_urgency(house.desk, request, HowSoon.ROUTINE, injured=None, words="", at=AT),
        lambda: note_request(house.desk, request, NoteKind.NO_ANSWER, words="", at=AT),
        lambda: book(house, request),
    ):
        with pytest.raises(NotAllowed, match="This request is already declined"):
            again()


def test_a_held_time_is_free_again_and_a_past_one_is_left(house: House) -> None:
    held, past = a_hold(house, "Held", hour=15), a_hold(house, "Past", hour=16)
    visit = bookings.find_held(house.desk, past)
    assert visit
    decline_request(house.desk, held, why=WhyDeclined.OUTSIDE, words="", at=AT)
    later = visit.visit.starts_at + timedelta(minutes=1)
    decline_request(house.desk, past, why=WhyDeclined.UNREACHABLE, words="", at=later)

    assert bookings.find_held(house.desk, held) is None
    left = bookings.find_held(house.desk, past)
    assert left
    assert left.status is BookingStatus.BOOKED
    assert set(TickRow.objects.values_list("booking_id", flat=True)) == {left.id}


def test_another_practice_s_request_is_not_found(house: House) -> None:
    request = a_request(house)
    with pytest.raises(NotFound):
        note_request(a_house("south").desk, request, NoteKind.NO_ANSWER, words="", at=AT)
