from dataclasses import dataclass

from enthesis.web.pages.practice.quote_new.form import QuoteForm


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteNewPage:
    """`replaces` is the number of the quote this one takes the place of."""

    name: str
    patient: str
    form: QuoteForm
    has_prices: bool
    replaces: str
