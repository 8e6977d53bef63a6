"""The messages that left for a patient, in words for that patient."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from enthesis.domain.people.patient import Reach
from enthesis.store.own_messages import Left

BEGINS = {
    "request": gettext_noop("We have your request"),
    "visit": gettext_noop("About a visit"),
    "operation": gettext_noop("About your operation"),
    "invitation": gettext_noop("Questions about how you are"),
    "follow_up": gettext_noop("Questions about how you are"),
    "contact": gettext_noop("Questions about how you are"),
    "intake": gettext_noop("Questions before your visit"),
    "waiting": gettext_noop("About the waiting list"),
    "offer": gettext_noop("An earlier time"),
    "remind": gettext_noop("Reminder of a visit"),
}
WAYS = {
    Reach.EMAIL: gettext_noop("by mail"),
    Reach.TEXT: gettext_noop("as a text message"),
    Reach.CALL: gettext_noop("by telephone"),
}


def left_kind(one: Left) -> str:
    """What a message was about."""
    return next((_(words) for begins, words in BEGINS.items() if one.kind.startswith(begins)), _("A message"))


def left_way(one: Left) -> str:
    return _(WAYS[one.way]) if one.way else ""
