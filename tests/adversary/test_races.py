"""Many hands at once, on real connections: one wins, the others hear a sentence, nothing is half done."""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import connections

from enthesis.actions import clinic, outcomes, products, requests
from enthesis.actions.act import Receipt
from enthesis.actions.confirmation import confirm_birth_date, confirm_with_password, confirm_with_pin
from enthesis.actions.visit_links import issue_visit_link
from enthesis.actions.waiting_links import issue_waiting_link
from enthesis.domain.biologics import handling
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import NotAllowed, Problem, Stale
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.matching import KnownPatient, NewPatient
from enthesis.domain.terms import Role
from enthesis.store import bookings, cases, links, people, work
from enthesis.store.audit import find_break, list_audit
from enthesis.store.claims import list_claims
from enthesis.store.work import LEASE
from tests.support.cases import AT, BORN, PIN, Hip, a_hip, a_house, a_request, a_visit, asked, known
from tests.support.fresh import together
from tests.support.stages import a_hip_at
from tests.support.two_hips import two_hips
from tests.support.waiting import a_holder, a_small_house, joins, on

pytestmark = pytest.mark.usefixtures("fresh_database")

MONTH = timedelta(days=30)


def won(results: Sequence[object]) -> list[Receipt]:
    """What succeeded. Whatever else came back must be a sentence, never a crash."""
    broken = [r for r in results if not isinstance(r, Receipt | Problem)]
    assert broken == []
    return [r for r in results if isinstance(r, Receipt)]


def test_ten_want_one_time_and_one_gets_it() -> None:
    house = a_house()
    waiting = [a_request(house, f"Ferro{n}") for n in range(10)]
    desk = house.desk

    results = together(
        10, lambda n: requests.book_consultation(desk, waiting[n], a_visit(), who=NewPatient(), at=AT)
    )

    (winner,) = won(results)
    refused = [r for r in results if isinstance(r, NotAllowed)]
    assert {r.code for r in refused} == {"time-taken"}
    assert len(refused) == 9
    assert [b.case for b in bookings.list_bookings(desk, AT, AT + MONTH)] == [winner.subject]
    assert [c.id for c in cases.list_cases(desk)] == [winner.subject]
    assert len(bookings.list_requests(desk)) == 9
    assert find_break() is None


def test_long_and_short_visits_never_overlap() -> None:
    """Half hours against quarters, each a little later than the one before."""
    house = a_house()
    waiting = [a_request(house, f"Ferro{n}") for n in range(12)]
    desk, ten = house.desk, datetime(2027, 3, 9, 10, 0)  # noqa: DTZ001

    def book(n: int) -> Receipt:
        kind = "consultation" if n % 2 else "follow-up"
        visit = a_visit(ten + timedelta(minutes=5 * n), kind=kind)
        return requests.book_consultation(desk, waiting[n], visit, who=NewPatient(), at=AT)

    results = together(12, book)

    booked = [b.visit for b in bookings.list_bookings(desk, AT, AT + MONTH)]
    assert len(booked) == len(won(results)) >= 2
    for earlier, later in pairwise(booked):
        assert earlier.starts_at + timedelta(minutes=earlier.minutes) <= later.starts_at


def test_one_request_is_booked_once_whoever_is_faster() -> None:
    house = a_house()
    request, desk, nine = a_request(house), house.desk, datetime(2027, 3, 9, 9, 0)  # noqa: DTZ001

    results = together(
        6,
        lambda n: requests.book_consultation(
            desk, request, a_visit(nine + timedelta(minutes=30 * n)), who=NewPatient(), at=AT
        ),
    )

    (winner,) = won(results)
    assert [c.id for c in cases.list_cases(desk)] == [winner.subject]
    assert len(bookings.list_bookings(desk, AT, AT + MONTH)) == 1
    assert [claim.ticks for claim in list_claims(desk, AT.date(), AT.date() + MONTH)] == [6]


