"""In theatre candidacy is judged again: at the start, and before what is added to the repair."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from enthesis.actions import clinic, corrections, surgery
from enthesis.actions.surgery import speaks_against, start_obstacles
from enthesis.domain.candidacy.facts import Facts, Told
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.plan import Approach, SignedPlan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import InHand, Start, Step, StepKind
from tests.support.cases import Hip, a_step, known
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def infected(hip: Hip) -> Facts:
    return replace(known(hip.now), local_infection=Told(answer=True, at=hip.now))


def against(hip: Hip, kind: StepKind) -> tuple[str, ...]:
    return speaks_against(hip.file, InHand(kind=kind), at=hip.now)


def test_what_came_up_since_the_signature_stops_the_start() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    hip.tell(infected(hip))

    with pytest.raises(NotAllowed) as refused:
        hip.start()
    assert refused.value.code == "not-a-candidate"
    assert all(sentence in str(refused.value) for sentence in start_obstacles(hip.file, at=hip.now))
    assert str(refused.value).count("There is an infection at the site.") == 1
    assert (hip.stage, hip.file.value(Start)) == (Stage.CONSENTED, None)


def test_what_has_gone_out_of_date_stops_the_start_until_it_is_asked_again() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    hip.now += timedelta(days=400)

    with pytest.raises(NotAllowed, match="cannot start"):
        hip.start()
    assert hip.tell().start().stage is Stage.IN_THEATRE


def test_an_override_is_the_way_out() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    hip.tell(known(hip.now, platelets=42))
    with pytest.raises(NotAllowed):
        hip.start()

    override(hip)

    assert hip.start().stage is Stage.IN_THEATRE


def override(hip: Hip) -> None:
    """Everything that blocks the plan is set aside."""
    file, surgeon = hip.file, hip.house.surgeon
    assert file.signed_plan
    for option in file.signed_plan.options:
        for finding in file.judge(at=hip.now).assessment.of(option):
            if finding.verdict.name == "BLOCK":
                at = hip.tick()
                clinic.record_override(
                    surgeon,
                    hip.case,
                    rule=finding.rule,
                    option=option,
                    reason="Seen by haematology.",
                    until=at + timedelta(days=1),
                    confirmed=hip.signing(),
                    read=hip.read,
                    at=at,
                )


def test_news_in_theatre_is_read_before_the_step_is_recorded_and_kept_with_it() -> None:
    hip = a_hip_at(Stage.IN_THEATRE).step(StepKind.BURSECTOMY)
    hip.tell(infected(hip))
    told = against(hip, StepKind.MICROPUNCTURE)
    hip.step(StepKind.DEBRIDEMENT)

    with pytest.raises(NotAllowed, match="tick each sentence") as refused:
        hip.step(StepKind.MICROPUNCTURE)
    assert told
    assert all(sentence in str(refused.value) for sentence in told)

    at = hip.tick()
    step = replace(a_step(StepKind.MICROPUNCTURE, at), acknowledged=told)
    surgery.record_step(hip.house.nurse, hip.case, step, read=hip.read, at=at)
    assert hip.file.every(Step)[-1].acknowledged == told


def test_a_step_left_out_because_of_the_news_needs_no_tick() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    hip.tell(infected(hip))
    at = hip.tick()

    left_out = Step(kind=StepKind.MICROPUNCTURE, done_at=at, omitted="Infected.")
    surgery.record_step(hip.house.nurse, hip.case, left_out, read=hip.read, at=at)

    done = a_step(StepKind.MICROPUNCTURE, at)
    with pytest.raises(NotAllowed, match="tick each sentence"):
        correct(hip, done)
    correct(hip, replace(done, acknowledged=against(hip, StepKind.MICROPUNCTURE)))


def correct(hip: Hip, value: Step) -> None:
    entry = every(hip.file.entries, Step)[-1]
    at = hip.tick()
    corrections.correct_entry(
        hip.house.nurse, hip.case, entry.id, value, reason="A slip.", read=hip.read, at=at
    )


def test_a_correction_does_not_lose_what_was_read() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    hip.tell(infected(hip))
    at = hip.tick()
    step = replace(a_step(StepKind.MICROPUNCTURE, at), acknowledged=against(hip, StepKind.MICROPUNCTURE))
    surgery.record_step(hip.house.nurse, hip.case, step, read=hip.read, at=at)

    with pytest.raises(NotAllowed, match="tick each sentence"):
        correct(hip, replace(step, note="Beside the tear.", acknowledged=()))
    correct(hip, replace(step, note="Beside the tear."))


def test_the_minute_of_the_signature_is_not_before_it() -> None:
    """Signed at 20 seconds past, started in the same minute, which is how people enter it."""
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft()
    hip.now += timedelta(seconds=20)
    hip.sign().decide()
    signed = hip.file.latest(SignedPlan)
    assert signed
    minute = signed.at.replace(second=0)

    with pytest.raises(NotAllowed, match="before its plan was signed"):
        start_at(hip, minute - timedelta(minutes=1))
    start_at(hip, minute)
    assert hip.stage is Stage.IN_THEATRE


def start_at(hip: Hip, moment: datetime) -> None:
    start = Start(started_at=moment, approach=Approach.ENDOSCOPIC, wristband=hip.file.case.wristband)
    surgery.start_surgery(hip.house.nurse, hip.case, start, read=hip.read, at=hip.tick())
