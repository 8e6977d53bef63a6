"""Signs that must not wait: on the record as they were told, beside what staff are doing."""

from datetime import timedelta

import pytest

from enthesis.actions import outcomes
from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.practice.red_flags import SIGNS_HOLD, SignsTold, Urgency
from enthesis.store import signs
from enthesis.store.models import AuditRow
from tests.support.cases import Hip, a_hip, a_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def tell(hip: Hip, *ticked: str, milestone: str = "baseline") -> None:
    scope = hip.house.patient(hip.patient)
    outcomes.tell_signs(scope, hip.case, milestone, frozenset(ticked), at=hip.tick())


@pytest.mark.parametrize(
    ("ticked", "urgency"),
    [((), None), (("weight_loss",), Urgency.CALL_TODAY), (("wound", "clot"), Urgency.EMERGENCY)],
)
def test_what_was_told_is_an_entry_with_what_it_called_for(
    hip: Hip, ticked: tuple[str, ...], urgency: Urgency | None
) -> None:
    tell(hip, *ticked)

    told = hip.file.latest(SignsTold)
    assert told
    assert told.value == SignsTold(milestone="baseline", ticked=tuple(sorted(ticked)), urgency=urgency)
    assert (told.by, told.by_name) == (None, "Patient")
    assert not any(sign in AuditRow.objects.get(action="tell_signs").detail for sign in ticked)


def test_nobodys_form_becomes_stale_by_it(hip: Hip) -> None:
    read = hip.read
    tell(hip, "clot")
    assert hip.read == read
    hip.examine()
    tell(hip)
    assert [entry.number for entry in hip.file.entries] == [1, 2, 3, 4]


@pytest.mark.parametrize("stage", [Stage.IN_THEATRE, Stage.CLOSED])
def test_no_stage_keeps_a_patient_from_telling(hip: Hip, stage: Stage) -> None:
    hip.to(stage)
    tell(hip, "hot_joint")
    assert hip.file.value(SignsTold)


def test_a_sign_nobody_knows_is_refused(hip: Hip) -> None:
    with pytest.raises(Invalid):
        tell(hip, "headache")
    assert hip.file.value(SignsTold) is None


def test_another_patients_case_is_not_there(hip: Hip) -> None:
    other = a_hip(a_house("south"), "Other")
    with pytest.raises(NotFound):
        outcomes.tell_signs(
            hip.house.patient(hip.patient), other.case, "baseline", frozenset(), at=hip.tick()
        )


def test_it_stands_for_one_sitting_and_one_milestone(hip: Hip) -> None:
    tell(hip, "pop")
    scope = hip.house.patient(hip.patient)

    assert signs.find_signs(scope, hip.case, "baseline", at=hip.now)
    assert signs.find_signs(scope, hip.case, "2w", at=hip.now) is None
    late = hip.now + SIGNS_HOLD
    assert signs.find_signs(scope, hip.case, "baseline", at=late - timedelta(minutes=1))
    assert signs.find_signs(scope, hip.case, "baseline", at=late) is None
