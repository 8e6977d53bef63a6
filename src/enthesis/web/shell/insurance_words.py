"""Who pays, in words."""

from datetime import date

from enthesis.domain.people.insurance import Insurance
from enthesis.web.shell.present import day


def insurance_rows(told: Insurance, *, on: date) -> tuple[tuple[str, str], ...]:
    """What was told, and whether the day lies in its time."""
    source = f"{told.told_by.label}, {day(told.told_on)}"
    if told.pays_self:
        return (("Who pays", "The patient"), ("Told", source))
    begins = day(told.valid_from) if told.valid_from else ""
    ends = day(told.valid_until) if told.valid_until else ""
    valid = " – ".join((begins, ends)) if begins or ends else "not told"
    return (
        ("Insurer", told.payer),
        ("Plan", told.plan),
        ("Member number", told.member),
        ("Group number", told.group),
        ("Holder", f"{told.holder} ({told.relation})" if told.relation else told.holder or "the patient"),
        ("Valid", valid if told.is_valid(on) else f"{valid}: not today"),
        ("Told", source),
    )
