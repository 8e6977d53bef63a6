"""Outside a demonstration nobody is asked in our own labels."""

import pytest

from enthesis.actions import outcomes
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.schedule import asked_at, milestone_called
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.terms import Role
from enthesis.store.links import count_standing
from enthesis.store.models import AuditRow, OutboxRow
from tests.support.cases import a_hip, a_house

pytestmark = pytest.mark.django_db

NOTHING_IMPORTED = Wordings(labels=False)
ALL_IMPORTED = Wordings(official=frozenset(asked_at(milestone_called("baseline"))), labels=False)
REFUSED = "The official wording of “.*” has not been imported"


def test_no_invitation_goes_out_and_no_form_is_opened() -> None:
    hip = a_hip(a_house())
    with pytest.raises(NotAllowed, match=REFUSED) as refused:
        outcomes.invite_to_answer(
            hip.house.desk, hip.case, "baseline", wordings=NOTHING_IMPORTED, at=hip.tick()
        )
    assert "Ask its holder for the wording" in refused.value.remedy
    assert hip.file.responses == ()
    assert not OutboxRow.objects.filter(kind=outcomes.INVITATION).exists()
    assert not AuditRow.objects.filter(action="invite_to_answer").exists()


@pytest.mark.parametrize("role", [Role.DESK, Role.NURSE, Role.SYSTEM])
def test_no_link_leads_to_labels_whoever_makes_it(role: Role) -> None:
    hip = a_hip(a_house()).invite()
    with pytest.raises(NotAllowed, match=REFUSED):
        outcomes.issue_link(
            hip.house.scope(role), hip.case, "baseline", wordings=NOTHING_IMPORTED, at=hip.tick()
        )
    assert count_standing(hip.house.desk, hip.file.case, at=hip.now) == 0


def test_one_instrument_without_its_words_holds_the_milestone_back() -> None:
    hip = a_hip(a_house())
    half = Wordings(official=frozenset({"mhhs"}), labels=False)
    with pytest.raises(NotAllowed, match="Pain from 0 to 10"):
        outcomes.invite_to_answer(hip.house.desk, hip.case, "baseline", wordings=half, at=hip.tick())


def test_imported_words_are_asked_and_kept_with_the_response() -> None:
    hip = a_hip(a_house())
    outcomes.issue_link(hip.house.desk, hip.case, "baseline", wordings=ALL_IMPORTED, at=hip.tick())
    assert {r.wording for r in hip.file.responses} == {Wording.OFFICIAL}
    assert count_standing(hip.house.desk, hip.file.case, at=hip.now) == 1


def test_a_form_begun_in_labels_is_retired_when_the_words_have_come() -> None:
    hip = a_hip(a_house()).invite()
    outcomes.invite_to_answer(hip.house.desk, hip.case, "baseline", wordings=ALL_IMPORTED, at=hip.tick())
    told = {(r.wording, r.status) for r in hip.file.responses}
    assert told == {(Wording.LABELS, "retired"), (Wording.OFFICIAL, "open")}
