"""One link leads to both hips; the person's own form is answered once and kept for each of them."""

import pytest

from enthesis.actions import outcomes
from enthesis.actions.act import Receipt
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.wording import DEMONSTRATION, Wordings
from enthesis.domain.terms import PatientId
from enthesis.store import links
from enthesis.store.follow_ups import Mode, Response, ResponseStatus
from enthesis.store.links import Channel, Link
from enthesis.store.rounds import load_round
from tests.support.cases import Hip
from tests.support.two_hips import two_hips

pytestmark = pytest.mark.django_db


def link_to(hip: Hip) -> Link:
    made = outcomes.issue_link(hip.house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=hip.tick())
    found = links.find_link(made.secret, at=hip.now)
    assert found
    return found


def form_of(hip: Hip, instrument: str) -> Response:
    return next(r for r in reversed(hip.file.responses) if r.instrument == instrument)


def handed_over(hip: Hip) -> Receipt:
    return outcomes.hand_over_tablet(
        hip.house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=hip.tick()
    )


def answered(hip: Hip, instrument: str, *, mode: Mode = Mode.LINK) -> Response:
    me, form = hip.house.patient(hip.patient), form_of(hip, instrument)
    for item in load_instrument(instrument).items:
        best = item.range.low if item.range else item.choices[0].answer  # type: ignore[union-attr]
        outcomes.save_answer(me, form.id, item.id, int(best), at=hip.tick())
    outcomes.submit_answers(me, form.id, mode=mode, language="es", at=hip.tick())
    return form_of(hip, instrument)


def test_a_link_of_one_hip_opens_the_forms_of_both_and_the_persons_once() -> None:
    left, right = two_hips()
    outcomes.open_round(link_to(left).scope, link_to(left), wordings=DEMONSTRATION, at=left.tick())

    asked = load_round(left.house.desk, PatientId(left.patient), at=left.now)
    assert [form.instrument.id for form in asked.forms].count("ucla") == 1
    assert {form.asking.case.id for form in asked.forms} == {left.case, right.case}
    for form in asked.forms:
        hip = left if form.asking.case.id == left.case else right
        assert form_of(hip, form.instrument.id).status is ResponseStatus.OPEN


def test_a_form_without_words_is_not_opened() -> None:
    left, right = two_hips()
    some = Wordings(official={"mhhs": ""}, labels=False)
    outcomes.open_round(link_to(right).scope, link_to(right), wordings=some, at=right.tick())
    assert form_of(left, "mhhs").status is ResponseStatus.OPEN


def test_what_the_person_answered_is_kept_for_both_hips_each_naming_the_one_form() -> None:
    left, right = two_hips()
    sent = answered(left, "ucla", mode=Mode.KIOSK)
    shared = form_of(right, "ucla")
    assert (sent.shared_from, shared.shared_from) == (None, sent.id)
    assert shared.status is ResponseStatus.SUBMITTED
    assert (shared.answers, shared.scores) == (sent.answers, sent.scores)
    assert (shared.mode, shared.language) == (Mode.KIOSK, "es")
    asked = load_round(left.house.desk, PatientId(left.patient), at=left.now)
    assert "ucla" not in {form.instrument.id for form in asked.forms}


def test_what_is_about_a_hip_is_kept_for_that_hip_alone() -> None:
    left, right = two_hips()
    answered(left, "vas-pain-10")
    assert form_of(right, "vas-pain-10").status is ResponseStatus.OPEN


def test_a_link_of_either_hip_ends_with_the_links_of_the_other() -> None:
    left, right = two_hips()
    link = link_to(left)
    outcomes.revoke_links(right.house.desk, right.case, at=right.tick())
    with pytest.raises(NotAllowed, match="no longer works"):
        links.load_link_session(link.id, at=right.now)


def test_a_tablet_has_a_link_of_its_own_that_ends_soon_and_ends_the_one_before() -> None:
    left, _right = two_hips()
    first, second = handed_over(left), handed_over(left)
    assert not first.secret
    assert links.load_link_session(second.subject, at=left.now).channel is Channel.KIOSK
    for link, at in ((first.subject, left.now), (second.subject, left.now + outcomes.TABLET_LASTS)):
        with pytest.raises(NotAllowed, match="no longer works"):
            links.load_link_session(link, at=at)
