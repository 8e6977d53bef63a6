"""A demonstration: whole or not there, the same for the same numbers, never over something else."""

import json
import shutil
import signal
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import DAY, Run, command, environment

STAGES = {
    "booked",
    "examined",
    "classified",
    "planned",
    "consented",
    "in_theatre",
    "operated",
    "closed",
}
Words = Callable[..., list[str]]
WAYS = {"link", "kiosk", "paper", "telephone"}
SMALL = 3  # hips: enough for an operation and a product half way


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    file = sqlite3.connect(f"file:{folder / 'enthesis.sqlite3'}?immutable=1", uri=True)
    try:
        return file.execute(query).fetchall()
    finally:
        file.close()


def story_of(folder: Path) -> list[tuple[object, ...]]:
    """Who, which hip, how far, and every score; nothing that is random by design."""
    return rows(
        folder,
        "SELECT c.family, c.given, c.birth_date, h.side, k.stage, k.operated_on, r.milestone, r.instrument,"
        " r.answers, r.scores FROM hip_case k JOIN hip h ON h.id = k.hip_id"
        " JOIN contact c ON c.patient_id = k.patient_id LEFT JOIN response r ON r.case_id = k.id"
        " ORDER BY 1, 2, 3, 4, 5, 6, 7, 8",
    )


def begin(folder: Path, words: Words = command) -> subprocess.Popen[str]:
    called = words("demo", "prepare", "--data", folder, "--hips", SMALL, "--today", DAY)
    return subprocess.Popen(
        called, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )


def wait_for(process: subprocess.Popen[str], line: str) -> None:
    assert process.stderr
    said = ""
    while line not in (said := process.stderr.readline()):
        assert said, "the process ended before"


def test_every_stage_is_there(demo: Path) -> None:
    assert {stage for (stage,) in rows(demo, "SELECT DISTINCT stage FROM hip_case")} == STAGES


def test_requests_wait_and_visits_are_to_come(demo: Path) -> None:
    waiting = (
        "SELECT count(*) FROM request r LEFT JOIN booking b ON b.request_id = r.id AND b.case_id IS NULL"
    )
    assert rows(demo, f"{waiting} WHERE r.status = 'waiting' AND b.id IS NULL") == [(2,)]
    assert rows(demo, f"{waiting} WHERE r.status = 'waiting' AND b.id IS NOT NULL") == [(5,)]
    assert rows(demo, "SELECT count(*) >= 2 FROM booking WHERE starts_at >= '2025-06-02'") == [(1,)]


def test_a_patient_has_two_hips_each_with_its_case(demo: Path) -> None:
    both = rows(demo, "SELECT count(*) FROM hip_case GROUP BY patient_id HAVING count(DISTINCT hip_id) = 2")
    assert both == [(2,), (2,)]


def test_a_product_is_half_way(demo: Path) -> None:
    found = rows(
        demo, "SELECT p.state FROM product p JOIN hip_case k ON k.id = p.case_id WHERE k.stage = 'in_theatre'"
    )
    assert found == [("characterised",)]


def test_every_submitted_form_has_a_score(demo: Path) -> None:
    scored = rows(
        demo,
        """SELECT count(*), sum(scores LIKE '%"value":"%') FROM response WHERE status = 'submitted'""",
    )
    assert scored[0][0] == scored[0][1]
    assert rows(demo, "SELECT count(*) > 0 FROM response WHERE status = 'open'") == [(1,)]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("SELECT DISTINCT kind FROM ended", {"died", "withdrew_contact", "withdrew_research"}),
        ("SELECT DISTINCT mode FROM response WHERE status = 'submitted'", WAYS),
        ("SELECT DISTINCT status FROM paper_sheet", {"entered", "differs", "filed"}),
        ("SELECT DISTINCT outcome FROM follow_up_call", {"answered", "no_answer", "later"}),
        ("SELECT DISTINCT outcome FROM attention", {"", "called"}),
        ("SELECT DISTINCT arm FROM allotment", {"usual", "time"}),
        (
            "SELECT DISTINCT kind FROM entry WHERE kind IN ('own_goal', 'goal_nearness', 'doing_again',"
            " 'examination_after', 'adverse_event')",
            {"own_goal", "goal_nearness", "doing_again", "examination_after", "adverse_event"},
        ),
    ],
)
def test_years_of_follow_up_show_what_happens(demo: Path, query: str, shown: set[str]) -> None:
    assert shown <= {told for (told,) in rows(demo, query)}


def test_two_hips_of_one_person_wait_for_answers(demo: Path) -> None:
    waiting = "FROM response WHERE status = 'open' AND milestone IN ('6m', '1y')"
    both = rows(demo, f"SELECT count(DISTINCT case_id) {waiting} GROUP BY patient_id ORDER BY 1 DESC")
    assert both[0] == (2,)


def test_the_record_grew_in_the_order_of_time(demo: Path) -> None:
    moments = [at for (at,) in rows(demo, "SELECT at FROM audit ORDER BY number")]
    assert moments == sorted(moments)


def test_every_family_name_says_that_it_is_invented(demo: Path) -> None:
    assert all(str(name).startswith("Demo-") for (name,) in rows(demo, "SELECT family FROM contact"))


def test_one_account_a_role_and_a_second_checker(demo: Path) -> None:
    roles = Counter(role for (role,) in rows(demo, "SELECT role FROM person"))
    told = json.loads((demo / "demo.json").read_text())
    assert roles["nurse"] == 2 and len(roles) == 8
    assert len(told["accounts"][0]["password"]) >= 12
    assert (told["seed"], told["hips"], told["today"]) == (1, 26, DAY)


