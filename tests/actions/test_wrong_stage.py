"""An act at a stage that forbids it is refused with a sentence, and nothing is half written."""

from collections.abc import Callable

import pytest

from enthesis.actions.record import record
from enthesis.domain.errors import NotAllowed, Problem
from enthesis.domain.pathway.plan import Timing
from enthesis.domain.pathway.stages import Act, Stage, is_possible
from enthesis.domain.pathway.surgery import StepKind
from enthesis.domain.people.consent import Purpose
from enthesis.store.audit import list_audit
from tests.support.cases import Hip, a_hip, a_house, a_plan, after_days
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

DO: dict[Act, Callable[[Hip], object]] = {
    Act.RECORD_OVERRIDE: lambda hip: bare(hip, Act.RECORD_OVERRIDE),
    Act.CHANGE_REHABILITATION: lambda hip: bare(hip, Act.CHANGE_REHABILITATION),
    Act.RECORD_RECOVERY: lambda hip: bare(hip, Act.RECORD_RECOVERY),
    Act.RECORD_EXAMINATION: Hip.examine,
    Act.RECORD_IMAGING: Hip.image,
    Act.CLASSIFY_TEAR: Hip.classify,
    Act.RECORD_FACTS: Hip.tell,
    Act.DRAFT_PLAN: Hip.draft,
    Act.SIGN_PLAN: Hip.sign,
    Act.RECORD_CONSENT: Hip.decide,
    Act.RECORD_REFUSAL: lambda hip: hip.decide(given=False),
    Act.RECORD_REGISTRY_CHOICE: lambda hip: hip.decide(purpose=Purpose.REGISTRY),
    Act.START_SURGERY: Hip.start,
    Act.RECORD_TIME_OUT: Hip.pause,
    Act.RECORD_TEAR_SEEN: Hip.see,
    Act.RECORD_STEP: lambda hip: hip.step(StepKind.BURSECTOMY),
    Act.HANDLE_PRODUCT: Hip.collect,
    Act.FINISH_SURGERY: Hip.finish,
    Act.COLLECT_ANSWERS: Hip.invite,
    Act.RECORD_EVENT: Hip.happen,
    Act.EXAMINE_AFTER: lambda hip: bare(hip, Act.EXAMINE_AFTER),
    Act.RECORD_DOING: lambda hip: bare(hip, Act.RECORD_DOING),
    Act.CLOSE_CASE: Hip.close,
}


def bare(hip: Hip, act: Act) -> None:
    """The act alone, whatever it would record: what else it asks is told before its stage."""
    record(hip.house.surgeon, hip.case, act, read=hip.read, at=hip.tick())


def test_every_act_that_some_stage_forbids_is_tried() -> None:
    forbidden = {act for act in Act for stage in Stage if not is_possible(act, stage)}

    assert forbidden == set(DO)


@pytest.mark.parametrize("stage", Stage)
def test_at_each_stage_the_acts_of_the_table_and_no_others(stage: Stage) -> None:
    hip = a_hip(a_house()).to(stage)
    before = hip.file

    for act, do in DO.items():
        if is_possible(act, stage):
            continue
        with pytest.raises(Problem) as refused:
            do(hip)
        assert isinstance(refused.value, NotAllowed), act
        assert refused.value.sentence.endswith("."), act
        assert hip.file == before, act


def test_a_refused_act_leaves_no_trace_of_having_been_done() -> None:
    hip = a_hip(a_house())
    entries = len(list_audit(hip.house.desk, limit=500))

    with pytest.raises(NotAllowed):
        hip.start()

    assert len(list_audit(hip.house.desk, limit=500)) == entries


def test_a_refused_product_never_opens_the_theatre() -> None:
    hip = a_hip_at(Stage.PLANNED).decide(given=False)

    assert hip.stage is Stage.PLANNED
    with pytest.raises(NotAllowed, match="not consented"):
        hip.start()


def test_a_choice_about_the_registry_is_no_consent_to_the_product() -> None:
    hip = a_hip_at(Stage.PLANNED).decide(purpose=Purpose.REGISTRY)

    assert hip.stage is Stage.PLANNED
    with pytest.raises(NotAllowed, match="not consented"):
        hip.start()


def test_a_consent_withdrawn_closes_the_theatre_again() -> None:
    hip = a_hip_at(Stage.CONSENTED).decide(given=False)

    assert hip.stage is Stage.PLANNED
    for act in (hip.start, hip.collect):
        with pytest.raises(NotAllowed):
            act()


def test_a_plan_without_a_product_needs_no_consent_to_one() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft(a_plan(None)).sign()

    assert hip.start().stage is Stage.IN_THEATRE
    with pytest.raises(NotAllowed):
        hip.collect()


def test_a_new_draft_takes_the_signature_away() -> None:
    hip = a_hip_at(Stage.CONSENTED).draft(a_plan(after_days(3)))

    assert hip.stage is Stage.CLASSIFIED
    assert hip.file.signed_plan is None
    signed = hip.sign().file.signed_plan
    assert signed and signed.biologic
    assert signed.biologic.timing is Timing.AFTER
