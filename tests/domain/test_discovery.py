"""A folder is walked; what is wrong in it is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from enthesis.domain.discovery import discover, modules

Folder = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Folder:
    """Writes a package of one-line modules and gives its name."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def write(**files: str) -> str:
        name = f"walked_{abs(hash(request.node.nodeid))}"
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").touch()
        for file, content in files.items():
            (tmp_path / name / f"{file}.py").write_text(
                f"from types import SimpleNamespace as T\n{content}\n"
            )
        return name

    return write


def test_sorted_by_key_whatever_the_files_are_called(folder: Folder) -> None:
    from types import SimpleNamespace

    found = discover(folder(a="IT = T(id='z')", b="IT = T(id='y')"), "IT", SimpleNamespace)
    assert list(found) == ["y", "z"]
    with pytest.raises(TypeError):
        found["x"] = SimpleNamespace()  # type: ignore[index]


def test_another_key(folder: Folder) -> None:
    assert list(discover(folder(a="IT = T(code='B-1')"), "IT", object, key="code")) == ["B-1"]


def test_an_empty_folder_holds_nothing(folder: Folder) -> None:
    assert discover(folder(), "IT", object) == {}


def test_a_missing_name_is_loud(folder: Folder) -> None:
    with pytest.raises(LookupError, match=r"\.b declares no IT"):
        discover(folder(a="IT = T(id='a')", b=""), "IT", object)


def test_each_of_several_names_is_needed(folder: Folder) -> None:
    with pytest.raises(LookupError, match=r"\.a declares no EXAMPLES"):
        modules(folder(a="IT = 1"), "IT", "EXAMPLES")


def test_a_repeated_key_is_loud(folder: Folder) -> None:
    with pytest.raises(LookupError, match="both declare 'x'"):
        discover(folder(a="IT = T(id='x')", b="IT = T(id='x')"), "IT", object)


def test_another_kind_is_loud(folder: Folder) -> None:
    with pytest.raises(TypeError, match="is not a int"):
        discover(folder(a="IT = T(id='x')"), "IT", int)
