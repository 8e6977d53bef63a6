"""What a file is, told by its content and never by its name; nothing of it is decoded or unpacked.

Four formats are taken. A file is known by how it begins, and what follows must be of that format to its end,
so that nothing else rides along: no page behind a picture, no program before a scan.
"""

from binascii import crc32
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol

from enthesis.domain.errors import Invalid


class Content(Protocol):
    """Bytes, or a file mapped into memory."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...

    def find(self, sub: bytes, start: int, /) -> int: ...


class ContentType(StrEnum):
    """Its value is the media type it is served with."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    DICOM = "application/dicom"

    @property
    def label(self) -> str:
        return self.name

    @property
    def suffix(self) -> str:
        return {ContentType.JPEG: ".jpg", ContentType.DICOM: ".dcm"}.get(self, f".{self.name.lower()}")


MOST_PARTS = 20_000  # of a picture; one made of more was made to keep us busy
PDF_END = 2048  # bytes in which the mark of the end stands
JPEG_BEGINS, JPEG_ENDS, SCAN = b"\xff\xd8\xff", b"\xff\xd9", 0xDA
PNG_BEGINS, PNG_HEAD = b"\x89PNG\r\n\x1a\n", b"\x00\x00\x00\x0dIHDR"
PREAMBLE = 128  # bytes before the mark of a DICOM file: empty, or those of a TIFF picture
TIFF = (b"II*\x00", b"MM\x00*")


def content_type_of(content: Content) -> ContentType:
    """The format of a whole file. Raises Invalid for an empty, unknown or broken one."""
    if len(content) == 0:
        raise Invalid("file", "This file is empty.", "Choose it again.")
    for kind, (begins, is_whole) in _FORMATS.items():
        if begins(content):
            if not is_whole(content):
                raise Invalid(
                    "file",
                    "This file is not whole, or holds more than it says.",
                    "Scan or save it again, then send it once more.",
                )
            return kind
    raise Invalid(
        "file",
        "We cannot take this file: it is no PDF, JPEG, PNG or DICOM file, whatever its name says.",
        "Save it as PDF, or take a picture of it.",
    )


def _is_whole_pdf(content: Content) -> bool:
    return b"%%EOF" in content[max(0, len(content) - PDF_END) : len(content)]


def _is_whole_jpeg(content: Content) -> bool:
    """Its segments follow each other up to the picture, and the picture has an end.

    Telephones put a film or notes behind it: what follows the end is left alone.
    """
    at = 2
    for _part in range(MOST_PARTS):
        head = content[at : at + 4]
        length = int.from_bytes(head[2:4], "big")
        if len(head) < 4 or head[0] != 0xFF or length < 2:
            return False
        at += 2 + length
        if head[1] == SCAN:
            return content.find(JPEG_ENDS, at) >= 0
    return False


def _is_whole_png(content: Content) -> bool:
    """Every part has the check sum it names, and nothing follows the last."""
    at = len(PNG_BEGINS)
    if content[at : at + len(PNG_HEAD)] != PNG_HEAD:
        return False
    for _part in range(MOST_PARTS):
        length = int.from_bytes(content[at : at + 4], "big")
        end = at + 8 + length
        if end + 4 > len(content):
            return False
        if crc32(content[at + 4 : end]) != int.from_bytes(content[end : end + 4], "big"):
            return False
        if content[at + 4 : at + 8] == b"IEND":
            return end + 4 == len(content)
        at = end + 4
    return False


def _begins_dicom(content: Content) -> bool:
    return content[PREAMBLE : PREAMBLE + 4] == b"DICM"


def _is_whole_dicom(content: Content) -> bool:
    """Its preamble hides no program, and its first element is of the group that describes the file.

    Where the pictures end it does not say: one that was cut short is seen by whoever opens it.
    """
    preamble = content[:PREAMBLE]
    harmless = not any(preamble) or preamble.startswith(TIFF)
    return harmless and content[PREAMBLE + 4 : PREAMBLE + 6] == b"\x02\x00"


Check = Callable[[Content], bool]

_FORMATS: dict[ContentType, tuple[Check, Check]] = {
    ContentType.PDF: (lambda c: c[:5] == b"%PDF-", _is_whole_pdf),
    ContentType.JPEG: (lambda c: c[:3] == JPEG_BEGINS, _is_whole_jpeg),
    ContentType.PNG: (lambda c: c[:8] == PNG_BEGINS, _is_whole_png),
    ContentType.DICOM: (_begins_dicom, _is_whole_dicom),
}
