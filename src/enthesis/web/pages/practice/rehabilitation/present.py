from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from enthesis.actions.act import permit_of
from enthesis.actions.rehabilitation import change_rehabilitation, issue_rehabilitation_link, record_recovery
from enthesis.delivery.qr import qr_svg
from enthesis.domain.pathway.followed import Followed, RehabilitationChange, followed_in, torn_in
from enthesis.domain.pathway.phase import WEEKS
from enthesis.domain.pathway.recovery import RecoveryMilestone, earliest_on, is_early
from enthesis.domain.pathway.rehabilitation import FULL, PARTIAL, Part
from enthesis.domain.pathway.stages import Act, is_possible
from enthesis.domain.sources import SOURCES
from enthesis.store.case_files import CaseFile
from enthesis.store.scope import Scope
from enthesis.web.pages.practice.rehabilitation.form import LinkForm, RecoveryForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.correcting import CORRECTS
from enthesis.web.shell.plan_words import Rows
from enthesis.web.shell.present import Button, day, moment
from enthesis.web.shell.rehabilitation import (
    RecoveryLine,
    Rehabilitation,
    recovery_lines,
    rehabilitation,
)
from enthesis.web.shell.rehabilitation_state import state_words
from enthesis.web.shell.telling import tell
from enthesis.web.shell.verdicts import TRUST


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedLine:
    """`mark` says that it came early or waits; `confirm` is the form that confirms it, all hidden."""

    title: str
    on: str
    who: str
    mark: str
    earliest: str
    correct: str
    confirm: RecoveryForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLink:
    """A link that is on this page and nowhere else."""

    address: str
    qr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    meta: str
    reason: str
    rows: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class RehabilitationPage:
    head: CaseHead
    told: Rehabilitation
    state: str
    about: Rows
    to_confirm: tuple[str, ...]
    reached: tuple[ReachedLine, ...]
    form: RecoveryForm
    correction: str
    can_record: bool
    change: Button
    changes: tuple[Changed, ...]
    link_form: LinkForm
    can_link: bool
    link: PrivateLink | None
    paper: Button
    here: str


def present(
    scope: Scope,
    file: CaseFile,
    head: CaseHead,
    form: RecoveryForm,
    *,
    today: date,
    link: str = "",
) -> RehabilitationPage:
    followed = followed_in(file.entries)
    told = rehabilitation(file.case, file.entries, today=today, zone=head.zone, plainly=False)
    may_record = permit_of(record_recovery).allows(scope)
    is_open = is_possible(Act.RECORD_RECOVERY, file.case.stage)
    return RehabilitationPage(
        head=head,
        told=told,
        state=state_words(told),
        about=about(followed, torn_in(file.entries)),
        to_confirm=tuple(dict.fromkeys(_questions(followed))) if followed else (),
        reached=tuple(
            _reached(file, line, followed, head, can_confirm=may_record and is_open)
            for line in recovery_lines(file.entries, plainly=False)
        ),
        form=form,
        correction=form.corrected.milestone.label if form.corrected else "",
        can_record=may_record and (is_open or form.corrected is not None),
        change=Button(
            label=_("Change the rehabilitation of this hip"),
            href=reverse("practice:rehabilitation_change", kwargs={"case_id": file.case.id}),
            show=permit_of(change_rehabilitation).allows(scope),
            disabled=not is_possible(Act.CHANGE_REHABILITATION, file.case.stage),
            why=_("Possible once the operation has ended; until then the plan says it."),
        ),
        changes=tuple(_changes(file, head.zone)),
        link_form=LinkForm(),
        can_link=permit_of(issue_rehabilitation_link).allows(scope) and file.case.operated_on is not None,
        link=PrivateLink(address=link, qr=qr_svg(link, title=_("The private link as a QR code")))
        if link
        else None,
        here=reverse("practice:rehabilitation", kwargs={"case_id": file.case.id}),
        paper=Button(
            label=_("Print it as a paper"),
            href=reverse("practice:documents", kwargs={"case_id": file.case.id}),
        ),
    )


def about(followed: Followed | None, tear: str) -> Rows:
    """The handout it follows, for staff: title, version, trust and source."""
    if followed is None:
        return ()
    protocol = followed.protocol
    source = SOURCES[protocol.source].title if protocol.source in SOURCES else _("None: our own template")
    return (
        (_("Protocol"), _("%(title)s, version %(n)d") % {"title": protocol.title, "n": protocol.version}),
        (_("Trust"), TRUST[protocol.tag]),
        (_("Source"), source),
        (_("Tear"), _torn(tear)),
    )


def _torn(tear: str) -> str:
    words = {PARTIAL: _("Partial-thickness"), FULL: _("Full-thickness")}
    return words.get(tear, _("Not known: the longer limit holds"))


def _questions(followed: Followed) -> Iterator[str]:
    """What a clinician must still confirm of it."""
    protocol = followed.protocol
    yield from filter(None, (protocol.note, WEEKS.note))
    for part in Part:
        for span in protocol.spans(part):
            yield from (n.note for n in (span.begins, span.ends, span.limit) if n and n.needs_review)


def _reached(
    file: CaseFile, line: RecoveryLine, followed: Followed | None, head: CaseHead, *, can_confirm: bool
) -> ReachedLine:
    entry = line.entry
    correct = reverse("practice:rehabilitation", kwargs={"case_id": file.case.id})
    return ReachedLine(
        title=line.title,
        on=line.on,
        who=f"{entry.by_name}, {moment(entry.at, head.zone)}" if entry else "",
        mark=_mark(file, line, followed),
        earliest=_earliest(file, line.milestone, followed),
        correct=f"{correct}?{CORRECTS}={entry.id}" if entry and not line.waits and can_confirm else "",
        confirm=_confirm(file, line) if line.waits and can_confirm else None,
    )


def _confirm(file: CaseFile, line: RecoveryLine) -> RecoveryForm:
    on = line.entry.value.on if line.entry else None
    return RecoveryForm(
        initial={"version": file.case.version, "milestone": line.milestone.value, "on": on},
        auto_id=False,
    )


def _mark(file: CaseFile, line: RecoveryLine, followed: Followed | None) -> str:
    on = line.entry.value.on if line.entry else None
    if on is None or file.case.operated_on is None:
        return ""
    surgery_on, tear = file.case.operated_on, torn_in(file.entries)
    early = is_early(line.milestone, on, followed, surgery_on=surgery_on, tear=tear)
    told = [_("earlier than the protocol says")] if early else []
    told += [_("told by the patient, to be confirmed")] if line.waits else []
    return ", ".join(told)


def _earliest(file: CaseFile, milestone: RecoveryMilestone, followed: Followed | None) -> str:
    if followed is None or file.case.operated_on is None:
        return ""
    first = earliest_on(milestone, followed, surgery_on=file.case.operated_on, tear=torn_in(file.entries))
    if first is not None:
        return day(first)
    now = is_early(
        milestone, date.max, followed, surgery_on=file.case.operated_on, tear=torn_in(file.entries)
    )
    return _("not allowed, with no end stated") if now else _("not stated")


def _changes(file: CaseFile, zone: str) -> Iterator[Changed]:
    for entry in reversed(file.entries):
        if isinstance(entry.value, RehabilitationChange):
            said = tell(entry.value, zone)
            yield Changed(
                meta=f"{entry.by_name}, {moment(entry.at, zone)}", reason=entry.value.reason, rows=said.rows
            )
