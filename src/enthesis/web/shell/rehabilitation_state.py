"""Where a hip stands in its rehabilitation, in a sentence for the practice."""

from django.utils.translation import gettext as _

from enthesis.domain.pathway.phase import State
from enthesis.web.shell.rehabilitation import Rehabilitation


def state_words(told: Rehabilitation) -> str:
    match told.state:
        case State.NOT_CHOSEN:
            return _("No protocol was chosen. The patient reads that no plan is set, and to call.")
        case State.NO_DAY:
            return _("Not operated on yet: the weeks count from that day.")
        case State.BEFORE:
            return _("Before the operation on %(day)s.") % {"day": told.operated_on}
        case State.OVER:
            return _("Week %(week)s: every dated step is behind.") % {"week": told.week}
        case State.RUNNING:
            return _("Week %(week)s after the operation on %(day)s.") % {
                "week": told.week,
                "day": told.operated_on,
            }
