from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency
from enthesis.web.pages.portal.tell.form import TellForm
from enthesis.web.shell import read_out


@dataclass(frozen=True, slots=True, kw_only=True)
class TellPage:
    """`signs` stand beside the field whatever is written: what calls for which care, and the fixed words."""

    hip: str
    form: TellForm
    signs: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


def signs_of(practice: Practice) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    """By urgency: what to do, the rest of the fixed words, and the signs it stands for."""
    return tuple(
        (
            words[0],
            words[1:],
            tuple(_(flag.asked) for flag in RED_FLAGS if flag.urgency is urgency),
        )
        for urgency in Urgency
        if (words := read_out.care(practice, urgency))
    )
