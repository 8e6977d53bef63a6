"""Every move of the table has its preconditions: with one of them missing it is refused in its sentence."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import transaction

from enthesis.actions import clinic, plans, surgery
from enthesis.cli.demo import aloud
from enthesis.domain.candidacy.facts import Told
from enthesis.domain.errors import Problem
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.tests import Examination
from enthesis.domain.pathway.counts import Count, Counted
from enthesis.domain.pathway.plan import Approach, Biologic, to_acknowledge
from enthesis.domain.pathway.stages import MOVES, Act, Stage
from enthesis.domain.pathway.surgery import Finish, Start, StepKind
from enthesis.domain.pathway.time_out import Said
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.terms import Option, Role
from tests.support.cases import ZONE, Hip, a_hip, a_house, a_plan, a_visit, known
from tests.support.cases import a_tear as torn
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


# What is missing, the act tried without it, and what its refusal says.
Lack = tuple[str, Callable[[Hip], object], str]


def examined(hip: Hip, *, days: int = 0, nothing: bool = False) -> None:
    at = hip.tick()
    found = Examination(
        examined_on=at.date() + timedelta(days=days), trochanteric_tenderness=None if nothing else True
    )
    clinic.record_examination(hip.house.surgeon, hip.case, History(), found, read=hip.read, at=at)


def read(hip: Hip, *, days: int = 0, nothing: bool = False) -> None:
    at = hip.tick()
    seen = MriFindings(read_on=at.date() + timedelta(days=days), reader_name="A reader")
    told = seen if nothing else replace(seen, tear=torn())
    clinic.record_imaging(hip.house.surgeon, hip.case, told, read=hip.read, at=at)


def classified(hip: Hip, level: str) -> None:
    at = hip.tick()
    chosen = Classified(scheme="lall_gtps", proposed="IV", chosen=level, reason="As it was seen.")
    clinic.classify_tear(hip.house.surgeon, hip.case, chosen, read=hip.read, at=at)


def overridden(hip: Hip, rule: str, *, reason: str = "It was discussed.", days: int = 1) -> None:
    at = hip.tick()
    clinic.record_override(
        hip.house.surgeon,
        hip.case,
        rule=rule,
        option=Option.PRP,
        reason=reason,
        until=at + timedelta(days=days),
        confirmed=hip.signing(),
        read=hip.read,
        at=at,
    )


def told(hip: Hip, **facts: object) -> Hip:
    return hip.tell(replace(known(hip.now), **facts))  # type: ignore[arg-type]


def yes(hip: Hip) -> Told:
    return Told(answer=True, at=hip.now)


def signed(hip: Hip, *, acknowledging: bool = True, by: Role = Role.SURGEON) -> None:
    at = hip.tick()
    unread = to_acknowledge(hip.file.draft, hip.file.judge(at=at).assessment)
    plans.sign_plan(
        hip.house.surgeon,
        hip.case,
        acknowledged=unread if acknowledging else (),
        confirmed=hip.signing(hip.house.scope(by)),
        read=hip.read,
        at=at,
    )


def agreed(hip: Hip, product: str, *, given: bool = True) -> None:
    at = hip.tick()
    consent = Consent(
        purpose=Purpose.PRODUCT,
        product=product,
        text="A form, version 1",
        given=given,
        decided_on=at.date(),
        explained_by="A nurse",
    )
    plans.record_consent(hip.house.nurse, hip.case, consent, read=hip.read, at=at)


def started(hip: Hip, *, minutes: int = 0, approach: Approach = Approach.ENDOSCOPIC, band: str = "") -> None:
    at = hip.tick()
    start = Start(
        started_at=at + timedelta(minutes=minutes),
        approach=approach,
        wristband=band or hip.file.case.wristband,
    )
    surgery.start_surgery(hip.house.nurse, hip.case, start, read=hip.read, at=at)


def a_no(hip: Hip) -> None:
    said = aloud.time_out(surgeon="Ann Able", nurse="Ben Best", at=hip.now)
    first, *others = said.confirmed
    hip.pause(replace(said, confirmed=(replace(first, said=Said.NO), *others)))


def finished(hip: Hip, *, minutes: int = 0, by: Role = Role.SURGEON, **more: object) -> None:
    at = hip.tick()
    why = "The patient changed their mind."
    ends = at + timedelta(minutes=minutes)
    finish = Finish(finished_at=ends, concomitant=(), counts=aloud.counts(), product_left_out=why)
    surgery.finish_surgery(
        hip.house.surgeon,
        hip.case,
        replace(finish, **more),  # type: ignore[arg-type]
        confirmed=hip.signing(hip.house.scope(by)),
        zone=ZONE,
        read=hip.read,
        at=at,
    )


def another(hip: Hip) -> str:
    """The wristband of somebody else."""
    later = a_visit(datetime(2027, 3, 9, 11, 0))  # noqa: DTZ001  a wall time
    return a_hip(hip.house, "Other", visit=later).file.case.wristband


def late(hip: Hip) -> Hip:
    hip.now += timedelta(days=40)
    return hip


def bare(hip: Hip) -> Hip:
    """The operation has begun, and no time-out was held."""
    return hip.start(time_out=False)


WRONG_COUNT = (
    Count(counted=Counted.NEEDLES, correct=False),
    *(c for c in aloud.counts() if c.counted is not Counted.NEEDLES),
)
EXPANDED = Biologic(product="msc-expanded", option=Option.CELLS)
MISTAKEN = Biologic(product="prp-lr", option=Option.CELLS)

LACKS: Mapping[tuple[Stage, Act], tuple[Lack, ...]] = {
    (Stage.BOOKED, Act.RECORD_EXAMINATION): (
        ("nothing was found", lambda h: examined(h, nothing=True), "Nothing was told or examined."),
        ("a day ahead", lambda h: examined(h, days=1), "cannot be the day of it."),
    ),
    (Stage.BOOKED, Act.RECORD_IMAGING): (
        ("nothing was seen", lambda h: read(h, nothing=True), "The reading says nothing."),
        ("a day ahead", lambda h: read(h, days=1), "cannot be the day of it."),
    ),
    (Stage.BOOKED, Act.RECORD_OVERRIDE): (
        (
            "too early",
            lambda h: overridden(told(h, local_infection=yes(h)), "INF-2"),
            "Overriding a rule is not possible while the case is at “Booked”.",
        ),
    ),
    (Stage.EXAMINED, Act.CLASSIFY_TEAR): (
        ("no such type", lambda h: classified(h, "IX"), "has no type IX."),
    ),
    (Stage.EXAMINED, Act.DRAFT_PLAN): (
        ("not classified", Hip.draft, "Drafting a plan is not possible while the case is at “Examined”."),
    ),
    (Stage.CLASSIFIED, Act.DRAFT_PLAN): (
        ("a product judged as another", lambda h: h.draft(a_plan(MISTAKEN)), "is planned, but judged as"),
        ("a product without its numbers", lambda h: h.draft(a_plan(EXPANDED)), "cannot be planned"),
        (
            "no such graft",
            lambda h: h.draft(replace(a_plan(), graft="moss", graft_reason="soft")),
            "There is no graft “moss”.",
        ),
    ),
    (Stage.CLASSIFIED, Act.SIGN_PLAN): (
        ("no plan", lambda h: signed(h.tell()), "There is no plan yet. Draft one first."),
        (
            "nothing known",
            lambda h: signed(h.draft()),
            "It is not known whether there is an infection at the site.",
        ),
        (
            "a rule blocks",
            lambda h: signed(told(h, local_infection=yes(h)).draft()),
            "There is an infection at the site. Record an override or change the plan.",
        ),
        (
            "a rule nobody overrides",
            lambda h: signed(told(h, sepsis=yes(h)).draft()),
            "There is sepsis, bacteraemia or an unstable circulation. Change the plan.",
        ),
        (
            "a warning not read",
            lambda h: signed(told(h, tobacco=yes(h)).draft(), acknowledging=False),
            "before each warning is acknowledged: TOB-1, Platelet-rich plasma",
        ),
        ("out of date", lambda h: signed(late(h.tell().draft())), "40 days old; it is current for 30 days."),
        (
            "another's password",
            lambda h: signed(h.tell().draft(), by=Role.POLICY_SURGEON),
            "The confirmation is not from this person and moment.",
        ),
    ),
    (Stage.CLASSIFIED, Act.RECORD_OVERRIDE): (
        (
            "nothing blocks",
            lambda h: overridden(h.tell(), "INF-2"),
            "INF-2 does not block Platelet-rich plasma.",
        ),
        ("it is only asked", lambda h: overridden(h, "INF-2"), "INF-2 does not block Platelet-rich plasma."),
        ("nobody may", lambda h: overridden(told(h, sepsis=yes(h)), "INF-1"), "Nobody may override INF-1."),
        (
            "no such rule",
            lambda h: overridden(h.tell(), "INF-9"),
            "No rule 'INF-9' speaks of Platelet-rich plasma.",
        ),
        (
            "no reason",
            lambda h: overridden(told(h, local_infection=yes(h)), "INF-2", reason=" "),
            "The override has no reason.",
        ),
        (
            "for too long",
            lambda h: overridden(told(h, local_infection=yes(h)), "INF-2", days=91),
            "An override holds for at most 90 days.",
        ),
    ),
    (Stage.CLASSIFIED, Act.RECORD_CONSENT): (
        (
            "no signed plan",
            lambda h: agreed(h.tell().draft(), "prp-lr"),
            "The signed plan does not hold this product.",
        ),
    ),
    (Stage.PLANNED, Act.RECORD_CONSENT): (
        ("another product", lambda h: agreed(h, "bmac"), "The signed plan does not hold this product."),
    ),
    (Stage.PLANNED, Act.RECORD_REFUSAL): (
        (
            "another product",
            lambda h: agreed(h, "bmac", given=False),
            "The signed plan does not hold this product.",
        ),
    ),
    (Stage.PLANNED, Act.START_SURGERY): (
        ("no consent", started, "The plan holds a product the patient has not consented to."),
    ),
    (Stage.PLANNED, Act.HANDLE_PRODUCT): (
        ("no consent", Hip.collect, "The patient has not consented to Platelet-rich plasma, leukocyte-rich."),
    ),
    (Stage.CONSENTED, Act.START_SURGERY): (
        (
            "consent withdrawn",
            lambda h: started(h.decide(given=False)),
            "The plan holds a product the patient has not consented to.",
        ),
        ("another plan was drafted", lambda h: started(h.draft()), "There is no signed plan for this hip."),
        (
            "news since the signature",
            lambda h: started(told(h, local_infection=yes(h))),
            "The operation cannot start: There is an infection at the site.",
        ),
        ("out of date", lambda h: started(late(h)), "40 days old; it is current for 30 days."),
        (
            "another's wristband",
            lambda h: started(h, band=another(h)),
            "The scanned wristband belongs to another case.",
        ),
        ("no wristband", lambda h: started(h, band="hello"), "not a wristband code"),
        ("ahead", lambda h: started(h, minutes=5), "The operation cannot start in the future."),
        (
            "before the signature",
            lambda h: started(h, minutes=-30),
            "The operation cannot start before its plan was signed.",
        ),
        (
            "another approach",
            lambda h: started(h, approach=Approach.OPEN),
            "The plan says endoscopic, and open was chosen.",
        ),
    ),
    (Stage.CONSENTED, Act.RECORD_TIME_OUT): (
        ("not begun", Hip.pause, "The operation has not been started here."),
        ("a no", lambda h: a_no(bare(h)), "Stop."),
    ),
    (Stage.CONSENTED, Act.RECORD_STEP): (
        ("not begun", lambda h: h.step(StepKind.BURSECTOMY), "The operation has not been started here."),
        ("no time-out", lambda h: bare(h).step(StepKind.BURSECTOMY), "time-out"),
    ),
    (Stage.CONSENTED, Act.RECORD_TEAR_SEEN): (
        ("not begun", Hip.see, "The operation has not been started here."),
        ("no time-out", lambda h: bare(h).see(), "time-out"),
    ),
    (Stage.CONSENTED, Act.FINISH_SURGERY): (
        ("not begun", finished, "The operation has not been started here."),
    ),
    (Stage.IN_THEATRE, Act.RECORD_STEP): (("not in the plan", lambda h: h.step(StepKind.GRAFT), "is not"),),
    (Stage.IN_THEATRE, Act.FINISH_SURGERY): (
        (
            "steps not told",
            lambda h: finished(h.step(StepKind.BURSECTOMY).see()),
            "still to be recorded: damaged tendon removed, footprint micropunctured, tendon reattached.",
        ),
    ),
    (Stage.IN_THEATRE, Act.CLOSE_CASE): (
        ("in theatre", Hip.close, "Closing the case is not possible while the case is at “In theatre”."),
    ),
}
# After every step was told.
AT_THE_END: tuple[Lack, ...] = (
    ("a count not made", lambda h: finished(h, counts=()), "Not counted yet:"),
    ("a wrong count", lambda h: finished(h, counts=WRONG_COUNT), "the count is not correct."),
    (
        "what else is not told",
        lambda h: finished(h, concomitant=None),
        "The record does not say whether anything else was done.",
    ),
    ("ahead", lambda h: finished(h, minutes=5), "The operation cannot end in the future."),
    (
        "before the last step",
        lambda h: finished(h, minutes=-3),
        "The operation cannot end before its last step.",
    ),
    (
        "another's password",
        lambda h: finished(h, by=Role.POLICY_SURGEON),
        "The confirmation is not from this person and moment.",
    ),
)


def check(hip: Hip, lack: Lack) -> None:
    """Refused in its sentence; afterwards everything is as before."""
    name, do, sentence = lack
    began = hip.now
    with transaction.atomic():
        with pytest.raises(Problem) as refused:
            do(hip)
        assert sentence in refused.value.sentence, name
        assert refused.value.sentence[-1] in ".?", name
        transaction.set_rollback(True)
    hip.now = began


@pytest.mark.parametrize("stage", dict.fromkeys(stage for stage, _ in LACKS))
def test_without_a_precondition_an_act_is_refused_in_its_sentence(stage: Stage) -> None:
    hip = a_hip(a_house()).to(stage)
    before = hip.file

    for (at, _), lacks in LACKS.items():
        for lack in lacks:
            if at is stage:
                check(hip, lack)
    assert hip.file == before


def test_a_record_is_not_signed_before_its_end_is_told() -> None:
    hip = a_hip_at(Stage.IN_THEATRE)
    for kind in (StepKind.BURSECTOMY, StepKind.DEBRIDEMENT, StepKind.MICROPUNCTURE, StepKind.REATTACHMENT):
        hip.step(kind)
    unseen = "The record does not say whether the tear was the one of the images."
    check(hip, ("the tear was not told", finished, unseen))

    hip.see()
    for lack in AT_THE_END:
        check(hip, lack)
    finished(hip)
    assert hip.stage is Stage.OPERATED


def test_every_move_to_another_stage_is_tried_without_what_it_needs() -> None:
    leads = {move.act for move in MOVES if move.target is not None}
    free = {Act.CLOSE_CASE}  # a hip may be left at any time but in theatre, and while no operation is booked

    assert leads - free <= {act for _, act in LACKS}
    names = [(place, name) for place, lacks in LACKS.items() for name, _do, _sentence in lacks]
    assert len(names) == len(set(names))
