from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.pathway.case import Case, Entry
from enthesis.domain.pathway.phase import State
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency
from enthesis.domain.terms import Side
from enthesis.web.pages.portal.rehabilitation.form import RecoveryForm
from enthesis.web.shell.rehabilitation import (
    RecoveryLine,
    Rehabilitation,
    own_state_words,
    recovery_lines,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HipNow:
    """One hip today. `state` says in a sentence where it stands; `form` is None where nothing can be told."""

    title: str
    state: str
    call: bool
    told: Rehabilitation
    reached: tuple[RecoveryLine, ...]
    form: RecoveryForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RehabilitationPage:
    hips: tuple[HipNow, ...]
    form: RecoveryForm | None
    emergencies: tuple[str, ...]
    calls: tuple[str, ...]
    home: str


def hip_now(
    case: Case, entries: Sequence[Entry[object]], told: Rehabilitation, form: RecoveryForm | None
) -> HipNow:
    return HipNow(
        title=_("Your left hip") if case.side is Side.LEFT else _("Your right hip"),
        state=own_state_words(told),
        call=told.state is not State.RUNNING,
        told=told,
        reached=tuple(line for line in recovery_lines(entries, plainly=True) if line.on),
        form=form,
    )


def page(hips: tuple[HipNow, ...], form: RecoveryForm | None, *, home: str) -> RehabilitationPage:
    return RehabilitationPage(
        hips=hips,
        form=form,
        emergencies=_signs(Urgency.EMERGENCY),
        calls=_signs(Urgency.CALL_TODAY),
        home=home,
    )


def _signs(urgency: Urgency) -> tuple[str, ...]:
    return tuple(_(flag.question) for flag in RED_FLAGS if flag.urgency is urgency)