def test_requests_for_one_hip_at_the_same_moment_share_its_open_case() -> None:
    house = a_house()
    first = a_hip(house)
    waiting = [a_request(house) for _ in range(4)]
    desk, one = house.desk, datetime(2027, 3, 10, 9, 0)  # noqa: DTZ001

    results = together(
        4,
        lambda n: requests.book_consultation(
            desk,
            waiting[n],
            a_visit(one + timedelta(minutes=30 * n)),
            who=KnownPatient(patient=first.patient),
            at=AT,
        ),
    )

    assert {receipt.subject for receipt in won(results)} == {first.case}
    (mine,) = cases.list_cases(desk, patient=first.patient)
    assert len(bookings.bookings_of(desk, mine.id)) == 5


def test_the_trail_stays_whole_under_eight_writers() -> None:
    house = a_house()
    visitor = house.visitor

    def ask(n: int) -> list[Receipt]:
        return [
            requests.request_consultation(visitor, asked(f"Ferro{n}{k}"), red_flags=frozenset(), at=AT)
            for k in range(10)
        ]

    results = together(8, ask)

    assert [len(r) for r in results if isinstance(r, list)] == [10] * 8
    assert find_break() is None
    told = list_audit(house.desk, limit=500)
    assert len(told) == 80
    assert {e.subject for e in told} == {r.id for r in bookings.list_requests(house.desk)}


def test_of_two_writers_of_a_case_one_hears_that_it_moved_on() -> None:
    hip = a_hip(a_house())
    read, nurse = hip.read, hip.house.nurse
    before = len(hip.file.entries)

    results = together(
        8, lambda n: clinic.record_facts(nurse, hip.case, known(AT, platelets=200 + n), read=read, at=AT)
    )

    assert len(won(results)) == 1
    assert all(isinstance(r, Stale) for r in results if not isinstance(r, Receipt))
    assert (hip.read, len(hip.file.entries)) == (read + 1, before + 1)


def test_a_product_is_given_or_thrown_away_never_both() -> None:
    hip = a_hip_at(Stage.CONSENTED).release_now()
    nurse, product, code = hip.house.nurse, hip.made, hip.made.chain.product.text
    wristband, at = hip.file.case.wristband, hip.tick()
    confirmed = hip.pin(nurse)

    def act(n: int) -> Receipt:
        common = {"confirmed": confirmed, "read": product.version, "at": at}
        if n % 2:
            return products.discard_product(nurse, product.id, reason="Dropped.", **common)
        return products.confirm_product(
            nurse, product.id, product_scan=code, wristband_scan=wristband, **common
        )

    results = together(8, act)

    assert len(won(results)) == 1
    assert len(hip.made.events) == product.version + 1
    assert hip.made.state in (State.CONFIRMED, State.DISCARDED)


def test_a_refusal_comes_before_the_giving_or_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused while the surgeon's scans are being judged: the refusal waits until that is decided."""
    hip = a_hip_at(Stage.IN_THEATRE).steps().release_now().confirm()
    nurse_beside, give = Hip(hip.house, hip.case, hip.now), handling.administer
    refusals: list[threading.Thread] = []
    came_between: list[bool] = []

    def refuse() -> None:
        try:
            nurse_beside.decide(given=False)
        finally:
            connections.close_all()

    def give_slowly(*args: Any, **kwargs: Any) -> Product:
        refusals.append(threading.Thread(target=refuse))
        refusals[0].start()
        refusals[0].join(timeout=1.5)
        came_between.append(not refusals[0].is_alive())
        return give(*args, **kwargs)

    monkeypatch.setattr(handling, "administer", give_slowly)
    hip.administer()
    refusals[0].join(timeout=30)

    assert came_between == [False]
    told = [e.action for e in list_audit(hip.house.desk, limit=3)]
    assert told.index("record_consent") < told.index("administer_product")  # the newest is first


def test_one_form_sent_eight_times_at_once_is_one_act() -> None:
    house = a_house()
    visitor = replace(house.visitor, submit="one form")

    results = together(
        8, lambda n: requests.request_consultation(visitor, asked(), red_flags=frozenset(), at=AT)
    )

    receipts = won(results)
    assert len(receipts) == 8
    assert len({r.subject for r in receipts}) == 1
    assert Counter(r.repeated for r in receipts) == {False: 1, True: 7}
    assert len(bookings.list_requests(house.desk)) == 1
    assert len(list_audit(house.desk)) == 1


