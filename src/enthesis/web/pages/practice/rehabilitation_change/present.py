from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.web.pages.practice.rehabilitation_change.form import LIMITED, ChangeForm
from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.case_head import CaseHead


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    head: CaseHead
    form: ChangeForm
    sections: tuple[Section, ...]
    back: str


def present(head: CaseHead, form: ChangeForm, *, back: str) -> ChangePage:
    limits = tuple(
        (part.label, tuple(name for name in form.fields if name.startswith(f"{part.value}_")))
        for part in LIMITED
    )
    layout = ((_("Protocol"), ("follows",)), *limits, (_("Reason"), ("reason", "more")))
    return ChangePage(head=head, form=form, sections=sections(form, layout), back=back)
