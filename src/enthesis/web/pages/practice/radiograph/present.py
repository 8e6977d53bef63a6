"""The page value: whose hip, and the form in its sections."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.correcting import WHY
from enthesis.web.shell.radiograph_form import LAYOUT, RadiographForm


@dataclass(frozen=True, slots=True, kw_only=True)
class RadiographPage:
    head: CaseHead
    form: RadiographForm
    sections: tuple[Section, ...]
    correction: bool


def present(head: CaseHead, form: RadiographForm, *, correction: bool) -> RadiographPage:
    """The form in its sections; for a correction the reason first."""
    layout = ((_("Correction"), (WHY,)), *LAYOUT) if correction else LAYOUT
    return RadiographPage(head=head, form=form, sections=sections(form, layout), correction=correction)
