"""How often two people who enter the same paper form read it differently."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.entries import enter_sheet
from enthesis.store.entries import count_entries
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope
from enthesis.web.shell.present import Button
from enthesis.web.shell.quality import Period, QualitySection, SectionShown


def show(scope: Scope, period: Period) -> SectionShown:
    clock = ZoneInfo(load_practice(scope).offices[0].zone)
    rate = count_entries(
        scope,
        since=datetime.combine(period.first, time(), tzinfo=clock),
        before=datetime.combine(period.last + timedelta(days=1), time(), tzinfo=clock),
    )
    go_on = Button(
        label=_("Enter a paper form"),
        href=reverse("practice:paper_code"),
        show=permit_of(enter_sheet).allows(scope),
    )
    if rate.in_ten_thousand is None:
        return SectionShown(words=(_("No paper form was entered twice in this period."),), buttons=(go_on,))
    told = {
        "rate": rate.in_ten_thousand,
        "differs": rate.differs,
        "fields": rate.fields,
        "sheets": rate.sheets,
    }
    return SectionShown(
        words=(
            _(
                "%(rate)s disagreements in 10,000 fields: %(differs)s of %(fields)s fields of %(sheets)s "
                "forms that two people entered. Each was settled by a look at the sheet."
            )
            % told,
        ),
        buttons=(go_on,),
    )


SECTION = QualitySection(id="entry", place=60, title=lambda: _("Paper forms"), show=show)
