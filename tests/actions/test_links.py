"""Private links: one of a kind is handed over, one in a message ends none, and all of them can be ended."""

from datetime import timedelta

import pytest

from enthesis.actions import intake, outcomes
from enthesis.cli.outbox.send import send_due_messages
from enthesis.delivery.messages import mail
from enthesis.delivery.messages.failures import Away
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.terms import Role
from enthesis.store import links
from enthesis.store.models import AuditRow, LinkRow, OutboxRow
from tests.support.cases import Hip, a_hip, a_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip(a_house())


def shown(hip: Hip, milestone: str = "baseline") -> str:
    return outcomes.issue_link(
        hip.house.desk, hip.case, milestone, wordings=DEMONSTRATION, at=hip.tick()
    ).secret


def mailed(hip: Hip, milestone: str = "baseline") -> str:
    return outcomes.issue_link(
        hip.house.scope(Role.SYSTEM), hip.case, milestone, wordings=DEMONSTRATION, at=hip.tick()
    ).secret


def stands(hip: Hip, token: str) -> bool:
    return links.find_link(token, at=hip.now) is not None


def test_a_new_link_ends_the_one_before_it(hip: Hip) -> None:
    first = shown(hip)
    second = shown(hip)

    assert (stands(hip, first), stands(hip, second)) == (False, True)


def test_a_link_shown_in_the_clinic_and_one_in_a_mail_stand_side_by_side(hip: Hip) -> None:
    by_mail, in_clinic = mailed(hip), shown(hip)

    assert (stands(hip, by_mail), stands(hip, in_clinic)) == (True, True)
    mailed(hip)
    assert (stands(hip, by_mail), stands(hip, in_clinic)) == (True, True)


def test_links_to_other_milestones_and_hips_stay(hip: Hip) -> None:
    other = a_hip(a_house("south"), "Other")
    kept = [(hip, mailed(hip, "2w")), (other, mailed(other))]
    mailed(hip)
    mailed(hip)

    for whose, token in kept:
        assert stands(whose, token)


def test_a_message_that_could_not_be_sent_ends_no_link_that_went_before(
    hip: Hip, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_hand = intake.issue_intake_link(hip.house.scope(Role.SYSTEM), hip.case, at=hip.tick()).secret

    def away(composed: mail.Mail, **told: object) -> None:
        raise Away("The mail server is away.")

    monkeypatch.setattr(mail, "send", away)
    OutboxRow.objects.update(status="done")
    intake.invite_to_intake(hip.house.desk, hip.case, at=hip.tick())
    before = LinkRow.objects.filter(purpose=links.INTAKE).count()
    for _ in range(5):
        hip.now += timedelta(hours=1)
        send_due_messages(at=hip.now)

    assert LinkRow.objects.filter(purpose=links.INTAKE).count() > before
    assert stands(hip, in_hand)


def test_whichever_mail_arrived_its_link_works(hip: Hip, monkeypatch: pytest.MonkeyPatch) -> None:
    hip.invite()
    sent: list[mail.Mail] = []

    def fail(composed: mail.Mail, **told: object) -> None:
        if composed.subject.startswith("A few questions"):
            sent.append(composed)
            if len(sent) < 3:
                raise OSError("The mail server is away.")

    monkeypatch.setattr(mail, "send", fail)
    for hours in (0, 1, 2, 3):
        hip.now += timedelta(hours=hours)
        send_due_messages(at=hip.now)

    tokens = [composed.body.split("/my/link/")[1].split("/")[0] for composed in sent]
    assert len(tokens) == 3
    assert [stands(hip, token) for token in tokens] == [True, True, True]


def test_all_links_of_a_case_are_ended_at_once_and_no_others(hip: Hip) -> None:
    other = a_hip(a_house("south"), "Other")
    mine, theirs = [mailed(hip), shown(hip), mailed(hip, "2w")], mailed(other)

    outcomes.revoke_links(hip.house.desk, hip.case, at=hip.tick())

    assert [stands(hip, token) for token in mine] == [False] * 3
    assert stands(other, theirs)
    assert AuditRow.objects.get(action="revoke_links").detail == '{"links":3}'
    assert stands(hip, shown(hip))
