"""The letter to the referring physician, as the surgeon wrote and signed it."""

from django.utils.translation import gettext as _

from enthesis.delivery.documents.paper import Paper, Text
from enthesis.domain.pathway.document import Letter
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.documents.papers.whose import Setting, write


def obstacle(file: CaseFile) -> str:
    """Why the paper cannot be made yet; empty when it can."""
    return "" if file.latest(Letter) else _("No letter has been written yet.")


def compose(setting: Setting) -> Paper:
    signed = setting.file.latest(Letter)
    if signed is None:
        raise LookupError("There is no letter.")
    return write(
        setting,
        _("Letter"),
        Text(text=signed.value.text),
        about=((_("To"), signed.value.to),),
        signed=signed,
        meaning=_("Letter signed"),
    )
