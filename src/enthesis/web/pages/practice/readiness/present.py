from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.readiness.clearance import Clearance, Said
from enthesis.domain.pathway.readiness.item import Item, Topic
from enthesis.domain.pathway.readiness.judge import Readiness
from enthesis.domain.terms import Role
from enthesis.web.pages.practice.readiness.form import ClearanceForm, KitForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import day, moment
from enthesis.web.shell.readiness import Line, lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One topic; what is open stands first, what is there is folded."""

    id: str
    title: str
    open: tuple[Line, ...]
    there: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said of one clearance, newest first; `file` opens what shows it."""

    what: str
    when: str
    words: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessPage:
    head: CaseHead
    sentence: str
    is_ready: bool
    starts: str
    operation: str
    parts: tuple[Part, ...]
    dropped: tuple[str, ...]
    told: tuple[Told, ...]
    clearance: ClearanceForm
    kit: KitForm | None
    is_over: bool


def present(
    head: CaseHead,
    case: UUID,
    readiness: Readiness,
    forms: tuple[ClearanceForm, KitForm | None],
    *,
    on: date,
    role: Role,
    hour_known: bool,
    is_over: bool,
) -> ReadinessPage:
    clearance, kit = forms
    return ReadinessPage(
        head=head,
        sentence=readiness.sentence,
        is_ready=readiness.is_ready,
        starts=_starts(readiness.starts_at, hour_known=hour_known),
        operation=reverse("practice:operation", kwargs={"case_id": case}),
        parts=tuple(_part(topic, items, case, on, role) for topic in Topic if (items := readiness.of(topic))),
        dropped=tuple(f"{one.check.needed} ({one.check.state.label.lower()})" for one in readiness.dropped),
        told=tuple(
            _told(one, said, head.zone)
            for one, said in sorted(
                ((one, said) for one in readiness.clearances for said in one.said),
                key=lambda pair: pair[1].at,
            )[::-1]
        ),
        clearance=clearance,
        kit=kit,
        is_over=is_over,
    )


def _starts(starts_at: datetime | None, *, hour_known: bool) -> str:
    if starts_at is None:
        return ""
    return f"{day(starts_at.date())}, {starts_at:%H:%M}" if hour_known else day(starts_at.date())


def _part(topic: Topic, items: tuple[Item, ...], case: UUID, on: date, role: Role) -> Part:
    return Part(
        id=topic.value,
        title=topic.label,
        open=lines((item for item in items if item.is_open), case, on=on, role=role),
        there=lines((item for item in items if not item.is_open), case, on=on, role=role),
    )


def _told(one: Clearance, said: Said, zone: str) -> Told:
    told = said.told
    words = (
        told.whom,
        told.reached,
        _("by %(day)s") % {"day": day(told.due_on)} if told.due_on else "",
        told.why,
    )
    return Told(
        what=f"{one.title}: {told.state.label.lower()}",
        when=f"{moment(said.at, zone)}, {said.by_name}",
        words=" · ".join(word for word in words if word),
        file=reverse("practice:file", kwargs={"attachment_id": told.file}) if told.file else "",
    )
