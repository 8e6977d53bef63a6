"""How a public page is found and shared: its words, its address in each language, its picture, its data.

A page that is not listed here is open to readers but not to search engines. Absolute addresses need
ENTHESIS_ORIGIN; where it is not set they are left out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from enthesis.domain.errors import NotFound
from enthesis.domain.information.catalogue import topics
from enthesis.domain.practice.practice import Practice
from enthesis.web.shell.languages import FIRST, in_language
from enthesis.web.shell.linked_data import Told, as_script, graph
from enthesis.web.shell.requests import Request

LOCALES = {"en": "en_US", "es": "es_US"}
PICTURE = "enthesis/share.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """`canonical`, `picture` and the addresses of `alternates` are absolute; empty without an origin.

    `alternates` are pairs of a language, or x-default, and an address.
    """

    title: str
    description: str
    locale: str
    other_locales: tuple[str, ...]
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    picture: str
    picture_alt: str
    data: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page in the sitemap: its address in each language, and since when it holds what it holds."""

    addresses: tuple[tuple[str, str], ...]
    changed_on: date | None


Words = tuple[str, str]


def _topic(name: str) -> Callable[[Practice, str], Words]:
    return lambda _practice, _slug: (_(topics()[name].title), _(topics()[name].summary))


def _home(practice: Practice, _slug: str) -> Words:
    return _("Gluteus medius tears of the hip"), _(
        "What a tear of the gluteus medius tendon is, how it is repaired, what is known about biologics, and "
        "how to ask for a hip consultation."
    )


def _request(practice: Practice, _slug: str) -> Words:
    return _("Schedule a hip consultation"), _(
        "Ask for a hip consultation at one of our offices. No account is needed."
    )


def _surgeon(practice: Practice, _slug: str) -> Words:
    names = ", ".join(clinician.name for clinician in practice.clinicians)
    return _("The surgeon"), _("Who sees you and who operates: %(names)s.") % {"names": names}


def _offices(practice: Practice, _slug: str) -> Words:
    names = ", ".join(office.name for office in practice.offices)
    return _("Offices"), _("Where you can be seen: %(offices)s.") % {"offices": names}


def _office(practice: Practice, slug: str) -> Words:
    name = practice.office(slug).name
    return _("Office %(name)s") % {"name": name}, _(
        "The office %(name)s: how to reach it, and how to ask for a hip consultation there."
    ) % {"name": name}


def _references(practice: Practice, _slug: str) -> Words:
    return _("Papers"), _("The papers behind these pages, with links to each.")


PAGES: Mapping[str, Callable[[Practice, str], Words]] = {
    "public:home": _home,
    "public:tear": _topic("tear"),
    "public:repair": _topic("repair"),
    "public:biologics": _topic("biologics"),
    "public:safety": _topic("safety"),
    "public:surgeon": _surgeon,
    "public:offices": _offices,
    "public:office": _office,
    "public:references": _references,
    "public:request": _request,
}


def found(request: Request) -> Found | None:
    """What the page of a request says to those who look for it; None for a page that is not to be found."""
    at, practice = request.resolver_match, getattr(request, "practice", None)
    if at is None or practice is None or at.view_name not in PAGES:
        return None
    slug = at.kwargs.get("office", "")
    try:
        title, description = PAGES[at.view_name](practice, slug)
    except NotFound:
        return None
    code = (get_language() or FIRST)[:2]
    canonical = address(request.path, code)
    told = Told(
        view=at.view_name, title=title, description=description, language=code, url=canonical, office=slug,
        reviewed_on=reviewed_on(at.view_name),
    )  # fmt: skip
    return Found(
        title=title,
        description=description,
        locale=LOCALES[code],
        other_locales=tuple(locale for other, locale in LOCALES.items() if other != code),
        canonical=canonical,
        alternates=alternates(request.path) if canonical else (),
        picture=f"{settings.ENTHESIS_ORIGIN}{static(PICTURE)}" if canonical else "",
        picture_alt=_("Drawing: a torn tendon at the side of the hip, and the same seen larger"),
        data=as_script(graph(practice, told, origin=settings.ENTHESIS_ORIGIN)),
    )


def address(path: str, code: str) -> str:
    """The absolute address of a page in a language; empty where the site does not know its own."""
    return f"{settings.ENTHESIS_ORIGIN}{in_language(path, code)}" if settings.ENTHESIS_ORIGIN else ""


def alternates(path: str) -> tuple[tuple[str, str], ...]:
    """A page in every language, and where readers of any other are sent."""
    every = tuple((code, address(path, code)) for code, _name in settings.LANGUAGES)
    return (*every, ("x-default", address(path, FIRST)))


def reviewed_on(view: str) -> date | None:
    """The day since which every claim of a page has been reviewed; the start page takes from all of them."""
    name = view.removeprefix("public:")
    if name == "home":
        return min(topic.reviewed_on for topic in topics().values())
    return topics()[name].reviewed_on if name in topics() else None


def listed(practice: Practice) -> Iterator[Listed]:
    """Every page that is to be found, those of the offices each."""
    for view in PAGES:
        paths = (
            [reverse(view, kwargs={"office": office.slug}) for office in practice.offices]
            if view == "public:office"
            else [reverse(view)]
        )
        for path in paths:
            yield Listed(addresses=alternates(path), changed_on=reviewed_on(view))
