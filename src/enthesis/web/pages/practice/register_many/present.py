from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from enthesis.domain.people.registration import HEADINGS, MOST_LINES, Checked, Heading, Standing
from enthesis.web.pages.practice.register_many.form import ManyForm

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    number: int
    name: str
    standing: str
    why: str
    href: str
    holds_up: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyPage:
    """`counts` are how many lines are what; `rows` the lines that are not simply new."""

    form: ManyForm
    headings: tuple[Heading, ...]
    most: int
    counts: tuple[tuple[str, str], ...] = ()
    rows: tuple[LineRow, ...] = ()
    more: int = 0


def present(form: ManyForm, checked: Iterable[Checked] | None) -> ManyPage:
    told = tuple(checked or ())
    tally = Counter(one.standing for one in told)
    shown = [one for one in told if one.standing is not Standing.NEW]
    return ManyPage(
        form=form,
        headings=HEADINGS,
        most=MOST_LINES,
        counts=tuple((s.label.capitalize(), str(tally[s])) for s in Standing) if told else (),
        rows=tuple(_row(one) for one in shown[:MOST_SHOWN]),
        more=max(0, len(shown) - MOST_SHOWN),
    )


def _row(one: Checked) -> LineRow:
    told = one.line.told
    return LineRow(
        number=one.line.number,
        name=told.contact.name if told else "",
        standing=one.standing.label,
        why=one.why,
        href=reverse("practice:patient", kwargs={"patient_id": one.patient}) if one.patient else "",
        holds_up=one.standing.holds_up,
    )
