"""The label of a therapy event's tubes."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.label import Label
from enthesis.store.scope import Scope
from enthesis.store.therapy_events import Opened
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.labels import LabelForm, LabelPage, label_page, shows_names
from enthesis.web.shell.present import Button


def present(
    scope: Scope, head: CaseHead, event: Opened, compose: Callable[[], Label], form: LabelForm
) -> LabelPage:
    back = reverse("practice:event", kwargs={"event_id": event.id})
    return label_page(
        scope,
        head,
        event.code,
        compose,
        form=form,
        notes=("" if shows_names() else _("This site prints no names on labels."),),
        back=Button(label=_("Back to the therapy event"), href=back),
    )
