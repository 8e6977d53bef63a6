"""What is open before the operation, and what came up since its plan was signed. It forbids nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from django.utils.translation import gettext as _

from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.radiograph import RadiographFindings
from enthesis.domain.examination.tests import Examination
from enthesis.domain.pathway.case import Entry, every
from enthesis.domain.pathway.plan import SignedPlan, warnings
from enthesis.domain.pathway.stages import Act, Stage, is_possible
from enthesis.domain.pathway.time_out import TimeOut
from enthesis.domain.practice.practice import Practice
from enthesis.store.case_files import CaseFile
from enthesis.store.readiness import load_readiness
from enthesis.store.scope import Scope
from enthesis.web.shell.bench import OfficeClock
from enthesis.web.shell.fact_words import fact_name, fact_words
from enthesis.web.shell.present import moment
from enthesis.web.shell.readiness import open_points
from enthesis.web.shell.telling import tell

OTHERS = (History, Examination, MriFindings, RadiographFindings, Classified)


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeFirst:
    """A sentence each; empty once the time-out was held, and while no operation can begin."""

    changed: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def before_first(scope: Scope, file: CaseFile, site: Practice, clock: OfficeClock) -> BeforeFirst:
    """What everybody looks at before the wristband is scanned, and before the time-out."""
    stage = file.case.stage
    waits = is_possible(Act.START_SURGERY, stage) or stage is Stage.IN_THEATRE
    if not waits or file.signed_plan is None or file.latest(TimeOut) is not None:
        return BeforeFirst()
    return BeforeFirst(
        changed=tuple(dict.fromkeys(_changed(file, clock))),
        open=open_points(load_readiness(scope, file, site)),
    )


def _changed(file: CaseFile, clock: OfficeClock) -> Iterator[str]:
    signed = file.latest(SignedPlan)
    if signed is None:
        return
    now = file.judge(at=clock.at).assessment
    claimed = file.claim_on(file.signed_plan, at=clock.at)
    told = warnings(file.signed_plan, now, claimed=claimed)
    yield from (w for w in told if w not in signed.value.acknowledged)
    yield from _facts_since(file, signed.number, clock.zone)
    for kind in OTHERS:
        entry: Entry[object] | None = file.latest(kind)
        if entry is not None and entry.number > signed.number:
            yield _told(tell(entry.value, clock.zone).title, entry, clock.zone)


def _facts_since(file: CaseFile, signed: int, zone: str) -> Iterator[str]:
    """What is told of candidacy now and was not when the plan was signed."""
    told = every(file.entries, Facts)
    before = [entry for entry in told if entry.number < signed]
    if not told or told[-1].number < signed:
        return
    known = before[-1].value if before else None
    for field in fields(Facts):
        now = fact_words(getattr(told[-1].value, field.name), zone)
        if field.name != "at" and (known is None or now != fact_words(getattr(known, field.name), zone)):
            yield _told(f"{fact_name(field.name)}: {now}", told[-1], zone)


def _told(what: str, entry: Entry[object], zone: str) -> str:
    told = {"what": what, "name": entry.by_name, "when": moment(entry.at, zone)}
    return _("%(what)s (%(name)s, %(when)s)") % told
