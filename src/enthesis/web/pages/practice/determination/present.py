"""What is in force, what was before it, and the form in its sections."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.domain.biologics.determination import Criterion, Path
from enthesis.domain.biologics.kind import ProductKind
from enthesis.domain.terms import CaseId, Tag, Wording
from enthesis.store.determinations import Recorded
from enthesis.web.pages.practice.determination.form import DeterminationForm
from enthesis.web.shell.answers import Section, sections
from enthesis.web.shell.present import day, moment

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    title: str
    whom: str
    who: str
    rows: Rows
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeterminationPage:
    title: str
    whom: str
    law: tuple[str, ...]
    history: tuple[Shown, ...]
    form: DeterminationForm | None
    sections: tuple[Section, ...]
    back: str


def present(
    kind: ProductKind,
    told: Sequence[Recorded],
    form: DeterminationForm | None,
    *,
    case: CaseId | None,
    on: date,
    zone: str,
) -> DeterminationPage:
    asked = (kind.determination, kind.needs.why if kind.needs else None)
    known = dict.fromkeys(w for w in (*asked, *kind.regulation) if w is not None)
    return DeterminationPage(
        title=kind.title,
        whom=_("For one hip") if case else _("For the whole practice"),
        law=tuple(_said(w) for w in known),
        history=tuple(_shown(one, told, on, zone) for one in reversed(told)),
        form=form,
        sections=_sections(form) if form else (),
        back=reverse("practice:determinations"),
    )


def _said(wording: Wording) -> str:
    if wording.tag is Tag.VERIFIED:
        return f"{wording.text} ({wording.source})"
    return _("%(text)s (to be confirmed)") % {"text": wording.text}


def _sections(form: DeterminationForm) -> tuple[Section, ...]:
    return sections(
        form,
        (
            (_("What was decided"), ("path", "decided_by", "decided_on", "valid_until")),
            (_("For section 361: each of the four"), tuple(c.value for c in Criterion)),
            (_("For a cleared device or an IND"), ("clearance", "ind", "irb")),
            (_("Grounds"), ("reasoning", "documents")),
            (_("Signature"), ("password",)),
        ),
    )


def _shown(one: Recorded, told: Sequence[Recorded], on: date, zone: str) -> Shown:
    claimed = one.claimed
    newest = [r for r in told if r.claimed.case == claimed.case][-1]
    return Shown(
        title=f"{claimed.path.label}: {_state(one, newest, on)}",
        whom=_("For one hip") if claimed.case else _("For the whole practice"),
        who=_("Recorded by %(name)s, %(when)s") % {"name": one.by_name, "when": moment(one.at, zone)},
        rows=tuple(_rows(one)),
        href=reverse("practice:case", kwargs={"case_id": claimed.case}) if claimed.case else "",
    )


def _state(one: Recorded, newest: Recorded, on: date) -> str:
    if one.number != newest.number:
        return _("replaced")
    if one.claimed.path is Path.NONE:
        return _("ended")
    return _("in force") if one.claimed.is_in_force(on) else _("not in force today")


def _rows(one: Recorded) -> Iterator[tuple[str, str]]:
    claimed = one.claimed
    yield _("Decided by"), f"{claimed.decided_by}, {day(claimed.decided_on)}"
    yield _("Holds until"), day(claimed.valid_until) if claimed.valid_until else _("No end was set")
    for answer in claimed.criteria:
        yield answer.criterion.label, _("Yes") if answer.met else _("No")
    for label, words in (
        (_("Cleared device"), claimed.clearance),
        (_("IND number"), claimed.ind),
        (_("Review board (IRB)"), claimed.irb),
        (_("Grounds"), claimed.reasoning),
        (_("Documents"), "; ".join(claimed.documents)),
    ):
        if words:
            yield label, words
