from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from enthesis.domain.numbers import in_words
from enthesis.domain.outcomes.published import TARGET, Answered, published_at
from enthesis.domain.outcomes.schedule import MILESTONES
from enthesis.domain.pathway.completeness import FEWEST, is_below_target
from enthesis.domain.pathway.contact.asked import Became, Made, tried_in
from enthesis.domain.pathway.contact.called import About, Called
from enthesis.domain.pathway.contact.planner import Next, Nothing, Planned, ToCall
from enthesis.domain.pathway.follow_up import FollowUp
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.people.patient import Contact, Reach
from enthesis.domain.sources import SOURCES
from enthesis.store.contacts import Followed
from enthesis.store.due import Due
from enthesis.web.pages.practice.follow_up.form import OVERDUE, FilterForm, state_of
from enthesis.web.shell.present import Button, day, name_of
from enthesis.web.shell.shares import share

FEW = int(FEWEST.value)
PER_PAGE = 25
BAR = 240  # pixels
Needs = Mapping[str, Mapping[str, Collection[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of those on a page: what was tried by window, the rest by patient.

    Empty where somebody may not see how people are reached. `agreed` are the patients whom studies may count.
    """

    contacts: Mapping[UUID, Contact]
    made: Mapping[About, Sequence[Made]]
    calls: Mapping[About, Sequence[Called]]
    followed: Mapping[UUID, Followed]
    next: Mapping[UUID, Next]
    agreed: frozenset[UUID]
    may_invite: bool
    may_call: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    name: str
    href: str
    side: str
    milestone: str
    state: str
    is_overdue: bool
    window: str
    answered: str
    studies: tuple[str, ...]
    asked: str
    ways: str
    call: str
    comes: str
    invite: Button
    calling: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A published share; `href` leads to the paper where its address is known."""

    words: str
    source: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """Answered of due at one milestone. Lengths are pixels of a bar of BAR; no series, no `published`."""

    milestone: str
    words: str
    filled: int
    published: str
    from_x: int
    width: int
    series: tuple[Series, ...]
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpPage:
    """`reaches` is whether who looks may see how people are reached, and ask them."""

    form: FilterForm
    rows: tuple[DueRow, ...]
    many: str
    where: str
    earlier: str
    later: str
    is_narrowed: bool
    links: tuple[Button, ...]
    gauges: tuple[Gauge, ...]
    day: str
    reaches: bool
    bar: int = BAR


def present(
    form: FilterForm,
    waiting: Sequence[Asking],
    shown: Sequence[Asking],
    known: Known,
    due: Due,
    needs: Needs,
    *,
    on: date,
    links: tuple[Button, ...],
    number: int,
    pages: int,
) -> FollowUpPage:
    many = len(waiting)
    return FollowUpPage(
        form=form,
        rows=tuple(_row(one, known, needs) for one in shown),
        many=ngettext("%(n)s hip and milestone waits.", "%(n)s hips and milestones wait.", many)
        % {"n": many},
        where=_("Page %(number)s of %(pages)s") % {"number": number, "pages": pages} if pages > 1 else "",
        earlier=_page(form, number - 1) if number > 1 else "",
        later=_page(form, number + 1) if number < pages else "",
        is_narrowed=bool(form.asked),
        links=links,
        gauges=tuple(gauge(m.id, m.title, *due.counts.get(m.id, (0, 0))) for m in MILESTONES),
        day=day(on),
        reaches=bool(known.contacts),
    )


def _page(form: FilterForm, number: int) -> str:
    return "?" + urlencode({**form.asked, "page": number})


def _row(asking: Asking, known: Known, needs: Needs) -> DueRow:
    case, problem = asking.case, asking.why_not()
    about = About(case=case.id, milestone=asking.milestone.id)
    contact, who = known.contacts.get(case.patient), known.followed.get(case.patient)
    opens, zone = asking.window.opens_on if asking.window else None, who.zone if who else "UTC"
    made = tried_in(about, opens, known.made.get(about, ()), zone=zone)
    calls = tried_in(about, opens, known.calls.get(about, ()), zone=zone)
    comes = known.next.get(case.patient) if asking.window else None
    told = any(one.became.counts for one in made)
    return DueRow(
        name=name_of(case, contact),
        href=reverse("practice:case", kwargs={"case_id": case.id}),
        side=case.side.value.capitalize(),
        milestone=asking.milestone.title,
        state=_state(asking),
        is_overdue=state_of(asking) == OVERDUE,
        window=_window(asking.window) if asking.window else _("until surgery"),
        answered=_("%(sent)s of %(asked)s")
        % {"sent": len(asking.asks) - len(asking.wanted), "asked": len(asking.asks)},
        studies=_studies(asking, needs) if case.patient in known.agreed else (),
        asked=_asked(made),
        ways=_ways(contact, made) if contact else "",
        call=f"{_short(calls[-1].at.date())}: {calls[-1].outcome.label}" if calls else _("none"),
        comes=_comes(comes, about, known.at),
        invite=Button(
            label=_("Invite again") if told else _("Invite"),
            href=reverse("practice:invite", kwargs={"case_id": case.id, "milestone": asking.milestone.id}),
            show=known.may_invite,
            disabled=problem is not None,
            why=problem.sentence if problem else "",
        ),
        calling=Button(
            label=_("Call"),
            href=reverse("practice:call", kwargs={"patient_id": who.patient}) if who else "",
            show=known.may_call and who is not None and _is_to_call(comes, about, known.at),
        ),
    )


def _studies(asking: Asking, needs: Needs) -> tuple[str, ...]:
    wanted = set(asking.wanted)
    return tuple(
        sorted(title for title, needed in needs.items() if wanted & set(needed.get(asking.milestone.id, ())))
    )


def _window(window: FollowUp) -> str:
    return _("%(opens)s to %(last)s") % {
        "opens": _short(window.opens_on),
        "last": _short(window.closes_on - timedelta(days=1)),
    }


def _state(asking: Asking) -> str:
    if asking.window is None:
        return asking.case.stage.label
    days = (asking.on - asking.window.due_on).days
    left = (asking.window.closes_on - asking.on).days
    if days > 0:
        past = ngettext("%(n)s day past the target", "%(n)s days past the target", days) % {"n": days}
        return past + ", " + ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}
    if days == 0:
        return _("Target day today")
    return ngettext("Target in %(n)s day", "Target in %(n)s days", -days) % {"n": -days}


def _asked(made: Sequence[Made]) -> str:
    """How often, when last, by what, and what became of it; one that never left hides none that did."""
    if not made:
        return _("Never")
    left = [one for one in made if one.became is not Became.MOOT]
    newest, many = (left or made)[-1], sum(one.became.counts for one in made)
    became = {
        Became.WAITING: _("on its way"),
        Became.SENT: _("sent"),
        Became.OPENED: _("opened"),
        Became.BOUNCED: _("reached nobody"),
        Became.MOOT: _("not sent"),
    }[newest.became]
    how = f"{newest.way.label}, {became}" if newest.way else became
    often = ngettext("%(n)s time", "%(n)s times", many) % {"n": many}
    return f"{often}; {_short(newest.at.date())}, {how}"


def _ways(contact: Contact, made: Iterable[Made]) -> str:
    """What was opened, else what is open: the ways agreed to that did not come back, and the telephone."""
    told = tuple(made)
    opened = {one.way for one in told if one.became is Became.OPENED and one.way}
    if opened:
        return _("%(ways)s: opened") % {"ways": ", ".join(sorted(way.label for way in opened))}
    bounced = {one.way for one in told if one.became is Became.BOUNCED}
    there = {Reach.EMAIL: contact.email, Reach.TEXT: contact.phone}
    open_ways = [way.label for way, address in there.items() if address and way in contact.agreed]
    lost = [way.label for way in bounced if way is not None]
    ways = [label for label in open_ways if label not in lost]
    if contact.phone:
        ways.append(Reach.CALL.label)
    return ", ".join(ways) or _("none that is known")


def _comes(comes: Next | None, about: About, at: datetime) -> str:
    """What comes next for this window; what comes first may be about another hip or milestone."""
    match comes:
        case Planned() if about in comes.about:
            return _("%(way)s on %(day)s") % {"way": comes.way.label, "day": _short(max(comes.at, at).date())}
        case ToCall() if about in comes.about and comes.at <= at:
            return _("Call now")
        case ToCall() if about in comes.about:
            return _("Call from %(day)s on") % {"day": _short(comes.at.date())}
        case Planned() | ToCall():
            return _("Another question of the person comes first")
        case Nothing():
            return comes.why.label
        case None:
            return ""


def _is_to_call(comes: Next | None, about: About, at: datetime) -> bool:
    return isinstance(comes, ToCall) and about in comes.about and comes.at <= at


def _short(on: date) -> str:
    """8 Mar 2027: a table of many dates."""
    return date_format(on, pgettext("a day in a narrow column", "j M Y"))


def gauge(milestone: str, title: str, answered: int, due: int) -> Gauge:
    """So many of so many, beside what was published; below the target it says so.

    The same rule as on the quality page: of few hips no share is told, nor drawn.
    """
    found = published_at(milestone)
    lowest, highest = (found[0].percent.value, found[-1].percent.value) if found else (0, 0)
    return Gauge(
        milestone=title,
        words=share("", answered, due, fewest=FEW).words
        if due
        else _("Nobody has reached it in the last year"),
        filled=round(BAR * answered / due) if due >= FEW else 0,
        published=_published(found),
        from_x=round(BAR * lowest / 100),
        width=max(3, round(BAR * (highest - lowest) / 100)) if found else 0,
        series=tuple(_series(row) for row in found),
        below=_("Below the target: %(aim)s") % {"aim": in_words(TARGET)}
        if is_below_target(milestone, answered, due)
        else "",
    )


def _published(found: Sequence[Answered]) -> str:
    if not found:
        return ""
    shares = {"low": found[0].percent.value, "high": found[-1].percent.value}
    if shares["low"] == shares["high"]:
        return _("Published: %(low)s %%") % shares
    return _("Published: %(low)s to %(high)s %%") % shares


def _series(row: Answered) -> Series:
    source = SOURCES[row.percent.source]
    counted = f" ({row.answered}/{row.asked})" if row.asked else ""
    return Series(
        words=f"{row.series}: {row.percent.value} %{counted}",
        source=f"{source.id}, {source.title}",
        href=source.href,
    )
