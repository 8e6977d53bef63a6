"""The page value: what stands, what is suggested and why, what is asked first."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.codes.icd10cm import Encounter
from enthesis.domain.codes.suggest.suggesting import is_injury
from enthesis.domain.codes.suggest.suggestion import Suggested
from enthesis.domain.pathway.coding import CodedFor, ConfirmedCode, changes, codings, contradicted
from enthesis.domain.pathway.known_for_codes import known_for, outdated_codes
from enthesis.domain.sources import SOURCES, cited_in
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.codes.form import CodesForm, Line
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import moment
from enthesis.web.shell.verdicts import TRUST


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link to the same page for another purpose or encounter."""

    label: str
    href: str
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """A code with its tick; `flag` says that the record has changed under it."""

    tick: BoundField
    modifiers: BoundField | None
    system: str
    meaning: str
    why: str
    trust: str
    sources: tuple[str, ...]
    questions: tuple[str, ...]
    to_weigh: tuple[str, ...]
    flag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is confirmed for one purpose, by whom and when; `changed` what the record says otherwise now."""

    title: str
    codes: str
    meta: str
    changed: str
    flagged: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodesPage:
    head: CaseHead
    form: CodesForm
    purpose: str
    purposes: tuple[Way, ...]
    encounters: tuple[Way, ...]
    standing: tuple[Standing, ...]
    asked: tuple[str, ...]
    lines: tuple[CodeLine, ...]
    cautions: tuple[tuple[str, str], ...]


def address(file: CaseFile, coded_for: CodedFor, encounter: Encounter | None = None) -> str:
    """The page of a purpose, at an encounter where one was chosen."""
    chosen = f"&encounter={encounter.value}" if encounter else ""
    return reverse("practice:codes", kwargs={"case_id": file.case.id}) + f"?for={coded_for.value}{chosen}"


def present(
    file: CaseFile,
    head: CaseHead,
    form: CodesForm,
    found: Suggested,
    coded_for: CodedFor,
    encounter: Encounter | None,
) -> CodesPage:
    flagged = outdated_codes(file.entries, file.case.side, products=file.products).get(coded_for, ())
    injured = is_injury(known_for(file.entries, file.case.side, coded_for, products=file.products))
    return CodesPage(
        head=head,
        form=form,
        purpose=coded_for.label,
        purposes=tuple(
            Way(label=one.label, href=address(file, one, encounter), now=one is coded_for) for one in CodedFor
        ),
        encounters=tuple(
            Way(label=one.label.capitalize(), href=address(file, coded_for, one), now=one is encounter)
            for one in Encounter
        )
        if injured
        else (),
        standing=tuple(standing(file, head.zone)),
        asked=found.asked,
        lines=tuple(_line(form, line, flagged) for line in form.told.values()),
        cautions=tuple(
            (caution.text, caution.note if caution.needs_review else "") for caution in found.cautions
        ),
    )


def standing(file: CaseFile, zone: str) -> Iterator[Standing]:
    """What is confirmed, by purpose; flagged where the record has changed since."""
    for coded_for, entry in codings(file.entries).items():
        now = known_for(file.entries, file.case.side, coded_for, products=file.products)
        coding = entry.value
        changed = changes(coding, now, file.case.side)
        file_of = _("checked against %(file)s") % {"file": coding.checked_against}
        parts = [entry.by_name, moment(entry.at, zone), file_of if coding.checked_against else ""]
        yield Standing(
            title=coded_for.label,
            codes=", ".join(code.text for code in coding.codes) or _("None: taken back"),
            meta=" · ".join(part for part in parts if part),
            changed=", ".join(changed) if coding.codes else "",
            flagged=", ".join(c.text for c in contradicted(coding, now, file.case.side)),
        )


def _line(form: CodesForm, line: Line, flagged: tuple[ConfirmedCode, ...]) -> CodeLine:
    one, code = line.suggestion, line.code
    named = f"{line.name}_with"
    return CodeLine(
        tick=form[line.name],
        modifiers=form[named] if named in form.fields else None,
        system=line.system.label,
        meaning=code.meaning if code else _("Entered by hand; not kept here."),
        why=one.why.text if one else _("Confirmed before; the record does not suggest it now."),
        trust=TRUST[one.tag] if one else (TRUST[code.tag] if code else _("not known here")),
        sources=_sources(one.code.source, one.why.source) if one else (),
        questions=one.questions if one else ((code.note,) if code and code.note else ()),
        to_weigh=tuple(modifier.text for modifier in one.to_weigh) if one else (),
        flag=_("Confirmed for something that changed.")
        if line.stands is not None and line.stands in flagged
        else "",
    )


def _sources(*told: str) -> tuple[str, ...]:
    named = dict.fromkeys(source for text in told for source in cited_in(text))
    return tuple(SOURCES[source].title for source in named if source in SOURCES)
