"""Those who are followed are written to when it is their turn, once, and nobody else is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from enthesis.actions.contacts import write_contacts
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.patient import Reach
from tests.support import sending
from tests.support.cases import Hip
from tests.support.sending import BOTH, Left, agree
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db
TWO_WEEKS = datetime(2027, 3, 22, 14, 0, tzinfo=UTC)  # 10:00 in New York


@pytest.fixture(autouse=True)
def carried(settings: Any, tmp_path: Path) -> None:
    settings.ENTHESIS_SMS, settings.DATA, settings.ENTHESIS_DEMO = "file", tmp_path, True


@pytest.fixture
def hip() -> Hip:
    made = a_hip_at(Stage.OPERATED)
    sending.send(made.now)
    agree(*BOTH)
    return made


def ask(hip: Hip, at: datetime) -> list[Left]:
    """What is planned at this moment has left."""
    write_contacts(hip.house.practice, DEMONSTRATION, at=at)
    return sending.send(at)


def test_the_first_message_leaves_by_mail_on_the_first_day(hip: Hip) -> None:
    assert ask(hip, TWO_WEEKS - timedelta(days=1)) == []
    (left,) = ask(hip, TWO_WEEKS)
    assert (left.way, left.to, left.kind) == (Reach.EMAIL, "ida@example.org", "follow_up")
