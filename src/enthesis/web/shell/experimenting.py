"""Experiments with reminders in words: what is compared, how it stands."""

from datetime import date

from django.utils.translation import gettext as _

from enthesis.domain.pathway.experiment.experiment import Design
from enthesis.domain.pathway.experiment.result import is_settled
from enthesis.domain.pathway.experiment.variants import Variant, Varies, variant_called
from enthesis.store.experiments import Entered


def arm_title(varies: Varies, arm: str) -> str:
    """The title of a variant; its id where it is declared no more."""
    variant = variant_called(varies, arm)
    return variant.title if isinstance(variant, Variant) else arm


def compared(design: Design) -> str:
    """Words of the messages: Usual words / Begins with how little is asked."""
    first, second = (arm_title(design.varies, arm) for arm in design.arms)
    return f"{design.varies.label}: {first} / {second}"


def state_words(one: Entered, *, on: date) -> str:
    """Whether it runs, waits for the last answers, or has a result."""
    experiment = one.experiment
    if is_settled(experiment, one.days, on=on):
        return _("Ended, with a result")
    if experiment.runs(on=on, entered=len(one.days)):
        return _("Runs") if on >= experiment.design.first_on else _("Begins later")
    if not one.days:
        return _("Ended; nobody entered")
    return _("Ended; the last persons may still answer in time")
