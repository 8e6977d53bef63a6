"""What every page gets from the shell: a guard, headers, words for problems, and no query from a template."""

import json
import logging
from uuid import uuid4

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse

from enthesis.domain.errors import Invalid, NotAllowed, NotFound, Problem, Stale
from enthesis.domain.terms import PracticeId, Role
from enthesis.store.models import PracticeRow
from enthesis.web.shell import nav, pages
from enthesis.web.shell.intake import is_readable, whole_pages
from enthesis.web.shell.logs import Line
from enthesis.web.shell.problems import problem_page
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_a_visitor_of_a_staff_page_is_sent_to_sign_in_and_back(practice: PracticeId) -> None:
    answer = Client().get("/practice/requests/?office=manhattan")
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))
    assert "next=/practice/requests/" in answer["Location"]


def test_another_role_is_told_in_words(sign_in: SignIn) -> None:
    answer = sign_in(Role.RESEARCHER).get("/practice/requests/")
    assert answer.status_code == 403
    assert "not open to the role “Researcher”" in answer.content.decode()


def test_what_is_not_there_looks_like_what_belongs_to_others(sign_in: SignIn) -> None:
    assert sign_in(Role.SURGEON).get(f"/practice/cases/{uuid4()}/").status_code == 404


def test_a_patient_page_without_a_link_explains_links(practice: PracticeId) -> None:
    answer = Client().get("/my/forms/")
    assert answer.status_code == 302 and answer["Location"] == reverse("portal:ended")


def test_the_component_page_is_of_the_demonstration_only(
    practice: PracticeId, settings: pytest.FixtureRequest
) -> None:
    assert Client().get("/components/").status_code == 200
    settings.ENTHESIS_DEMO = False  # type: ignore[attr-defined]
    assert Client().get("/components/").status_code == 404


@pytest.mark.parametrize("layout", ["practice", "public", "portal", "no-such"])
def test_components_are_shown_in_every_layout(practice: PracticeId, layout: str) -> None:
    answer = Client().get("/components/", {"as": layout, "theme": "dark"})
    assert answer.status_code == 200 and 'data-theme="dark"' in answer.content.decode()


def test_a_demonstration_says_so_on_every_page(sign_in: SignIn) -> None:
    for answer in (
        Client().get("/"),
        Client().get("/accounts/login/"),
        sign_in(Role.NURSE).get("/practice/"),
    ):
        assert "every patient here is synthetic" in answer.content.decode()


def test_page_and_fragment_share_an_address_and_say_so(practice: PracticeId) -> None:
    assert "HX-Request" in Client().get("/")["Vary"]


def test_nothing_is_loaded_from_elsewhere_and_nothing_private_is_cached(sign_in: SignIn) -> None:
    policy = Client().get("/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
    assert sign_in(Role.NURSE).get("/practice/")["Cache-Control"] == "no-store"
    assert "no-store" in Client().get("/accounts/login/")["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/request/", "/components/", "/accounts/login/", "/nowhere"])
def test_no_page_needs_inline_code(practice: PracticeId, address: str) -> None:
    html = Client().get(address).content.decode()
    assert "style=" not in html and "<style" not in html and " onclick=" not in html
    assert "<script>" not in html


def test_a_template_cannot_query(
    practice: PracticeId, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = rf.get("/")
    request.htmx = False  # type: ignore[attr-defined]
    template = engines["django"].from_string("{% for row in page %}{{ row.name }}{% endfor %}")
    monkeypatch.setattr(pages, "render_to_string", lambda name, told, request: template.render(told, request))
    with pytest.raises(RuntimeError, match="queried the database"):
        pages.render(request, "any.html", PracticeRow.objects.all())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (NotAllowed("role", "Not open to you."), 403),
        (NotAllowed("wrong-stage", "Not at this stage.", "Sign the plan first."), 409),
        (NotFound("case", "No such case."), 404),
        (Stale("case", "The record moved on."), 409),
        (Invalid("zone", "No such zone."), 422),
    ],
)
def test_a_problem_is_a_page_with_its_sentence(rf: RequestFactory, problem: Problem, status: int) -> None:
    answer = problem_page(rf.get("/"), problem)
    assert answer.status_code == status
    assert problem.sentence in answer.content.decode() and problem.remedy in answer.content.decode()


