"""The right day, how it is known, and the signature."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from enthesis.web.shell.acting import SignedForm
from enthesis.web.shell.answers import day_field, text


class SurgeryDayForm(SignedForm):
    on = day_field(_("Day of surgery"))
    reason = text(_("How the day is known"), longest=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(("on", "reason", "password"))
