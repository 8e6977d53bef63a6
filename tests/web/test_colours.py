"""Every pair of colours the sheets declare can be read, in both themes; no other sheet names a colour."""

import re

import pytest

from tests.support.source import PACKAGE

SHEETS = PACKAGE / "web" / "static" / "enthesis"
TOKENS = (SHEETS / "tokens.css").read_text(encoding="utf-8")
NEEDED = {"text": 4.5, "shape": 3.0}  # WCAG 2.2, 1.4.3 and 1.4.11
PAIR = re.compile(r"^   (?P<kind>text|shape) +(?P<front>[\w-]+) on (?P<grounds>.+)$", re.MULTILINE)
THEME = re.compile(r"^ *:root(?P<asked>[^{]*?) *\{(?P<body>[^}]*)\}", re.MULTILINE)
VALUE = re.compile(r"--(?P<name>[\w-]+): (?P<value>[^;]+);")


def themes(sheet: str) -> dict[str, dict[str, str]]:
    """The values of each theme by the selector that asks for it."""
    return {
        block["asked"]: {v["name"]: v["value"] for v in VALUE.finditer(block["body"])}
        for block in THEME.finditer(sheet)
    }


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb as WCAG defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs() -> list[tuple[str, str, str]]:
    return [
        (pair["kind"], pair["front"], ground)
        for pair in PAIR.finditer(TOKENS)
        for ground in pair["grounds"].split(", ")
    ]


def test_contrast_agrees_with_the_published_examples() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_there_are_three_blocks_and_many_pairs() -> None:
    assert list(themes(TOKENS)) == ["", ':not([data-theme="light"])', '[data-theme="dark"]']
    assert len(pairs()) > 40


@pytest.mark.parametrize("theme", themes(TOKENS))
@pytest.mark.parametrize(("kind", "front", "ground"), pairs())
def test_a_pair_can_be_read(theme: str, kind: str, front: str, ground: str) -> None:
    values = themes(TOKENS)[theme]
    found = contrast(values[front], values[ground])
    assert found >= NEEDED[kind], f"{front} on {ground}: {found:.2f} to 1, {NEEDED[kind]} is needed."


def test_dark_is_the_same_however_it_is_asked_for() -> None:
    _light, by_system, by_hand = themes(TOKENS).values()
    assert by_system == by_hand


def test_dark_changes_only_what_light_names() -> None:
    light, _by_system, dark = themes(TOKENS).values()
    assert dark.keys() <= light.keys()


@pytest.mark.parametrize("sheet", sorted(SHEETS.rglob("*.css")), ids=lambda file: file.name)
def test_colours_are_named_in_one_place(sheet: object) -> None:
    if sheet == SHEETS / "tokens.css":
        return
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)  # type: ignore[attr-defined]
    bare = re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*\})", text)
    assert [colour for colour in bare if colour != "#000"] == []  # black is ink on paper


@pytest.mark.parametrize("sheet", sorted(SHEETS.rglob("*.css")), ids=lambda file: file.name)
def test_every_variable_is_defined(sheet: object) -> None:
    text = sheet.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    known = themes(TOKENS)[""].keys() | {v["name"] for v in VALUE.finditer(text)}
    assert {name for name in re.findall(r"var\(--([\w-]+)", text) if not name.startswith("bs-")} <= known
