"""A closed time in words."""

from django.utils.translation import gettext as _

from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.session import Closure
from enthesis.web.shell.diary import clinician_name, office_name
from enthesis.web.shell.present import day


def away_words(site: Practice, closure: Closure) -> str:
    """Who is away, and where."""
    who = clinician_name(site, closure.clinician) if closure.clinician else _("Everybody")
    return f"{who}, {office_name(site, closure.office)}" if closure.office else f"{who}, {_('every office')}"


def days_words(closure: Closure) -> str:
    days = day(closure.first)
    if closure.last != closure.first:
        days = _("%(first)s to %(last)s") % {"first": day(closure.first), "last": day(closure.last)}
    if closure.begins is None or closure.ends is None:
        return days
    return f"{days}, {closure.begins:%H:%M}–{closure.ends:%H:%M}"
