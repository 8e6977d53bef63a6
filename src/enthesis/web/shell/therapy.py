"""A therapy event in words: what is planned, for which occasion, and who opened it."""

from django.utils.translation import gettext as _

from enthesis.actions.therapy_events import planned_kind
from enthesis.domain.errors import NotAllowed
from enthesis.domain.pathway.giving import Occasion, when_of
from enthesis.store.case_files import CaseFile
from enthesis.store.therapy_events import Opened
from enthesis.web.shell.present import moment


def planned_words(file: CaseFile) -> str:
    """What the signed plan names, and when it is given; or that it names nothing."""
    when = when_of(file.signed_plan)
    try:
        kind = planned_kind(file)
    except NotAllowed as problem:
        return str(problem)
    return f"{kind.title}, {when.words}." if when else ""


def occasion_words(occasion: str) -> str:
    return _("Injection after the operation") if occasion == Occasion.AFTERWARDS else _("Operation")


def opened_words(event: Opened, zone: str) -> str:
    who = event.opened_by_name or _("made with a product from before therapy events were kept")
    return f"{moment(event.opened_at, zone)}, {who}"
