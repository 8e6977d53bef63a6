"""The link of a reminder, as the demonstration would put it into a mail."""

import re
import time
from pathlib import Path
from uuid import UUID

from django.test import override_settings

from enthesis.delivery.messages.stop_link import StopLink

ID = re.compile(r"^Message-ID: <([0-9a-f-]{36})@", re.MULTILINE)
SECONDS_FOR_MAIL = 30.0


def stop_token(data: Path) -> str:
    """Of some message that has left, signed with the site's own key; the address in it is nobody's."""
    link = StopLink(message=_some_message(data), address_hash="00" * 32)
    with override_settings(SECRET_KEY=(data / "secret.key").read_text()):
        return link.token


def _some_message(data: Path) -> UUID:
    deadline = time.monotonic() + SECONDS_FOR_MAIL
    while time.monotonic() < deadline:
        for file in data.glob("mail/*"):
            if found := ID.search(file.read_text()):
                return UUID(found[1])
        time.sleep(0.2)
    raise AssertionError(f"No mail arrived in {data / 'mail'}.")
