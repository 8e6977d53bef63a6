"""Files on their way in: only where a page takes them, only from who may come in, never whole in memory.

Each is written to the data folder as it comes. What is not handed over by the end of the request is gone.
"""

from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.urls import Resolver404, resolve

from enthesis.domain.errors import NotAllowed
from enthesis.domain.practice.attachment import Limits
from enthesis.store.kept_files import Incoming
from enthesis.web.shell.access import Access, Door
from enthesis.web.shell.requests import Request
from enthesis.web.shell.session_keys import LINK_SESSION

ONE_AT_A_TIME = 1
BESIDE = 1_000_000  # bytes of a form without its file
HEARD_OUT = 20  # times the largest file: what is larger still is cut off
CHUNK = 65_536  # bytes read at once


class Received(UploadedFile):  # type: ignore[type-arg]
    """A file that came to its end; `is_too_large` when nothing was kept of it."""

    def __init__(self, incoming: Incoming, name: str, *, is_too_large: bool) -> None:
        super().__init__(None, name, size=incoming.size)
        self.incoming, self.is_too_large = incoming, is_too_large

    def close(self) -> None:
        """Called at the end of the request: nothing is left of a file that was not handed over."""
        self.incoming.discard()


class IntoDataFolder(FileUploadHandler):
    """Writes a file to the data folder, hashes it on the way, and stops at the largest that is taken."""

    incoming: Incoming

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.taken, self.is_too_large = 0, False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        check_takes_files(self.request)  # type: ignore[arg-type]
        self.taken += 1
        if self.taken > ONE_AT_A_TIME:
            raise NotAllowed("one-file", "More than one file came at once.", "Send them one by one.")
        self.incoming, self.is_too_large = Incoming(), False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > limits().one and not self.is_too_large:
            self.is_too_large = True
            self.incoming.discard()
        if not self.is_too_large:
            self.incoming.write(raw_data)

    def file_complete(self, file_size: int) -> Received:
        if not self.is_too_large:
            self.incoming.finish()
        return Received(self.incoming, self.file_name or "", is_too_large=self.is_too_large)

    def upload_interrupted(self) -> None:
        self.incoming.discard()


def limits() -> Limits:
    return Limits(one=settings.ENTHESIS_LARGEST_FILE_MB * 1_000_000)


def check_can_come_in(request: Request) -> None:
    """A request with files is refused, and nothing of it kept, when it is larger than its page takes.

    Of who has come in by the door of a page that takes files the rest is read and thrown away, up to a
    measure: a browser that is still sending would not show the answer.
    """
    if not (request.content_type or "").startswith("multipart/"):
        return
    expected = takes_files(request)
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > BESIDE + (limits().one if expected else 0):
        if expected and length <= limits().one * HEARD_OUT:
            _hear_out(request)
        raise NotAllowed("too-large", "That is too large to be sent here.", "Send a smaller file.")


def _hear_out(request: Request) -> None:
    with suppress(OSError):
        while request.read(CHUNK):
            pass


def check_takes_files(request: Request) -> None:
    if not takes_files(request):
        raise NotAllowed(
            "no-files", "This page takes no file, or it was open for too long.", "Load the page again."
        )


def takes_files(request: Request) -> bool:
    """Whether the page at this address takes files, and the caller has come in by its door."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return False
    access: Access | None = getattr(view, "access", None)
    if access is None or not getattr(view, "takes_files", False):
        return False
    match access.door:
        case Door.STAFF:
            return request.scope.actor.person is not None and request.scope.actor.role in access.roles
        case Door.LINK:
            return LINK_SESSION in request.session
        case _:
            return access.door is Door.PUBLIC
