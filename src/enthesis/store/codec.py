"""Frozen domain values to JSON and back, strictly; and the hash that a signature covers."""

from hashlib import sha256
from typing import TypeVar

import msgspec

Value = TypeVar("Value")


def encode(value: object) -> str:
    """Canonical JSON: the same value gives the same text, whatever order its mappings were built in."""
    return msgspec.json.encode(value, order="sorted").decode()


def decode(text: str, kind: type[Value]) -> Value:
    """The value a text was made from. Raises msgspec.ValidationError when it cannot be one of that kind."""
    return msgspec.json.decode(text, type=kind)


def digest(value: object) -> str:
    """SHA-256, in hex, of the canonical JSON."""
    return sha256(encode(value).encode()).hexdigest()
