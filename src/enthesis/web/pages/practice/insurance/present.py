from dataclasses import dataclass

from enthesis.domain.people.insurance import InsuranceTold
from enthesis.web.pages.practice.insurance.form import InsuranceForm
from enthesis.web.shell.present import Table, day


@dataclass(frozen=True, slots=True, kw_only=True)
class InsurancePage:
    name: str
    patient: str
    form: InsuranceForm
    told: Table | None


def present(name: str, patient: str, form: InsuranceForm, told: tuple[InsuranceTold, ...]) -> InsurancePage:
    table = Table(
        caption="What was told so far, the newest first",
        header=("Insurer", "Member number", "Told", "Recorded"),
        rows=tuple(_row(one) for one in told),
    )
    return InsurancePage(name=name, patient=patient, form=form, told=table if told else None)


def _row(one: InsuranceTold) -> tuple[str, str, str, str]:
    told = one.insurance
    return (
        "The patient pays" if told.pays_self else " · ".join(w for w in (told.payer, told.plan) if w),
        told.member or "–",
        f"{told.told_by.label}, {day(told.told_on)}",
        f"{day(one.at.date())}, {one.by_name}",
    )
