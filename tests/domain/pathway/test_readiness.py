"""Where clearances, kit and plan stand before the day; unknown is never ready."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from enthesis.domain.biologics.catalogue import GRAFTS
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.pathway.plan import Biologic, Plan, Repair, Timing
from enthesis.domain.pathway.readiness.clearance import (
    ClearanceState,
    ClearanceTold,
    Said,
    Wanted,
    check_kind,
    check_may_tell,
    clearance_items,
    clearances,
)
from enthesis.domain.pathway.readiness.item import Item, Standing, Topic, late_words
from enthesis.domain.pathway.readiness.judge import Readiness, check_is_before, judge_readiness
from enthesis.domain.pathway.readiness.kit import (
    Checked,
    KitCheck,
    KitState,
    check_lasts,
    kit_items,
    kit_of,
    labelled,
    need_called,
)
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.technique import Transfer
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.practice.clearance_kind import SHIPPED, ClearanceKind, kinds_of
from enthesis.domain.terms import Option, Role
from tests.support.cases import a_plan

AT = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
STARTS = datetime(2027, 3, 22, 8, 0, tzinfo=ZoneInfo("America/New_York"))
DAY = STARTS.date()
ASKED, RECEIVED, REFUSED, NOT_NEEDED = ClearanceState


def told(state: ClearanceState, kind: str = "cardiology", **more: object) -> ClearanceTold:
    given = {"whom": "Dr Heart", "why": "as agreed", **more}
    return ClearanceTold(kind=kind, state=state, **given)  # type: ignore[arg-type]


def said(*states: ClearanceState, day: date | None = DAY, **more: object) -> tuple[Said, ...]:
    return tuple(
        Said(told=told(s, **more), at=AT + timedelta(days=i), by_name="Ann", planned_for=day)  # type: ignore[arg-type]
        for i, s in enumerate(states)
    )


def stands(*states: ClearanceState, wanted: tuple[Wanted, ...] = (), **more: object) -> Item:
    found = clearances(said(*states, **more), wanted, SHIPPED)  # type: ignore[arg-type]
    (item,) = clearance_items(found, day=DAY)
    return item


@pytest.mark.parametrize(
    ("states", "standing", "sentence"),
    [
        ((ASKED,), Standing.OPEN, "Dr Heart was asked on 1 March 2027, by Ann. as agreed"),
        ((ASKED, RECEIVED), Standing.OK, "Received from Dr Heart on 2 March 2027. as agreed"),
        ((ASKED, REFUSED), Standing.OPEN, "Refused by Dr Heart on 2 March 2027. as agreed"),
        ((NOT_NEEDED,), Standing.OK, "Not needed, said Ann on 1 March 2027. as agreed"),
        ((RECEIVED, ASKED), Standing.OPEN, "Dr Heart was asked on 2 March 2027, by Ann. as agreed"),
    ],
)
def test_the_newest_statement_says_where_a_clearance_stands(
    states: tuple[ClearanceState, ...], standing: Standing, sentence: str
) -> None:
    item = stands(*states)
    assert (item.standing, item.sentence) == (standing, sentence)


def test_what_nobody_asked_for_yet_is_open_with_its_reason_and_source() -> None:
    want = Wanted(kind="oncology", title="Oncologist", why="A malignancy is active.", source="S0")
    (item,) = clearance_items(clearances((), (want,), SHIPPED), day=DAY)
    assert item.sentence == "A malignancy is active. Nobody was asked yet."
    assert (item.standing, item.source, item.due_on) == (Standing.OPEN, "S0", date(2027, 3, 21))


def test_it_waits_for_whom_was_asked_until_the_earliest_of_its_days() -> None:
    assert stands(ASKED).waits_for == "Dr Heart"
    assert stands(ASKED, due_on=date(2027, 3, 10)).due_on == date(2027, 3, 10)
    assert stands(ASKED, due_on=date(2027, 4, 10)).due_on == date(2027, 3, 21)


@pytest.mark.parametrize(("day", "late"), [(21, ""), (22, "1 day overdue"), (24, "3 days overdue")])
def test_overdue_is_said_in_words_from_the_day_after(day: int, late: str) -> None:
    assert late_words(stands(ASKED).days_late(date(2027, 3, day))) == late
    assert stands(RECEIVED).days_late(date(2027, 4, 1)) == 0


def test_what_was_discussed_for_one_day_is_open_when_the_operation_moves() -> None:
    want = Wanted(kind="prescriber", about="aspirin", title="Aspirin", topic=Topic.DRUG, each_day=True)
    heard = said(RECEIVED, kind="prescriber", about="aspirin", day=date(2027, 3, 10))
    (item,) = clearance_items(clearances(heard, (want,), SHIPPED), day=DAY)
    assert (item.standing, item.topic) == (Standing.OPEN, Topic.DRUG)
    assert item.sentence.endswith(
        "Received from Dr Heart on 1 March 2027, for the operation on 10 March 2027; it is on 22 March 2027 "
        "now: ask whether that still holds. as agreed"
    )
    (item,) = clearance_items(clearances(heard, (want,), SHIPPED), day=date(2027, 3, 10))
    assert item.standing is Standing.OK


@pytest.mark.parametrize("state", [RECEIVED, NOT_NEEDED])
@pytest.mark.parametrize(
    ("each_day", "planned", "day", "holds"),
    [
        (True, date(2027, 3, 10), DAY, False),
        (True, None, DAY, False),
        (True, DAY, DAY, True),
        (False, date(2027, 3, 10), DAY, False),
        (False, date(2027, 3, 10), None, False),
        (False, None, DAY, True),
        (False, DAY, DAY, True),
    ],
)
def test_what_settled_it_for_another_day_is_asked_again(
    state: ClearanceState, each_day: bool, planned: date | None, day: date | None, holds: bool
) -> None:
    want = Wanted(kind="cardiology", title="Cardiology", each_day=each_day)
    (item,) = clearance_items(clearances(said(state, day=planned), (want,), SHIPPED), day=day)
    assert (item.standing is Standing.OK) is holds
    assert ("ask whether that still holds" in item.sentence) is not holds


@pytest.mark.parametrize("state", [RECEIVED, NOT_NEEDED])
def test_what_was_said_before_its_cause_was_known_is_asked_again(state: ClearanceState) -> None:
    for since, standing in ((AT, Standing.OK), (AT + timedelta(minutes=1), Standing.OPEN)):
        item = stands(state, wanted=(Wanted(kind="cardiology", title="Cardiology", since=since),))
        assert item.standing is standing
    assert "on 1 March 2027" in item.sentence or "said Ann" in item.sentence
    assert "before what is known now was recorded: ask again" in item.sentence


NURSE, DESK, SURGEON = Role.NURSE, Role.DESK, Role.SURGEON


@pytest.mark.parametrize(
    ("role", "state", "kind", "refused"),
    [
        (DESK, ASKED, "oncology", ""),
        (DESK, RECEIVED, "insurance", ""),
        (DESK, REFUSED, "procedure-consent", ""),
        (DESK, RECEIVED, "cardiology", "The front desk records what came of consent and insurance"),
        (DESK, NOT_NEEDED, "insurance", "a surgeon's to say"),
        (NURSE, RECEIVED, "cardiology", ""),
        (NURSE, NOT_NEEDED, "cardiology", "a surgeon's to say"),
        (NURSE, RECEIVED, "oncology", "the answer to it is a surgeon's to record"),
        (NURSE, RECEIVED, "prescriber", "the answer to it is a surgeon's to record"),
        (NURSE, REFUSED, "anaesthesia", "the answer to it is a surgeon's to record"),
        (SURGEON, RECEIVED, "oncology", ""),
        (SURGEON, NOT_NEEDED, "prescriber", ""),
    ],
)
def test_what_came_of_it_is_told_by_who_may_judge_it(
    role: Role, state: ClearanceState, kind: str, refused: str
) -> None:
    if not refused:
        check_may_tell(told(state, kind), role)
        return
    with pytest.raises(NotAllowed, match=refused):
        check_may_tell(told(state, kind), role)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"state": ASKED, "whom": " "}, "whom"),
        ({"state": RECEIVED, "whom": ""}, "whom"),
        ({"state": REFUSED, "why": "-"}, "why"),
        ({"state": NOT_NEEDED, "why": ""}, "why"),
        ({"state": ASKED, "kind": "other"}, "about"),
        ({"state": ASKED, "reached": "9" * 201}, "reached"),
    ],
)
def test_a_statement_that_lacks_something_is_refused(wrong: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        told(**wrong)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_a_practice_names_its_own_kinds_and_keeps_those_candidacy_asks_for() -> None:
    own = (ClearanceKind(slug="dental", name="Dental"), ClearanceKind(slug="oncology", name="Cancer board"))
    found = {kind.slug: kind.name for kind in kinds_of(own)}
    assert found["oncology"] == "Cancer board"
    assert found.keys() == {"dental", "oncology", "anaesthesia", "prescriber", "other"}
    assert kinds_of(()) == SHIPPED
    with pytest.raises(NotFound, match="knows no such clearance"):
        check_kind("cardiology", kinds_of(own))


def whole() -> Plan:
    rows = {"anchors": 4, "anchors_medial": 2, "anchors_lateral": 2}
    return replace(a_plan(), awl_mm=Decimal("1.5"), transfer=Transfer.MAXIMUS, **rows)  # type: ignore[arg-type]


def test_the_list_is_made_of_the_plan_with_its_numbers() -> None:
    assert [need.words for need in kit_of(whole())] == [
        "Anchors, medial row: 2",
        "Anchors, lateral row: 2",
        "Collection kit: Platelet-rich plasma, leukocyte-rich",
        "Instruments for the endoscopic approach",
        "Instruments for the reattachment: double row",
        "Instruments for the muscle transfer: gluteus maximus",
        "Awl for the micropuncture, 1.5 mm",
    ]
    assert kit_of(a_plan())[0].words == "Anchors: 2"
    rest = replace(a_plan(), anchors=3, anchors_medial=2)
    assert [n.words for n in kit_of(rest)][:2] == ["Anchors, medial row: 2", "Anchors, row not said: 1"]


def test_a_graft_from_a_package_is_on_the_list_and_the_person_s_own_tissue_is_not() -> None:
    def lines(graft: str) -> list[str]:
        plan = replace(a_plan(), graft=graft, graft_reason=GRAFTS[graft].reasons[0].id)
        return [need.words for need in kit_of(plan) if need.id.startswith("graft-")]

    assert lines("acellular_dermal_allograft") == [f"Graft: {GRAFTS['acellular_dermal_allograft'].title}"]
    assert lines("autograft") == []


def test_what_is_not_of_that_day_is_not_on_the_list() -> None:
    later = Biologic(product="prp-lr", option=Option.PRP, timing=Timing.AFTER, day=14)
    serum = Biologic(product="acs", option=Option.PRP)
    for plan in (a_plan(later), a_plan(serum), a_plan(None)):
        assert not [need for need in kit_of(plan) if need.id.startswith("kit-")]


def checked(need: str = "anchors", needed: str = "Anchors: 2", **more: object) -> Checked:
    check = KitCheck(need=need, needed=needed, **{"state": KitState.THERE, **more})  # type: ignore[arg-type]
    return Checked(check=check, at=AT, by_name="Ann")


@pytest.mark.parametrize(
    ("check", "standing", "sentence"),
    [
        (
            checked(lot="A1"),
            Standing.UNKNOWN,
            "There, lot A1 (Ann, 1 March 2027). Nobody recorded its last day: scan its label.",
        ),
        (
            checked(),
            Standing.UNKNOWN,
            "There (Ann, 1 March 2027). Nobody recorded its lot and its last day: scan its label.",
        ),
        (checked(state=KitState.ORDERED), Standing.OPEN, "Ordered (Ann, 1 March 2027)."),
        (
            checked(state=KitState.MISSING, note="Called."),
            Standing.OPEN,
            "Missing (Ann, 1 March 2027). Called.",
        ),
        (
            checked(lot="A1", expires_on=DAY),
            Standing.OK,
            "There, lot A1, until 22 March 2027 (Ann, 1 March 2027).",
        ),
        (
            checked(expires_on=date(2027, 3, 21)),
            Standing.OPEN,
            "It expires on 21 March 2027, before the day (Ann, 1 March 2027).",
        ),
        (
            checked(needed="Anchors: 3"),
            Standing.OPEN,
            "Checked for “Anchors: 3” (Ann, 1 March 2027); the plan says otherwise now.",
        ),
    ],
)
def test_a_thing_of_the_list_stands_as_it_was_last_seen(
    check: Checked, standing: Standing, sentence: str
) -> None:
    item = kit_items(a_plan(), (checked(state=KitState.MISSING), check), day=DAY)[0]
    assert (item.standing, item.sentence) == (standing, sentence)


def test_nobody_looked_is_not_known() -> None:
    assert {item.standing for item in kit_items(a_plan(), (), day=DAY)} == {Standing.UNKNOWN}


@pytest.mark.parametrize(("last", "refused"), [(21, True), (22, False)])
def test_what_expires_before_the_day_is_not_said_to_be_there(last: int, refused: bool) -> None:
    check = checked(expires_on=date(2027, 3, last)).check
    if not refused:
        check_lasts(check, until=DAY)
        return
    with pytest.raises(Invalid, match="Its last day is 21 March 2027, and it is needed on 22 March 2027"):
        check_lasts(check, until=DAY)
    check_lasts(replace(check, state=KitState.MISSING), until=DAY)


def test_a_scanned_label_gives_lot_and_last_day() -> None:
    read = labelled(checked(udi=_gs1()).check, on=AT.date())
    assert (read.lot, read.expires_on) == ("A1", date(2027, 3, 31))
    earlier = labelled(checked(udi=_gs1(), lot="A1, B2", expires_on=date(2027, 3, 25)).check, on=AT.date())
    assert (earlier.lot, earlier.expires_on) == ("A1, B2", date(2027, 3, 25))
    for typed in ("B2", "A12", "XA1, B2"):
        with pytest.raises(Invalid, match=f"The label says lot A1, and {typed} was entered"):
            labelled(checked(udi=_gs1(), lot=typed).check, on=AT.date())


def _gs1() -> str:
    digits = "0088998123456"
    odd = sum(int(d) * (3 if place % 2 == 0 else 1) for place, d in enumerate(digits))
    return f"(01){digits}{-odd % 10}(17)270331(10)A1"


def judged(plan: Plan | None = None, **more: object) -> Readiness:
    kinds = (ClearanceKind(slug="insurance", name="Insurance", every=True),)
    usual = {"starts_at": STARTS, "is_signed": True, "consent": consent(given=True), "kinds": kinds}
    return judge_readiness(plan=plan, **{**usual, **more})  # type: ignore[arg-type]


def consent(*, given: bool) -> Consent:
    return Consent(
        purpose=Purpose.PRODUCT,
        product="prp-lr",
        text="Form 1",
        given=given,
        decided_on=date(2027, 3, 1),
        explained_by="Ann",
    )


def all_there(plan: Plan) -> dict[str, object]:
    checks = tuple(checked(need.id, need.words, lot="A1", expires_on=DAY) for need in kit_of(plan))
    return {"checked": checks, "said": said(RECEIVED, kind="insurance")}


def test_it_is_ready_when_everything_is_there_and_only_then() -> None:
    plan = a_plan()
    assert judged(plan, **all_there(plan)).is_ready
    assert judged(plan, **all_there(plan)).sentence == "Everything that is asked for before the day is there."
    for worse in (
        {"starts_at": None},
        {"is_signed": False},
        {"consent": None},
        {"consent": consent(given=False)},
        {"said": ()},
        {"checked": ()},
    ):
        assert not judged(plan, **{**all_there(plan), **worse}).is_ready
    assert not judged(None).is_ready


def test_what_is_due_first_comes_first_and_what_is_not_known_before_what_is_open() -> None:
    early = judged(a_plan(), said=said(ASKED, kind="insurance", due_on=date(2027, 3, 5)))
    assert early.items[0].title == "Insurance"
    assert early.sentence == "Not ready: 5 not known, 1 open."
    found = judged(a_plan(), is_signed=False, said=said(RECEIVED, kind="insurance"))
    assert [item.standing for item in found.open] == [Standing.UNKNOWN] * 5 + [Standing.OPEN]
    assert {item.standing for item in found.items[6:]} == {Standing.OK}


def test_what_the_plan_needs_no_more_is_told_and_counts_no_more() -> None:
    plan = a_plan()
    amended = replace(plan, anchors=0, repair=Repair.NONE)
    found = judged(amended, **all_there(plan))
    assert [one.check.needed for one in found.dropped] == [
        "Anchors: 2",
        "Instruments for the reattachment: double row",
    ]
    assert found.is_ready


def test_a_line_that_the_plan_does_not_hold_is_not_checked() -> None:
    with pytest.raises(NotFound, match="The plan needs no such thing"):
        need_called(a_plan(), "graft-synthetic")


@pytest.mark.parametrize("stage", [Stage.IN_THEATRE, Stage.OPERATED, Stage.CLOSED])
def test_once_the_operation_has_begun_nothing_is_recorded_before_it(stage: Stage) -> None:
    with pytest.raises(NotAllowed, match="what had to be there before the operation is over"):
        check_is_before(stage)
    check_is_before(Stage.CONSENTED)
