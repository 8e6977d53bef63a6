"""What to do and not to do after the operation, week by week, for the patient and the therapist."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from enthesis.delivery.documents.paper import Box, Paper, Part, Table, Text
from enthesis.domain.examination.classification import Classified
from enthesis.domain.pathway.followed import Followed, change_in, followed_in, torn_in
from enthesis.domain.pathway.phase import Held, schedule
from enthesis.domain.pathway.rehabilitation import LALL, Protocol, protocol_for
from enthesis.domain.pathway.rehabilitation import Part as About
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.documents.papers.whose import Setting, write
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.present import day
from enthesis.web.shell.rehabilitation import (
    amount_words,
    bound,
    bound_words,
    part_titles,
    step_words,
    week_words,
)


def obstacle(file: CaseFile) -> str:
    """Why the paper cannot be made; empty when it can."""
    if file.case.stage is Stage.CLOSED and file.latest(Finish) is None:
        return _("The case was closed without an operation.")
    if followed_in(file.entries) is not None:
        return ""
    chosen = file.value(Classified)
    if chosen is None or chosen.scheme != LALL:
        return _("It follows from the type of the tear, which is not classified yet.")
    if protocol_for(chosen.chosen) is None:
        return _("No protocol was found for type %(type)s.") % {"type": chosen.chosen}
    return ""


def _followed(file: CaseFile) -> Followed | None:
    """What the hip follows; where no surgeon has chosen, the house's template for the type, as a proposal."""
    if (chosen := followed_in(file.entries)) is not None:
        return chosen
    classified = file.value(Classified)
    usual = protocol_for(classified.chosen) if classified and classified.scheme == LALL else None
    return Followed(protocol=usual) if usual else None


def compose(setting: Setting) -> Paper:
    file = setting.file
    followed = _followed(file)
    if followed is None:
        raise LookupError("A rehabilitation plan follows from a protocol.")
    on, protocol = file.case.operated_on, followed.protocol
    about = (
        (_("Operation"), day(on) if on else _("not done yet: weeks count from its day")),
        (_("Protocol"), _("%(title)s, version %(n)d") % {"title": _(protocol.title), "n": protocol.version}),
        *_changed(file),
    )
    return write(
        setting,
        _("After the operation"),
        *_parts(schedule(followed, surgery_on=on, tear=torn_in(file.entries)), on),
        *_confirmed(protocol),
        Text(
            text=_(
                "These are the usual steps after such a repair. What your surgeon tells you goes before this "
                "paper."
            )
        ),
        Text(
            text=_(
                "Week 0 are the first seven days. A step holds through the last day it names. Where two "
                "steps name a week, the stricter one stands first. If something is not named here, that does "
                "not mean it is allowed: ask us."
            )
        ),
        Box(heading=_("Call 911 or go to an emergency department"), points=_signs(Urgency.EMERGENCY)),
        Box(heading=_("Call the practice today"), points=_signs(Urgency.CALL_TODAY)),
        about=about,
    )


def _changed(file: CaseFile) -> Rows:
    """That a surgeon changed it for this hip alone, and when; nothing where nobody did."""
    change = change_in(file.entries)
    if change is None:
        return ()
    on = day(utc_to_wall(change.at, file.zone).date())
    told = _("by %(name)s, %(day)s") % {"name": change.by_name, "day": on}
    return ((_("Changed for you"), told),)


def _signs(urgency: Urgency) -> tuple[str, ...]:
    return tuple(_(flag.question) for flag in RED_FLAGS if flag.urgency is urgency)


def _parts(told: Sequence[Held], on: date | None) -> list[Part]:
    tables = ((title, [held for held in told if held.part is part]) for part, title in part_titles().items())
    return [_table(title, held, on) for title, held in tables if held]


def _table(title: str, told: Sequence[Held], on: date | None) -> Table:
    return Table(
        heading=title,
        header=(_("What"), _("From"), _("Until"), _("How much")),
        rows=tuple(
            (_what(held), _at(held, on, begins=True), _at(held, on, begins=False), amount_words(held) or "–")
            for held in told
        ),
    )


def _what(held: Held) -> str:
    """Plain words for the patient, the term of the protocol for the therapist, and whose it is."""
    words = step_words(replace(held, most=None), plainly=True)
    term = _(held.what)
    told = words if term.casefold() in words.casefold() else f"{words} ({term})"
    return f"{told}, {_('set for you')}" if held.individual else told


def _at(held: Held, on: date | None, *, begins: bool) -> str:
    """The week after the operation, and the day where that is known."""
    at = held.begins_on if begins else held.ends_on
    if at is None or on is None:
        open_ended = held.part is About.FORBIDDEN and not begins
        return bound(held, begins=begins) or (_("with no end stated") if open_ended else "–")
    told = held.span and (held.span.begins if begins else held.span.ends)
    if told and told.unit != "wk":
        return f"{bound_words(told)}, {day(at)}"
    return f"{week_words((at - on).days // 7)}, {day(at)}"


def _confirmed(protocol: Protocol) -> list[Part]:
    """That a clinician must still confirm it is said on the paper, too."""
    if not protocol.needs_review:
        return []
    told = _("This protocol is a proposal. Your surgeon confirms or changes it before you follow it.")
    return [Box(heading=_("To be confirmed"), points=(told,))]
