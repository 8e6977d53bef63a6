"""The thresholds that a practice chose in its file, checked against the table of thresholds."""

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.chosen import Choices, ThresholdChoice, check_choices
from enthesis.domain.outcomes.threshold import Metric
from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.domain.practice.threshold_setting import ThresholdSetting


def choices_of(settings: FollowUpSettings) -> Choices:
    """What was chosen. Raises Invalid for what names no row, or two rows for one scale and metric."""
    found = tuple(_choice(setting) for setting in settings.thresholds)
    check_choices(found)
    return found


def _choice(setting: ThresholdSetting) -> ThresholdChoice:
    if setting.metric not in set(Metric):
        raise Invalid(
            "metric", f"There is no metric “{setting.metric}”.", f"Use one of {', '.join(sorted(Metric))}."
        )
    return ThresholdChoice(
        scale=setting.scale,
        metric=Metric(setting.metric),
        row=setting.row,
        cut=setting.cut,
        because=setting.because,
        anchor=setting.anchor,
        yes_from=setting.yes_from,
    )
