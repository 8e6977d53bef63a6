"""What the scheme proposes, why, which of its criteria are recalled, and what it still needs to know."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.examination.classification import Proposal, Scheme
from enthesis.domain.numbers import plain
from enthesis.domain.sources import SOURCES, cited_in
from enthesis.domain.terms import Wording
from enthesis.web.pages.practice.classification.form import ClassificationForm
from enthesis.web.pages.practice.classification.rehabilitation import Rehabilitation, rehabilitations
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import Button


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    code: str
    finding: str
    operation: str
    to_confirm: str
    proposed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """What another scheme says of the same reading; nothing is chosen here."""

    scheme: str
    said: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassificationPage:
    head: CaseHead
    form: ClassificationForm
    scheme: str
    sources: tuple[str, ...]
    proposed: str
    reasons: tuple[str, ...]
    recalled: tuple[str, ...]
    missing: tuple[str, ...]
    by_hand: str
    read: Button
    lines: tuple[Line, ...]
    others: tuple[Other, ...]
    rehabilitations: tuple[Rehabilitation, ...]


def present(
    head: CaseHead,
    form: ClassificationForm,
    scheme: Scheme,
    proposal: Proposal,
    others: Iterable[tuple[Scheme, Proposal]],
    *,
    chosen: str | None,
    case_id: object,
    may_read: bool,
) -> ClassificationPage:
    return ClassificationPage(
        head=head,
        form=form,
        scheme=scheme.title,
        sources=tuple(f"{s}: {SOURCES[s].title}" for s in cited_in(scheme.source) if s in SOURCES),
        proposed=_("Type %(code)s") % {"code": proposal.level} if proposal.level else _("No type"),
        reasons=proposal.reasons,
        recalled=proposal.recalled,
        missing=proposal.missing,
        by_hand=proposal.by_hand,
        read=Button(
            label=_("Record an MRI reading"),
            href=reverse("practice:imaging", kwargs={"case_id": case_id}),
            show=may_read and bool(proposal.missing),
        ),
        lines=tuple(
            Line(
                code=level.code,
                finding=_text(level.finding),
                operation=_text(level.operation),
                to_confirm=_to_confirm(level.finding),
                proposed=level.code == proposal.level,
            )
            for level in scheme.levels
        ),
        others=tuple(_other(s, p) for s, p in others),
        rehabilitations=rehabilitations(proposal.level, chosen),
    )


def _other(scheme: Scheme, proposal: Proposal) -> Other:
    if proposal.level is not None:
        found = _text(scheme.level(proposal.level).finding)
        said = f"{proposal.level}: {found}" if found else proposal.level
        return Other(scheme=scheme.title, said=said, because=_listed(proposal.reasons))
    if proposal.value is not None:
        return Other(scheme=scheme.title, said=plain(proposal.value), because=_listed(proposal.reasons))
    missing = _("Not known yet: %(facts)s.") % {"facts": _listed(proposal.missing)}
    return Other(scheme=scheme.title, said=_("None"), because=proposal.by_hand or missing)


def _listed(facts: tuple[str, ...]) -> str:
    return "; ".join(facts)


def _text(wording: Wording | None) -> str:
    return "" if wording is None else wording.text


def _to_confirm(wording: Wording | None) -> str:
    if wording is None:
        return _("The criteria were not found.")
    if wording.needs_review:
        return wording.note or _("Recalled: a clinician must confirm it.")
    return wording.note
