from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.errors import Problem
from enthesis.web.pages.portal.link.form import BirthDateForm


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """Shows nothing of the link: a wrong one looks the same."""

    form: BirthDateForm
    wrong: bool = False


def in_words(problem: Problem) -> str:
    """What the date of birth met, in the reader's language."""
    return f"{_(problem.sentence)} {_(problem.remedy)}".strip()
