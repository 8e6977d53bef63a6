"""Identities that are the same each time: made of the seed, the hip's number and what they name.

They rise with the number, so that hips in the order of their identities are in the order of the draw.
"""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from enthesis.domain.biologics.identity import RANDOM_BYTES, Code, CodeKind, make_code

VERSION, VARIANT = 0x8 << 76, 0b10 << 62  # of a UUID whose bits mean what its maker says
_LOW_74 = ~((0xF << 76) | (0b11 << 62))


@dataclass(frozen=True, slots=True)
class Numbered:
    """The hip of this number in the practice of this seed, or the person whose first hip it is."""

    seed: int
    number: int

    def id(self, what: str, place: int = 0) -> UUID:
        """The identity of one of its rows."""
        low = int.from_bytes(self._bytes(f"{what} {place}")[:10])
        return UUID(int=(self.number << 80) | (low & _LOW_74) | VERSION | VARIANT)

    def code(self, kind: CodeKind) -> Code:
        """The code of its wristband or product."""
        return make_code(kind, self._bytes(f"code {kind.value}")[:RANDOM_BYTES])

    def dice(self, what: str) -> str:
        """The seed of its dice for what no study looks at."""
        return f"{self.seed} {self.number} {what}"

    def _bytes(self, what: str) -> bytes:
        return sha256(self.dice(what).encode()).digest()
