"""What became of a sheet whose entry is complete: on the record, or kept beside answers that count."""

from django.contrib import messages
from django.utils.translation import gettext as _

from enthesis.domain.outcomes.entry.sheet import Sheet
from enthesis.store.entries import answered_otherwise
from enthesis.web.shell.requests import Request


def say_filed(request: Request, sheet: Sheet) -> None:
    """Whether all of it is on the record is told, before anybody puts the sheet away."""
    if answered_otherwise(request.scope, sheet):
        messages.warning(
            request,
            _("The sheet is kept. Of what was answered another way as well, this sheet does not count."),
        )
    else:
        messages.success(request, _("The answers are on the record."))
