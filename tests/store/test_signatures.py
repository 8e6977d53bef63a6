"""What was signed stays what was signed: any change is found, whoever made it in the database itself."""

from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from enthesis.actions.corrections import write_addendum
from enthesis.cli.checks import check_signatures
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.terms import EntryId
from enthesis.store.audit import find_break, save_audit, signed_in_trail
from enthesis.store.codec import encode
from enthesis.store.models import EntryRow
from enthesis.store.signatures import count_signatures, find_broken_signature
from tests.support.cases import Hip, a_hip, a_visit
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

ON_POSTGRES = connection.vendor == "postgresql"


@pytest.fixture
def hip() -> Hip:
    """One hip operated on, with an addendum: three signatures."""
    hip = a_hip_at(Stage.OPERATED)
    at, plan = hip.tick(), hip.file.latest(SignedPlan)
    assert plan
    surgeon = hip.house.surgeon
    write_addendum(surgeon, hip.case, plan.id, "More.", confirmed=hip.signing(), read=hip.read, at=at)
    assert (count_signatures(), find_broken_signature()) == (3, None)
    return hip


def tamper(entry: EntryId, **changes: object) -> None:
    """As somebody who owns the database may, once its guard is gone."""
    guard = "entry_append_only ON entry" if ON_POSTGRES else "entry_no_update"
    with connection.cursor() as cursor:
        if ON_POSTGRES:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DROP TRIGGER {guard}")
    assert EntryRow.objects.filter(id=entry).update(**changes) == 1


def entry(hip: Hip, kind: type[object]) -> EntryId:
    found = hip.file.latest(kind)
    assert found
    return found.id


def body(which: EntryId) -> str:
    return EntryRow.objects.get(id=which).body


def test_the_same_plan_of_two_patients_is_signed_with_two_digests() -> None:
    one = a_hip_at(Stage.PLANNED)
    other = a_hip(one.house, "Bruno", visit=a_visit(clinician="other"))
    other.to(Stage.PLANNED)
    mine, theirs = one.file.latest(SignedPlan), other.file.latest(SignedPlan)

    assert mine and theirs and mine.signature and theirs.signature
    assert mine.value == theirs.value
    assert mine.signature.digest != theirs.signature.digest


def test_a_changed_plan_is_found(hip: Hip) -> None:
    plan = entry(hip, SignedPlan)
    tamper(plan, body=body(plan).replace('"holes":12', '"holes":13'))

    broken = find_broken_signature()
    assert broken
    assert (broken.case, broken.kind) == (hip.case, "plan_signed")
    with pytest.raises(NotAllowed, match=f"Entry {broken.number} .* of case {hip.case} is not what was"):
        check_signatures()


def test_a_changed_candidacy_under_a_plan_is_found(hip: Hip) -> None:
    plan = hip.file.latest(SignedPlan)
    assert plan
    judgement = EntryRow.objects.get(case_id=hip.case, number=plan.number - 1)
    tamper(EntryId(judgement.id), body=judgement.body.replace("240", "241"))

    broken = find_broken_signature()
    assert broken
    assert broken.number == plan.number


@pytest.mark.parametrize(
    "changes",
    [
        {"signature": ""},
        {"signature": "{}"},
        {"by_name": "Somebody else"},
        {"by": None},
        {"by": UUID(int=9)},
        {"kind": "closure"},
    ],
)
def test_a_change_of_who_signed_or_what_is_found(hip: Hip, changes: dict[str, object]) -> None:
    tamper(entry(hip, Finish), **changes)

    assert find_broken_signature()


def test_an_entry_hung_on_another_case_is_found(hip: Hip) -> None:
    other = a_hip(hip.house, "Bruno", visit=a_visit(clinician="other"))
    tamper(entry(hip, Finish), case_id=other.case, number=99)

    broken = find_broken_signature()
    assert broken
    assert broken.case == other.case


def test_a_body_signed_anew_by_hand_is_not_known_to_the_trail(hip: Hip) -> None:
    """Its digest fits, but the trail, which is chained, tells of another one."""
    finish = hip.file.latest(Finish)
    assert finish and finish.signature
    changed = Finish(finished_at=finish.value.finished_at, findings="Nothing.")
    forged = hip.signing().sign(hip.file.case, changed)
    tamper(finish.id, body=encode(changed), signature=encode(forged), at=forged.at)

    assert find_break() is None
    assert find_broken_signature()


def test_an_entry_of_the_trail_in_another_form_tells_of_no_signature(hip: Hip) -> None:
    told: dict[str, Any] = {"action": "x", "subject_kind": "case", "subject": hip.case, "patient": None}
    save_audit(hip.house.surgeon, **told, detail={"signed": "nonsense"}, at=hip.tick())

    assert len(list(signed_in_trail("case"))) == 3
    assert find_broken_signature() is None


def test_a_whole_record_says_how_many_match(hip: Hip) -> None:
    assert check_signatures() == "3 signatures match"
