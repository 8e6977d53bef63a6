"""Small files of every kind that is taken, made here byte by byte; and files added to a hip."""

from binascii import crc32
from datetime import datetime
from uuid import UUID
from zlib import compress

from enthesis.actions.attachments import attach_file
from enthesis.domain.practice.attachment import AttachmentKind, Limits, Uploaded, safe_name
from enthesis.domain.practice.file_content import content_type_of
from enthesis.store.kept_files import Incoming
from enthesis.store.scope import Scope

LIMITS = Limits(one=1_000_000)


def png_part(name: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + name + body + crc32(name + body).to_bytes(4, "big")


def png(*more: bytes) -> bytes:
    """One white pixel; `more` parts stand before it."""
    head = png_part(b"IHDR", bytes((0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)))
    pixel = png_part(b"IDAT", compress(b"\x00\xff"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + pixel + png_part(b"IEND", b"")


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = png()
JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00\x12\x34\xff\xd9"
)
DICOM = bytes(128) + b"DICM" + b"\x02\x00\x00\x00UL\x04\x00\x00\x00\x00\x00"
HTML = b"<!doctype html><script>alert(1)</script>"


def hand_over(scope: Scope, content: bytes = PDF, name: str = "Report.pdf") -> Uploaded:
    """The file waits to be attached, as after an upload."""
    kind = content_type_of(content)
    incoming = Incoming()
    incoming.write(content)
    incoming.finish()
    incoming.hand_over(scope)
    return Uploaded(sha256=incoming.sha256, size=incoming.size, type=kind, name=safe_name(name, kind))


def attach(
    scope: Scope,
    case: UUID,
    content: bytes = PDF,
    *,
    kind: AttachmentKind = AttachmentKind.MRI_REPORT,
    name: str = "Report.pdf",
    limits: Limits = LIMITS,
    at: datetime,
) -> UUID:
    """A file is on the case."""
    file = hand_over(scope, content, name)
    return attach_file(scope, case, file, kind=kind, limits=limits, at=at).subject
