"""A death, a withdrawal or the end of a timeline in words, as the pages of a person and of a hip tell it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from enthesis.domain.pathway.ended import ENDS_CONTACT, Ended, EndTold
from enthesis.domain.pathway.follow_up import EndedBy
from enthesis.store.case_files import CaseFile
from enthesis.web.shell.present import day, moment


def told_of(told: EndTold, zone: str) -> str:
    """Who told of it, who recorded it and when, and the words."""
    by = f"Told by: {told.ended.told_by.label.lower()}. Recorded by {told.by_name}, {moment(told.at, zone)}."
    return f"{by} {told.ended.reason}".strip()


def end_marks(ends: Iterable[Ended]) -> tuple[str, ...]:
    """A death, and the wish for no more questions, wherever somebody would otherwise ring or write."""
    return tuple(f"{end.kind.label}: {end.when}" for end in ends if end.kind in ENDS_CONTACT)


def ended_lines(file: CaseFile) -> tuple[str, ...]:
    """What ended for the person, and the operation after which this one is asked about no more."""
    lines = [f"{end.kind.label}: {end.when}." for end in file.ends]
    if file.timelines and (origin := file.timelines[-1].origin) is not None:
        since = {"what": EndedBy(origin.value).label, "day": day(file.timelines[-1].surgery_on)}
        lines.append(_("This hip is asked about since its %(what)s, %(day)s.") % since)
    over = file.timelines[-1].ended if file.timelines else None
    if over is not None and over.by.is_endpoint:
        told = {"what": over.by.label, "day": over.when}
        lines.append(_("This operation is asked about no more: %(what)s, %(day)s.") % told)
    return tuple(lines)
