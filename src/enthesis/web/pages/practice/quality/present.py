from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from enthesis.web.pages.practice.quality.form import PeriodForm
from enthesis.web.shell.present import day
from enthesis.web.shell.quality import Period, QualitySection, SectionShown


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    id: str
    title: str
    shown: SectionShown
    table_href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage:
    form: PeriodForm
    period: str
    parts: tuple[Part, ...]


def present(
    form: PeriodForm, period: Period, shown: Sequence[tuple[QualitySection, SectionShown]]
) -> QualityPage:
    asked = urlencode({"first": period.first.isoformat(), "last": period.last.isoformat()})
    return QualityPage(
        form=form,
        period=f"{day(period.first)} – {day(period.last)}",
        parts=tuple(
            Part(
                id=section.id,
                title=section.title(),
                shown=told,
                table_href=f"{reverse('practice:quality_table', kwargs={'section': section.id})}?{asked}"
                if told.tables
                else "",
            )
            for section, told in shown
        ),
    )
