from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.quote import IS_ESTIMATE, MAY_DIFFER, NOT_IN_IT, Quote, money
from enthesis.web.shell.present import Button, day, moment
from enthesis.web.shell.tags import phone


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    label: str
    quantity: int
    each: str
    total: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePage:
    code: str
    practice: str
    telephone: str
    name: str
    born: str
    patient: str
    issued: str
    valid: str
    is_over: bool
    lines: tuple[LineRow, ...]
    total: str
    words: tuple[str, ...]
    not_included: str
    replaced_by: str
    replaces: str
    replace: Button


def present(practice: Practice, quote: Quote, contact: Contact, *, patient: str, on: date) -> QuotePage:
    told, zone = quote.estimate, practice.offices[0].zone
    new = reverse("practice:quote_new", kwargs={"patient_id": patient})
    return QuotePage(
        code=quote.code,
        practice=practice.name,
        telephone=phone(practice.telephone),
        name=contact.name,
        born=day(contact.birth_date),
        patient=patient,
        issued=f"{moment(quote.issued_at, zone)}, {quote.issued_by_name}",
        valid=day(told.valid_until),
        is_over=told.valid_until < on,
        lines=tuple(
            LineRow(
                label=line.label,
                quantity=line.quantity,
                each=money(line.amount, told.currency),
                total=money(line.total, told.currency),
            )
            for line in told.lines
        ),
        total=money(told.total, told.currency),
        words=(IS_ESTIMATE, MAY_DIFFER, NOT_IN_IT),
        not_included=told.not_included,
        replaced_by=_address(quote.replaced_by) if quote.replaced_by else "",
        replaces=_address(quote.replaces) if quote.replaces else "",
        replace=Button(
            label="Replace it by a newer one",
            href=f"{new}?replaces={quote.id}",
            show=quote.replaced_by is None,
        ),
    )


def _address(quote: object) -> str:
    return reverse("practice:quote", kwargs={"quote_id": quote})
