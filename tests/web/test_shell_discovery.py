"""A page is found by its folder; what is no page, half a page or a second page at one address is refused."""

from pathlib import Path

import pytest

import enthesis.web.pages
from enthesis.web.shell import discovery

WHOLE = """
from enthesis.web.shell.access import PUBLIC
from enthesis.web.shell.discovery import Route

ROUTE = Route("{address}")
ACCESS = PUBLIC


def view(request):
    return None
"""


@pytest.fixture
def audience(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """An empty audience of its own, beside the real ones."""
    name = "scratch_" + str(abs(hash(request.node.nodeid)))
    folder = tmp_path / name
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.setattr(discovery, "PREFIXES", {name: "scratch/"})
    monkeypatch.setattr(enthesis.web.pages, "__path__", [*enthesis.web.pages.__path__, str(tmp_path)])
    return folder


def add(audience: Path, name: str, code: str = "", *, address: str = "") -> None:
    (audience / name).mkdir()
    (audience / name / "__init__.py").touch()
    (audience / name / "view.py").write_text(code or WHOLE.format(address=address))


def test_a_folder_is_a_page(audience: Path) -> None:
    add(audience, "beta", address="b/")
    add(audience, "alpha", address="a/<uuid:case_id>/")
    assert [(page.address, page.folder) for page in discovery.pages()] == [
        ("scratch/a/<uuid:case_id>/", "alpha"),
        ("scratch/b/", "beta"),
    ]


@pytest.mark.parametrize("name", ["ROUTE", "ACCESS", "view"])
def test_a_page_without_a_name_is_refused(audience: Path, name: str) -> None:
    add(audience, "half", WHOLE.format(address="h/").replace(name, "other"))
    with pytest.raises(LookupError, match=f"half.view lacks {name}"):
        discovery.pages()


def test_two_pages_at_one_address_are_refused(audience: Path) -> None:
    add(audience, "first", address="same/")
    add(audience, "second", address="same/")
    with pytest.raises(LookupError, match="share the address /scratch/same/"):
        discovery.pages()


@pytest.mark.parametrize("file", ["__init__.py", "view.py"])
def test_a_folder_that_is_no_page_is_refused(audience: Path, file: str) -> None:
    add(audience, "shared")
    (audience / "shared" / file).unlink()
    with pytest.raises(LookupError, match="a page has both"):
        discovery.pages()
