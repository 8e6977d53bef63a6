"""Finds every page in its folder and gives it its address, its name and its guard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import cast

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path

from enthesis.web.shell.access import Access
from enthesis.web.shell.guard import guarded
from enthesis.web.shell.requests import Request

PREFIXES = {"public": "", "portal": "my/", "practice": "practice/"}

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Route:
    """The address of a page below the prefix of its audience, and whether a file may be sent to it.

    `uses_camera`: the page may ask for the camera, to read a code.
    `by_machines`: a program without our cookies may send its form; what the address holds is the key to it.
    """

    path: str
    takes_files: bool = False
    by_machines: bool = False
    uses_camera: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    audience: str
    folder: str
    route: Route
    access: Access
    view: View

    @property
    def name(self) -> str:
        return f"{self.audience}:{self.folder}"

    @property
    def address(self) -> str:
        return PREFIXES[self.audience] + self.route.path


def pages() -> tuple[Page, ...]:
    """Every page, by address.

    Raises LookupError for a folder that is no page, lacks a name, or whose address is taken.
    """
    found = sorted(_pages(), key=lambda page: page.address)
    for earlier, later in pairwise(found):
        if earlier.address == later.address:
            raise LookupError(f"{earlier.name} and {later.name} share the address /{later.address}.")
    return tuple(found)


def urlpatterns() -> list[URLResolver]:
    """Every page under the prefix of its audience, which is also the namespace of its name."""
    by_audience: dict[str, list[URLPattern]] = {audience: [] for audience in PREFIXES}
    for page in pages():
        guard = guarded(page.view, page.access)
        guard.takes_files = page.route.takes_files  # type: ignore[attr-defined]
        guard.uses_camera = page.route.uses_camera  # type: ignore[attr-defined]
        guard.csrf_exempt = page.route.by_machines  # type: ignore[attr-defined]
        by_audience[page.audience].append(path(page.route.path, guard, name=page.folder))
    return [path(PREFIXES[audience], include((found, audience))) for audience, found in by_audience.items()]


def _pages() -> Iterator[Page]:
    for audience in PREFIXES:
        package = f"enthesis.web.pages.{audience}"
        for folder in _folders(package):
            module = import_module(f"{package}.{folder}.view")
            for name in ("ROUTE", "ACCESS", "view"):
                if not hasattr(module, name):
                    raise LookupError(
                        f"{module.__name__} lacks {name}: a page declares ROUTE, ACCESS and view."
                    )
            yield Page(
                audience=audience,
                folder=folder,
                route=module.ROUTE,
                access=module.ACCESS,
                view=cast("Callable[[Request], HttpResponseBase]", module.view),
            )


def _folders(package: str) -> Iterator[str]:
    """The names of the page folders. What only several pages share belongs in components or the shell."""
    spec = find_spec(package)
    for place in (spec and spec.submodule_search_locations) or ():
        for folder in sorted(Path(place).iterdir()):
            if not folder.is_dir() or folder.name.startswith("__") or _is_left_behind(folder):
                continue
            if not (folder / "__init__.py").is_file() or not (folder / "view.py").is_file():
                raise LookupError(f"{package}.{folder.name} lacks __init__.py or view.py: a page has both.")
            yield folder.name


def _is_left_behind(folder: Path) -> bool:
    """Whether a page that moved away left this: a folder without a file, or with compiled ones only."""
    return not any(path.is_file() for path in folder.iterdir())
