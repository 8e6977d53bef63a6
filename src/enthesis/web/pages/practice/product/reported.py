"""The reporting checklist of a product: what is met, what one more entry would meet, what is lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.checklist import Checklist, Standing, checklist
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.moments import Moment
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.reporting import Item
from enthesis.domain.biologics.states import TRANSITIONS, Act
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.reported import UNASKED, CaseTold, reported
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.pathway.doing_again import DoingAgain
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.store.case_files import CaseFile

BASELINE = "baseline"
PLACES = {
    "ethics": "plan",
    "drugs": "facts",
    "diagnosis": "imaging",
    "earlier_treatment": "examination",
    "operation": "theatre",
    "findings": "theatre",
    "number": "theatre",
    "rehabilitation": "plan",
    "imaging": "imaging",
    "complications": "adverse_event",
    "activity": "doing_again",
}
"""On which page of the hip an item is entered; of those left out, the page of the hip itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reportable:
    """One item; `href` is where it is entered, empty where nobody can."""

    section: str
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The items by where they stand; `unasked` are those that no form here asks for yet."""

    sentence: str
    met: tuple[Reportable, ...]
    open: tuple[Reportable, ...]
    unasked: tuple[Reportable, ...]
    lost: tuple[Reportable, ...]


def reporting(product: Product, kind: ProductKind, file: CaseFile) -> Reported:
    """Every item that applies to this product, over its own record and that of its hip."""
    told = checklist(product, kind, reported(case_told(product, kind, file)))
    still = told.those(Standing.OPEN)
    return Reported(
        sentence=_sentence(told),
        met=tuple(_lines(told.those(Standing.MET))),
        open=tuple(_open(product, file, [item for item in still if item.id not in UNASKED])),
        unasked=tuple(_lines(item for item in still if item.id in UNASKED)),
        lost=tuple(_lines(told.those(Standing.LOST))),
    )


def case_told(product: Product, kind: ProductKind, file: CaseFile) -> CaseTold:
    """What the record of the hip holds, as the items ask for it."""
    read, chosen, signed = file.value(MriFindings), file.value(Classified), file.value(SignedPlan)
    studies = (m.studied_on for m in file.every(MriFindings))
    return CaseTold(
        product=product,
        kind=kind,
        sex=file.patient.sex,
        facts=file.value(Facts),
        history=file.value(History),
        tear=read.tear if read else None,
        grade=chosen.chosen if chosen else "",
        plan=signed.plan if signed else None,
        finish=file.value(Finish),
        seen=file.value(TearSeen),
        claimed=tuple(c for c in file.claimed if c.kind == kind.id),
        seen_on=utc_to_wall(_seen_at(product), file.zone).date(),
        answered_after=frozenset(f.milestone for f in file.follow_ups if f.answered) - {BASELINE},
        imaged_on=tuple(on for on in studies if on is not None),
        operated_on=file.case.operated_on,
        events=file.every(AdverseEvent),
        doing=file.every(DoingAgain),
    )


def _seen_at(product: Product) -> datetime:
    times = product.moments
    return times.get(Moment.GIVEN) or max(times.values())


def _sentence(told: Checklist) -> str:
    counts = {
        "met": len(told.those(Standing.MET)),
        "all": len(told.lines),
        "percent": told.percent,
    }
    return (
        _("%(met)d of the %(all)d items listed here are reported (%(percent)s %%): of product and hip.")
        % counts
    )


def _lines(items: Iterable[Item]) -> Iterator[Reportable]:
    for item in items:
        yield Reportable(section=item.section.value, title=item.title)


def _open(product: Product, file: CaseFile, items: list[Item]) -> Iterator[Reportable]:
    for item in items:
        href = _place(product, file, item)
        yield Reportable(section=item.section.value, title=item.title, href=href)


def _place(product: Product, file: CaseFile, item: Item) -> str:
    """Where it is entered: at the next step of the product, as a late result, or on a page of the hip."""
    where, _dot, name = item.path.partition(".")
    here = reverse("practice:product", kwargs={"product_id": product.id})
    if where == "told":
        page = PLACES.get(item.id, "case")
        return reverse(f"practice:{page}", kwargs={"case_id": file.case.id})
    takes_result = (product.state, Act.ADD_RESULT) in TRANSITIONS
    if where == "values" and takes_result:
        return f"{here}?result={name}#result"
    is_result = where in ("phenotype", "computed") and takes_result
    return f"{here}#inside" if is_result else f"{here}#next"
