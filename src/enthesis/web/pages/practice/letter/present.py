"""The letter as it would begin: what the record knows, to be edited before it is signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.schemes import scheme_called
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.terms import Side
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.letter.form import LetterForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.plan_words import plan_rows
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    head: CaseHead
    form: LetterForm


def begin_with(file: CaseFile) -> dict[str, object]:
    """What the form shows before anybody has typed."""
    return {"version": file.case.version, "text": "\n\n".join(_paragraphs(file))}


def _paragraphs(file: CaseFile) -> Iterator[str]:
    side = _("left") if file.case.side is Side.LEFT else _("right")
    who = file.contact.name if file.contact else _("your patient")
    yield _("Thank you for sending us %(who)s, whom we see for the %(side)s hip.") % {
        "who": who,
        "side": side,
    }
    if (chosen := file.value(Classified)) is not None:
        scheme = scheme_called(chosen.scheme)
        told = {"scheme": scheme.title, "type": chosen.chosen}
        yield _("The tear is classified as %(type)s (%(scheme)s).") % told
    if (plan := file.signed_plan) is not None:
        rows = "; ".join(f"{name}: {told}" for name, told in plan_rows(plan))
        yield _("The signed plan. %(rows)s.") % {"rows": rows}
    if file.case.operated_on is not None and file.latest(Finish) is not None:
        yield _("The operation was on %(day)s.") % {"day": day(file.case.operated_on)}
