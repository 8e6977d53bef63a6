"""How many products were given by the printed two-person procedure, and how many of them against a rule."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from enthesis.domain.biologics.bench.on_paper import OnPaper, count
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope
from enthesis.web.pages.practice.quality.sections.products import FEW
from enthesis.web.shell.quality import Period, QualitySection, SectionShown, given_products
from enthesis.web.shell.shares import share


def show(scope: Scope, period: Period) -> SectionShown:
    clock = ZoneInfo(load_practice(scope).offices[0].zone)
    found = count(
        given_products(scope, period),
        since=datetime.combine(period.first, time(), tzinfo=clock),
        before=datetime.combine(period.last + timedelta(days=1), time(), tzinfo=clock),
    )
    if not found.given:
        return SectionShown(words=(_("No product was given in this period."),))
    return SectionShown(words=_words(found), warnings=_warnings(found))


def _words(found: OnPaper) -> tuple[str, ...]:
    told = share("", found.on_paper, found.given, fewest=FEW).words
    return (_("Of the products given, checked on paper by both: %(share)s.") % {"share": told},)


def _warnings(found: OnPaper) -> tuple[str, ...]:
    if not found.against:
        return ()
    told = {"n": found.against, "of": found.on_paper}
    return (
        _("%(n)d of the %(of)d checked on paper would have been refused: see each product's own page.")
        % told,
    )


SECTION = QualitySection(id="on_paper", place=46, title=lambda: _("Products checked on paper"), show=show)
