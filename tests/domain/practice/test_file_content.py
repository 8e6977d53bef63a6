"""What a file is, whatever its name says; and what only looks like one."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.file_content import MOST_PARTS, ContentType, content_type_of
from tests.support.attaching import DICOM, HTML, JPEG, PDF, PNG, png, png_part


def refusal(content: bytes) -> str:
    with pytest.raises(Invalid) as refused:
        content_type_of(content)
    return refused.value.sentence


def a_zip() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("bomb", bytes(1_000_000))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, ContentType.PDF),
        (JPEG, ContentType.JPEG),
        (PNG, ContentType.PNG),
        (DICOM, ContentType.DICOM),
        (JPEG + b"a film behind it", ContentType.JPEG),
        (b"II*\x00" + DICOM[4:], ContentType.DICOM),
        (png(png_part(b"tEXt", b"Comment\x00" + HTML)), ContentType.PNG),
    ],
    ids=[
        "pdf",
        "jpeg",
        "png",
        "dicom",
        "a telephone's moving picture",
        "dicom and tiff",
        "words in a picture",
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, kind: ContentType) -> None:
    assert content_type_of(content) is kind


@pytest.mark.parametrize(
    "content",
    [
        HTML,
        HTML + PDF,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        b"MZ" + bytes(200),
        a_zip(),
        b"RIFF\x00\x00\x00\x00WEBP",
        b"\x00",
        b"{}",
    ],
    ids=["html", "html before pdf", "svg", "gif", "program", "zip", "webp", "a byte", "json"],
)
def test_anything_else_is_refused(content: bytes) -> None:
    assert "no PDF, JPEG, PNG or DICOM file" in refusal(content)


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == "This file is empty."


@pytest.mark.parametrize(
    "content",
    [
        PDF[:-8],
        JPEG[:-2],
        JPEG[:12],
        PNG[:-1],
        PNG[:20],
        PNG + HTML,
        PNG.replace(b"IDAT", b"IDAX"),
        b"MZ" + DICOM[2:],
        HTML + DICOM[len(HTML) :],
        DICOM[:132],
        PDF + a_zip() + bytes(2048),
        png(*[png_part(b"tEXt", b"x")] * MOST_PARTS),
        JPEG[:2] + b"\xff\xfe\x00\x02" * MOST_PARTS + JPEG[2:],
    ],
    ids=[
        "pdf cut short",
        "jpeg without its end",
        "jpeg of a head",
        "png cut short",
        "png of a head",
        "a page behind a picture",
        "a wrong check sum",
        "a program before a scan",
        "a page before a scan",
        "dicom of a mark",
        "an archive behind a report",
        "a picture of endless parts",
        "a photograph of endless parts",
    ],
)
def test_what_is_cut_short_or_holds_something_else_is_refused(content: bytes) -> None:
    assert refusal(content) == "This file is not whole, or holds more than it says."


def test_a_picture_that_would_fill_the_memory_is_never_unpacked() -> None:
    """A header of 4 thousand million points, and hardly anything behind it: only its parts are looked at."""
    head = png_part(b"IHDR", b"\xff\xff\xff\xff\xff\xff\xff\xff\x08\x06\x00\x00\x00")
    bomb = PNG[:8] + head + png_part(b"IDAT", b"x") + png_part(b"IEND", b"")
    assert content_type_of(bomb) is ContentType.PNG
