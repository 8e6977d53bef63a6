"""Studies in the practice: what they ask, how a run stands, and its report served as it was published."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from enthesis.actions.studies import publish_study
from enthesis.cli.jobs.kind import worker_of
from enthesis.domain.practice.threshold_setting import ThresholdSetting
from enthesis.domain.terms import STAFF, SURGEONS, Role
from enthesis.store.audit import list_audit
from enthesis.store.practice import load_practice, save_practice
from enthesis.store.scope import Scope
from enthesis.store.studies import Progress, list_runs, load_run, reports_folder, save_progress
from tests.support.cases import AT, House, a_house
from tests.support.screen import form_in, text_of
from tests.support.studying import FILES, PROTOCOL, SLUG, ask, fail, lease, publish, write_report

pytestmark = pytest.mark.django_db

READERS = {Role.RESEARCHER, Role.ADMINISTRATOR, Role.AUDITOR} | SURGEONS
RUNNERS = READERS - {Role.AUDITOR}
LIST = reverse("practice:studies")
STUDY = reverse("practice:study", kwargs={"slug": SLUG})
NOW = AT + timedelta(days=1)
QUERIES = 8
HTMX = {"HX-Request": "true"}


class Reader:
    """Somebody at the pages of studies, a day after the runs."""

    def __init__(self, scope: Scope) -> None:
        self.client = Client()
        with time_machine.travel(NOW, tick=False):
            self.client.force_login(get_user_model().objects.get(pk=scope.actor.person))

    def get(self, url: str, **headers: Any) -> HttpResponse:
        with time_machine.travel(NOW, tick=False):
            return self.client.get(url, **headers)  # type: ignore[return-value]

    def post(self, data: dict[str, object], url: str = STUDY) -> HttpResponse:
        with time_machine.travel(NOW, tick=False):
            return self.client.post(url, data)  # type: ignore[return-value]

    def form(self) -> dict[str, object]:
        return {**form_in(self.get(STUDY), None, protocol=PROTOCOL.digest)}  # type: ignore[arg-type]


@pytest.fixture
def house(settings: Any, tmp_path: Path) -> House:
    settings.DATA = tmp_path
    return a_house()


@pytest.fixture
def rhea(house: House) -> Scope:
    return house.scope(Role.RESEARCHER)


def report_of(run: UUID) -> str:
    return reverse("practice:study_report", kwargs={"slug": SLUG, "run_id": run})


def file_of(run: UUID, name: str) -> str:
    return reverse("practice:study_file", kwargs={"slug": SLUG, "run_id": run, "name": name})


def test_who_may_read_and_who_may_run(house: House, rhea: Scope) -> None:
    run = publish(rhea)
    for role in STAFF:
        reader = Reader(house.scope(role))
        for url in (LIST, STUDY, report_of(run), file_of(run, "results.json")):
            assert reader.get(url).status_code == (200 if role in READERS else 403), (role, url)
        assert (b"Run it again" in reader.get(STUDY).content) is (role in RUNNERS)
        assert (f'href="{LIST}">Studies<' in reader.get("/practice/").content.decode()) is (role in READERS)


def test_who_may_not_run_is_refused_and_nothing_is_queued(house: House) -> None:
    for role in STAFF - RUNNERS:
        answer = Reader(house.scope(role)).post({"protocol": PROTOCOL.digest, "submit_key": "k"})
        assert answer.status_code == 403
        assert f"is not open to the role “{role.label}”." in text_of(answer)
    assert list_runs(house.desk) == ()


def test_a_visitor_signs_in_first(rhea: Scope) -> None:
    run = publish(rhea)
    for url in (LIST, STUDY, report_of(run), file_of(run, "results.json")):
        assert Client().get(url).status_code == 302


def test_the_list_says_what_is_asked_and_that_it_was_never_run(rhea: Scope) -> None:
    text = text_of(Reader(rhea).get(LIST))
    assert PROTOCOL.study.title in text and PROTOCOL.study.question in text
    assert "Never run at this practice." in text


def test_the_list_counts_who_was_analysed_and_says_no_more(rhea: Scope) -> None:
    run = publish(rhea)
    answer = Reader(rhea).get(LIST)
    text = text_of(answer)
    assert "23 analysed of 26 eligible" in text and "750 hips in the snapshot; 22 persons analysed" in text
    assert "Last run 8 March 2027, 09:00." in text
    assert report_of(run) in answer.content.decode()
    assert "every 2s" not in answer.content.decode()


def test_a_run_that_goes_on_shows_its_step_and_asks_again(house: House, rhea: Scope) -> None:
    run = ask(rhea)
    waiting = Reader(rhea).get(STUDY)
    assert "Waiting asked for by Researcher, 8 March 2027, 09:00" in text_of(waiting)
    assert "It waits to be computed" in text_of(waiting)

    save_progress(
        worker_of(house.practice),
        run,
        lease(),
        Progress(doing="Choosing the cohort", step=3, steps=9, percent=50),
    )
    for url in (LIST, STUDY):
        answer = Reader(house.surgeon).get(url)
        html, text = answer.content.decode(), text_of(answer)
        assert "Being computed" in text and "Choosing the cohort" in text
        assert "Step 3 of 9, 50 %" in text
        assert 'max="900" value="250"' in html
        assert re.search(rf'hx-get="{url}\?seen=[0-9a-f]+" hx-trigger="every 2s"', html)
        assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in html
    assert 'aria-live="polite"' in html and "Run this study" not in text


@pytest.mark.parametrize("url", [LIST, STUDY])
def test_asked_again_nothing_is_sent_while_nothing_changes(house: House, rhea: Scope, url: str) -> None:
    run, held, reader = ask(rhea), lease(), Reader(rhea)
    seen = re.search(r'hx-get="([^"]+)"', reader.get(url).content.decode())
    assert seen
    still = reader.get(seen[1], headers=HTMX)
    assert (still.status_code, still.content) == (204, b"")
    assert reader.get(seen[1]).status_code == 200  # asked for by a person, it is the whole page

    save_progress(worker_of(house.practice), run, held, Progress(doing="Reading", step=1, steps=9))
    assert "Step 1 of 9" in text_of(reader.get(seen[1], headers=HTMX))


def test_asked_again_only_what_changes_is_sent(house: House, rhea: Scope) -> None:
    run, held = ask(rhea), lease()
    save_progress(worker_of(house.practice), run, held, Progress(doing="Reading", step=1, steps=9))
    reader = Reader(rhea)
    going_on = reader.get(STUDY, headers=HTMX)
    assert "<html" not in going_on.content.decode() and "Step 1 of 9" in text_of(going_on)
    assert going_on["Vary"].startswith("HX-Request")

    publish_study(worker_of(house.practice), run, write_report(f"{run}-1"), held, at=AT)
    ended = reader.get(STUDY, headers=HTMX).content.decode()
    assert "every 2s" not in ended and 'id="past" hx-swap-oob="true"' in ended
    assert "Done. 23 analysed of 26 eligible" in text_of(reader.get(STUDY, headers=HTMX))
    assert report_of(run) in ended and 'id="counts" hx-swap-oob="true"' in ended


def test_a_failure_is_told_and_the_study_can_be_run_again(rhea: Scope) -> None:
    fail(rhea, "The disk is full: nothing was written. Free some space, then run it again.")
    for url in (LIST, STUDY):
        text = text_of(Reader(rhea).get(url))
        assert "Failed" in text and "The disk is full: nothing was written." in text
    assert "Run it again" in text


def test_the_protocol_is_told_in_plain_words(rhea: Scope) -> None:
    answer = Reader(rhea).get(STUDY)
    text = text_of(answer)
    order = [
        "First operation of this hip on record.",
        "Endoscopic approach.",
        "A score before surgery of each of",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "Endpoint: revision of the repair, muscle transfer or total hip arthroplasty." in text
    assert "improved by 5.8 points or more" in text and "0 to 100 points, higher is better" in text
    assert "none: no published value was found that fits without a choice" in text
    assert PROTOCOL.digest in text and 'slug = "isolated-endoscopic-two-year"' in text


def test_what_the_practice_goes_by_otherwise_stands_beside(house: House, rhea: Scope) -> None:
    assert "The practice goes by another" not in text_of(Reader(rhea).get(STUDY))
    site = load_practice(rhea)
    chosen = (ThresholdSetting(scale="nahs", metric="mcid", row="FAIS-10Y/mcid/nahs"),)
    save_practice(replace(site, follow_up=replace(site.follow_up, thresholds=chosen)), at=AT)
    page = text_of(Reader(rhea).get(STUDY))
    assert page.count("The practice goes by another elsewhere") == 1
    assert "The practice goes by another elsewhere: improved by 10.2 points or more (FAIS-10Y)." in page


def test_the_published_cohort_stands_beside_as_printed(rhea: Scope) -> None:
    publish(rhea)
    text = text_of(Reader(rhea).get(STUDY))
    assert "Eligible hips 26 26" in text and "Analysed hips 23 23" in text and "Persons 22 22" in text
    assert "Modified Harris Hip Score 55.9 75.4 .005 5.8" in text
    assert "Hip Outcome Score, sport not published not published not published 11" in text


def test_pressing_the_button_queues_the_study_and_leads_back(rhea: Scope) -> None:
    answer = Reader(rhea).post(Reader(rhea).form())
    assert (answer.status_code, answer["Location"]) == (303, f"{STUDY}#runs")
    (run,) = list_runs(rhea)
    assert (run.slug, run.protocol, run.asked_by, run.asked_at) == (
        SLUG,
        PROTOCOL.digest,
        rhea.actor.person,
        NOW,
    )


def test_the_same_form_sent_twice_queues_once(rhea: Scope) -> None:
    reader = Reader(rhea)
    form = reader.form()
    assert [reader.post(form).status_code for _ in range(2)] == [303, 303]
    assert len(list_runs(rhea)) == 1


def test_a_study_that_goes_on_is_not_queued_again(house: House, rhea: Scope) -> None:
    form = Reader(rhea).form()
    ask(house.surgeon)
    answer = Reader(rhea).post(form)
    assert answer.status_code == 422
    assert "This study is waiting already: Surgeon asked for it." in text_of(answer)
    assert len(list_runs(rhea)) == 1


@pytest.mark.parametrize(
    ("typed", "status", "sentence"),
    [
        ({"protocol": "0" * 64}, 409, "The protocol of this study has changed since you opened the page."),
        ({"protocol": ""}, 422, "This page was not complete. Load it again."),
        ({"submit_key": ""}, 422, "This page was not complete. Load it again."),
    ],
)
def test_a_form_that_is_not_of_this_page_runs_nothing(
    rhea: Scope, typed: dict[str, str], status: int, sentence: str
) -> None:
    answer = Reader(rhea).post({**Reader(rhea).form(), **typed})
    assert answer.status_code == status and sentence in text_of(answer)
    assert list_runs(rhea) == ()


def test_a_study_that_is_not_there_is_not_found(rhea: Scope) -> None:
    for way in (Reader(rhea).get, lambda url: Reader(rhea).post({}, url)):
        answer = way(reverse("practice:study", kwargs={"slug": "no-such-study"}))
        assert answer.status_code == 404
        assert "There is no study 'no-such-study'. Choose one of isolated-endoscopic-two-year" in text_of(
            answer
        )


def test_the_report_shows_itself_and_may_do_nothing_else(rhea: Scope) -> None:
    answer = Reader(rhea).get(report_of(publish(rhea)))
    assert answer.content == FILES["report.html"]
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Content-Security-Policy"] == (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
        "form-action 'none'; frame-ancestors 'none'"
    )
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("results.json", "application/json"),
        ("tables/flow.csv", "text/csv; charset=utf-8"),
        ("figures/flow.svg", "image/svg+xml"),
        ("protocol.toml", "text/plain; charset=utf-8"),
    ],
)
def test_a_file_is_taken_away_under_a_name_that_tells_the_study(rhea: Scope, name: str, kind: str) -> None:
    answer = Reader(rhea).get(file_of(publish(rhea), name))
    assert answer.content == FILES[name] and answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'attachment; filename="{SLUG}-{name.rpartition("/")[2]}"'
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "..%2fsecret.txt",
        "%2e%2e/secret.txt",
        "tables/../../secret.txt",
        "tables/..%2f..%2fsecret.txt",
        "..%5csecret.txt",
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "./results.json",
        "tables//flow.csv",
        "RESULTS.JSON",
        "results.json%00.csv",
        "link.json",
        "extra.json",
        "tables",
        "tables/",
        ".",
    ],
)
def test_only_what_was_published_is_there(rhea: Scope, name: str) -> None:
    run = publish(rhea)
    secret = reports_folder() / "secret.txt"
    secret.write_text("SECRET")
    (reports_folder() / f"{run}-1" / "link.json").symlink_to(secret)
    (reports_folder() / f"{run}-1" / "extra.json").write_text("SECRET")
    answer = Reader(rhea).get(f"/practice/studies/{SLUG}/runs/{run}/files/{name}")
    assert answer.status_code == (400 if "%00" in name else 404)
    assert b"SECRET" not in answer.content and b"root:" not in answer.content


@pytest.mark.parametrize("how", ["changed", "linked", "gone"])
def test_a_file_that_is_not_what_was_published_is_refused(rhea: Scope, how: str) -> None:
    run = publish(rhea)
    file = reports_folder() / f"{run}-1" / "report.html"
    if how == "changed":
        file.write_bytes(FILES["report.html"] + b" ")
    else:
        file.unlink()
    if how == "linked":
        copy = reports_folder() / "copy.html"
        copy.write_bytes(FILES["report.html"])
        file.symlink_to(copy)
    answer = Reader(rhea).get(report_of(run))
    assert answer.status_code == 409
    assert "The file report.html of this report is not what was published." in text_of(answer)


def test_another_practices_run_is_not_there(rhea: Scope) -> None:
    run = publish(rhea)
    south = Reader(a_house("south").scope(Role.RESEARCHER))
    for url in (report_of(run), file_of(run, "results.json")):
        assert south.get(url).status_code == 404
    assert "Never run at this practice." in text_of(south.get(LIST))
    assert "This study was never run at this practice." in text_of(south.get(STUDY))


def test_a_run_of_another_study_or_without_report_is_not_there(rhea: Scope) -> None:
    waiting = ask(rhea)
    assert Reader(rhea).get(report_of(waiting)).status_code == 404
    for slug, run in (("another-study", waiting), (SLUG, uuid4())):
        url = reverse("practice:study_report", kwargs={"slug": slug, "run_id": run})
        answer = Reader(rhea).get(url)
        assert answer.status_code == 404 and "There is no such run of a study." in text_of(answer)


def test_reading_changes_nothing(rhea: Scope) -> None:
    run = publish(rhea)
    before = (load_run(rhea, run), len(list_audit(rhea)))
    for url in (LIST, STUDY, report_of(run), file_of(run, "results.json")):
        Reader(rhea).get(url)
    assert (load_run(rhea, run), len(list_audit(rhea))) == before


@pytest.mark.parametrize("url", [LIST, STUDY])
def test_a_page_asks_the_database_a_few_times_only(
    rhea: Scope, url: str, django_assert_max_num_queries: Any
) -> None:
    for hour in range(5):
        publish(rhea, at=AT + timedelta(hours=hour))
    ask(rhea, at=NOW)
    reader = Reader(rhea)
    with django_assert_max_num_queries(QUERIES):
        reader.get(url)