def test_nothing_is_left_beside_it(demo: Path) -> None:
    assert {path.name for path in demo.parent.iterdir()} == {demo.name}
    here = {path.name for path in demo.iterdir() if path.suffix not in (".sqlite3-shm", ".sqlite3-wal")}
    sent_and_shown = {"attachments", "hospital-list-example.csv"}  # by patients; to be imported again
    assert here == {"demo.json", "enthesis.sqlite3", "secret.key"} | sent_and_shown


def test_the_same_numbers_give_the_same_demonstration(demo: Path, prepare: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    assert prepare("demo", "prepare", "--data", other, "--hips", 26, "--today", DAY).returncode == 0
    assert story_of(other) == story_of(demo)


def test_another_seed_gives_other_people(demo: Path, prepare: Run, tmp_path: Path) -> None:
    other = tmp_path / "other"
    done = prepare("demo", "prepare", "--data", other, "--hips", 1, "--seed", 2, "--today", DAY)
    assert done.returncode == 0, done.stderr
    people = "SELECT given, birth_date FROM contact"
    assert rows(other, people) and not {*rows(other, people)} <= {*rows(demo, people)}


def test_a_finished_one_stays_as_it_is(demo: Path, run: Run) -> None:
    before = (demo / "enthesis.sqlite3").read_bytes()
    done = run("demo", "prepare", "--data", demo, "--hips", 3)
    assert done.returncode == 0
    assert "nothing was changed" in done.stdout
    assert (demo / "enthesis.sqlite3").read_bytes() == before


def test_a_folder_of_something_else_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "theirs.txt").write_text("kept")
    done = run("demo", "prepare", "--data", tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{tmp_path} holds something that is not a demonstration.")
    assert [path.name for path in tmp_path.iterdir()] == ["theirs.txt"]


def test_an_empty_folder_is_taken(prepare: Run, tmp_path: Path) -> None:
    assert prepare("demo", "prepare", "--data", tmp_path, "--hips", 1, "--today", DAY).returncode == 0


@pytest.mark.parametrize("line", ["Making the tables", "Hip 1 of"])
def test_killed_in_the_middle_it_is_whole_the_next_time(
    run: Run, prepare: Run, preparing: Words, tmp_path: Path, line: str
) -> None:
    folder = tmp_path / "data"
    process = begin(folder, command if "tables" in line else preparing)
    wait_for(process, line)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert not folder.exists()
    assert (tmp_path / "data.partial").exists()

    done = prepare("demo", "prepare", "--data", folder, "--hips", SMALL, "--today", DAY)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"data"}
    assert run("doctor", "--data", folder).returncode == 0
    assert rows(folder, "SELECT count(*) FROM request") == [(SMALL,)]


def test_two_at_once_do_not_meet(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    process = begin(folder)
    wait_for(process, "Making the tables")
    second = run("demo", "prepare", "--data", folder)
    process.communicate()
    assert second.returncode == 1
    assert second.stderr.startswith(f"Another run is preparing {folder} just now.")
    assert process.returncode == 0
    assert rows(folder, "SELECT count(*) FROM request") == [(SMALL,)]


def test_what_stands_in_the_workshop_and_is_not_ours_stays(run: Run, tmp_path: Path) -> None:
    theirs = tmp_path / "data.partial"
    theirs.mkdir()
    (theirs / "letter.txt").write_text("kept")
    done = run("demo", "prepare", "--data", tmp_path / "data")
    assert done.returncode == 1 and "not from an earlier try" in done.stderr
    assert (theirs / "letter.txt").read_text() == "kept"


def test_a_day_to_come_is_refused(run: Run, tmp_path: Path) -> None:
    done = run("demo", "prepare", "--data", tmp_path / "data", "--today", "2999-01-01")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("2999-01-01 has not come yet.")


def test_the_trail_tells_of_a_changed_row(demo: Path, run: Run, tmp_path: Path) -> None:
    changed = tmp_path / "data"
    shutil.copytree(demo, changed)
    file = sqlite3.connect(changed / "enthesis.sqlite3")
    with pytest.raises(sqlite3.DatabaseError, match="never changed"):
        file.execute("UPDATE audit SET role = 'nobody' WHERE number = 7")
    file.execute("DROP TRIGGER audit_no_update")
    file.execute("UPDATE audit SET role = 'nobody' WHERE number = 7")
    file.commit()
    file.close()

    whole, broken = run("audit", "verify", "--data", demo), run("audit", "verify", "--data", changed)
    ((entries,),) = rows(demo, "SELECT count(*) FROM entry WHERE signature <> ''")
    ((decisions,),) = rows(demo, "SELECT count(*) FROM sign_off")
    ((protocols,),) = rows(demo, "SELECT count(*) FROM preparation_protocol")
    assert entries and decisions and protocols
    signed = entries + decisions + protocols
    assert whole.returncode == 0
    assert whole.stdout == f"The audit trail is whole, and {signed} signatures match.\n"
    assert broken.returncode == 1
    assert "at entry 7" in broken.stderr

    doctor = run("doctor", "--data", changed)
    assert doctor.returncode == 1
    assert "WRONG  audit" in doctor.stdout


def test_a_signed_plan_that_was_changed_is_told(demo: Path, run: Run, tmp_path: Path) -> None:
    changed = tmp_path / "data"
    shutil.copytree(demo, changed)
    file = sqlite3.connect(changed / "enthesis.sqlite3")
    file.execute("DROP TRIGGER entry_no_update")
    file.execute(
        "UPDATE entry SET body = replace(body, '\"anchors\":', '\"anchors\":1') WHERE kind = 'plan_signed'"
    )
    file.commit()
    file.close()

    broken, doctor = run("audit", "verify", "--data", changed), run("doctor", "--data", changed)
    assert broken.returncode == 1
    assert "(plan_signed) of case" in broken.stderr
    assert "WRONG  signatures" in doctor.stdout
