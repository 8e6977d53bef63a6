"""What to do and not to do after the operation, week by week, for the patient and the therapist."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from enthesis.delivery.documents.paper import Box, Paper, Part, Table, Text
from enthesis.domain.examination.classification import Classified
from enthesis.domain.numbers import plain
from enthesis.domain.pathway.rehabilitation import LALL, Protocol, Span, protocol_for
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency
from enthesis.domain.terms import Sourced
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.documents.papers.whose import Setting, write
from enthesis.web.shell.present import day

WEEK, MONTH = Decimal(7), Decimal("30.4375")  # days


def obstacle(file: CaseFile) -> str:
    """Why the paper cannot be made; empty when it can."""
    if file.case.stage is Stage.CLOSED and file.latest(Finish) is None:
        return _("The case was closed without an operation.")
    if _planned(file) is not None:
        return ""
    chosen = file.value(Classified)
    if chosen is None or chosen.scheme != LALL:
        return _("It follows from the type of the tear, which is not classified yet.")
    if protocol_for(chosen.chosen) is None:
        return _("No protocol was found for type %(type)s.") % {"type": chosen.chosen}
    return ""


def _planned(file: CaseFile) -> Protocol | None:
    """The protocol of the signed plan, in the version that was signed; None where it names none."""
    plan = file.signed_plan
    return plan.rehabilitation.load() if plan is not None and plan.rehabilitation is not None else None


def compose(setting: Setting) -> Paper:
    chosen = setting.file.value(Classified)
    usual = protocol_for(chosen.chosen) if chosen and chosen.scheme == LALL else None
    protocol = _planned(setting.file) or usual
    if protocol is None:
        raise LookupError("A rehabilitation plan follows from a protocol.")
    on = setting.file.case.operated_on
    about = (
        (_("Operation"), day(on) if on else _("not done yet: weeks count from its day")),
        (_("Protocol"), _("%(title)s, version %(n)d") % {"title": _(protocol.title), "n": protocol.version}),
    )
    return write(
        setting,
        _("After the operation"),
        *_parts(protocol, on),
        *_confirmed(protocol),
        Text(
            text=_(
                "These are the usual steps after such a repair. What your surgeon tells you goes before this "
                "paper."
            )
        ),
        Box(heading=_("Call 911 or go to an emergency department"), points=_signs(Urgency.EMERGENCY)),
        Box(heading=_("Call the practice today"), points=_signs(Urgency.CALL_TODAY)),
        about=about,
    )


def _signs(urgency: Urgency) -> tuple[str, ...]:
    return tuple(_(flag.question) for flag in RED_FLAGS if flag.urgency is urgency)


def _parts(protocol: Protocol, on: date | None) -> list[Part]:
    told: tuple[tuple[str, Sequence[Span]], ...] = (
        (_("Weight on the leg"), protocol.weight_bearing),
        (_("Brace"), protocol.brace),
        (_("Not allowed"), protocol.forbidden),
        (_("Milestones"), protocol.milestones),
    )
    return [_table(title, spans, on) for title, spans in told if spans]


def _table(title: str, spans: Sequence[Span], on: date | None) -> Table:
    return Table(
        heading=title,
        header=(_("What"), _("From"), _("Until"), _("How much")),
        rows=tuple(
            (_(span.what), _when(span.begins, on), _when(span.ends, on), _amount(span.limit))
            for span in spans
        ),
    )


def _when(at: Sourced | None, on: date | None) -> str:
    """Weeks or months after the operation, and the day where that is known."""
    if at is None:
        return "–"
    told = _("week %(n)s") if at.unit == "wk" else _("month %(n)s")
    words = told % {"n": plain(at.value)}
    if on is None:
        return words
    days = int((at.value * (WEEK if at.unit == "wk" else MONTH)).to_integral_value())
    return f"{words}, {day(on + timedelta(days=days))}"


def _amount(limit: Sourced | None) -> str:
    if limit is None:
        return "–"
    units = {"[lb_av]": _("%(n)s pounds at most"), "deg": _("%(n)s degrees at most")}
    return units.get(limit.unit, "%(n)s " + limit.unit) % {"n": plain(limit.value)}


def _confirmed(protocol: Protocol) -> list[Part]:
    """That a clinician must still confirm it is said on the paper, too."""
    if not protocol.needs_review:
        return []
    told = _("This protocol is a proposal. Your surgeon confirms or changes it before you follow it.")
    return [Box(heading=_("To be confirmed"), points=(told,))]
