"""The checklist that lies in theatre: the plan, what was decided against a rule, what is read aloud."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enthesis.delivery.documents.paper import Box, Facts, Paper, Part, Points
from enthesis.domain.pathway.plan import SignedPlan
from enthesis.domain.pathway.surgery import Finish
from enthesis.domain.verdict import Override
from enthesis.store.case_files import CaseFile
from enthesis.web.pages.practice.documents.papers.whose import Setting, write
from enthesis.web.shell.aloud import read_aloud
from enthesis.web.shell.plan_words import plan_rows
from enthesis.web.shell.present import moment


def obstacle(file: CaseFile) -> str:
    """Why the paper cannot be made; empty when it can."""
    if file.latest(Finish) is not None:
        return _("The operation is over: what was counted and confirmed stands in its report.")
    return "" if file.signed_plan else _("It is made of the signed plan, and there is none.")


def compose(setting: Setting) -> Paper:
    file, signed = setting.file, setting.file.latest(SignedPlan)
    if file.signed_plan is None or signed is None:
        raise LookupError("A checklist is made of a signed plan.")
    return write(
        setting,
        _("Surgery checklist"),
        Facts(heading=_("The signed plan"), rows=plan_rows(file.signed_plan)),
        *_against(setting, signed.value),
        *_before_the_day(setting),
        Points(heading=_("Before the first step, read aloud"), points=_aloud(file), tick=True),
        Points(heading=_("Before the patient leaves the room"), points=_after(file), tick=True),
        about=((_("Wristband"), file.case.wristband),),
        signed=signed,
        meaning=_("Plan signed by the surgeon"),
        lines=(_("Surgeon"), _("Nurse"), _("Anaesthesia")),
    )


def _against(setting: Setting, signed: SignedPlan) -> Iterator[Part]:
    """Overrides that hold now, warnings that were acknowledged, and what speaks against it since."""
    file = setting.file
    assessment = file.judge(at=setting.at).assessment
    options = file.signed_plan.options if file.signed_plan else ()
    open_now = tuple(dict.fromkeys(s for option in options for s in assessment.obstacles(option)))
    if open_now:
        yield Box(heading=_("Stands in the way now"), points=open_now)
    held = tuple(
        _override(o, setting.zone)
        for o in assessment.overrides
        if o.option in options and any(o.covers(found, at=assessment.at) for found in assessment.findings)
    )
    if held:
        yield Box(heading=_("Decided against a rule"), points=held)
    if signed.acknowledged:
        yield Points(heading=_("Warnings the surgeon has read"), points=signed.acknowledged)


def _before_the_day(setting: Setting) -> Iterator[Part]:
    """What is still open before the day; nothing where everything is there."""
    if setting.open_before:
        yield Points(heading=_("Open before the day"), points=setting.open_before, tick=True)


def _override(override: Override, zone: str) -> str:
    return _("%(rule)s, %(option)s: %(sentence)s Decided by %(name)s, until %(until)s: %(reason)s") % {
        "rule": override.rule,
        "option": override.option.label,
        "sentence": override.sentence,
        "name": override.name,
        "until": moment(override.until, zone),
        "reason": override.reason,
    }


def _aloud(file: CaseFile) -> tuple[str, ...]:
    """The points of the time-out, and the images, which lie beside it."""
    return (*read_aloud(file).values(), _("Images are in the room."))


def _after(file: CaseFile) -> tuple[str, ...]:
    told = [
        _("Instruments, needles and swabs are counted, and each count is correct or explained."),
        _("Each step, anchor and graft is recorded."),
    ]
    if file.signed_plan is not None and file.signed_plan.biologic is not None:
        told.append(_("The product is given or discarded, and the record says which."))
    return tuple(told)
