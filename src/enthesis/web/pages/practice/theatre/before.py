"""What comes before the first step: the time-out, and beside it what was decided against a rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _

from enthesis.domain.examination.classification import Classified
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.pathway.time_out import Item, TimeOut
from enthesis.domain.verdict import Override
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.theatre.aloud import SeenForm, TimeOutForm
from enthesis.web.shell.aloud import read_aloud
from enthesis.web.shell.bench import BenchForm, OfficeClock
from enthesis.web.shell.present import moment
from enthesis.web.shell.telling import tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of the time-out: what is read aloud, the answer, and who gave it."""

    item: Item
    words: str
    fields: tuple[forms.BoundField, forms.BoundField]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOutCard:
    """`form` is None once it was held, or where the person may not record it."""

    told: tuple[tuple[str, str], ...]
    form: TimeOutForm | None
    points: tuple[Point, ...]
    names: tuple[str, ...]
    decided: tuple[str, ...]
    read: tuple[str, ...]

    @property
    def held(self) -> bool:
        return bool(self.told)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCard:
    """The tear as it was seen; `before` is the type it was given before."""

    told: tuple[tuple[str, str], ...]
    before: str
    form: SeenForm | None

    @property
    def is_open(self) -> bool:
        return not self.told or bool(self.form and self.form.is_bound)


def time_out_card(
    file: CaseFile, clock: OfficeClock, names: tuple[str, ...], *, asks: bool, sent: BenchForm | None
) -> TimeOutCard:
    held = file.latest(TimeOut)
    form = None
    if asks and held is None:
        form = sent if isinstance(sent, TimeOutForm) else _time_out_form(file, clock)
    words = read_aloud(file)
    signed = file.value(SignedPlan)
    return TimeOutCard(
        told=tell(held.value, clock.zone).rows if held else (),
        form=form,
        points=tuple(Point(item=i, words=words[i], fields=(a, b)) for i, a, b in form.points())
        if form
        else (),
        names=names,
        decided=tuple(_decided(file, clock)),
        read=signed.acknowledged if signed else (),
    )


def _time_out_form(file: CaseFile, clock: OfficeClock) -> TimeOutForm:
    return TimeOutForm(clock=clock, initial={"version": file.case.version})


def _decided(file: CaseFile, clock: OfficeClock) -> Iterator[str]:
    """The overrides of what the plan holds."""
    options = file.signed_plan.options if file.signed_plan else ()
    for override in file.every(Override):
        if override.option in options:
            yield _("%(sentence)s Decided by %(name)s, until %(until)s: %(reason)s") % {
                "sentence": override.sentence,
                "name": override.name,
                "until": moment(override.until, clock.zone),
                "reason": override.reason,
            }


def seen_card(file: CaseFile, clock: OfficeClock, *, asks: bool, sent: BenchForm | None) -> SeenCard:
    seen, before = file.value(TearSeen), file.value(Classified)
    form = None
    if asks:
        initial = {"version": file.case.version}
        fresh = SeenForm(before=before, clock=clock, initial=initial)
        form = sent if isinstance(sent, SeenForm) else fresh
    return SeenCard(
        told=tell(seen, clock.zone).rows if seen else (),
        before=before.chosen if before else _("not classified"),
        form=form,
    )
