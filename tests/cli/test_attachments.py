"""What the doctor says of files, and the worker that clears away what nobody needs."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from enthesis.cli.checks import check_attachments
from enthesis.cli.clock import now
from enthesis.cli.worker import work_once
from enthesis.domain.errors import NotAllowed
from enthesis.store.kept_files import Incoming
from tests.support.attaching import attach
from tests.support.cases import Hip, a_hip, a_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip(settings: Any, tmp_path: Path) -> Hip:
    settings.DATA = tmp_path
    return a_hip(a_house())


def test_a_missing_file_is_wrong_and_whole_ones_are_counted(hip: Hip, tmp_path: Path) -> None:
    assert check_attachments() == "0 files of cases are there"
    attach(hip.house.desk, hip.case, at=hip.tick())
    assert check_attachments() == "1 files of cases are there"

    (file,) = [f for f in tmp_path.rglob("*") if f.is_file()]
    file.unlink()
    with pytest.raises(NotAllowed, match=f"1 files of cases are gone or changed.*of case {hip.case}"):
        check_attachments()


def test_the_worker_clears_what_was_broken_off_long_ago(hip: Hip) -> None:
    old, new = Incoming(), Incoming()
    for incoming in (old, new):
        incoming.write(b"%PDF-")
        incoming.finish()
    long_ago = (now() - timedelta(hours=2)).timestamp()
    os.utime(old.path, (long_ago, long_ago))

    work_once()

    assert not old.path.exists()
    assert new.path.exists()
