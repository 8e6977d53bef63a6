"""Every address of the site and who may open it."""

from sys import modules

from django.urls import URLPattern, URLResolver, get_resolver

from enthesis.cli.reference.markdown import code, table
from enthesis.web.shell.discovery import Page, pages

TITLE = "Routes"
SUMMARY = "Every page declares who may open it; one that does not is refused when the site starts."


def body() -> str:
    own = table(("Address", "Page", "Open to", "What it is"), [_row(page) for page in pages()])
    sign_in = [(code(f"/accounts/{address}"), name) for address, name in _accounts()]
    return (
        f"{own}\n## Sign-in of staff\n\nThese come from django-allauth. Nobody signs up: "
        f"the practice makes the accounts.\n\n{table(('Address', 'Name'), sign_in)}"
    )


def _row(page: Page) -> tuple[str, ...]:
    told = (modules[page.view.__module__].__doc__ or "").strip().split("\n\n")[0]
    return code(f"/{page.address}"), page.name, page.access.sentence, told


def _accounts() -> list[tuple[str, str]]:
    found = []
    for one in get_resolver().url_patterns:
        if isinstance(one, URLResolver) and str(one.pattern) == "accounts/":
            found += _below(one, "")
    return sorted(found)


def _below(resolver: URLResolver, prefix: str) -> list[tuple[str, str]]:
    found = []
    for one in resolver.url_patterns:
        address = prefix + str(one.pattern)
        if isinstance(one, URLPattern):
            found.append((address, one.name or ""))
        else:
            found += _below(one, address)
    return found
