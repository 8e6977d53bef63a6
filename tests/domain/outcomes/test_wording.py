"""Patients are asked in the holder's words; our labels are for demonstrations."""

import pytest

from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.catalogue import instruments, load_instrument
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.wording import DEMONSTRATION, Wordings

NAHS = load_instrument("nahs")


@pytest.mark.parametrize("name", instruments())
def test_labels_are_never_sent_to_a_patient_outside_a_demonstration(name: str) -> None:
    instrument = load_instrument(name)
    with pytest.raises(NotAllowed) as refused:
        Wordings(labels=False).choose(instrument)
    told = "The official wording of" if instrument.is_open else "no agreement is on record here"
    assert refused.value.code == ("wording" if instrument.is_open else "licence")
    assert told in refused.value.sentence and f"“{instrument.title}”" in refused.value.sentence
    assert refused.value.remedy.endswith(".")
    assert DEMONSTRATION.choose(instrument) is Wording.LABELS


def test_official_words_are_preferred_and_are_those_of_one_instrument() -> None:
    imported = Wordings(official={"nahs": "one"}, labels=False)
    assert imported.choose(NAHS) is Wording.OFFICIAL
    assert Wordings(official=imported.official, labels=True).choose(NAHS) is Wording.OFFICIAL
    with pytest.raises(NotAllowed, match="Modified Harris Hip Score"):
        imported.choose(load_instrument("mhhs"))


def test_only_answers_to_official_words_meet_a_threshold_or_a_study() -> None:
    assert [wording.counts for wording in Wording] == [True, False]
