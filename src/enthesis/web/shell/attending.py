"""Answers that need a person, as several pages show them: whose, what was said, since when, who has it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.outcomes.attention.item import Attention
from enthesis.domain.outcomes.attention.rulebook import title_of
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.practice import Practice
from enthesis.store.attention import list_attention
from enthesis.store.lists import Listed
from enthesis.store.scope import Scope
from enthesis.web.shell.nav import may_open
from enthesis.web.shell.present import day, moment, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One thing a rule found in what the patient said."""

    title: str
    sentence: str
    when: str
    urgent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AttentionLine:
    """`state` says who has it, or what was done; `due` is when somebody must have looked."""

    id: UUID
    name: str
    hip: str
    round: str
    said: tuple[Said, ...]
    since: str
    due: str
    state: str
    is_urgent: bool
    is_overdue: bool
    href: str
    case_href: str

    @property
    def summary(self) -> str:
        return " ".join(one.sentence for one in self.said)


def attention_line(item: Attention, owner: Listed, site: Practice, *, at: datetime) -> AttentionLine:
    """The days are those of the practice's first office."""
    zone = site.offices[0].zone
    late = item.is_overdue(utc_to_wall(at, zone).date())
    told = _("overdue since %(day)s") if late else _("due by %(day)s")
    return AttentionLine(
        id=item.id,
        name=name_of(owner.case, owner.contact),
        hip=owner.case.side.value.capitalize(),
        round=next((m.title for m in MILESTONES if m.id == item.milestone), "–"),
        said=tuple(
            Said(title=title_of(c.rule), sentence=c.sentence, when=moment(c.at, zone), urgent=c.urgent)
            for c in item.concerns
        ),
        since=moment(item.opened_at, zone),
        due=told % {"day": day(item.due_on)},
        state=_state(item, zone),
        is_urgent=item.is_urgent,
        is_overdue=late,
        href=f"{reverse('practice:attention')}#a-{item.id}",
        case_href=reverse("practice:case", kwargs={"case_id": item.case}),
    )


def case_attention(scope: Scope, site: Practice, owner: Listed, *, at: datetime) -> tuple[AttentionLine, ...]:
    """What is open of one hip, for whoever may look after it."""
    if not may_open(reverse("practice:attention"), scope.actor.role):
        return ()
    return lines(((item, owner) for item in list_attention(scope, case=owner.case.id)), site, at=at)


def lines(
    found: Iterable[tuple[Attention, Listed]], site: Practice, *, at: datetime
) -> tuple[AttentionLine, ...]:
    return tuple(attention_line(item, owner, site, at=at) for item, owner in found)


def _state(item: Attention, zone: str) -> str:
    if item.outcome is not None and item.closed_at is not None:
        told = {"what": item.outcome.label, "who": item.closed_by_name, "when": moment(item.closed_at, zone)}
        done = _("%(what)s, %(who)s, %(when)s") % told
        return f"{done}: {item.reason}" if item.reason else done
    return (
        _("%(who)s has it") % {"who": item.claimed_by_name}
        if item.claimed_by_name
        else _("nobody has it yet")
    )