def test_one_booking_form_sent_eight_times_at_once_gets_one_answer() -> None:
    """The second sender must not be told that the time was taken: it was taken by this very form."""
    house = a_house()
    request, desk = a_request(house), replace(house.desk, submit="one form")

    results = together(
        8, lambda n: requests.book_consultation(desk, request, a_visit(), who=NewPatient(), at=AT)
    )

    receipts = won(results)
    assert len(receipts) == 8
    assert len({r.subject for r in receipts}) == 1
    assert len(cases.list_cases(house.desk)) == 1


def test_parallel_guesses_of_a_pin_are_five() -> None:
    nurse = a_house().nurse

    results = together(12, lambda n: confirm_with_pin(nurse, f"{n:06}", at=AT))

    assert all(isinstance(r, NotAllowed) for r in results)
    told = [r.remedy for r in results if isinstance(r, NotAllowed)]
    assert Counter("locked" in sentence for sentence in told) == {True: 8, False: 4}
    assert people.pin_tries_left(nurse) == 0
    with pytest.raises(NotAllowed, match="locked"):
        confirm_with_pin(nurse, PIN, at=AT)


def test_parallel_guesses_of_a_password_are_five() -> None:
    surgeon = a_house().surgeon

    results = together(8, lambda n: confirm_with_password(surgeon, f"guess number {n}", at=AT))

    told = [r.remedy for r in results if isinstance(r, NotAllowed)]
    assert Counter("sign in again" in sentence for sentence in told) == {True: 4, False: 4}
    assert people.password_tries_left(surgeon) == 0


def test_parallel_guesses_of_a_birth_date_are_five_over_all_links() -> None:
    """The right date among twelve guesses must not be found once five were wrong."""
    hip = a_hip(a_house())
    visitor, worker = hip.house.visitor, hip.house.scope(Role.SYSTEM)
    secrets = [
        outcomes.issue_link(worker, hip.case, m, wordings=DEMONSTRATION, at=hip.tick()).secret
        for m in ("baseline", "2w", "6w")
    ]
    found = [links.find_link(secret, at=hip.now) for secret in secrets]

    def guess(n: int) -> Receipt:
        link = found[n % 3]
        assert link
        return confirm_birth_date(visitor, link, date(1950 + n, 1, 1), at=hip.now)

    results = together(12, guess)

    codes = Counter(r.code for r in results if isinstance(r, NotAllowed))
    assert codes == {"wrong-birth-date": 5, "link-locked": 7}
    with pytest.raises(NotAllowed, match="locked"):
        confirm_birth_date(visitor, found[0], BORN, at=hip.now)  # type: ignore[arg-type]


def test_parallel_guesses_are_five_over_links_to_a_visit_and_to_the_waiting_list() -> None:
    """Nobody has said yet whose the visit is: the request it was asked for in counts."""
    house = a_small_house()
    held = a_holder(house, "Late", on(1))
    place = joins(house, held)
    worker, found = house.scope(Role.SYSTEM), list[links.AnyLink | None]()
    for _ in range(2):
        found.append(links.find_visit_link(issue_visit_link(worker, held.id, at=AT).secret, at=AT))
        found.append(links.find_waiting_link(issue_waiting_link(worker, place, at=AT).secret, at=AT))

    def guess(n: int) -> Receipt:
        link = found[n % 4]
        assert link
        return confirm_birth_date(house.visitor, link, date(1950 + n, 1, 1), at=AT)

    results = together(12, guess)

    codes = Counter(r.code for r in results if isinstance(r, NotAllowed))
    assert codes == {"wrong-birth-date": 5, "link-locked": 7}


def test_of_links_made_at_once_one_stands() -> None:
    hip = a_hip(a_house())
    desk = hip.house.desk

    made = together(
        8, lambda n: outcomes.issue_link(desk, hip.case, "baseline", wordings=DEMONSTRATION, at=hip.now)
    )

    standing = [r for r in made if isinstance(r, Receipt) and links.find_link(r.secret, at=hip.now)]
    assert (len(made), len(standing)) == (8, 1)


