"""Candidacy on a hip's page: as it is now or as it was signed, and how it was assessed before."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.clinic import record_facts
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.terms import CLINICIANS
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope
from enthesis.web.pages.practice.case.steps import is_open
from enthesis.web.shell.present import Button, moment
from enthesis.web.shell.verdicts import VerdictTable, kept_table, verdict_table


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidacyCard:
    title: str
    table: VerdictTable
    assessed: tuple[Button, ...]


def candidacy_card(scope: Scope, file: CaseFile, now: Judgement, *, zone: str) -> CandidacyCard:
    """Judged `now`; once nothing is decided any more, as it was kept with the signature."""
    kept = None if is_open(file) else file.value(Judgement)
    return CandidacyCard(
        title=_("Candidacy as it was signed") if kept else _("Candidacy"),
        table=_table(scope, file, now, kept),
        assessed=_assessed(file, zone) if scope.actor.role in CLINICIANS else (),
    )


def _table(scope: Scope, file: CaseFile, now: Judgement, kept: Judgement | None) -> VerdictTable:
    case, planned = file.case.id, file.draft.options if file.draft else ()
    if kept:
        return kept_table(kept, case, planned=planned)
    return verdict_table(now, case, planned=planned, can_answer=permit_of(record_facts).allows(scope))


def _assessed(file: CaseFile, zone: str) -> tuple[Button, ...]:
    return tuple(
        Button(
            label=_("As assessed on %(when)s") % {"when": moment(entry.at, zone)},
            href=reverse("practice:assessed", kwargs={"case_id": file.case.id, "number": entry.number}),
        )
        for entry in file.entries
        if isinstance(entry.value, Judgement)
    )
