"""A slip is mended by a new entry in the place of the old; what was signed is only added to."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from enthesis.actions import corrections
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Stale
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.corrections import Addendum
from enthesis.domain.pathway.plan import Plan, SignedPlan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Start, Step, StepKind
from enthesis.domain.people.consent import Consent
from enthesis.domain.terms import Role
from enthesis.store.audit import list_audit
from tests.support.cases import Hip, a_plan, known
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def entry(hip: Hip, kind: type[object]) -> Entry[object]:
    found = hip.file.latest(kind)
    assert found
    return found


def correct(hip: Hip, wrong: Entry[object], value: object, *, by: Role = Role.SURGEON) -> None:
    corrections.correct_entry(
        hip.house.scope(by), hip.case, wrong.id, value, reason="Misheard.", read=hip.read, at=hip.tick()
    )


def test_the_new_value_stands_and_the_old_stays_readable() -> None:
    hip = a_hip_at(Stage.EXAMINED)
    wrong = entry(hip, History)
    before = hip.file

    correct(hip, wrong, History(symptom_months=Decimal(4)))

    file = hip.file
    assert file.value(History) == History(symptom_months=Decimal(4))
    assert wrong in file.entries
    assert file.latest(History).corrects == wrong.id  # type: ignore[union-attr]
    assert file.value(Addendum) == Addendum(to=wrong.id, text="Misheard.")
    assert (file.case.stage, file.case.version) == (before.case.stage, before.case.version + 1)
    newest = list_audit(hip.house.desk)[0]
    assert newest.action == "correct_entry"
    assert "Misheard" not in newest.detail


def test_mending_an_older_count_does_not_make_it_the_newest() -> None:
    """Platelets of 240 mended to 250 must not hide the 42 that came after."""
    hip = a_hip_at(Stage.CLASSIFIED).tell()
    older = entry(hip, Facts)
    hip.tell(known(hip.now, platelets=42)).draft()

    correct(hip, older, known(hip.now, platelets=250))

    now = hip.file.value(Facts)
    assert now and now.platelets and now.platelets.value == 42
    with pytest.raises(NotAllowed, match="42"):
        hip.sign()


def test_a_closed_case_is_still_mended() -> None:
    hip = a_hip_at(Stage.CLOSED)

    correct(hip, entry(hip, History), History(symptom_months=Decimal(4)))

    assert hip.stage is Stage.CLOSED


def test_an_entry_is_corrected_once() -> None:
    hip = a_hip_at(Stage.EXAMINED)
    wrong = entry(hip, History)
    correct(hip, wrong, History(symptom_months=Decimal(4)))

    with pytest.raises(NotAllowed, match="already"):
        correct(hip, wrong, History(symptom_months=Decimal(5)))


def test_who_may_not_record_it_may_not_correct_it() -> None:
    hip = a_hip_at(Stage.CLASSIFIED)
    other = Classified(scheme="lall_gtps", proposed="IV", chosen="IIIB", reason="Seen again.")

    for role in (Role.NURSE, Role.ASSISTANT):
        with pytest.raises(NotAllowed) as refused:
            correct(hip, entry(hip, Classified), other, by=role)
        assert refused.value.code == "role"
    correct(hip, entry(hip, Classified), other)


def test_a_type_that_is_none_is_refused_when_chosen_and_when_corrected() -> None:
    hip = a_hip_at(Stage.CLASSIFIED)
    none = Classified(scheme="lall_gtps", proposed=None, chosen="XIV")

    with pytest.raises(Invalid):
        correct(hip, entry(hip, Classified), none)


@pytest.mark.parametrize("kind", [Plan, SignedPlan, Consent])
def test_a_decision_is_made_again_not_corrected(kind: type[object]) -> None:
    hip = a_hip_at(Stage.CONSENTED)
    value = {Plan: a_plan(None), SignedPlan: SignedPlan(plan=a_plan(None))}.get(kind)
    made = entry(hip, kind)

    with pytest.raises(NotAllowed, match="addendum"):
        correct(hip, made, value or replace(made.value, given=False))  # type: ignore[type-var]
    assert hip.file.signed_plan


def test_a_step_is_mended_in_theatre_and_not_after_the_signature() -> None:
    hip = a_hip_at(Stage.IN_THEATRE).steps()
    wrong = next(e for e in hip.file.entries if isinstance(e.value, Step) and e.value.holes)
    assert isinstance(wrong.value, Step)

    with pytest.raises(Invalid, match="The plan says 12 holes, and 14 were made"):
        correct(hip, wrong, replace(wrong.value, holes=14), by=Role.NURSE)
    told = replace(wrong.value, holes=14, departure="A wide footprint.")
    correct(hip, wrong, told, by=Role.NURSE)
    assert [s.holes for s in hip.file.every(Step) if s.kind is StepKind.MICROPUNCTURE] == [14]

    hip.finish()
    newer = next(e for e in hip.file.entries if isinstance(e.value, Step) and e.value.holes == 14)
    with pytest.raises(NotAllowed, match="addendum"):
        correct(hip, newer, replace(wrong.value, holes=15))


def test_a_start_stays_before_its_steps() -> None:
    hip = a_hip_at(Stage.IN_THEATRE).steps()
    start = entry(hip, Start)
    assert isinstance(start.value, Start)

    with pytest.raises(NotAllowed):
        correct(hip, start, replace(start.value, started_at=start.value.started_at + timedelta(minutes=3)))


def test_a_stale_correction_changes_nothing() -> None:
    hip = a_hip_at(Stage.EXAMINED)
    seen = hip.read
    hip.tell()
    entries = len(hip.file.entries)

    with pytest.raises(Stale):
        corrections.correct_entry(
            hip.house.surgeon,
            hip.case,
            entry(hip, History).id,
            History(symptom_months=Decimal(4)),
            reason="x",
            read=seen,
            at=hip.tick(),
        )
    assert len(hip.file.entries) == entries


def test_an_addendum_is_signed_and_the_entry_stays() -> None:
    hip = a_hip_at(Stage.PLANNED)
    signed, at = entry(hip, SignedPlan), hip.tick()

    corrections.write_addendum(
        hip.house.surgeon,
        hip.case,
        signed.id,
        "Discussed with the patient.",
        confirmed=hip.signing(),
        read=hip.read,
        at=at,
    )

    added = entry(hip, Addendum)
    assert added.signature
    assert added.value == Addendum(to=signed.id, text="Discussed with the patient.")
    assert hip.file.signed_plan
    assert hip.stage is Stage.PLANNED


def test_an_entry_of_another_hip_is_not_found() -> None:
    hip = a_hip_at(Stage.EXAMINED)
    wrong = entry(hip, History)

    with pytest.raises(NotFound):
        correct(hip, replace(wrong, id=uuid4()), History())


def test_images_are_not_corrected_to_a_day_before_the_birth() -> None:
    hip = a_hip_at(Stage.EXAMINED).image()
    wrong = entry(hip, MriFindings)
    assert isinstance(wrong.value, MriFindings)

    with pytest.raises(Invalid, match="1901-01-01 cannot be the day of it"):
        correct(hip, wrong, replace(wrong.value, studied_on=date(1901, 1, 1)))
