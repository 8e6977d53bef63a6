"""What a practice decides about following hips; the table `[follow_up]` of its file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from enthesis.domain.practice.threshold_setting import ThresholdSetting

Protocol = Mapping[str, tuple[str, ...]]
"""Instruments by milestone. A milestone that is not in it asks every routine instrument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpSettings:
    """Each field is a key of the table; one that is not there is as it stands here.

    `double_entry`: a paper form is entered by two people. `proxy_counts`: what somebody else answered for a
    patient counts; our proposal is that it does not. `thresholds`: the row used for a scale and metric
    where it is another than the default.
    """

    protocol: Protocol = field(default_factory=dict)
    thresholds: tuple[ThresholdSetting, ...] = ()
    double_entry: bool = True
    proxy_counts: bool = False
