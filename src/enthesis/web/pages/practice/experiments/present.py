from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.store.experiments import Entered
from enthesis.web.shell.experimenting import compared, state_words
from enthesis.web.shell.present import Button, day


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentRow:
    title: str
    href: str
    compared: str
    days: str
    entered: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperimentsPage:
    rows: tuple[ExperimentRow, ...]
    start: Button


def present(found: Sequence[Entered], *, on: date, may_start: bool) -> ExperimentsPage:
    return ExperimentsPage(
        rows=tuple(_row(one, on) for one in found),
        start=Button(
            label=_("Start an experiment"),
            href=reverse("practice:experiment_new"),
            show=may_start,
            primary=True,
        ),
    )


def _row(one: Entered, on: date) -> ExperimentRow:
    design = one.experiment.design
    return ExperimentRow(
        title=design.title,
        href=reverse("practice:experiment", kwargs={"experiment_id": one.experiment.id}),
        compared=compared(design),
        days=f"{day(design.first_on)} – {day(design.last_on)}",
        entered=_("%(n)s of %(most)s") % {"n": len(one.days), "most": design.persons},
        state=state_words(one, on=on),
    )
