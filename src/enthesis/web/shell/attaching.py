"""The form that sends a file: what it shows, and the file, known by its content."""

from mmap import ACCESS_READ, mmap
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.domain.errors import Invalid
from enthesis.domain.practice.attachment import AttachmentKind, Uploaded, safe_name
from enthesis.domain.practice.file_content import content_type_of
from enthesis.store.scope import Scope
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.problems import in_words
from enthesis.web.shell.uploads import Received, limits

# Without the names of other picture formats telephones change a picture to one of these by themselves.
ACCEPTED = "application/pdf,image/jpeg,image/png,application/dicom,.dcm"


class ContentField(forms.FileField):
    """Refuses what is too large, empty, unknown or broken; gives the file and its type."""

    widget = forms.FileInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> tuple[Received, Any]:
        received = super().clean(data, initial)
        if not isinstance(received, Received):
            raise forms.ValidationError(_("Choose the file again."))
        if received.is_too_large:
            most = limits().one // 1_000_000
            raise forms.ValidationError(
                _("This file is larger than %(most)s MB. Send a smaller one, or bring it.") % {"most": most}
            )
        try:
            with (
                received.incoming.path.open("rb") as file,
                mmap(file.fileno(), 0, access=ACCESS_READ) as content,
            ):
                return received, content_type_of(content)
        except Invalid as problem:
            raise forms.ValidationError(in_words(problem)) from problem


class AttachForm(ActForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What does it show?"),
        error_messages={"required": gettext_lazy("Choose what it shows.")},
    )
    file = ContentField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy("A PDF, a picture (JPEG or PNG) or a DICOM file."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Choose it again."),
        },
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
        kinds = [(kind.value, _(kind.label)) for kind in AttachmentKind]
        self.fields["kind"].choices = [("", _("Choose")), *kinds]  # type: ignore[attr-defined]

    @property
    def shows(self) -> AttachmentKind:
        return AttachmentKind(self.cleaned_data["kind"])

    def uploaded(self, scope: Scope) -> Uploaded:
        """The file, handed over to wait for its row."""
        received, type_ = self.cleaned_data["file"]
        received.incoming.hand_over(scope)
        return Uploaded(
            sha256=received.incoming.sha256,
            size=received.incoming.size,
            type=type_,
            name=safe_name(received.name or "", type_),
        )
