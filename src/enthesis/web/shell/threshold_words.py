"""Rows of the table of thresholds in words, as the pages that show them say them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from django.utils.translation import gettext as _

from enthesis.domain.outcomes.chosen import Origin, OwnWay
from enthesis.domain.outcomes.own_cohort import MadeRow
from enthesis.domain.outcomes.threshold import Kind, Metric, Threshold

METRICS = (Metric.MCID, Metric.PASS, Metric.SCB, Metric.MOI)
Words = Callable[[], str]

ORIGINS: Mapping[Origin, Words] = MappingProxyType(
    {
        Origin.DEFAULT: lambda: _("the default, a proposal"),
        Origin.PRACTICE: lambda: _("chosen by this practice"),
        Origin.STUDY: lambda: _("chosen by the study"),
    }
)
WAYS: Mapping[OwnWay, Words] = MappingProxyType(
    {
        OwnWay.BASELINE: lambda: _("half the standard deviation before surgery, of the own hips"),
        OwnWay.CHANGE: lambda: _("half the standard deviation of the change, of the own hips"),
        OwnWay.ANCHOR: lambda: _("the cut by an anchor, of the own hips"),
    }
)


def limit_words(row: Threshold) -> str:
    """Such as 5.8, or 54.8 % of the possible."""
    value = f"{row.value.value}"
    value = value if row.inclusive else _("more than %(value)s") % {"value": value}
    return _("%(value)s %% of the possible") % {"value": value} if row.kind is Kind.PERCENT else value


def source_words(row: Threshold) -> str:
    """Its source, and how far it may be trusted."""
    return row.value.tag.beside(row.source)


def interval_words(made: MadeRow) -> str:
    """The interval of a row of the own hips; empty where it has none."""
    if made.low is None or made.high is None:
        return ""
    return _("95 %% interval %(low)s to %(high)s") % {"low": made.low, "high": made.high}