def test_signs_told_while_staff_record_are_both_kept() -> None:
    hip = a_hip(a_house())
    patient, read = hip.house.patient(hip.patient), hip.read

    def do(n: int) -> object:
        if n == 0:
            return hip.examine()
        return outcomes.tell_signs(patient, hip.case, "baseline", frozenset(), at=hip.now)

    made = together(6, do)

    assert [r for r in made if isinstance(r, Exception)] == []
    assert [entry.number for entry in hip.file.entries] == [1, 2, 3, 4, 5, 6, 7]
    assert hip.read == read + 1


def test_each_piece_of_work_goes_to_one_worker() -> None:
    desk = a_house().desk
    jobs = {work.save_job(desk, kind="snapshot", key=str(n), body={}, at=AT) for n in range(20)}

    def take(n: int) -> list[object]:
        taken = []
        while (leased := work.lease_job(at=AT)) is not None:
            taken.append(leased.id)
            assert work.finish_job(leased)
        return taken

    results = together(4, take)

    taken = [job for result in results if isinstance(result, list) for job in result]
    assert len(taken) == len(jobs)
    assert set(taken) == jobs


def test_a_dead_workers_lease_is_taken_over_by_one() -> None:
    desk = a_house().desk
    work.save_job(desk, kind="snapshot", key="one", body={}, at=AT)
    dead = work.lease_job(at=AT)
    assert dead

    results = together(4, lambda n: work.lease_job(at=AT + LEASE + timedelta(seconds=1)))

    (heir,) = [r for r in results if r is not None]
    assert isinstance(heir, work.Leased)
    assert not work.finish_job(dead)
    assert work.finish_job(heir)


def test_the_same_work_asked_at_once_waits_once() -> None:
    desk = a_house().desk

    results = together(6, lambda n: work.save_job(desk, kind="snapshot", key="one", body={}, at=AT))

    assert len(set(results)) == 1


def test_of_invitations_at_once_one_leaves() -> None:
    hip = a_hip(a_house())
    desk: object = hip.house.desk

    results = together(
        6,
        lambda n: outcomes.invite_to_answer(desk, hip.case, "baseline", wordings=DEMONSTRATION, at=AT),  # type: ignore[arg-type]
    )

    assert len(won(results)) == 1
    assert {str(one) for one in results if isinstance(one, NotAllowed)} == {
        "A message that asks for these answers is on its way. Wait until it has left. A private link may be "
        "handed over meanwhile."
    }
    assert sorted(r.instrument for r in hip.file.responses) == ["mhhs", "vas-pain-10"]


def test_answers_of_two_windows_at_once_are_all_kept() -> None:
    hip: Hip = a_hip(a_house()).invite()
    response = next(r for r in hip.file.responses if r.instrument == "mhhs")
    patient = hip.house.patient(hip.patient)
    answers = {"pain": 44, "limp": 11, "support": 11, "distance": 11}

    results = together(
        4,
        lambda n: outcomes.save_answer(
            patient, response.id, list(answers)[n], list(answers.values())[n], at=AT
        ),
    )

    assert len(won(results)) == 4
    assert next(r for r in hip.file.responses if r.id == response.id).answers == answers


def test_the_persons_form_of_two_hips_sent_at_once_is_sent_once() -> None:
    hips = two_hips()
    patient = hips[0].house.patient(hips[0].patient)
    forms = [r for hip in hips for r in hip.file.responses if r.instrument == "ucla"]
    for form in forms:
        outcomes.save_answer(patient, form.id, "level", 5, at=hips[0].now)

    results = together(2, lambda n: outcomes.submit_answers(patient, forms[n].id, at=hips[0].now))

    assert len(won(results)) == 1
    sent = [r for hip in hips for r in hip.file.responses if r.instrument == "ucla"]
    assert [r.status.value for r in sent] == ["submitted", "submitted"]
    assert [r.shared_from for r in sent].count(None) == 1
