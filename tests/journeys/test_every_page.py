"""Every address of the site is opened by somebody who may, and looked at."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from playwright.sync_api import expect

from enthesis.domain.terms import Role
from enthesis.web.shell.access import Access, Door
from enthesis.web.shell.discovery import Page as Address
from enthesis.web.shell.discovery import pages
from tests.support.attaching import PDF
from tests.support.journeys import outcomes
from tests.support.journeys.before_visit import adds_a_file, comes_before_the_visit
from tests.support.journeys.front_door import Patient, books_a_visit, given_a_booked_hip, invent
from tests.support.journeys.people import Account, People, Person, sign_in
from tests.support.journeys.waiting import waits_for_a_day_that_is_over

# The stage at which a page of a case has most to show; a page not named here is seen in follow-up.
STAGE = {
    "practice:examination": "booked",
    "practice:imaging": "booked",
    "practice:invite": "booked",
    "practice:classification": "classified",
    "practice:facts": "classified",
    "practice:files": "booked",
    "practice:intake": "booked",
    "practice:plan": "classified",
    "practice:comparable": "classified",
    "practice:sign_plan": "classified",
    "practice:override": "classified",
    "practice:consent": "consented",
    "practice:collect": "consented",
    "practice:therapy": "consented",
    "practice:theatre": "in_theatre",
}
# Addresses that show no page of their own; the journey named there uses each.
NO_PAGE = {
    "public:visit_calendar": "test_a_new_patient_books_in_spanish_on_a_phone_moves_and_cancels",
    "public:feed": "tests/web/test_feeds.py: it is read by calendar programs",
    "public:preferences": "test_the_theme_is_chosen",
    "public:stop": "test_reminders_are_ended_on_a_phone_in_spanish",  # its token is that of a reminder
    "public:robots": "tests/web/test_found.py: it is text",
    "public:sitemap": "tests/web/test_found.py: it is a list for machines",
    "practice:patients_template": "test_the_desk_registers_merges_and_parts",  # a file to download
    "practice:file": "test_a_patient_tells_before_the_visit_and_a_nurse_confirms_it",  # to download
    "practice:adverse_event_draft": "tests/web/test_adverse_event.py: a file to download",
    "practice:document": "tests/web/test_documents.py: a file to download",
    "practice:study_report": "test_a_study_is_run_and_its_report_read",  # it runs no script, ours neither
    "practice:stock_order": "tests/web/test_stock.py: a file to download",
    "practice:quality_table": "tests/web/test_operations_list.py: a file to download",
    # A radiograph has to wait for a second reader.
    "practice:second_radiograph": "tests/web/test_codes.py: read again by somebody else",
    "practice:paper_file": "test_a_sheet_is_entered_twice_differs_is_settled_and_scored",  # a file
    "practice:telephone_script": "tests/web/test_paper.py: a file to download",
    "practice:telephone_question": "test_a_caller_asks_by_keyboard_and_the_answers_are_kept_one_by_one",
    "portal:tablet": "test_answering.py: a tablet is handed over first",
    "practice:study_file": "test_a_study_is_run_and_its_report_read",
}
# Pages that a link of their own leads to.
BEFORE_VISIT = ("portal:intake", "portal:intake_section", "portal:bring")
# Of the accounts library: pages that belong to a letter, a second factor in place, or no page at all.
LIBRARY_ELSEWHERE = re.compile(
    r"account_(inactive|confirm_login_code|confirm_email|email_verification_sent|signup"
    r"|reset_password.*)|mfa_(authenticate|download.*|view_recovery.*|deactivate.*|remove.*|edit.*|reauthenticate.*)"
)


# The sweep in parts, so that no one of them is long: which addresses belong to each.
PARTS: dict[str, Callable[[Address], bool]] = {
    "public": lambda address: address.audience == "public",
    "portal": lambda address: address.audience == "portal",
    "a hip": lambda address: address.address.startswith("practice/cases/"),
    "the desk": lambda address: (
        address.audience == "practice" and not address.address.startswith("practice/cases/")
    ),
}
GIVEN = {
    "room": "outcomes",
    "place": "practice/red_flags",
    "slug": "isolated-endoscopic-two-year",
    "office": "west-palm-beach",
    "section": "medicines",
    "milestone": "baseline",
    "kind": "bmac",
}
# Pages whose one place is not what the others of that name show.
OF_ITS_OWN = {"practice:call": "to_call", "practice:paper_settle": "differing"}


@dataclass
class Found:
    """What addresses are filled with, as the pages of the demonstration show it; looked for when asked."""

    staff: Person
    people: People
    folder: Path
    kept: dict[str, str] = field(default_factory=dict)

    def value(self, name: str, address: Address) -> str | None:
        """What may stand at a place of an address; None where nobody has said."""
        if name in GIVEN:
            return GIVEN[name]
        name = OF_ITS_OWN.get(address.name, name)
        if name == "case_id":
            return self.case(STAGE.get(address.name, "operated"))
        if name not in self.kept and hasattr(self, f"find_{name}"):
            self.kept[name] = getattr(self, f"find_{name}")()
        return self.kept.get(name)

    @cached_property
    def patient(self) -> Patient:
        return invent("Petra")

    @cached_property
    def booked(self) -> str:
        return given_a_booked_hip(self.people, self.patient)

    @cached_property
    def link(self) -> str:
        return outcomes.link_shown_to(self.people("desk"), self.booked)

    @cached_property
    def someone(self) -> Person:
        """A patient who came by link, and told of a sign."""
        someone = self.people.nobody("phone")
        outcomes.comes_by_link(someone, self.link, self.patient)
        href = someone.page.locator('main a[href*="/my/forms/"]').first.get_attribute("href") or ""
        self.kept["response_id"] = href.split("/")[3]
        someone.goes_to(reverse("portal:signs")).fills(sign="weight_loss").presses("Go on")
        return someone.reads("Call the practice today")

    @cached_property
    def teller(self) -> Person:
        assert self.someone  # first: whoever has told of signs is not asked for them again
        """Somebody of her own: a patient is asked for signs once an evening."""
        other = invent("Tilda")
        return comes_before_the_visit(self.people, other, given_a_booked_hip(self.people, other))

    @cached_property
    def visitor(self) -> Person:
        """Somebody who holds a visit, and waits for another."""
        visitor = self.people.nobody("phone")
        books_a_visit(visitor, invent("Vera"), nth=30)
        waits_for_a_day_that_is_over(visitor)
        return visitor

    def find_token(self) -> str:
        return self.link.rstrip("/").rsplit("/", 1)[-1]

    def find_response_id(self) -> str:
        assert self.someone
        return self.kept["response_id"]

    def case(self, stage: str) -> str:
        if stage not in self.kept:
            self.staff.goes_to(f"/practice/cases/?stage={stage}")
            self.kept[stage] = self.first(r"/practice/cases/([0-9a-f-]{36})/")
        return self.kept[stage]

    def all(self, pattern: str) -> list[str]:
        """What the pattern holds in each link of the page that fits it."""
        links = self.staff.page.locator("main a[href]")
        hrefs = links.evaluate_all("all => all.map((a) => a.getAttribute('href'))")
        return [found[1] for href in hrefs if (found := re.search(pattern, href))]

    def first(self, pattern: str) -> str:
        if found := self.all(pattern):
            return found[0]
        raise AssertionError(f"{self.staff.page.url} has no link like {pattern}: the demo shows too little")

    def find_product_id(self) -> str:
        """A product of a hip in theatre, whichever of them has one."""
        self.staff.goes_to("/practice/cases/?stage=in_theatre")
        for case in dict.fromkeys(self.all(r"/practice/cases/([0-9a-f-]{36})/")):
            self.staff.goes_to(f"/practice/cases/{case}/")
            if products := self.all(r"/products/([0-9a-f-]{36})/"):
                return products[0]
        raise AssertionError("No hip in theatre has a product: the demo shows too little")

    def find_event_id(self) -> str:
        """The therapy event of a hip that has consented to its product."""
        self.staff.goes_to(f"/practice/cases/{self.case('consented')}/therapy/")
        return self.first(r"/practice/events/([0-9a-f-]{36})/")

    def find_protocol_id(self) -> str:
        self.staff.goes_to("/practice/protocols/")
        return self.first(r"/practice/protocols/([0-9a-f-]{36})/")

    def find_list_id(self) -> str:
        self.staff.goes_to("/practice/operations/?show=lists")
        return self.first(r"/operations/lists/([0-9a-f-]{36})/")

    def find_listed_id(self) -> str:
        """An operation of a hospital's list that waits for somebody, or any that is on one."""
        self.staff.goes_to("/practice/operations/?show=decided")
        return self.first(r"/practice/operations/([0-9a-f-]{36})/")

    def find_entry_id(self) -> str:
        """An entry that is added to, of the hip whose page is opened."""
        self.staff.goes_to(f"/practice/cases/{self.case('operated')}/")
        return self.first(r"/entries/([0-9a-f-]{36})/addendum/")

    def find_number(self) -> str:
        """A candidacy that was kept, of the hip whose page is opened."""
        self.staff.goes_to(f"/practice/cases/{self.case('operated')}/")
        return self.first(r"/assessed/([0-9]+)/")

    def find_request_id(self) -> str:
        self.staff.goes_to("/practice/requests/")
        return self.first(r"/requests/([0-9a-f-]{36})/")

    def find_patient_id(self) -> str:
        """A patient who was registered twice and merged, with a quote, a task and somebody alike."""
        self.staff.goes_to("/practice/patients/?q=knowm")
        return self.first(r"/practice/patients/([0-9a-f-]{36})/$")

    def find_other_id(self) -> str:
        return self.on_patient(r"/merge/([0-9a-f-]{36})/")

    def find_merge_id(self) -> str:
        return self.on_patient(r"/patients/merges/([0-9a-f-]{36})/")

    def find_end_id(self) -> str:
        """The patient wants to be counted in no study."""
        if "patient_id" not in self.kept:
            self.kept["patient_id"] = self.find_patient_id()
        self.staff.goes_to(f"/practice/patients/{self.kept['patient_id']}/end/")
        today = datetime.now(tz=UTC).date() - timedelta(days=1)
        self.staff.fills(kind="withdrew_research", on=today.isoformat(), told_by="patient")
        self.staff.presses("Record it")
        return self.on_patient(r"/patients/ends/([0-9a-f-]{36})/")

    def find_quote_id(self) -> str:
        return self.on_patient(r"/practice/quotes/([0-9a-f-]{36})/")

    def find_sheet_id(self) -> str:
        desk = self.people("desk").goes_to(f"/practice/patients/{self.patient_of_booked()}/paper/")
        desk.presses("Print the form")
        href = desk.page.locator('main a[href$="/form.pdf"]').first.get_attribute("href") or ""
        return href.split("/")[3]

    def find_to_call(self) -> str:
        """Somebody whom no message reached."""
        self.staff.goes_to("/practice/follow-up/")
        return self.first(r"/call-list/([0-9a-f-]{36})/")

    def find_differing(self) -> str:
        """A sheet that two people read differently."""
        self.staff.goes_to("/practice/paper/")
        for sheet in dict.fromkeys(self.all(r"/practice/paper/([0-9a-f-]{36})/")):
            self.staff.goes_to(f"/practice/paper/{sheet}/")
            if self.all(r"/paper/([0-9a-f-]{36})/settle/"):
                return sheet
        raise AssertionError("No sheet waits to be settled: the demo shows too little")

    def patient_of_booked(self) -> str:
        """The patient of the hip that was booked here."""
        desk = self.people("desk").goes_to(f"/practice/cases/{self.booked}/")
        href = desk.page.locator('main a[href*="/practice/patients/"]').first.get_attribute("href") or ""
        return href.split("/")[3]

    def find_task_id(self) -> str:
        return self.on_patient(r"/practice/tasks/([0-9a-f-]{36})/")

    def on_patient(self, pattern: str) -> str:
        if "patient_id" not in self.kept:
            self.kept["patient_id"] = self.find_patient_id()
        self.staff.goes_to(f"/practice/patients/{self.kept['patient_id']}/")
        return self.first(pattern)

    def find_waiting_id(self) -> str:
        assert self.visitor  # who waits
        self.staff.goes_to("/practice/waiting-list/")
        return self.first(r"/waiting-list/([0-9a-f-]{36})/offer/")

    def find_booking_id(self) -> str:
        """A visit to come."""
        self.staff.goes_to("/practice/calendar/?view=week").presses("Later")
        expect(self.staff.page).to_have_url(re.compile("on="))
        days = self.all(r"(view=day&on=[0-9-]+)")
        for day in dict.fromkeys(days):
            self.staff.goes_to(f"/practice/calendar/?{day}")
            if visits := self.all(r"/visits/([0-9a-f-]{36})/"):
                return visits[0]
        raise AssertionError("Nobody comes in the week after this one: the demo shows too little")

    def find_experiment_id(self) -> str:
        self.staff.goes_to("/practice/experiments/")
        return self.first(r"/experiments/([0-9a-f-]{36})/")

    def find_item_id(self) -> str:
        self.staff.goes_to("/practice/stock/")
        return self.first(r"/practice/stock/([0-9a-f-]{36})/")

    def find_recall_id(self) -> str:
        self.staff.goes_to("/practice/recalls/")
        return self.first(r"/practice/recalls/([0-9a-f-]{36})/")

    def find_closure_id(self) -> str:
        """The surgeon is away on one of the next days."""
        away = datetime.now(tz=UTC).date() + timedelta(days=40)
        self.staff.goes_to("/practice/closures/").fills(clinician="lall", first=away.isoformat())
        self.staff.presses("Close this time").reads(re.compile("^Away: "))
        found = re.search(r"/closures/([0-9a-f-]{36})/", self.staff.page.url)
        assert found
        return found[1]

    def find_attachment_id(self) -> str:
        file = self.folder / "report.pdf"
        file.write_bytes(PDF)
        adds_a_file(self.staff, self.booked, file)
        return self.first(r"/practice/files/([0-9a-f-]{36})/")

    def find_rule(self) -> str:
        self.kept["rule"], self.kept["option"] = self.override()
        return self.kept["rule"]

    def find_option(self) -> str:
        self.find_rule()
        return self.kept["option"]

    def override(self) -> tuple[str, str]:
        """A blocking finding of one of the hips with a draft; that hip is the classified one from then on."""
        self.staff.goes_to("/practice/cases/?stage=classified")
        hips = self.staff.page.locator("main tbody a").evaluate_all(
            "all => all.map((a) => a.getAttribute('href'))"
        )
        for hip in hips:
            self.staff.goes_to(f"{hip}plan/")
            links = self.staff.page.locator('a[href*="/override/"]')
            if links.count():
                href = links.first.get_attribute("href") or ""
                self.kept["classified"], rule, option = re.findall(r"cases/(.+)/override/(.+)/(.+)/", href)[0]
                return rule, option
        raise AssertionError("No hip of the demo has a finding that can be overridden")


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_looked_at(part: str, people: People, troubles: list[str], tmp_path: Path) -> None:
    # Given staff of every role, a patient who came by link and a visitor with a visit
    found = Found(people("surgeon"), people, tmp_path)
    mine = [a for a in pages() if PARTS[part](a) and a.name not in NO_PAGE]
    if part == "a hip":
        found.find_rule()  # it chooses the classified hip of all of them

    # When each opens what is theirs, then it is there and nothing is wrong with it
    for address in mine:
        names = re.findall(r"<(?:\w+:)?(\w+)>", address.address)
        told = {name: found.value(name, address) for name in names}
        if unknown := [name for name, value in told.items() if value is None]:
            troubles.append(f"{address.name}: nobody visits it. Say here what {', '.join(unknown)} may be.")
            continue
        _visit(_who_may(address, found), reverse(address.name, kwargs=told), address.name, troubles)


