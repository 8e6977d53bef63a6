"""The link in a reminder that ends reminders: signed, so that nobody can end those of somebody else.

It holds no address and asks for nothing; what it opens is only to get no more reminders.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core import signing

from enthesis.domain.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLink:
    """Whose reminders end: those of the address that a message went to."""

    message: UUID
    address_hash: str

    @property
    def token(self) -> str:
        told = self.message.bytes + bytes.fromhex(self.address_hash)
        return _signer().sign(urlsafe_b64encode(told).decode().rstrip("="))

    @property
    def address(self) -> str:
        """Where it leads."""
        return f"{settings.ENTHESIS_ORIGIN}/stop/{self.token}/"


def read_stop_link(token: str) -> StopLink:
    """What a token says; raises NotFound for one that we did not make."""
    try:
        told = _signer().unsign(token)
        whole = urlsafe_b64decode(told + "=" * (-len(told) % 4))
    except (signing.BadSignature, Error, ValueError):
        raise NotFound("stop-link", "This link is not whole.", "Copy all of it from the message.") from None
    return StopLink(message=UUID(bytes=whole[:16]), address_hash=whole[16:].hex())


def _signer() -> signing.Signer:
    return signing.Signer(salt="enthesis.messages.stop", sep=".")
