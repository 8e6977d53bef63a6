"""An analyser's export fills in what was measured of a product: shown first, and saved only on its form."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy

from enthesis.actions.act import permit_of
from enthesis.actions.products import characterise_product
from enthesis.actions.reading import open_case_file
from enthesis.domain.biologics.analyser.matching import again, check_is_ours, counts_for, matched
from enthesis.domain.biologics.analyser.reading import MOST_BYTES, Sample, read_samples
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.identity import CodeKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import Invalid
from enthesis.domain.people.sheet import decoded
from enthesis.store.products import load_product
from enthesis.store.therapy_events import find_event_of
from enthesis.web.pages.practice.analyser.form import FileForm
from enthesis.web.pages.practice.analyser.present import AnalyserPage, filled, lines, remarks
from enthesis.web.shell.access import staff
from enthesis.web.shell.case_head import case_head
from enthesis.web.shell.discovery import Route
from enthesis.web.shell.pages import render
from enthesis.web.shell.requests import Request
from enthesis.web.shell.uploads import Received

ROUTE = Route("products/<uuid:product_id>/analyser/", takes_files=True)
ACCESS = staff(*permit_of(characterise_product).roles)
NAME = "Analyser"
NOT_NOW = gettext_lazy(
    "A file fills in the form of a product that is prepared and not yet characterised. Add a late result, or "
    "correct one, on the page of the product."
)


def view(request: Request, product_id: UUID) -> HttpResponse:
    product = load_product(request.scope, product_id)
    file = open_case_file(request.scope, product.case, at=request.at)
    form = FileForm(request.POST or None, request.FILES or None)
    page = AnalyserPage(
        head=case_head(file, request.practice, at=request.at),
        code=product.chain.product.shown,
        href=reverse("practice:product", kwargs={"product_id": product.id}),
        form=form,
        gone="" if product.state is State.PREPARED else NOT_NOW,
    )
    if page.gone:
        return render(request, "practice/analyser/page.html", page)
    if request.method == "POST":
        page = _read(request, product, page)
    return render(request, "practice/analyser/page.html", page, status=422 if page.form.errors else 200)


def _read(request: Request, product: Product, page: AnalyserPage) -> AnalyserPage:
    """The page with what the file says; with the reason at the field where it cannot be read."""
    try:
        text = _text(request)
        samples = read_samples(text.encode()) if text else ()
    except Invalid as problem:
        page.form.is_valid()
        page.form.add_problem(problem)
        return page
    page.form.offer(samples)
    if not page.form.is_valid():
        return page
    return _chosen(request, product, page, samples, text)


def _chosen(
    request: Request, product: Product, page: AnalyserPage, samples: tuple[Sample, ...], text: str
) -> AnalyserPage:
    """Blood and product: by the codes of their tubes when the file has just come, else as was chosen."""
    event = find_event_of(request.scope, product.id)
    by_line = {s.line: s for s in samples}
    found = matched(samples, event=event.code if event else None, product=product.chain.product)
    blood, made = found.blood, found.product
    if not request.FILES:
        told = page.form.cleaned_data
        blood, made = by_line.get(told["blood"]), by_line.get(told["product"])
        try:
            check_is_ours(blood, event.code if event else None, CodeKind.EVENT, field="blood")
            check_is_ours(made, product.chain.product, CodeKind.PRODUCT, field="product")
        except Invalid as problem:
            page.form.add_problem(problem)
            return page
    counts = counts_for(load_kind(product.kind), blood=blood, product=made)
    begun = {
        "text": text,
        "blood": str(blood.line) if blood else "",
        "product": str(made.line) if made else "",
    }
    form = FileForm(initial=begun)
    form.offer(samples)
    return AnalyserPage(
        head=page.head,
        code=page.code,
        href=page.href,
        form=form,
        found=tuple(lines(counts)),
        remarks=tuple(
            remarks(
                (blood, made),
                twice=(
                    *again(samples, event.code if event else None, CodeKind.EVENT),
                    *again(samples, product.chain.product, CodeKind.PRODUCT),
                ),
            )
        ),
        hidden=tuple(filled(counts, version=product.version, product=made, file=NAME)) if counts else (),
    )


def _text(request: Request) -> str:
    """The text of the file that came, else what was read of it before. Raises Invalid for no text."""
    received = request.FILES.get("file")
    if not isinstance(received, Received):
        return request.POST.get("text", "")[: MOST_BYTES + 1]
    if received.is_too_large:
        return "x" * (MOST_BYTES + 1)
    with received.incoming.path.open("rb") as content:
        return decoded(content.read(MOST_BYTES + 1)).text