def test_every_address_is_in_one_part_of_the_sweep() -> None:
    assert [a.name for a in pages() if sum(belongs(a) for belongs in PARTS.values()) != 1] == []


def test_pages_of_the_accounts_library_are_looked_at(people: People, troubles: list[str]) -> None:
    """Each is ours to show: signed in or not, and whatever it asks for first."""
    who = people("nurse")
    for name in _library_names():
        if not LIBRARY_ELSEWHERE.fullmatch(name):
            someone = people.nobody("desktop") if name == "account_login" else who
            _visit(someone, reverse(name), name, troubles)


def test_problems_are_told_on_a_page(people: People, tmp_path: Path) -> None:
    # Given an address that is not there, and one that is not open to the desk
    case = Found(people("surgeon"), people, tmp_path).case("in_theatre")
    for who, path, status in (
        (people("desk"), "/practice/nowhere/", 404),
        (people("desk"), f"/practice/cases/{case}/theatre/", 403),
        (people.nobody(), "/nowhere/", 404),
    ):
        # When it is opened, then a page says what happened and where to go on
        answer = who.page.goto(path)
        assert answer is not None and answer.status == status
        who.takes_a_look(f"problem {status} {'staff' if who.account else 'visitor'}")
        assert who.page.locator("main a[href]").count()


