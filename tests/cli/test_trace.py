"""The tree and the values of `enthesis trace`, and what it says of what it cannot follow."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from enthesis.cli.management.commands import trace as command
from enthesis.cli.tracing import tree
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.identity import CodeKind, parse_code
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.stages import Stage
from enthesis.store.trace import find_trace
from tests.support.cases import ZONE, Hip
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    monkeypatch.setattr(command, "check_is_there", lambda: None)


def given() -> Hip:
    return a_hip_at(Stage.CONSENTED).release_now().start().steps().confirm().administer()


def told(*words: str) -> str:
    out = StringIO()
    call_command("trace", *words, stdout=out)
    return out.getvalue()


def test_a_code_is_told_as_a_tree() -> None:
    hip = given()
    product = hip.made.chain.product
    lines = told(product.shown).splitlines()

    assert lines[0] == f"Hip {hip.made.chain.wristband.shown}, left, not operated on"
    assert f"  Product {product.shown}, {load_kind(hip.made.kind).title}, administered  <- asked" in lines
    assert "    kit A kit, lot L1" in lines
    assert any(line.startswith("    given 2027-03-08 ") for line in lines)
    assert any(line.startswith("  Anchor A maker, lot A1, used ") for line in lines)


def test_for_another_program_it_is_json() -> None:
    hip = given()
    found = json.loads(told("a1", "--lot", "--json"))

    (only,) = found["hips"]
    assert (found["asked"], only["case"], only["side"]) == ("a1", str(hip.case), "left")
    assert only["products"][0]["code"] == hip.made.chain.product.text
    assert [p["lot"] for p in only["pieces"] if p["asked"]] == ["A1"]


def test_a_lot_is_not_taken_for_a_code() -> None:
    with pytest.raises(Invalid, match="“L1” is no code of a product, therapy event or wristband"):
        told("L1")


def test_nothing_found_is_said() -> None:
    hip = a_hip_at(Stage.CONSENTED)

    assert told("nowhere", "--lot").strip() == "Nothing leads from nowhere to a hip of this practice."
    band = parse_code(hip.file.case.wristband, kind=CodeKind.WRISTBAND, field="code")
    empty = tree(find_trace(hip.house.nurse, band), zone=ZONE)
    assert empty.endswith("nothing was collected for it or used at it")
