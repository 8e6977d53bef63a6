"""The words on a product's label. The code holds no name; the label may show it."""

from datetime import date, datetime, tzinfo

from enthesis.domain.biologics.bench.expiry import expiry_of
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.biologics.product import Product
from enthesis.domain.errors import Invalid

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def label_lines(
    product: Product, kind: ProductKind, *, patient_name: str | None, birth_date: date | None, zone: tzinfo
) -> tuple[str, ...]:
    """Title, code, times in `zone` with its name, label statements; name and birth date, both or neither."""
    if (patient_name is None) is not (birth_date is None):
        raise Invalid(
            "label", "A label shows name and birth date together.", "Give both, or switch both off."
        )
    person = () if patient_name is None or birth_date is None else (patient_name, f"Born {_day(birth_date)}")
    statements = tuple(s.text for s in kind.label_statements)
    return (kind.title, product.chain.product.shown, *person, *_times(product, kind, zone), *statements)


def _times(product: Product, kind: ProductKind, zone: tzinfo) -> tuple[str, ...]:
    collected = f"Collected {_time(product.collected.harvest.collected_at, zone)}"
    expiry = expiry_of(product, kind)
    return (collected, f"Use by {_time(expiry.at, zone)}") if expiry else (collected,)


def _day(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def _time(at: datetime, zone: tzinfo) -> str:
    local = at.astimezone(zone)
    return f"{_day(local.date())}, {local:%H:%M %Z}".strip()
