from dataclasses import dataclass

from enthesis.domain.pathway.case import Case
from enthesis.domain.people.likeness import signs_of
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import PatientId
from enthesis.web.pages.practice.merge.form import MergeForm
from enthesis.web.shell.present import day
from enthesis.web.shell.tags import phone


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOfTwo:
    """A patient as one of the two."""

    id: PatientId
    contact: Contact
    cases: tuple[Case, ...]

    @property
    def title(self) -> str:
        return f"{self.contact.name}, born {day(self.contact.birth_date)}"

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        hips = "; ".join(
            f"{case.side.value} hip {case.number}: {case.stage.label}, since {day(case.opened_at.date())}"
            for case in self.cases
        )
        return (
            ("Given name", self.contact.given),
            ("Family name", self.contact.family),
            ("Born", day(self.contact.birth_date)),
            ("Telephone", phone(self.contact.phone)),
            ("Mail", self.contact.email),
            ("Hips", hips),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePage:
    form: MergeForm
    two: tuple[OneOfTwo, OneOfTwo]
    signs: str


def choices(two: tuple[OneOfTwo, OneOfTwo]) -> tuple[tuple[str, str], ...]:
    """The one with more pathways first."""
    ordered = sorted(two, key=lambda one: -len(one.cases))
    return tuple((str(one.id), f"{one.title} ({len(one.cases)} pathways)") for one in ordered)


def present(form: MergeForm, two: tuple[OneOfTwo, OneOfTwo]) -> MergePage:
    signs = signs_of(two[0].contact, two[1].contact)
    return MergePage(form=form, two=two, signs=", ".join(sign.label for sign in signs))
