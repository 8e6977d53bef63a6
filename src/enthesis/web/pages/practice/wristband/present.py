"""A wristband, and its code as text."""

from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext as _

from enthesis.actions.labels import compose_wristband
from enthesis.domain.biologics.label import Label
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.labels import LabelForm, LabelPage, label_page
from enthesis.web.shell.present import Button


def compose_of(file: CaseFile) -> Callable[[], Label]:
    return partial(compose_wristband, file)


def present(scope: Scope, file: CaseFile, head: CaseHead, form: LabelForm) -> LabelPage:
    compose = compose_of(file)
    back = Button(label=_("Back to the hip"), href=head.href)
    return label_page(scope, head, compose().code, compose, form=form, notes=(), back=back)
