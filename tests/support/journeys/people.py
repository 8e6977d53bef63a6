"""The people of a journey: each looks at a browser of their own."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.journeys.look import Look

ROW = re.compile(
    r"^\s*(?P<name>[\w.-]+)(?P<host>@\S+)\s{2,}(?P<role>\S.*?)\s{2,}(?P<pin>\S+)\s*$", re.MULTILINE
)
PASSWORD = re.compile(r"password of every account: (\S+)")


@dataclass(frozen=True, slots=True)
class Account:
    email: str
    role: str
    pin: str
    password: str


def read_accounts(told: str) -> dict[str, Account]:
    """The accounts as the preparation of a demonstration prints them."""
    password = PASSWORD.search(told)
    assert password, f"No password was printed: {told}"
    return {
        row["name"]: Account(row["name"] + row["host"], row["role"], row["pin"], password[1])
        for row in ROW.finditer(told)
    }


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a screen. `account` is None for visitors and patients.

    Nobody looks at, presses or types into a page before it is drawn and its scripts have hold of it.
    """

    page: Page
    look: Look
    account: Account | None = None

    def goes_to(self, path: str) -> "Person":
        self.page.goto(path)
        return self

    def sees(self, *words: str) -> "Person":
        for told in words:
            expect(self.page.get_by_text(told).first).to_be_visible()
        return self.sits_back()

    def reads(self, heading: str | re.Pattern[str]) -> "Person":
        expect(self.page.get_by_role("heading", level=1, name=heading)).to_be_visible()
        return self.sits_back()

    def presses(self, name: str | re.Pattern[str]) -> "Person":
        """Presses the button, or follows the link, of that name."""
        button = self.page.get_by_role("button", name=name, exact=isinstance(name, str))
        link = self.page.get_by_role("link", name=name, exact=isinstance(name, str))
        button.or_(link).first.click()
        return self.sits_back()

    def fills(self, **fields: object) -> "Person":
        """Fields of the page by the name they are sent with: text, a choice, or True and False for a box."""
        for name, value in fields.items():
            fill(self.page, name, value)
        return self

    def sits_back(self) -> "Person":
        """The page is all there: words are read before styles and scripts have come."""
        self.page.wait_for_load_state()
        return self

    def takes_a_look(self, name: str) -> "Person":
        self.look(self.page, name)
        return self

    @property
    def pin(self) -> str:
        assert self.account is not None
        return self.account.pin

    @property
    def password(self) -> str:
        assert self.account is not None
        return self.account.password


def fill(scope: Any, name: str, value: object) -> None:
    """Fills one field of a page or a form, whatever kind it is."""
    field = scope.locator(f'[name="{name}"]:not([type=hidden])')
    match field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type"):
        case "select":
            field.first.select_option(str(value))
        case "radio":
            choose(scope, name, value)
        case "checkbox" if isinstance(value, bool):
            field.first.set_checked(value)
        case "checkbox":
            scope.locator(f'[name="{name}"][value="{value}"]').check()
        case _:
            field.first.fill(str(value))


def choose(scope: Any, name: str, value: object) -> None:
    """A radio button by its label, as a person presses it: the label may be all of it that is drawn."""
    button = f'[type="radio"][name="{name}"][value="{value}"]'
    radio = scope.locator(button)
    scope.locator(f'label:has({button}), label[for="{radio.get_attribute("id")}"]').first.click()
    expect(radio).to_be_checked()


class People:
    """Staff by the first part of their address, each signed in once a run: `people("nurse2")`."""

    def __init__(
        self,
        open_page: Callable[..., Page],
        accounts: dict[str, Account],
        signed_in: dict[str, Any],
        look: Look,
    ) -> None:
        self.open_page, self.accounts, self.signed_in, self.look = open_page, accounts, signed_in, look
        self.here: dict[str, Person] = {}

    def __call__(self, name: str, device: str = "desktop") -> Person:
        if name not in self.here:
            page = self.open_page(device, storage_state=self.signed_in.get(name))
            self.here[name] = Person(page, self.look, self.accounts[name])
            if name not in self.signed_in:
                sign_in(self.here[name])
                self.signed_in[name] = page.context.storage_state()
        return self.here[name]

    def nobody(self, device: str = "phone", **options: Any) -> Person:
        """A person with no account, in a browser that knows nothing."""
        return Person(self.open_page(device, **options), self.look)


def sign_in(person: Person) -> None:
    assert person.account is not None
    person.goes_to("/practice/").fills(login=person.account.email, password=person.account.password)
    person.presses("Sign in").reads("Today")
