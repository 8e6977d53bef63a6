"""How many recalled or expired pieces were told as in the hip already."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.store.in_already import count_in_already
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope
from enthesis.web.shell.quality import Period, QualitySection, SectionShown


def show(scope: Scope, period: Period) -> SectionShown:
    clock = ZoneInfo(load_practice(scope).offices[0].zone)
    found = count_in_already(
        scope,
        since=datetime.combine(period.first, time(), tzinfo=clock),
        before=datetime.combine(period.last + timedelta(days=1), time(), tzinfo=clock),
    )
    if not found:
        return SectionShown(words=(_("No recalled or expired graft or anchor was told in this period."),))
    told = ngettext(
        "%(n)d step tells of a recalled or expired graft or anchor that was in the hip already.",
        "%(n)d steps tell of a recalled or expired graft or anchor that was in the hip already.",
        found,
    )
    return SectionShown(words=(), warnings=(told % {"n": found},))


SECTION = QualitySection(
    id="pieces", place=47, title=lambda: _("Recalled or expired grafts and anchors"), show=show
)
