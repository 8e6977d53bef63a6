from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.practice.red_flags import questions
from enthesis.web.shell.calling import CallForm


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPage:
    """`signs`: what was ticked, in words."""

    signs: tuple[str, ...]
    form: CallForm


def present(signs: tuple[str, ...], form: CallForm) -> CallPage:
    return CallPage(signs=tuple(_(question) for question in questions(signs)), form=form)
