from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.outcomes.catalogue import instruments_here
from enthesis.domain.outcomes.entry.sheet import Sheet, SheetStatus, newest_after
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.asked_now import AskedForm, Round
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import PatientId
from enthesis.web.shell.forms import ActForm
from enthesis.web.shell.paper import shown
from enthesis.web.shell.present import Button, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A sheet that was printed, newest first; `old` where it is not entered and a newer one asks the same."""

    code: str
    when: str
    asks: str
    state: str
    old: bool
    pdf: str
    entry: Button


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFormPage:
    """`asked` are the forms of today, `missing` those without words; `why_not` says why none is printed."""

    form: ActForm
    name: str
    patient: str
    language: str
    asked: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    why_not: str
    printed: tuple[Printed, ...]
    script: Button


def present(
    form: ActForm,
    patient: PatientId,
    contact: Contact,
    asked: Round,
    wordings: Wordings,
    sheets: Sequence[Sheet],
    zone: str,
) -> PaperFormPage:
    forms = asked.forms
    has = [one for one in forms if wordings.has(one.instrument)]
    return PaperFormPage(
        form=form,
        name=contact.name,
        patient=reverse("practice:patient", kwargs={"patient_id": patient}),
        language=_("Spanish") if contact.language.startswith("es") else _("English"),
        asked=tuple((one.instrument.title, _of_whom(one)) for one in has),
        missing=tuple(p.sentence for one in forms if (p := wordings.why_not(one.instrument)) is not None),
        why_not="" if has else _("Nothing is asked of this patient today that could be printed."),
        printed=tuple(_printed(sheet, is_old=_is_old(sheet, sheets), zone=zone) for sheet in sheets),
        script=Button(
            label=_("Ask by telephone instead"),
            href=reverse("practice:telephone_form", kwargs={"patient_id": patient}),
        ),
    )


def _of_whom(one: AskedForm) -> str:
    hips = [asking.case.side.value for asking in (one.asking, *one.also)]
    whom = _("the person") if one.instrument.of_person else _("%(side)s hip") % {"side": " and ".join(hips)}
    return f"{whom}, {one.asking.milestone.title.lower()}"


def _is_old(sheet: Sheet, others: Sequence[Sheet]) -> bool:
    return sheet.status is not SheetStatus.FILED and newest_after(sheet, others) is not None


def _printed(sheet: Sheet, *, is_old: bool, zone: str) -> Printed:
    titles = instruments_here()
    names = [titles[b.instrument].title if b.instrument in titles else b.instrument for b in sheet.blocks]
    here = {"sheet_id": sheet.id}
    return Printed(
        code=shown(sheet),
        when=f"{moment(sheet.printed_at, zone)}, {sheet.printed_by_name}",
        asks=", ".join(dict.fromkeys(names)),
        state=sheet.status.label,
        old=is_old,
        pdf=reverse("practice:paper_file", kwargs=here),
        entry=Button(label=_("Open"), href=reverse("practice:paper_entry", kwargs=here)),
    )