def test_the_theme_is_chosen(people: People, accounts: dict[str, Account]) -> None:
    # Given somebody signed in whose device is light
    who = Person(people.nobody("desktop").page, people.look, accounts["auditor"])
    sign_in(who)
    # When dark is chosen in the menu, then the page is dark, and stays so
    who.page.locator("details.menu:not(.more) summary").click()
    who.takes_a_look("menu open")
    who.presses("Dark")
    expect(who.page.locator("html")).to_have_attribute("data-theme", "dark")
    who.goes_to("/practice/cases/")
    expect(who.page.locator("html")).to_have_attribute("data-theme", "dark")


def _who_may(address: Address, found: Found) -> Person:
    access: Access = address.access
    match access.door:
        case Door.LINK:
            return found.teller if address.name in BEFORE_VISIT else found.someone
        case Door.VISIT:
            return found.visitor
        case Door.STAFF:
            role = next(r for r in (Role.SURGEON, *Role) if r in access.roles)
            accounts = {account.role: name for name, account in found.people.accounts.items()}
            return found.people(accounts[role.value.replace("_", " ")])
        case _:
            return found.people.nobody("phone")


def _visit(who: Person, path: str, name: str, troubles: list[str]) -> None:
    answer = who.page.goto(path)
    if answer is None or answer.status != 200:
        troubles.append(f"{name}: {path} answered {answer and answer.status}")
        return
    who.takes_a_look(f"every {name}")


def _library_names() -> list[str]:
    return sorted(set(_names(get_resolver().url_patterns)))


def _names(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or str(pattern.pattern)
        elif pattern.namespace is None:
            yield from _names(pattern.url_patterns)
