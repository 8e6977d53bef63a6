"""Files at once, broken off and forged: one stands, what did not arrive is gone, what is kept stays."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from enthesis.actions.act import Receipt
from enthesis.actions.attachments import attach_file
from enthesis.domain.practice.attachment import AttachmentKind
from enthesis.store import attachments
from enthesis.store.audit import find_break
from tests.support.attaching import LIMITS, PDF, attach, hand_over, png, png_part
from tests.support.cases import Hip, a_hip, a_house
from tests.support.fresh import together
from tests.support.screen import Screen

pytestmark = pytest.mark.usefixtures("fresh_database")


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA = tmp_path / "data"
    return tmp_path / "data" / "attachments"


@pytest.fixture
def hip(fresh_database: str) -> Hip:
    return a_hip(a_house())


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def test_the_same_file_sent_by_eight_at_once_is_one_file(hip: Hip, folder: Path) -> None:
    me, at = hip.house.patient(hip.patient), hip.tick()

    def send(_n: int) -> Receipt:
        file = hand_over(me, PDF)
        return attach_file(me, hip.case, file, kind=AttachmentKind.OTHER, limits=LIMITS, at=at)

    results = together(8, send)

    assert [r for r in results if not isinstance(r, Receipt)] == []
    assert len({r.subject for r in results if isinstance(r, Receipt)}) == 1
    assert len(attachments.list_attachments(hip.house.desk, hip.case)) == 1
    assert [file.read_bytes() for file in files(folder)] == [PDF]
    assert find_break() is None


def test_a_clearing_at_the_same_time_takes_away_nothing_that_is_kept(hip: Hip, folder: Path) -> None:
    """The file lay there without a row for long; now it is sent again while the worker clears."""
    me, at = hip.house.patient(hip.patient), hip.tick()
    hand_over(me, PDF)
    place = folder / str(hip.house.practice) / _digest()[:2] / _digest()
    place.parent.mkdir(parents=True)
    place.write_bytes(PDF)
    later = datetime.now(UTC) + timedelta(hours=3)

    def do(n: int) -> object:
        if n:
            return attachments.clear_left_files(at=later)
        hand_over(me, PDF)
        return attach(me, hip.case, PDF, at=at)

    results = together(2, do)
    broken = [r for r in results if isinstance(r, Exception)]
    rows = attachments.list_attachments(hip.house.desk, hip.case)
    assert len(rows) == (0 if broken else 1)
    assert list(attachments.list_astray()) == []


def _digest() -> str:
    return sha256(PDF).hexdigest()


class BrokenOff(BytesIO):
    """A body whose sender goes away in the middle."""

    def __init__(self, body: bytes, after: int, *, loudly: bool) -> None:
        super().__init__(body[:after])
        self.loudly = loudly

    def read(self, size: int | None = -1, /) -> bytes:
        part = super().read(size)
        if not part and self.loudly:
            raise OSError("the line broke")
        return part


@pytest.mark.parametrize("loudly", [True, False], ids=["an error", "an early end"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_an_upload_that_breaks_off_leaves_nothing_that_counts(
    hip: Hip, folder: Path, loudly: bool, share: float
) -> None:
    content = png(png_part(b"tEXt", b"x" * 300_000))
    screen = Screen(hip.house.desk, hip)
    sent = {"kind": "other", "submit_key": "1", "file": _named(content)}
    body = encode_multipart(BOUNDARY, sent)
    request: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": reverse("practice:files", kwargs={"case_id": hip.case}),
        "CONTENT_TYPE": MULTIPART_CONTENT,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BrokenOff(body, int(len(body) * share), loudly=loudly),
    }
    screen.client.raise_request_exception = False
    answer = screen.client.request(**request)

    assert answer.status_code >= 400
    answer.close()
    assert attachments.list_attachments(hip.house.desk, hip.case) == ()
    attachments.clear_left_files(at=datetime.now(UTC) + timedelta(hours=2))
    assert files(folder) == []


def _named(content: bytes) -> BytesIO:
    file = BytesIO(content)
    file.name = "scan.png"
    return file


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/cron.d/x.png",
        "..\\..\\x.png",
        "/abs/x.png",
        "x\x00.png",
        ".png",
        "%2e%2e%2fx.png",
        "con",
    ],
)
def test_no_name_leads_out_of_the_folder(hip: Hip, folder: Path, tmp_path: Path, name: str) -> None:
    file = BytesIO(png())
    file.name = name
    screen = Screen(hip.house.desk, hip)
    address = reverse("practice:files", kwargs={"case_id": hip.case})
    answer = screen.post(address, {"kind": "other", "submit_key": "1", "file": file})
    answer.close()

    inside = {f.resolve() for f in files(folder)}
    assert {f.resolve() for f in (tmp_path / "data").rglob("*") if f.is_file()} == inside
    for found in attachments.list_attachments(hip.house.desk, hip.case):
        assert "/" not in found.file.name
        assert "\\" not in found.file.name
        assert found.file.name.endswith(".png")


def test_an_upload_is_never_whole_in_memory(hip: Hip, folder: Path, settings: Any) -> None:
    """A body of 20 MB, made as it is read, is written in parts of the framework's size."""
    settings.ENTHESIS_LARGEST_FILE_MB = 25
    most = 0

    class Endless(BytesIO):
        def __init__(self, head: bytes, tail: bytes, middle: int) -> None:
            super().__init__()
            self.parts: Iterator[bytes] = iter([head, *(b"x" * 65536 for _ in range(middle // 65536)), tail])
            self.left = b""

        def read(self, size: int | None = -1, /) -> bytes:
            nonlocal most
            while len(self.left) < (size or 0) and (part := next(self.parts, b"")):
                self.left += part
            found, self.left = self.left[:size], self.left[size:]
            most = max(most, len(found))
            return found

    whole = encode_multipart(BOUNDARY, {"kind": "other", "submit_key": "1", "file": _named(b"HERE")})
    head, tail = whole.split(b"HERE")
    middle = 320 * 65536
    request: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": reverse("practice:files", kwargs={"case_id": hip.case}),
        "CONTENT_TYPE": MULTIPART_CONTENT,
        "CONTENT_LENGTH": str(len(head) + middle + len(tail)),
        "wsgi.input": Endless(head, tail, middle),
    }
    answer = Screen(hip.house.desk, hip).client.request(**request)
    assert answer.status_code == 422  # no file we take, told after it was read
    assert 0 < most <= 131072
    answer.close()
    assert files(folder) == []
