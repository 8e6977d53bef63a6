"""Answers stay pinned to the form they were given on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from enthesis.actions import outcomes
from enthesis.domain.errors import NotAllowed, NotFound, Stale
from enthesis.domain.outcomes import catalogue
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.store import follow_ups
from enthesis.store.follow_ups import Mode, Response, ResponseStatus
from tests.support.cases import Hip, a_hip, a_house

pytestmark = pytest.mark.django_db


def asked() -> tuple[Hip, Response]:
    hip = a_hip(a_house()).invite()
    return hip, next(r for r in hip.file.responses if r.instrument == "vas-pain-10")


@contextmanager
def a_new_version(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """From now on the pain scale has another version."""
    old = catalogue.load_instrument("vas-pain-10")
    newer = replace(old, version="2")

    def load(name: str) -> object:
        return newer if name == old.id else catalogue.load_instrument(name)

    with monkeypatch.context() as patch:
        patch.setattr(outcomes, "load_instrument", load)
        yield newer.version


def test_a_form_keeps_version_wording_and_mode() -> None:
    _, response = asked()

    assert (response.instrument_version, response.wording, response.mode, response.status) == (
        "1",
        Wording.LABELS,
        Mode.LINK,
        ResponseStatus.OPEN,
    )


def test_a_form_that_changed_takes_no_more_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    hip, response = asked()
    patient = hip.house.patient(hip.patient)
    outcomes.save_answer(patient, response.id, "pain", 3, at=hip.tick())

    with a_new_version(monkeypatch):
        for act in (
            lambda: outcomes.save_answer(patient, response.id, "pain", 4, at=hip.tick()),
            lambda: outcomes.submit_answers(patient, response.id, at=hip.tick()),
        ):
            with pytest.raises(NotFound, match="no longer in use"):
                act()
    kept = follow_ups.load_response(patient, response.id)
    assert (kept.answers, kept.instrument_version, kept.status) == ({"pain": 3}, "1", ResponseStatus.OPEN)


def asked_again(hip: Hip) -> None:
    outcomes.issue_link(hip.house.desk, hip.case, "baseline", wordings=DEMONSTRATION, at=hip.tick())


def test_asked_again_opens_the_new_form_beside_the_old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the patient would be sent back to the retired one for ever."""
    hip, response = asked()
    patient = hip.house.patient(hip.patient)
    outcomes.save_answer(patient, response.id, "pain", 3, at=hip.tick())

    with a_new_version(monkeypatch) as version:
        asked_again(hip)
        forms = [r for r in hip.file.responses if r.instrument == "vas-pain-10"]
        (open_one,) = [r for r in forms if r.status is ResponseStatus.OPEN]
        outcomes.save_answer(patient, open_one.id, "pain", 7, at=hip.tick())

    assert open_one.instrument_version == version
    old = follow_ups.load_response(patient, response.id)
    assert (old.status, old.answers, old.instrument_version) == (ResponseStatus.RETIRED, {"pain": 3}, "1")
    with pytest.raises(NotAllowed):
        outcomes.save_answer(patient, response.id, "pain", 0, at=hip.tick())


def test_asked_again_keeps_what_was_begun() -> None:
    hip, response = asked()
    patient = hip.house.patient(hip.patient)
    outcomes.save_answer(patient, response.id, "pain", 3, at=hip.tick())

    asked_again(hip)

    assert [r.answers for r in hip.file.responses if r.instrument == "vas-pain-10"] == [{"pain": 3}]


def test_what_was_sent_is_never_answered_again() -> None:
    hip, response = asked()
    patient = hip.house.patient(hip.patient)
    outcomes.save_answer(patient, response.id, "pain", 3, at=hip.tick())
    outcomes.submit_answers(patient, response.id, at=hip.tick())
    sent = follow_ups.load_response(patient, response.id)

    with pytest.raises(NotAllowed):
        outcomes.save_answer(patient, response.id, "pain", 0, at=hip.tick())
    with pytest.raises(NotAllowed):
        outcomes.submit_answers(patient, response.id, at=hip.tick())
    with pytest.raises(Stale):
        follow_ups.save_answers(patient, sent, {"pain": 0}, at=hip.tick())
    assert follow_ups.load_response(patient, response.id) == sent
