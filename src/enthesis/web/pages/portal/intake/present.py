from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.candidacy.intake.question import Section
from enthesis.domain.candidacy.intake.sections import SECTIONS
from enthesis.domain.candidacy.intake.statement import asked_of
from enthesis.domain.practice.booking import Booking
from enthesis.domain.practice.bring import BringLine
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import Urgency
from enthesis.domain.terms import Side
from enthesis.store.intakes import Intake
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.present import day, o_clock
from enthesis.web.shell.times import when


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionCard:
    title: str
    progress: str
    href: str
    is_begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePage:
    """`sent` says when it was sent; `forms` is where the forms from before surgery wait, if any do."""

    form: ActForm
    hip: str
    visit: str
    sections: tuple[SectionCard, ...]
    bring: str
    bring_state: str
    can_send: bool
    sent: str
    forms: str
    care: str


CARE = {Urgency.EMERGENCY: "emergency", Urgency.CALL_TODAY: "today"}


def intake_page(
    side: Side,
    intake: Intake | None,
    form: ActForm,
    *,
    settled: Collection[str],
    visit: Booking | None,
    lines: Sequence[BringLine],
    practice: Practice,
    zone: str,
    forms_wait: bool,
    urgency: Urgency | None,
) -> IntakePage:
    answered = {s.question for s in intake.statements} if intake else set()
    is_open = intake is not None and intake.is_open
    sent_at = intake.sent_at if intake else None
    return IntakePage(
        form=form,
        hip=_("Your left hip") if side is Side.LEFT else _("Your right hip"),
        visit=_visit(visit, practice),
        sections=tuple(_card(section, answered, settled) for section in SECTIONS),
        bring=reverse("portal:bring"),
        bring_state=_bring(lines),
        can_send=is_open and bool(answered),
        sent=_sent(utc_to_wall(sent_at, zone)) if sent_at else "",
        forms=reverse("portal:forms") if forms_wait else "",
        care=CARE[urgency] if urgency else "",
    )


def _sent(wall: datetime) -> str:
    return f"{day(wall.date())}, {o_clock(wall)}"


def _visit(visit: Booking | None, practice: Practice) -> str:
    if visit is None:
        return ""
    return _("Your visit: %(when)s, %(office)s") % {
        "when": when(visit.visit),
        "office": practice.office(visit.visit.office).name,
    }


def _card(section: Section, answered: set[str], settled: Collection[str]) -> SectionCard:
    asked = [q.id for q in section.questions if asked_of(q, settled=settled)]
    done = len(answered & set(asked))
    return SectionCard(
        title=_(section.title),
        progress=_("%(answered)s of %(count)s answered") % {"answered": done, "count": len(asked)},
        href=reverse("portal:intake_section", kwargs={"section": section.id}),
        is_begun=done > 0,
    )


def _bring(lines: Sequence[BringLine]) -> str:
    missing = sum(line.is_missing for line in lines)
    if not missing:
        return _("Nothing is missing.") if lines else ""
    told = ngettext("%(count)s thing is asked for.", "%(count)s things are asked for.", missing)
    return told % {"count": missing}
