"""A determination is recorded by name and day, and what needs an IND waits for one in force."""

from datetime import date, timedelta

import pytest

from enthesis.actions.determinations import record_determination
from enthesis.actions.plans import record_consent
from enthesis.actions.products import obstacles
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.determination import Path
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.pathway.plan import Biologic, Determination, SignedPlan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.terms import Role
from enthesis.store.audit import list_audit
from enthesis.store.determinations import list_determinations
from tests.support.cases import Hip, a_plan
from tests.support.determining import a_claim, claim, signed
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

SVF = load_kind("svf")
PLANNED = Biologic(product="svf", option=SVF.option, ind="IND 1", irb="IRB 1")
NONE_IN_FORCE = "No determination in force names the IND and the review board"


def a_drafted() -> Hip:
    return a_hip_at(Stage.CLASSIFIED).tell().draft(a_plan(PLANNED))


def consented(hip: Hip) -> Hip:
    at = hip.tick()
    told = Consent(
        purpose=Purpose.PRODUCT,
        product="svf",
        text="A form",
        given=True,
        decided_on=at.date(),
        explained_by="A nurse",
    )
    record_consent(hip.house.nurse, hip.case, told, read=hip.read, at=at)
    return hip


def test_enzymatic_cells_are_planned_under_an_ind_in_force_only() -> None:
    hip = a_drafted()
    with pytest.raises(NotAllowed, match=NONE_IN_FORCE):
        hip.sign()
    day = hip.now.date() - timedelta(days=1)
    claim(hip, "svf", decided_on=day, valid_until=day)
    with pytest.raises(NotAllowed, match=NONE_IN_FORCE):
        hip.sign()
    claim(hip, "svf")

    assert hip.sign().stage is Stage.PLANNED


def test_when_the_ind_ends_nothing_is_collected_released_or_given() -> None:
    hip = a_drafted()
    claim(hip, "svf")
    consented(hip.sign())
    assert not any(NONE_IN_FORCE in said for said in obstacles(hip.file, SVF, at=hip.now))
    claim(hip, "svf", path=Path.NONE)

    assert obstacles(hip.file, SVF, at=hip.now)[0].startswith(NONE_IN_FORCE)
    with pytest.raises(NotAllowed, match=NONE_IN_FORCE):
        hip.collect()


def test_one_hip_may_have_its_own() -> None:
    hip = a_drafted()
    claim(hip, "svf", case=hip.file.case.id)

    assert hip.sign().stage is Stage.PLANNED


def test_what_was_determined_for_the_practice_takes_the_warning_from_the_plan() -> None:
    marrow = load_kind("bmac")
    hip = a_hip_at(Stage.CLASSIFIED).tell()
    told = {"path": Path.SAME_PROCEDURE, "ind": "", "irb": ""}
    hip.draft(a_plan(Biologic(product="bmac", option=marrow.option)))
    open_ = "Bone marrow concentrate: no determination is recorded."
    assert any(w.startswith(open_) for w in acknowledged(hip))
    claim(hip, "bmac", **told)
    hip.draft(a_plan(Biologic(product="bmac", option=marrow.option)))

    assert not any(w.startswith(open_) for w in acknowledged(hip))


def acknowledged(hip: Hip) -> tuple[str, ...]:
    signed = hip.sign().file.signed_plan
    assert signed
    kept = hip.file.value(SignedPlan)
    assert kept
    return kept.acknowledged


def test_a_later_day_is_not_recorded_and_two_at_once_are_told_of_each_other() -> None:
    hip = a_drafted()
    with pytest.raises(Invalid, match="is yet to come"):
        claim(hip, "svf", decided_on=hip.now.date() + timedelta(days=2))
    claim(hip, "svf")
    told, who = a_claim(hip, "svf", irb="IRB 2"), signed(hip, hip.tick())
    with pytest.raises(Stale, match="since you opened the page"):
        record_determination(hip.house.surgeon, told, confirmed=who, read=0, at=hip.now)

    assert [r.claimed.irb for r in list_determinations(hip.house.surgeon)] == ["IRB 1"]
    (entry,) = [e for e in list_audit(hip.house.surgeon) if e.action == "record_determination"]
    assert entry.detail.startswith('{"path":"ind","product":"svf","signed":{')


def test_a_determination_is_signed_by_a_surgeon_with_the_password() -> None:
    hip = a_drafted()
    told, pin = a_claim(hip, "svf"), hip.pin(hip.house.surgeon)
    with pytest.raises(NotAllowed, match="A signature needs the password"):
        record_determination(hip.house.surgeon, told, confirmed=pin, read=0, at=hip.now)
    office = hip.house.scope(Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed, match="is not open to the role"):
        record_determination(office, told, confirmed=signed(hip, hip.now), read=0, at=hip.now)
    assert list_determinations(hip.house.surgeon) == ()


def test_the_plan_of_a_hip_may_still_tell_its_own_determination() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell()
    own = Determination(by="A. Surgeon", on=date(2027, 3, 1), basis="A protocol")
    hip.draft(a_plan(Biologic(product="bmac", option=load_kind("bmac").option, determination=own)))

    assert not any("no determination" in w for w in acknowledged(hip))
