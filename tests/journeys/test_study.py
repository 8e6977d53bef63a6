"""A researcher asks the practice's own records a question, and reads what came of it."""

import json
import re
import time

from playwright.sync_api import Route

from tests.support.journeys.people import Account, People, Person, sign_in
from tests.support.journeys.studying import PATIENCE_MS, STUDY, presses_run, waits_for_the_report


def shows_without_its_box(person: Person, path: str) -> None:
    """The page under all of its policy but the sandbox, in which no script of a test could look either."""

    def unboxed(route: Route) -> None:
        answer = route.fetch()
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("sandbox; default-src 'none'; ")
        headers = {**answer.headers, "content-security-policy": policy.removeprefix("sandbox; ")}
        route.fulfill(response=answer, headers=headers)

    person.page.route(f"**{path}", unboxed)
    person.goes_to(path)


def test_a_study_is_run_and_its_report_read(people: People) -> None:
    # Given a researcher on the list of studies
    rhea = people("researcher")
    rhea.goes_to("/practice/studies/").reads("Studies").presses(re.compile("two years and more"))

    # When the study is run, then the page says what is being done until it is done
    presses_run(rhea)
    rhea.takes_a_look("study going on")
    run = waits_for_the_report(rhea)
    rhea.sees(re.compile(r"\d+ analysed of \d+ eligible"))
    rhea.takes_a_look("study done")

    # Then results and tables can be taken away
    rhea.page.get_by_text("Files and where they come from").first.click()
    with rhea.page.expect_download() as taken:
        rhea.presses("results.json")
    assert json.loads(taken.value.path().read_bytes())["study"] == "isolated-endoscopic-two-year"
    assert taken.value.suggested_filename == "isolated-endoscopic-two-year-results.json"

    # And the report shows itself, style and drawings, under a policy that lets nothing else in
    shows_without_its_box(rhea, f"{STUDY}runs/{run}/report/")
    rhea.reads(re.compile("two years and more")).takes_a_look("study report")


def test_a_study_is_followed_without_script(people: People, accounts: dict[str, Account]) -> None:
    # Given a surgeon whose browser runs no script
    surgeon = Person(
        people.nobody("desktop", java_script_enabled=False).page, people.look, accounts["surgeon"]
    )
    sign_in(surgeon)

    # When the study is run, then loading the page again shows how far it is, until it is done
    presses_run(surgeon)
    again = surgeon.page.get_by_role("link", name="load the page again")
    ends = time.monotonic() + PATIENCE_MS / 1000
    while again.count():
        assert time.monotonic() < ends, "the study did not end"
        again.click()
        surgeon.page.wait_for_timeout(500)
    surgeon.sees(re.compile(r"\d+ analysed of \d+ eligible"))
