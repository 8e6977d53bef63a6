from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.pathway.operations_list.matching import Candidate
from enthesis.domain.pathway.operations_list.operation import changes
from enthesis.domain.pathway.operations_list.outcome import Decision
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import CaseId
from enthesis.store.operations_list import Former, Kept
from enthesis.web.pages.practice.operations_list_line.form import AnswerForm
from enthesis.web.shell.present import day, moment, name_of


@dataclass(frozen=True, slots=True, kw_only=True)
class HipRow:
    """A hip the operation may be, with what is the same and what is not."""

    name: str
    href: str
    same: str
    differs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """One thing that a list told otherwise before, and which line of which file."""

    what: str
    before: str
    now: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePage:
    form: AnswerForm
    title: str
    facts: tuple[tuple[str, str], ...]
    judged: str
    why: str
    hips: tuple[HipRow, ...]
    told: tuple[str, ...]
    changes: tuple[ChangeRow, ...] = ()


def choices(found: Sequence[Candidate], named: Mapping[UUID, Contact]) -> tuple[tuple[CaseId, str], ...]:
    """The hips that were operated on and are free, the likeliest first."""
    return tuple(
        (
            one.case.id,
            _("Registered: %(who)s, %(side)s, operated on %(day)s")
            % {
                "who": name_of(one.case, named.get(one.case.patient)),
                "side": one.case.side.value,
                "day": day(one.case.operated_on),
            },
        )
        for one in found
        if one.case.operated_on is not None and not one.is_taken
    )


def present(
    kept: Kept,
    found: Sequence[Candidate],
    named: Mapping[UUID, Contact],
    form: AnswerForm,
    former: Sequence[Former],
    *,
    zone: str,
) -> LinePage:
    told, judged = kept.operation, kept.judged
    return LinePage(
        form=form,
        title=told.name or told.record_number,
        facts=(
            (_("Day"), day(told.on)),
            (_("Hospital"), told.hospital),
            (_("Surgeon"), told.surgeon),
            (_("The hospital's number of it"), told.number),
            (_("Patient"), told.name),
            (_("Born"), day(told.birth_date) if told.birth_date else ""),
            (_("Record number"), told.record_number),
            (_("Side"), told.side.value if told.side else ""),
            (_("What was done"), told.procedure),
            (_("Codes"), ", ".join(told.codes)),
            (_("Diagnoses"), ", ".join(told.diagnoses)),
        ),
        judged=judged.likely.label,
        why=judged.why,
        hips=tuple(_hip(one, named) for one in found),
        changes=tuple(_changes(kept, former, zone)),
        told=tuple(_told(one, zone) for one in ((kept.decision,) if kept.decision else ()) + kept.earlier),
    )


def _hip(one: Candidate, named: Mapping[UUID, Contact]) -> HipRow:
    return HipRow(
        name=f"{name_of(one.case, named.get(one.case.patient))}, {one.case.side.value}",
        href=reverse("practice:case", kwargs={"case_id": one.case.id}),
        same=", ".join(one.same),
        differs=", ".join(one.differs) or _("nothing"),
    )


def _changes(kept: Kept, former: Sequence[Former], zone: str) -> Iterator[ChangeRow]:
    """The newest change first; each former telling beside the one that followed it."""
    now = kept.operation
    for one in former:
        where = _("%(file)s, line %(line)s, imported %(at)s") % {
            "file": one.file,
            "line": one.line,
            "at": moment(one.at, zone),
        }
        for what, before, after in changes(one.operation, now):
            yield ChangeRow(what=what, before=before or "–", now=after or "–", where=where)
        now = one.operation


def _told(one: Decision, zone: str) -> str:
    how = _("same in everything") if one.is_exact else one.by_name
    return f"{one.answer.told} ({moment(one.at, zone)}, {how})"
