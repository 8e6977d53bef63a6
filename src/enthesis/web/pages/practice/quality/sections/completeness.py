"""How many of the hips that were due have answered, by milestone and by what was recorded of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.numbers import in_words, plain
from enthesis.domain.outcomes.published import TARGET, published_at
from enthesis.domain.outcomes.schedule import MILESTONES, Milestone
from enthesis.domain.pathway.completeness import (
    AIMED_AT,
    FEWEST,
    RULES,
    Came,
    Completeness,
    HipResult,
    completeness_by,
    count_completeness,
    is_below_target,
)
from enthesis.domain.pathway.contact.called import Reason
from enthesis.domain.people.patient import Reach
from enthesis.store.completeness import BY_CALL, list_hip_results
from enthesis.store.practice import load_written_practice
from enthesis.store.scope import Scope
from enthesis.web.shell.answer_calls import language_of
from enthesis.web.shell.present import Button, Table
from enthesis.web.shell.quality import Counted, Period, QualitySection, SectionShown
from enthesis.web.shell.shares import Share, share, shares_figure

FEW = int(FEWEST.value)
Counts = Sequence[tuple[Milestone, Completeness]]
GROUPS: tuple[tuple[Callable[[], str], Callable[[HipResult], str]], ...] = (
    (lambda: _("Surgeon"), lambda one: one.traits.surgeon),
    (lambda: _("Last asked by"), lambda one: _way(one.way)),
    (
        lambda: _("Language"),
        lambda one: language_of(one.traits.language),
    ),
    (lambda: _("Product given"), lambda one: one.traits.given),
    (lambda: _("Year of surgery"), lambda one: str(one.traits.year)),
)
MODES: dict[str, Callable[[], str]] = {
    "link": lambda: _("By private link"),
    "kiosk": lambda: _("On a tablet of the clinic"),
    "clinic": lambda: _("At the clinic"),
    "paper": lambda: _("On paper"),
    "telephone": lambda: _("By telephone"),
}


def show(scope: Scope, period: Period) -> SectionShown:
    found = list_hip_results(scope, first=period.first, last=period.last, on=period.seen_on)
    return tell(found, {one.slug: one.name for one in load_written_practice(scope).offices})


def tell(hips: Sequence[HipResult], offices: Mapping[str, str]) -> SectionShown:
    """What the section says of these results; `offices` are names by short name."""
    counts = [(m, count_completeness(h.result for h in hips if h.milestone == m.id)) for m in MILESTONES]
    closed = [(m, one) for m, one in counts if one.of]
    late = Button(label=_("Who answers late"), href=reverse("practice:late_answers"))
    if not closed:
        nothing = _("No window of any milestone closed in this period.")
        return SectionShown(words=(nothing, *_open(counts)), buttons=(late,))
    shares = [_share(m.title, one) for m, one in closed]
    figure = shares_figure(_("Answered every form in time, of all hips"), shares)
    return SectionShown(
        warnings=tuple(_below(m, one) for m, one in closed if is_below_target(m.id, one.in_time, one.of)),
        words=(*_aim(closed), RULES.text, _care(), *_open(counts)),
        figures=(figure,) if figure else (),
        tables=(_milestones(closed), _reasons(closed), *_said(hips), _modes(hips)),
        more=_groups(hips, offices),
        buttons=(late,),
        counted=tuple(_counted(closed, hips, offices)),
    )


def _counted(closed: Counts, hips: Sequence[HipResult], offices: Mapping[str, str]) -> Iterator[Counted]:
    """The tables as numbers, one line each; a milestone is told by its short name."""
    yield from _counted_of_all(closed)
    for milestone, _one in closed:
        mine = [one for one in hips if one.milestone == milestone.id and one.result.is_final]
        yield from _counted_words(milestone, mine)
    yield from _counted_groups(hips, offices)


def _counted_of_all(closed: Counts) -> Iterator[Counted]:
    for milestone, one in closed:
        yield _line(_("In time, of all"), "", milestone, _share("", one))
        yield _line(_("In time, of those followed"), "", milestone, _share_followed("", one))
        for came in Came:
            if many := one.came.get(came, 0):
                what = _("What became of each hip")
                yield Counted(table=what, group=came.label, milestone=milestone.id, n=many, of=one.of)


def _counted_words(milestone: Milestone, hips: Sequence[HipResult]) -> Iterator[Counted]:
    """Why people declined, and how the others answered, at one milestone."""
    declined = Counter(one.reason for one in hips if one.reason is not None)
    for reason, many in sorted(declined.items()):
        yield Counted(table=_("Why they declined"), group=reason.label, milestone=milestone.id, n=many)
    modes = Counter(mode for one in hips if one.result.came.is_answered for mode in one.modes)
    for mode, many in sorted(modes.items()):
        label, what = MODES[mode]() if mode in MODES else mode, _("How the answers were given")
        yield Counted(table=what, group=label, milestone=milestone.id, n=many)


def _counted_groups(hips: Sequence[HipResult], offices: Mapping[str, str]) -> Iterator[Counted]:
    for title, by in _by(offices):
        for milestone in MILESTONES:
            groups = completeness_by([h for h in hips if h.milestone == milestone.id], by)
            for name, one in (told for told in groups if told[1].of):
                label, group = name or _("not told"), title.lower()
                of_all = _("In time, of all, by %(group)s") % {"group": group}
                yield _line(of_all, label, milestone, _share("", one))
                of_followed = _("In time, of those followed, by %(group)s") % {"group": group}
                yield _line(of_followed, label, milestone, _share_followed("", one))


def _line(table: str, group: str, milestone: Milestone, told: Share) -> Counted:
    def percent(value: float | None) -> float | None:
        return None if value is None else round(100 * value, 1)

    return Counted(
        table=table,
        group=group,
        milestone=milestone.id,
        n=told.count,
        of=told.of,
        percent=percent(told.value),
        low=percent(told.low),
        high=percent(told.high),
    )


def _care() -> str:
    return _(
        "Two hips of one person count as two, and the intervals take them as independent. From fewer than "
        "%(n)s hips no share is told."
    ) % {"n": FEW}


def _below(milestone: Milestone, count: Completeness) -> str:
    return _(
        "Below the target: %(share)s of the hips at “%(title)s” answered in time, the target is %(aim)s."
    ) % {
        "share": _share("", count).words,
        "title": milestone.title,
        "aim": in_words(TARGET),
    }


def _aim(closed: Counts) -> tuple[str, ...]:
    """What the target is, and that it is met or cannot be told; that it is not stands in a warning."""
    told = _("Target at 2 years: %(aim)s, a proposal that a clinician must confirm.") % {
        "aim": in_words(TARGET)
    }
    at = next((one for m, one in closed if m.id == AIMED_AT), None)
    met = None if at is None else is_below_target(AIMED_AT, at.in_time, at.of)
    words = {
        True: _("It is not met."),
        False: _("It is met."),
        None: _("Too few windows closed in this period to say whether it is met."),
    }
    return (f"{told} {words[met]}",)


def _open(counts: Counts) -> tuple[str, ...]:
    told = [
        _("%(title)s: %(n)s, of them %(answered)s answered")
        % {"title": m.title, "n": one.still_open, "answered": one.open_answered}
        for m, one in counts
        if one.still_open
    ]
    return (
        (_("Windows that are open now, and in no share: %(told)s.") % {"told": "; ".join(told)},)
        if told
        else ()
    )


def _milestones(closed: Counts) -> Table:
    numbers = (_("Hips"), _("In time"), _("Late or in part"), _("Not answered"))
    return Table(
        caption=_("Answered, by milestone"),
        header=(
            _("Milestone"),
            *numbers,
            _("In time, of all"),
            _("In time, of those followed"),
            _("Published"),
        ),
        rows=tuple(
            (
                m.title,
                *(str(n) for n in (one.of, one.in_time, one.otherwise, one.not_answered)),
                _share("", one).words,
                _share_followed("", one).words,
                _published(m.id),
            )
            for m, one in closed
        ),
        numbers=numbers,
    )


def _published(milestone: str) -> str:
    """The range with the sources it is from."""
    found = published_at(milestone)
    if not found:
        return _("nothing found")
    low, high = plain(found[0].percent.value), plain(found[-1].percent.value)
    sources = ", ".join(dict.fromkeys(row.percent.source for row in found))
    return f"{low} % ({sources})" if low == high else f"{low} – {high} % ({sources})"


def _reasons(closed: Counts) -> Table:
    titles = tuple(m.title for m, _one in closed)
    told = [came for came in Came if any(one.came.get(came) for _m, one in closed)]
    return Table(
        caption=_("What became of each hip"),
        header=(_("What became of it"), *titles),
        rows=tuple((came.label, *(str(one.came.get(came, 0)) for _m, one in closed)) for came in told),
        numbers=titles,
    )


def _said(hips: Iterable[HipResult]) -> tuple[Table, ...]:
    """Why people do not answer, as they said it when they were called; nothing where nobody was asked."""
    told = Counter(one.reason for one in hips if one.result.is_final and one.reason is not None)
    many = _("Hips")
    rows = tuple((reason.label, str(told[reason])) for reason in Reason if told[reason])
    table = Table(caption=_("Why they declined"), header=(_("Reason"), many), rows=rows, numbers=(many,))
    return (table,) if rows else ()


def _modes(hips: Iterable[HipResult]) -> Table:
    """How answers were given; one hip may have answered in more than one way."""
    answered = [one for one in hips if one.result.is_final and one.result.came.is_answered]
    used = sorted({mode for one in answered for mode in one.modes})
    titles = {m.id: m.title for m in MILESTONES if any(one.milestone == m.id for one in answered)}

    def count(mode: str, milestone: str) -> str:
        return str(sum(mode in one.modes for one in answered if one.milestone == milestone))

    return Table(
        caption=_("How the answers were given"),
        header=(_("Way"), *titles.values()),
        rows=tuple(
            (MODES[mode]() if mode in MODES else mode, *(count(mode, milestone) for milestone in titles))
            for mode in used
        ),
        numbers=tuple(titles.values()),
    )


def _groups(hips: Sequence[HipResult], offices: Mapping[str, str]) -> tuple[Table, ...]:
    return tuple(_group(title, hips, by) for title, by in _by(offices))


def _by(offices: Mapping[str, str]) -> tuple[tuple[str, Callable[[HipResult], str]], ...]:
    """What hips are grouped by, in words, the office first."""

    def office(one: HipResult) -> str:
        return offices.get(one.traits.office, one.traits.office)

    return ((_("Office"), office), *((title(), by) for title, by in GROUPS))


def _group(title: str, hips: Sequence[HipResult], by: Callable[[HipResult], str]) -> Table:
    numbers = (_("In time"), _("Of all"), _("Of those followed"))
    counts = {m.id: dict(completeness_by([h for h in hips if h.milestone == m.id], by)) for m in MILESTONES}
    return Table(
        caption=_("Answered in time, by %(group)s") % {"group": title.lower()},
        header=(
            title,
            _("Milestone"),
            *numbers,
            _("Percent of all"),
            _("95 % interval"),
            _("Percent of those followed"),
            _("95 % interval, those followed"),
        ),
        rows=tuple(
            (
                name or _("not told"),
                milestone.title,
                *(str(n) for n in (one.in_time, one.of, one.of_followed)),
                *_percent(_share("", one)),
                *_percent(_share_followed("", one)),
            )
            for name in sorted({name for groups in counts.values() for name in groups})
            for milestone in MILESTONES
            if (one := counts[milestone.id].get(name)) and one.of
        ),
        numbers=numbers,
    )


def _percent(told: Share) -> tuple[str, str]:
    if told.value is None or told.low is None or told.high is None:
        return _("too few"), ""
    return f"{100 * told.value:.1f}", f"{100 * told.low:.1f} – {100 * told.high:.1f}"


def _share(label: str, count: Completeness) -> Share:
    return share(label, count.in_time, count.of, fewest=FEW)


def _share_followed(label: str, count: Completeness) -> Share:
    return share(label, count.in_time, count.of_followed, fewest=FEW)


def _way(way: str) -> str:
    if not way:
        return _("nobody was asked by us")
    return _("Telephone call") if way == BY_CALL else Reach(way).label


SECTION = QualitySection(id="completeness", place=20, title=lambda: _("Answers at follow-up"), show=show)
