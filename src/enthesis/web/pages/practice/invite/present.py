from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.delivery.messages import mail
from enthesis.delivery.qr import qr_svg
from enthesis.domain.errors import Problem
from enthesis.domain.outcomes.catalogue import find_instrument
from enthesis.domain.outcomes.schedule import window_on
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.contact.by_hand import ASKED_TODAY
from enthesis.domain.pathway.invitation import Asking, Timing
from enthesis.domain.practice.practice import Practice
from enthesis.store.case_files import CaseFile
from enthesis.store.work import Written
from enthesis.web.pages.practice.invite.form import InviteForm
from enthesis.web.shell.case_head import CaseHead
from enthesis.web.shell.present import day, moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The invitation as it would go out, the link left open."""

    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLink:
    """A link that is on this page and nowhere else."""

    address: str
    qr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitePage:
    head: CaseHead
    form: InviteForm
    milestone: str
    timing: str
    forms: tuple[str, ...]
    why_not: str
    letter: Letter | None
    invited: tuple[str, ...]
    locked: bool
    standing: str
    back: str
    enough: str
    may_again: bool
    link: PrivateLink | None = None
    shown_before: bool = False


def timing_in_words(asking: Asking, problem: Problem | None) -> str:
    """Where today lies, seen from the milestone."""
    if problem is not None:
        return str(problem)
    timing, since = asking.timing, asking.since
    if timing is Timing.BEFORE_SURGERY and since is not None:
        told = {"on": day(since), "opens": day(window_on(since, asking.milestone).opens)}
        return _("Surgery is booked for %(on)s. Answers from %(opens)s on count.") % told
    if timing is Timing.BEFORE_SURGERY or since is None:
        days = abs(asking.milestone.opens.value)
        return _("Asked before surgery. It counts when it is answered in the %(days)s days before it.") % {
            "days": days
        }
    window = window_on(since, asking.milestone)
    told = {"due": day(window.due), "last": day(window.closes - timedelta(days=1))}
    away = abs((asking.on - window.due).days)
    match timing:
        case Timing.CLOSED:
            return _("The window closed on %(last)s. Answers are kept, but count for no milestone.") % told
        case Timing.EARLY:
            early = ngettext("in %(n)s day", "in %(n)s days", away) % {"n": away}
            return _("The target day is %(due)s, %(early)s. Answers count until %(last)s.") % {
                **told,
                "early": early,
            }
        case _:
            if away == 0:
                return _("The target day is today. Answers count until %(last)s.") % told
            late = ngettext("%(n)s day ago", "%(n)s days ago", away) % {"n": away}
            return _("The target day was %(due)s, %(late)s. Answers count until %(last)s.") % {
                **told,
                "late": late,
            }


def invite_page(
    file: CaseFile,
    asking: Asking,
    practice: Practice,
    written: Sequence[Written],
    *,
    head: CaseHead,
    form: InviteForm,
    wordings: Wordings,
    enough: Problem | None,
    locked: bool,
    standing: int,
    link: str = "",
    shown_before: bool = False,
) -> InvitePage:
    problem, letter = asking.why_not(), _letter(file, practice)
    why_not = problem or asking.why_no_wording(wordings)
    here = [w for w in written if w.body.get("milestone") == asking.milestone.id]
    return InvitePage(
        head=head,
        form=form,
        milestone=asking.milestone.title,
        timing=timing_in_words(asking, problem),
        forms=tuple(_title(name) for name in asking.wanted),
        why_not=why_not.sentence if why_not else "",
        letter=letter,
        invited=tuple(_invited(w, head.zone) for w in reversed(here)),
        locked=locked,
        standing=_standing(standing),
        back=reverse("practice:follow_up"),
        enough=f"{enough.sentence} {enough.remedy}" if enough else "",
        may_again=enough is not None and enough.code == ASKED_TODAY,
        link=PrivateLink(address=link, qr=qr_svg(link, title=_("The private link as a QR code")))
        if link
        else None,
        shown_before=shown_before,
    )


def _title(name: str) -> str:
    found = find_instrument(name)
    return found.title if found else _("%(name)s (not here: its weights were not brought)") % {"name": name}


def _standing(count: int) -> str:
    """How many links work, of every hip and milestone; nothing when none does."""
    if not count:
        return ""
    told = ngettext(
        "%(n)s private link of this patient works.", "%(n)s private links of this patient work.", count
    ) % {"n": count}
    return told + " " + _("End them if a message went to the wrong person or a telephone was lost.")


def _letter(file: CaseFile, practice: Practice) -> Letter | None:
    """None for a patient without a mail address."""
    contact = file.contact
    if contact is None or not contact.email:
        return None
    sender = mail.From(practice=practice.name, telephone=practice.telephone)
    made = mail.invitation(contact.email, contact.language, sender, link=_("[the private link]"))
    return Letter(to=made.to, subject=made.subject, body=made.body)


def _invited(message: Written, zone: str) -> str:
    told = {"done": _("sent"), "unsent": _("not sent"), "dead": _("could not be sent")}
    words = told.get(message.status, _("on its way"))
    return f"{moment(message.due_at, zone)}: {words}"
