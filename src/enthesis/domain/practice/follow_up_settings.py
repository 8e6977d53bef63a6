"""What a practice decides about following hips; the table `[follow_up]` of its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Protocol = Mapping[str, tuple[str, ...]]
"""Instruments by milestone. A milestone that is not in it asks every routine instrument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpSettings:
    """Each field is a key of the table; one that is not there is as it stands here."""

    protocol: Protocol = field(default_factory=dict)
