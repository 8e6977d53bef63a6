"""What the patient stated stands beside what is asked: taken over, set aside, or seen to differ."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from enthesis.domain.candidacy.facts import Facts, LastDay, LastDose, Told
from enthesis.domain.candidacy.intake.review import Reviewed
from enthesis.domain.candidacy.intake.statement import Stated, Statement
from enthesis.domain.pathway.stages import Stage
from tests.support.before_visit import states
from tests.support.cases import Hip, known
from tests.support.desk import Desk
from tests.support.screen import text_of, wall
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db

SMOKES = Statement(question="tobacco", choice="yes")
ASPIRIN = Statement(question="aspirin", choice="yes", day=date(2027, 3, 5))
NSAID_DAY = Statement(question="nsaid", choice="yes", day=date(2027, 3, 5))


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.EXAMINED)


def nurse(hip: Hip) -> Desk:
    return Desk(hip, hip.house.nurse)


def facts(hip: Hip) -> Facts:
    found = hip.file.value(Facts)
    assert found
    return found


def told_at(hip: Hip) -> datetime:
    """When it was sent, to the minute, as fields show it."""
    entry = hip.file.latest(Stated)
    assert entry
    return entry.at.replace(second=0, microsecond=0)


def test_a_statement_is_shown_and_is_no_answer_by_itself(hip: Hip) -> None:
    states(hip, SMOKES)
    page = text_of(nurse(hip).open("facts"))
    assert "The patient stated on 8 March 2027: Yes" in page
    assert nurse(hip).form("facts")["tobacco"] == ""

    nurse(hip).send("facts")
    assert facts(hip).tobacco is None
    assert "The patient stated" in text_of(nurse(hip).open("facts"))


def test_taken_over_it_is_the_fact_as_it_was_told_then(hip: Hip) -> None:
    states(hip, SMOKES, ASPIRIN)
    nurse(hip).send("facts", stated_tobacco="take", stated_aspirin="take")

    assert facts(hip).tobacco == Told(answer=True, at=told_at(hip))
    assert facts(hip).aspirin == LastDay(on=date(2027, 3, 5), at=told_at(hip))
    assert "The patient stated" not in text_of(nurse(hip).open("facts"))
    story = text_of(nurse(hip).open("case"))
    assert "Decided on what the patient stated on 8 March 2027" in story
    assert "Tobacco at present: Confirmed" in story


def test_what_the_patient_did_not_say_is_asked_for_and_may_be_added(hip: Hip) -> None:
    states(hip, NSAID_DAY)
    refused = nurse(hip).send("facts", stated_nsaid="take")
    assert refused.status_code == 422
    assert "The time of the last dose is missing." in text_of(refused)
    assert hip.file.value(Facts) is None

    taken = datetime(2027, 3, 5, 23, 0, tzinfo=UTC)
    nurse(hip).send("facts", stated_nsaid="take", nsaid_taken=wall(taken))
    assert facts(hip).nsaid == LastDose(taken=taken, at=told_at(hip))


def test_day_and_time_together_are_taken_over_on_the_offices_clock(hip: Hip) -> None:
    states(hip, replace(NSAID_DAY, clock=time(20, 30)))
    nurse(hip).send("facts", stated_nsaid="take")
    assert facts(hip).nsaid == LastDose(taken=datetime(2027, 3, 6, 1, 30, tzinfo=UTC), at=told_at(hip))


def test_set_aside_it_waits_no_more_and_changes_nothing(hip: Hip) -> None:
    states(hip, SMOKES)
    refused = nurse(hip).send("facts", stated_tobacco="not_so")
    assert refused.status_code == 422
    assert "Enter why it is not so." in text_of(refused)

    nurse(hip).send("facts", stated_tobacco="not_so", stated_tobacco_why="Stopped in 2019.")
    assert facts(hip).tobacco is None
    reviewed = hip.file.value(Reviewed)
    assert reviewed
    assert [(n.question, n.reason) for n in reviewed.not_so] == [("tobacco", "Stopped in 2019.")]
    assert "Stopped in 2019." in text_of(nurse(hip).open("case"))


def test_what_differs_from_the_record_stands_side_by_side(hip: Hip) -> None:
    hip.tell(known(hip.now))
    states(hip, SMOKES, Statement(question="aspirin", choice="no"))
    page = text_of(nurse(hip).open("facts"))
    assert page.count("On the record: No") == 1
    before = facts(hip).tobacco

    nurse(hip).send("facts")
    assert facts(hip).tobacco == before
    nurse(hip).send("facts", stated_tobacco="take")
    assert facts(hip).tobacco == Told(answer=True, at=told_at(hip))


def test_what_is_entered_otherwise_is_not_called_the_patients_word(hip: Hip) -> None:
    states(hip, SMOKES)
    refused = nurse(hip).send("facts", stated_tobacco="take", tobacco="no")
    assert refused.status_code == 422
    assert "This is not what the patient stated" in text_of(refused)


def test_no_to_the_rest_never_answers_for_the_patient(hip: Hip) -> None:
    states(hip, SMOKES)
    page = nurse(hip).open("facts").content.decode()
    row = page.split('id="tobacco"')[1].split(">", 1)[0]
    assert "data-no" not in row
    assert 'id="aspirin" tabindex="-1" data-no="no"' in page


def test_staff_read_what_was_told_and_ask_for_it(hip: Hip) -> None:
    page = text_of(nurse(hip).open("intake"))
    assert "Nothing has been sent yet." in page
    link = nurse(hip).screen.post(nurse(hip).address("intake"), {"do": "link", "submit_key": "1"})
    assert "/my/link/" in link.content.decode()

    states(hip, SMOKES, Statement(question="else", words="My mother had a hip operation."))
    assert "Told before the visit, not read yet" in text_of(nurse(hip).open("case"))
    page = text_of(nurse(hip).open("intake"))
    assert "My mother had a hip operation." in page
    assert "1 answer waits to be taken over or set aside." in page
    nurse(hip).screen.post(nurse(hip).address("intake"), {"do": "read", "submit_key": "2"})
    assert "not read yet" not in text_of(nurse(hip).open("case"))


def test_the_desk_asks_and_marks_nothing_as_read(hip: Hip) -> None:
    states(hip, SMOKES)
    desk = Desk(hip, hip.house.desk)
    assert "I have read all of it" not in text_of(desk.open("intake"))
    sent = desk.screen.post(desk.address("intake"), {"do": "read", "submit_key": "1"})
    assert sent.status_code == 422
    assert desk.screen.post(desk.address("intake"), {"do": "invite", "submit_key": "2"}).status_code == 303


def test_what_was_told_of_the_history_stands_where_it_is_recorded(hip: Hip) -> None:
    states(hip, Statement(question="how_long", count=14), SMOKES)
    page = text_of(Desk(hip, hip.house.surgeon).open("examination"))
    assert "Stated by the patient before the visit" in page
    assert "How long has it hurt?" in page
    assert "Do you smoke" not in page
