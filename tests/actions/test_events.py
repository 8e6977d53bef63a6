"""An adverse event is on the record from the operation on, with days that can be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from enthesis.actions.corrections import correct_entry
from enthesis.actions.events import record_event
from enthesis.domain.errors import Invalid, NotAllowed, Problem, Stale
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_grade import Grade, Outcome, Relatedness, Seriousness, Severity
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.stages import Stage
from enthesis.store.audit import list_audit
from tests.support.cases import Hip
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 8)


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.OPERATED)
    hip.now += timedelta(days=10)
    return hip


def infected(**known: object) -> AdverseEvent:
    told = {"type": EventType.DEEP_INFECTION, "onset": DAY + timedelta(days=6), "operated_on": DAY, **known}
    return AdverseEvent(**told)  # type: ignore[arg-type]


def test_everything_known_of_an_event_is_kept_and_told(hip: Hip) -> None:
    told = infected(
        description="Opened and rinsed.",
        grade=Grade.III,
        severity=Severity.SEVERE,
        seriousness=frozenset({Seriousness.HOSPITALISATION, Seriousness.INTERVENTION}),
        to_operation=Relatedness.DEFINITE,
        outcome=Outcome.ONGOING,
    )
    hip.happen(told)

    assert hip.file.every(AdverseEvent) == (told,)
    assert list_audit(hip.house.nurse, limit=1)[0].action == "record_event"
    case = reverse("practice:case", kwargs={"case_id": hip.case})
    page = text_of(Screen(hip.house.surgeon, hip).get(case))
    for words in (
        "Deep infection on",
        "Opened and rinsed.",
        "III: an investigation, an admission or another operation was needed",
        "3: severe",
        "Serious Yes: hospitalisation, intervention",
        "Comes from the operation Definite",
        "Outcome ongoing",
    ):
        assert words in page


def test_what_is_not_judged_yet_says_so(hip: Hip) -> None:
    hip.happen(infected())

    case = reverse("practice:case", kwargs={"case_id": hip.case})
    assert "Serious Not judged yet" in text_of(Screen(hip.house.nurse, hip).get(case))


def test_an_event_in_theatre_counts_from_the_day_it_began() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    hip.happen(infected(type=EventType.SCIATIC_NERVE, onset=DAY))

    assert (hip.stage, len(hip.file.every(AdverseEvent))) == (Stage.IN_THEATRE, 1)


def test_an_event_after_the_case_was_closed_is_recorded_on_it(hip: Hip) -> None:
    hip.close().happen(infected())

    assert (hip.stage, len(hip.file.every(AdverseEvent))) == (Stage.CLOSED, 1)


def test_a_hip_that_was_never_operated_on_has_no_event() -> None:
    hip = a_hip_at(Stage.CLOSED)
    with pytest.raises(NotAllowed, match=r"No operation of this hip is on record\."):
        hip.happen()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            infected(onset=DAY - timedelta(days=1)),
            "The event cannot have begun on 7 March 2027. Enter a day from",
        ),
        (infected(onset=DAY + timedelta(days=11)), "The event cannot have begun on 19 March 2027."),
        (
            infected(outcome=Outcome.RESOLVED, resolved_on=DAY + timedelta(days=12)),
            "20 March 2027 has not come yet. Leave it empty until then.",
        ),
        (
            infected(operated_on=DAY + timedelta(days=1)),
            "9 March 2027 is not a day on which this hip was operated on.",
        ),
        (infected(harvested_on=DAY), "a day on which blood or marrow was taken. On record: none."),
    ],
)
def test_days_that_cannot_be_are_refused(hip: Hip, wrong: AdverseEvent, sentence: str) -> None:
    with pytest.raises(Invalid) as refused:
        hip.happen(wrong)
    assert sentence in str(refused.value)
    assert hip.file.every(AdverseEvent) == ()


def test_fainting_while_blood_was_taken_counts_from_that_day() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect()
    hip.now += timedelta(days=2)
    hip.tell().start().steps().finish()
    fainted = AdverseEvent(
        type=EventType.VASOVAGAL, onset=DAY, harvested_on=DAY, to_product=Relatedness.DEFINITE
    )

    assert hip.happen(fainted).file.every(AdverseEvent) == (fainted,)


def test_what_is_learnt_later_corrects_the_entry(hip: Hip) -> None:
    hip.happen(infected())
    (entry,) = every(hip.file.entries, AdverseEvent)
    assert mend(hip, infected(grade=Grade.III)).grade is Grade.III
    assert len([e for e in hip.file.entries if isinstance(e.value, AdverseEvent)]) == 2

    with pytest.raises(Problem, match="cannot have begun"):
        mend(hip, replace(entry.value, onset=DAY - timedelta(days=1)))


def mend(hip: Hip, event: AdverseEvent) -> AdverseEvent:
    """The only standing event, corrected."""
    (entry,) = every(hip.file.entries, AdverseEvent)
    at = hip.tick()
    correct_entry(hip.house.nurse, hip.case, entry.id, event, reason="Seen again.", read=hip.read, at=at)
    return hip.file.every(AdverseEvent)[0]


def test_who_read_an_older_record_is_told(hip: Hip) -> None:
    read = hip.read
    hip.happen(infected())
    with pytest.raises(Stale):
        record_event(hip.house.nurse, hip.case, infected(), read=read, at=hip.tick())