def test_a_fragment_gets_a_notice_on_top_of_its_page(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.htmx = True  # type: ignore[attr-defined]
    answer = problem_page(request, Stale("case", "The record moved on."))
    assert answer["HX-Retarget"] == "#notices" and "<html" not in answer.content.decode()


def test_a_fragment_that_is_sent_on_loads_a_whole_page(rf: RequestFactory) -> None:
    request = rf.post("/")
    request.htmx = True  # type: ignore[attr-defined]
    answer = whole_pages(lambda _request: HttpResponse(status=303, headers={"Location": "/practice/"}))(
        request
    )  # type: ignore[arg-type]
    assert answer.status_code == 200 and answer["HX-Redirect"] == "/practice/"


@pytest.mark.parametrize("text", ["\x00", "a\ud800b", "x" * 20_001])
def test_what_is_no_text_is_refused(text: str) -> None:
    assert not is_readable(text)


@pytest.mark.parametrize("text", ["", "José Ñuñez", "🦴", "×10⁹/L", "x" * 20_000])
def test_what_people_type_is_taken(text: str) -> None:
    assert is_readable(text)


@pytest.mark.parametrize(
    "sent",
    [{"reason": "a\x00b"}, {"reason": "x" * 20_001}, {f"field{n}": "" for n in range(501)}],
    ids=["nul", "endless", "many fields"],
)
def test_unreadable_input_is_answered_in_words(practice: PracticeId, sent: dict[str, str]) -> None:
    answer = Client().post("/request/", sent)
    assert answer.status_code == 400 and "could not be read" in answer.content.decode()


def test_an_empty_form_is_answered_with_links_to_its_fields(practice: PracticeId) -> None:
    answer = Client().post("/request/", {"side": ""})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="error-summary"' in html and 'href="#id_sign_0"' in html and 'id="id_sign_0"' in html


def test_a_site_without_a_practice_is_not_ready() -> None:
    answer = Client().get("/")
    assert answer.status_code == 503 and "No practice has been loaded" in answer.content.decode()


def test_an_old_form_is_told_what_to_do(practice: PracticeId) -> None:
    answer = Client(enforce_csrf_checks=True).post("/request/", {})
    assert answer.status_code == 403 and "open for too long" in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/request/", "/request/"),
        ("//elsewhere.example/", "/"),
        ("https://elsewhere.example/", "/"),
        ("", "/"),
    ],
)
def test_preferences_lead_back_to_this_site_only(practice: PracticeId, asked: str, led_to: str) -> None:
    answer = Client().post("/preferences/", {"theme": "dark", "language": "es", "next": asked})
    assert answer.status_code == 303 and answer["Location"] == led_to
    assert answer.cookies["theme"].value == "dark"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "es"


def test_preferences_keep_only_what_exists(practice: PracticeId) -> None:
    answer = Client().post("/preferences/", {"theme": "neon", "language": "xx"})
    assert not {"theme", settings.LANGUAGE_COOKIE_NAME} & answer.cookies.keys()
    assert Client().get("/preferences/").status_code == 405


def test_a_theme_is_kept_by_the_server(sign_in: SignIn) -> None:
    client = sign_in(Role.NURSE)
    client.post("/preferences/", {"theme": "dark"})
    assert '<html lang="en" data-theme="dark">' in client.get("/practice/").content.decode()


def test_the_menu_shows_only_what_a_role_may_open(sign_in: SignIn) -> None:
    assert 'href="/practice/requests/"' in sign_in(Role.DESK).get("/practice/").content.decode()
    assert 'href="/practice/requests/"' not in sign_in(Role.AUDITOR).get("/practice/").content.decode()


def test_the_log_holds_no_address_and_no_words_of_others() -> None:
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 1, "Not Found: %s", ("/my/secret",), None
    )
    record.status_code = 404
    assert json.loads(Line().format(record)).keys() == {"at", "level", "logger", "status"}


def test_the_log_of_our_own_says_which_message_failed_and_why() -> None:
    said = "A message of kind %s was not sent on try %d: %s."
    record = logging.LogRecord("enthesis.cli", logging.WARNING, "", 1, said, ("offer", 2, "smtp 450"), None)
    event = json.loads(Line().format(record))["event"]
    assert event == "A message of kind offer was not sent on try 2: smtp 450."


def test_the_log_says_what_broke_without_its_words() -> None:
    try:
        raise ValueError("Ada Lovelace, born 1815")
    except ValueError as error:
        kind, trace = type(error), error.__traceback__
        record = logging.LogRecord("enthesis.web", logging.ERROR, "", 1, "broke", (), (kind, error, trace))
    line = Line().format(record)
    assert json.loads(line)["error"] == "ValueError" and "Ada" not in line


def test_what_is_used_less_stands_behind_more_and_only_where_it_would_not_fit(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    surgeon = sign_in(Role.SURGEON).get("/practice/").content.decode()
    menu = surgeon.split('<details class="menu more">')[1].split("</details>")[0]
    assert "<summary>More</summary>" in menu
    assert 'href="/practice/studies/"' in menu and 'href="/practice/requests/"' not in menu
    monkeypatch.setattr(nav, "MOST_SHOWN", 99)
    assert '<details class="menu more">' not in sign_in(Role.NURSE).get("/practice/").content.decode()
