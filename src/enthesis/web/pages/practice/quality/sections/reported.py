"""How completely products that were given are reported. It stands alone: nothing published compares."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.moments import Moment
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.record import record_of
from enthesis.domain.biologics.reporting import Completeness, completeness
from enthesis.store.practice import load_practice
from enthesis.store.scope import Scope
from enthesis.web.shell.present import Table
from enthesis.web.shell.quality import Period, QualitySection, SectionShown, given_products

Found = Sequence[tuple[date, Completeness]]


def show(scope: Scope, period: Period) -> SectionShown:
    clock = ZoneInfo(load_practice(scope).offices[0].zone)
    found = [
        (on, completeness(record_of(product), load_kind(product.kind)))
        for product in given_products(scope, period)
        if period.first <= (on := _given(product, clock)) <= period.last
    ]
    if not found:
        return SectionShown(words=(_("No product was given in this period."),))
    words = _(
        "%(told)s, over %(n)s products that were given: of the items that a product’s own record holds. What "
        "its hip tells is not among them, so a product’s own page, which asks for both, has another share."
    )
    quarters = sorted({_quarter(on) for on, _one in found})
    return SectionShown(
        words=(words % {"told": _told(found), "n": len(found)},),
        tables=(
            Table(
                caption=_("Items of the own record, by quarter of giving"),
                header=(_("Quarter"), _("Products given"), _("Items of the own record")),
                rows=tuple(_row(quarter, found) for quarter in quarters),
                numbers=(_("Products given"),),
            ),
        ),
    )


def _given(product: Product, clock: ZoneInfo) -> date:
    return product.moments[Moment.GIVEN].astimezone(clock).date()


def _quarter(on: date) -> str:
    return f"{on.year} Q{(on.month + 2) // 3}"


def _row(quarter: str, found: Found) -> tuple[str, str, str]:
    those = [(on, one) for on, one in found if _quarter(on) == quarter]
    return quarter, str(len(those)), _told(those)


def _told(found: Found) -> str:
    met = sum(len(one.met) for _on, one in found)
    asked = met + sum(len(one.unmet) for _on, one in found)
    told = {"met": met, "asked": asked, "percent": round(100 * met / asked) if asked else 0}
    return _("%(met)s of %(asked)s items, %(percent)s %%") % told


SECTION = QualitySection(
    id="reported", place=45, title=lambda: _("How complete the own records of products are"), show=show
)
