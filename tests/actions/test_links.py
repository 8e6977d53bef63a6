"""Private links: one of a kind stands, a retried mail leaves one, and all of them can be ended."""

from datetime import timedelta

import pytest

from enthesis.actions import outcomes
from enthesis.cli.outbox.send import send_due_messages
from enthesis.delivery.messages import mail
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.terms import Role
from enthesis.store import links
from enthesis.store.models import AuditRow, LinkRow
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
    assert (stands(hip, by_mail), stands(hip, in_clinic)) == (False, True)


def test_links_to_other_milestones_and_hips_stay(hip: Hip) -> None:
    other = a_hip(a_house("south"), "Other")
    kept = [(hip, mailed(hip, "2w")), (other, mailed(other))]
    mailed(hip)
    mailed(hip)

    for whose, token in kept:
        assert stands(whose, token)


def test_a_mail_that_is_sent_again_leaves_one_link(hip: Hip, monkeypatch: pytest.MonkeyPatch) -> None:
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
    assert [stands(hip, token) for token in tokens] == [False, False, True]
    assert LinkRow.objects.filter(revoked_at=None, purpose=outcomes.ANSWER).count() == 1


def test_all_links_of_a_case_are_ended_at_once_and_no_others(hip: Hip) -> None:
    other = a_hip(a_house("south"), "Other")
    mine, theirs = [mailed(hip), shown(hip), mailed(hip, "2w")], mailed(other)

    outcomes.revoke_links(hip.house.desk, hip.case, at=hip.tick())

    assert [stands(hip, token) for token in mine] == [False] * 3
    assert stands(other, theirs)
    assert AuditRow.objects.get(action="revoke_links").detail == '{"links":3}'
    assert stands(hip, shown(hip))
