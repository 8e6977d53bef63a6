"""A hospital's list through the pages: checked, imported, decided; the rate on the quality page."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enthesis.actions.operations_list import settle_operation
from enthesis.domain.pathway.operations_list.layout import Column
from enthesis.domain.pathway.operations_list.outcome import Answer, Outcome
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import Role
from enthesis.store import operations_list
from enthesis.store.models import ListedOperationRow
from enthesis.web.shell.quality import quality_sections
from enthesis.web.shell.shares import share, shares_figure
from tests.support.cases import AT, Hip
from tests.support.listing import FERRO, KNEE, UNLISTED, UNREAD, a_list, imported
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.OPERATED)


def screen(hip: Hip, role: Role = Role.DESK) -> Screen:
    return Screen(hip.house.scope(role), hip)


def a_key() -> dict[str, str]:
    return {"submit_key": str(uuid4())}


def the_form(do: str, **typed: str) -> dict[str, object]:
    file = SimpleUploadedFile(
        "march.csv", a_list(FERRO, KNEE, UNLISTED, UNREAD).replace(b"2027-03", b"2027-02")
    )
    return {**a_key(), "hospital": "General", "order": "", "do": do, "file": file, **typed}


def test_a_list_is_checked_and_then_imported(hip: Hip) -> None:
    desk, address = screen(hip), reverse("practice:operations_list_import")
    told = text_of(desk.post(address, the_form("check")))
    assert "Lines that cannot be read 1" in told and "Say whether month or day stands first." in told
    assert not operations_list.list_lists(hip.house.desk)

    assert desk.post(address, the_form("import", order="month-first")).status_code == 303
    (kept,) = operations_list.list_lists(hip.house.desk)
    assert (kept.file.name, kept.taken.new, kept.unread_count) == ("march.csv", 4, 0)
    layout = operations_list.find_layout(hip.house.desk, "General")
    assert layout and layout.order == "month-first"


def test_headings_are_told_once(hip: Hip) -> None:
    desk, address = screen(hip), reverse("practice:operations_list_columns")
    answer = desk.post(
        address, {**a_key(), "hospital": "General", "heading_name": "Who", "heading_on": "When"}
    )

    assert answer.status_code == 303
    layout = operations_list.find_layout(hip.house.desk, "General")
    assert layout and layout.headings == {Column.NAME: "Who", Column.ON: "When"}


def test_what_waits_is_decided_on_its_page(hip: Hip) -> None:
    imported(
        hip.house.desk, FERRO.replace("2027-03-09", str(hip.file.case.operated_on)).replace("IDA", "IDDA")
    )
    desk, page = screen(hip), reverse("practice:operations_list")
    assert "1 operation on hospitals' lists to decide" in text_of(desk.get(reverse("practice:today")))
    assert "May be a hip here: the person is not surely the same" in text_of(desk.get(page))

    (kept,) = operations_list.list_listed(hip.house.desk)
    line = reverse("practice:operations_list_line", kwargs={"listed_id": kept.id})
    assert "Registered: Ida Ferro, left" in text_of(desk.get(line))
    refused = desk.post(line, {**a_key(), "read": "1", "outcome": "excluded"})
    assert refused.status_code == 422 and "What is excluded is excluded for a reason." in text_of(refused)
    assert desk.post(line, {**a_key(), "read": "1", "outcome": str(hip.case)}).status_code == 303
    (kept,) = operations_list.list_listed(hip.house.desk)
    assert kept.decision and kept.decision.answer.outcome is Outcome.REGISTERED
    assert "lists to decide" not in text_of(desk.get(reverse("practice:today")))
    assert "Registered: it is this hip" in text_of(desk.get(f"{page}?show=decided"))


def test_what_is_told_otherwise_since_shows_the_difference(hip: Hip) -> None:
    desk = hip.house.desk
    imported(desk, FERRO)
    (kept,) = operations_list.list_listed(desk)
    settle_operation(desk, kept.id, Answer(outcome=Outcome.REFUSED), read=kept.version, at=AT)
    imported(desk, FERRO.replace("LT", "RT"))

    shown = text_of(screen(hip).get(reverse("practice:operations_list")))
    assert "Told otherwise since it was decided: The patient refused to be registered" in shown
    line = reverse("practice:operations_list_line", kwargs={"listed_id": kept.id})
    assert "Side left right list.csv, line 2" in text_of(screen(hip).get(line))


def test_what_one_hip_is_the_same_as_is_taken_at_once(hip: Hip) -> None:
    imported(hip.house.desk, FERRO)
    ListedOperationRow.objects.update(on=hip.file.case.operated_on)
    desk, page = screen(hip), reverse("practice:operations_list")
    assert "Of 1 operation one hip here is the same in everything" in text_of(desk.get(page))

    assert desk.post(page, a_key()).status_code == 303
    (kept,) = operations_list.list_listed(hip.house.desk)
    assert kept.decision and kept.decision.is_exact
    assert "1 operation is matched." in text_of(desk.get(page))


def test_unread_lines_are_dealt_with(hip: Hip) -> None:
    kept = imported(hip.house.desk, FERRO, UNREAD)
    desk, page = screen(hip), reverse("practice:operations_list_file", kwargs={"list_id": kept})
    assert "Say whether month or day stands first." in text_of(desk.get(page))

    assert desk.post(page, {**a_key(), "words": ""}).status_code == 422
    assert desk.post(page, {**a_key(), "words": "Sent again."}).status_code == 303
    assert "Sent again. (Desk)" in text_of(desk.get(page))


def test_the_quality_page_tells_the_rate_and_no_name(hip: Hip) -> None:
    lines = [FERRO.replace("C-1", f"C-{n}").replace("FERRO", f"NAME{n}") for n in range(10, 22)]
    imported(hip.house.desk, *lines, UNLISTED)
    researcher, desk = screen(hip, Role.RESEARCHER), screen(hip)
    asked = "?first=2027-01-01&last=2027-12-31"
    answer = researcher.get(reverse("practice:quality") + asked)

    told = text_of(answer)
    assert "Of 1 more nobody has said yet whether they are gluteus medius operations." in told
    assert "Capture rate: 0 of 13, 0 % (0 to 23), if all of them are; 0 of 12, 0 % (0 to 24), if none" in told
    assert "Of those that are decided: none." in told
    assert "NAME10" not in answer.content.decode() and "<svg" in answer.content.decode()
    table = researcher.get(reverse("practice:quality_table", kwargs={"section": "capture"}) + asked)
    assert "On the lists,13" in table.content.decode("utf-8-sig")
    assert "2027 Q1" in table.content.decode("utf-8-sig")

    assert "No list tells" in text_of(
        desk.get(reverse("practice:quality") + "?first=2020-01-01&last=2020-02-01")
    )
    wrong = desk.get(reverse("practice:quality") + "?first=2027-02-01&last=2027-01-01")
    assert wrong.status_code == 422 and "The last day is before the first." in text_of(wrong)
    assert researcher.get(reverse("practice:operations_list")).status_code == 403


def test_a_share_is_told_with_wilson_s_interval() -> None:
    """R 4: prop.test(8, 10, correct = FALSE) gives 0.4901625 to 0.9433178."""
    told = share("2027 Q1", 8, 10, fewest=10)
    assert told.low == pytest.approx(0.4901625, abs=1e-7)
    assert told.high == pytest.approx(0.9433178, abs=1e-7)
    assert told.words == "8 of 10, 80 % (49 to 94)"
    assert share("", 8, 9, fewest=10).words == "8 of 9; too few for a share"
    assert shares_figure("Title", [share("", 8, 9, fewest=10)]) is None


def test_sections_are_found_by_themselves() -> None:
    assert "capture" in [one.id for one in quality_sections()]
