"""Ten years through the whole machine: what leaves by mail and text keeps every rule of contact."""

import os
from pathlib import Path
from typing import Any

import pytest

from enthesis.domain.pathway.contact.rhythm import USUAL
from tests.support.following.machine import Decade
from tests.support.following.rules import broken

pytestmark = pytest.mark.django_db
HIPS = int(os.environ.get("ENTHESIS_FOLLOWED_HIPS", "2"))


def test_what_really_leaves_keeps_every_rule_for_ten_years(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.ENTHESIS_SMS, settings.DATA, settings.ENTHESIS_DEMO = "file", tmp_path, True
    settings.ENTHESIS_SENDS_AT_NIGHT = False
    decade = Decade(hips=HIPS, patch=monkeypatch).pass_by()
    assert list(broken(decade.log, decade.truth, USUAL)) == []
    assert len(decade.log) >= 4 * HIPS
    assert {"invitation", "reminder"} <= {one.kind for one in decade.log}
