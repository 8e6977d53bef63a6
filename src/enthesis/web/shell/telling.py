"""Each kind of entry in words: a title, a sentence, and the rows behind it."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from enum import Enum, IntEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enthesis.domain.biologics.catalogue import KINDS
from enthesis.domain.candidacy.facts import Facts
from enthesis.domain.candidacy.intake.review import Reviewed
from enthesis.domain.candidacy.intake.sections import question_called
from enthesis.domain.candidacy.intake.statement import Stated
from enthesis.domain.candidacy.judgement import Judgement
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.muscle import Muscle, thaunat_index
from enthesis.domain.examination.radiograph import RadiographFindings, SecondRadiographReading
from enthesis.domain.examination.second_reading import SecondReading
from enthesis.domain.examination.tear import Tear
from enthesis.domain.examination.tests import Examination, Mrc, Provoked, SingleLegStance
from enthesis.domain.numbers import plain, with_unit
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.attention.told import RoundTold
from enthesis.domain.outcomes.event_grade import GRADES, SEVERITIES, Seriousness
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.outcomes.own_goal import NEAREST, GoalNearness, OwnGoal
from enthesis.domain.outcomes.retear import FoundBy
from enthesis.domain.outcomes.schedule import milestone_called
from enthesis.domain.pathway.case import Closure
from enthesis.domain.pathway.coding import Coding
from enthesis.domain.pathway.corrections import Addendum, EnteredInError
from enthesis.domain.pathway.document import Letter
from enthesis.domain.pathway.doing_again import DoingAgain, WhyNot
from enthesis.domain.pathway.examined_after import ExaminedAfter
from enthesis.domain.pathway.followed import UNITS, RehabilitationChange
from enthesis.domain.pathway.plan import Plan, SignedPlan
from enthesis.domain.pathway.recovery import Reached
from enthesis.domain.pathway.surgery import Anchor, Finish, Start, Step
from enthesis.domain.pathway.tear_seen import TearSeen
from enthesis.domain.pathway.time_out import TimeOut
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.practice.clock import utc_to_wall
from enthesis.domain.practice.red_flags import SignsTold, Urgency, questions
from enthesis.domain.terms import Option
from enthesis.domain.verdict import Override
from enthesis.web.shell.answers import name_of
from enthesis.web.shell.fact_words import fact_name, facts_rows
from enthesis.web.shell.plan_words import Rows, biologic_words, followed_words, placed_rows, plan_rows
from enthesis.web.shell.present import day, moment, words
from enthesis.web.shell.stated import stated_rows

LABELS = {
    "symptom_months": "Symptoms, months",
    "nonoperative_months": "Care without surgery, months",
    "education": "Education and load management",
    "activity_modified": "Activities changed",
    "physiotherapy_weeks": "Physiotherapy, weeks",
    "anti_inflammatory": "Anti-inflammatory drugs",
    "shock_wave": "Shock waves",
    "steroid_drug": "Steroid injected",
    "prp_injections": "PRP injections",
    "height_cm": "Height, cm",
    "weight_kg": "Weight, kg",
    "abduction": "Abduction strength (MRC)",
    "abduction_newton": "Abduction strength, N",
    "abduction_newton_metre": "Abduction torque, N·m",
    "limb_symmetry_percent": "Limb symmetry, %",
    "derotation": "Resisted derotation",
    "fader": "FADER",
    "fader_resisted": "FADER resisted",
    "internal_rotation": "Internal rotation, °",
    "external_rotation": "External rotation, °",
    "flexion": "Flexion, °",
    "lumbar_screen": "Lumbar spine explains the pain",
    "partial_percent_thickness": "Thickness torn, %",
    "width_percent_of_insertion": "Width of the insertion, %",
    "size_ap_mm": "Front to back, mm",
    "size_pd_mm": "Along the tendon, mm",
    "retraction_mm": "Retraction, mm",
    "tendinopathy": "Frayed or degenerated",
    "tfl_hypertrophy": "Tensor enlarged",
    "tfl_sartorius_ratio": "Tensor to sartorius",
    "taken_on": "Taken on",
    "tonnis": "Tönnis grade",
    "centre_edge": "Lateral centre-edge angle, °",
    "alpha": "Alpha angle, °",
    "trochanter_irregular": "Trochanter irregular",
    "awl_mm": "Awl, mm",
    "depth_mm": "Depth, mm",
    "repair": "Technique",
    "footprint": "Bone",
    "transfer": "Muscle",
    "approach": "Changed to",
    "departure": "Otherwise than planned because",
    "another_day": "On another day than booked because",
    "acknowledged": "In spite of",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    title: str
    summary: str = ""
    rows: Rows = ()


def tell(value: object, zone: str) -> Telling:
    """What an entry says; times on the clock of that zone."""
    for kind, told in _TELLERS.items():
        if isinstance(value, kind):
            return told(value, zone)
    return Telling(title=words(type(value).__name__))


def _examination(value: Examination, zone: str) -> Telling:
    title = _("Examined on %(day)s") % {"day": day(value.examined_on)}
    index = value.body_mass_index
    rows = ((_("Body mass index, kg/m²"), plain(index)),) if index is not None else ()
    found = rows_of(value, "examined_on", "comment")
    return Telling(title=title, summary=value.comment, rows=(*found, *rows))


def _history(value: History, zone: str) -> Telling:
    return Telling(title=_("History"), summary=value.comment, rows=rows_of(value, "comment"))


def _imaging(value: MriFindings, zone: str) -> Telling:
    title = _("MRI read on %(day)s") % {"day": day(value.read_on)}
    reader = ((_("Read by"), value.reader_name),) if value.reader_name else ()
    present = ", ".join(name_of(s) for s in value.present)
    absent = ", ".join(name_of(s) for s in value.absent)
    signs = tuple((k, v) for k, v in ((_("Present"), present), (_("Absent"), absent)) if v)
    rows = (*reader, *tear_rows(value.tear), *muscle_rows(value.muscle), *signs)
    return Telling(title=title, summary=value.comment, rows=rows)


def _second(value: SecondReading, zone: str) -> Telling:
    told = _imaging(value.seen, zone)
    title = _("MRI read a second time on %(day)s") % {"day": day(value.seen.read_on)}
    how = _("Without having opened this hip since the first reading.")
    seen = _("After having opened this hip since the first reading: not counted as independent.")
    summary = " ".join(part for part in (how if value.blinded else seen, told.summary) if part)
    return Telling(title=title, summary=summary, rows=told.rows)


def _radiograph(value: RadiographFindings, zone: str) -> Telling:
    title = _("Radiograph read on %(day)s") % {"day": day(value.read_on)}
    reader = ((_("Read by"), value.reader_name),) if value.reader_name else ()
    return Telling(title=title, summary=value.comment, rows=(*reader, *radiograph_rows(value)))


def _radiograph_again(value: SecondRadiographReading, zone: str) -> Telling:
    told = _radiograph(value.seen, zone)
    title = _("Radiograph read a second time on %(day)s") % {"day": day(value.seen.read_on)}
    how = _("Without having opened this hip since the first reading.")
    seen = _("After having opened this hip since the first reading: not counted as independent.")
    summary = " ".join(part for part in (how if value.blinded else seen, told.summary) if part)
    return Telling(title=title, summary=summary, rows=told.rows)


def radiograph_rows(seen: RadiographFindings) -> Rows:
    """What was read, without who and when it was read; what was not read is left out."""
    return rows_of(seen, "read_on", "reader", "reader_name", "comment")


def _coding(value: Coding, zone: str) -> Telling:
    """The codes as they are written; by their list, and whether a person entered them."""
    entered = _("entered by hand")
    rows = tuple((c.system.label, f"{c.text}, {entered}" if c.added else c.text) for c in value.codes)
    file = ((_("Checked against"), value.checked_against),) if value.checked_against else ()
    why = ((_("Taken out because"), value.taken_out),) if value.taken_out else ()
    return Telling(
        title=_("Codes confirmed: %(what)s") % {"what": value.coded_for.label.lower()},
        summary=", ".join(c.text for c in value.codes) or _("None: what was confirmed is taken back."),
        rows=(*rows, *file, *why),
    )


def _classified(value: Classified, zone: str) -> Telling:
    title = _("Classified as type %(code)s") % {"code": value.chosen}
    if value.proposed == value.chosen:
        return Telling(title=title, summary=_("As proposed."))
    proposed = value.proposed or _("none")
    told = _("Proposed: %(code)s. %(reason)s") % {"code": proposed, "reason": value.reason}
    return Telling(title=title, summary=told)


def _facts(value: Facts, zone: str) -> Telling:
    return Telling(title=_("Candidacy facts"), rows=facts_rows(value, zone))


def _override(value: Override, zone: str) -> Telling:
    title = _("Override of %(rule)s for %(option)s") % {"rule": value.rule, "option": value.option.label}
    until = _("until %(when)s") % {"when": moment(value.until, zone)}
    return Telling(title=title, summary=f"{value.sentence} {value.reason} ({until})")


def _plan(value: Plan, zone: str) -> Telling:
    return Telling(title=_("Plan drafted"), summary=plan_line(value), rows=plan_rows(value))


def _signed(value: SignedPlan, zone: str) -> Telling:
    weighed = tuple((_("Warning acknowledged"), warning) for warning in value.acknowledged)
    rows = (*plan_rows(value.plan), *weighed)
    return Telling(title=_("Plan signed"), summary=plan_line(value.plan), rows=rows)


def plan_line(plan: Plan) -> str:
    parts = [name_of(plan.approach), name_of(plan.repair).lower(), biologic_words(plan.biologic).lower()]
    return ", ".join(part for part in parts if part.lower() != _("None").lower())


def _judgement(value: Judgement, zone: str) -> Telling:
    found = value.assessment
    rows = tuple((o.label, w.word if (w := found.worst(o)) is not None else "–") for o in Option)
    told = _("Policy %(policy)s, rules %(rules)s") % {"policy": found.policy, "rules": found.rules}
    return Telling(title=_("Candidacy as it was signed"), summary=told, rows=rows)


def _consent(value: Consent, zone: str) -> Telling:
    about = KINDS[value.product].title if value.product in KINDS else value.product
    about = _("the registry") if value.purpose is Purpose.REGISTRY else about
    title = _("Consent to %(what)s given") if value.given else _("Consent to %(what)s refused")
    told = _("Explained by %(name)s, decided on %(day)s, form: %(text)s") % {
        "name": value.explained_by,
        "day": day(value.decided_on),
        "text": value.text,
    }
    return Telling(title=title % {"what": about}, summary=told)


def _start(value: Start, zone: str) -> Telling:
    told = _("%(approach)s, at %(when)s") % {
        "approach": name_of(value.approach),
        "when": moment(value.started_at, zone),
    }
    told_why = {"departure": value.departure, "another_day": value.another_day}
    why = tuple((LABELS[name], said) for name, said in told_why.items() if said)
    return Telling(title=_("Operation started"), summary=told, rows=why)


def _step(value: Step, zone: str) -> Telling:
    if value.omitted:
        return Telling(title=_("Left out: %(step)s") % {"step": value.kind.label}, summary=value.omitted)
    rows = rows_of(
        value,
        "kind",
        "done_at",
        "omitted",
        "anchors",
        "note",
        "graft",
        "graft_details",
        "graft_udi",
        "fixed_by",
    )
    rows += tuple((_("Anchor"), _anchor(a)) for a in value.anchors)
    rows += placed_rows(value)
    when = moment(value.done_at, zone)
    return Telling(title=value.kind.label, summary=f"{when}. {value.note}".strip(), rows=rows)


def _anchor(anchor: Anchor) -> str:
    return " · ".join(part for part in (anchor.maker, anchor.lot, anchor.udi) if part)


def _finish(value: Finish, zone: str) -> Telling:
    rows = (
        (_("What else was done"), besides(value)),
        (_("Findings"), value.findings),
        *((_("Count of %(what)s") % {"what": what}, said) for what, said in count_rows(value)),
        (_("Complications"), complications_of(value)),
        (_("Planned product left out because"), value.product_left_out),
    )
    return Telling(
        title=_("Operation ended"),
        summary=moment(value.finished_at, zone),
        rows=tuple(row for row in rows if row[1]),
    )


def besides(finish: Finish) -> str:
    """What else was done at an operation; nothing is said apart from not recorded."""
    if finish.concomitant is None:
        return _("Not recorded")
    return ", ".join(name_of(one) for one in finish.concomitant) or _("Nothing else")


def count_rows(finish: Finish) -> Rows:
    """What was counted, and what was done about a count that was not right; empty where not asked."""
    return tuple(
        (count.counted.label.lower(), _counted(correct=count.correct, done=count.done))
        for count in finish.counts or ()
    )


def _counted(*, correct: bool, done: str) -> str:
    said = _("correct") if correct else _("not correct")
    return f"{said}: {done}" if done else said


def complications_of(finish: Finish) -> str:
    """The complications by their kind, and what is said of them; empty where none is recorded."""
    kinds = ", ".join(kind.label for kind in finish.complication_kinds)
    return ". ".join(part for part in (kinds, finish.complications) if part)


def _time_out(value: TimeOut, zone: str) -> Telling:
    rows = tuple(
        (aloud.item.label, _("%(said)s, %(name)s") % {"said": aloud.said.label, "name": aloud.by})
        for aloud in value.confirmed
    )
    rows = ((_("Held"), moment(value.held_at, zone)), *rows)
    rows += tuple(row for row in ((_("Site marked by"), value.marked_by), (_("Note"), value.note)) if row[1])
    return Telling(title=_("Time-out"), summary=", ".join(value.people), rows=rows)


def _tear_seen(value: TearSeen, zone: str) -> Telling:
    rows = [(_("Seen"), moment(value.seen_at, zone)), (_("Against the images"), value.agreement.label)]
    rows += [(_("How it differs"), value.differs)] if value.differs else []
    if (found := value.classified) is not None:
        rows += [(_("Type at operation"), found.chosen), (_("Type before"), found.proposed or _("none"))]
        rows += [(_("Why another type"), found.reason)] if found.reason else []
    return Telling(title=_("The tear as it was seen"), rows=tuple(rows))


def _event(value: AdverseEvent, zone: str) -> Telling:
    title = _("%(event)s on %(day)s") % {"event": value.type.label, "day": day(value.onset)}
    if value.found:
        found = ", ".join(way.label.lower() for way in FoundBy if way in value.found)
        title = _("%(event)s, found by %(found)s") % {"event": title, "found": found}
    rows = (
        (_("Grade"), f"{value.grade}: {GRADES[value.grade].text}" if value.grade else ""),
        (_("Severity"), f"{value.severity}: {SEVERITIES[value.severity].text}" if value.severity else ""),
        (_("Serious"), _serious(value)),
        (_("Comes from the operation"), name_of(value.to_operation) if value.to_operation else ""),
        (_("Comes from the product"), name_of(value.to_product) if value.to_product else ""),
        (_("Which product"), value.product),
        (_("Which step"), value.procedure.label if value.procedure else ""),
        (_("Comes from that step"), name_of(value.to_procedure) if value.to_procedure else ""),
        (_("Expected"), "" if value.expected is None else yes_no(value.expected)),
        (_("Treatment"), value.treatment),
        (_("Outcome"), value.outcome.label if value.outcome else ""),
        (_("Over on"), day(value.resolved_on) if value.resolved_on else ""),
        (_("Found by"), ", ".join(way.label for way in FoundBy if way in (value.found or ()))),
        (_("Gives symptoms"), "" if value.symptoms is None else yes_no(value.symptoms)),
        (_("Torn again, by the definition in use"), _decided(value)),
        (_("Needed an operation"), "" if value.needed_operation is None else yes_no(value.needed_operation)),
        (_("Done"), "" if value.elsewhere is None else (_("Elsewhere") if value.elsewhere else _("Here"))),
    )
    return Telling(title=title, summary=value.description, rows=tuple(row for row in rows if row[1]))


def _decided(value: AdverseEvent) -> str:
    if value.type is not EventType.RE_RUPTURE:
        return ""
    return _("Not decided") if value.is_torn_again is None else yes_no(value.is_torn_again)


def _examined_after(value: ExaminedAfter, zone: str) -> Telling:
    told = _examination(value.found, zone)
    title = _("After the operation: %(title)s") % {"title": told.title}
    return replace(told, title=": ".join(filter(None, (title, found_after(value)))))


def found_after(value: ExaminedAfter) -> str:
    """Strength and gait of an examination after the operation; what was not done is left out."""
    found = value.found
    parts = (
        _("gait %(gait)s") % {"gait": name_of(found.gait).lower()} if found.gait else "",
        _("abduction %(grade)s of 5") % {"grade": found.abduction} if found.abduction else "",
        f"{plain(found.abduction_newton)} N" if found.abduction_newton is not None else "",
        f"{plain(found.abduction_newton_metre)} N·m" if found.abduction_newton_metre is not None else "",
        _("symmetry %(share)s %%") % {"share": plain(found.limb_symmetry_percent)}
        if found.limb_symmetry_percent is not None
        else "",
    )
    return ", ".join(part for part in parts if part)


def _doing_again(value: DoingAgain, zone: str) -> Telling:
    """What is done again, or not; whether it is a return is counted elsewhere, from the day of surgery."""
    able = {True: _("does it again"), False: _("does not do it again"), None: _("not told whether again")}
    title = f"{value.sort.label}: {value.name}, {able[value.able]}"
    levels = {_("Level before"): value.before, _("Level now"): value.now}
    rows = (
        (_("Asked on"), day(value.asked_on)),
        (
            _("Done within the year before surgery"),
            "" if value.within_year_before is None else yes_no(value.within_year_before),
        ),
        (_("Able again"), "" if value.able is None else yes_no(value.able)),
        (_("For the first time on"), day(value.again_on) if value.again_on else ""),
        *(
            (name, f"{level} ({value.scale.label})" if level is not None and value.scale else "")
            for name, level in levels.items()
        ),
        (_("Why not"), ", ".join(why.label for why in WhyNot if why in value.why_not)),
    )
    return Telling(title=title, summary=value.comment, rows=tuple(row for row in rows if row[1]))


def _serious(value: AdverseEvent) -> str:
    if value.seriousness is None:
        return _("Not judged yet")
    met = ", ".join(s.label for s in Seriousness if s in value.seriousness)
    return _("Yes: %(criteria)s") % {"criteria": met} if met else _("No")


def _rehabilitation(value: RehabilitationChange, zone: str) -> Telling:
    """What one hip follows from then on, and why."""
    rows: Rows = ((_("Protocol"), followed_words(value.follows)),)
    rows += tuple(
        (
            limit.part.label,
            _("%(what)s, week %(from)d to %(until)d")
            % {"what": limit.what, "from": limit.from_week, "until": limit.until_week}
            + (f", {with_unit(limit.most, UNITS[limit.part])}" if limit.most is not None else ""),
        )
        for limit in value.limits
    )
    return Telling(title=_("Rehabilitation changed for this hip"), summary=value.reason, rows=rows)


def _recovery(value: Reached, zone: str) -> Telling:
    """A milestone of recovery, and whether it is only the patient's word."""
    if value.on is None:
        return Telling(title=_("%(milestone)s: not reached") % {"milestone": value.milestone.label})
    told = {"milestone": value.milestone.label, "day": day(value.on)}
    waits = _("Told by the patient.") if value.told_by_patient else ""
    return Telling(title=_("%(milestone)s on %(day)s") % told, summary=waits)


def _signs(value: SignsTold, zone: str) -> Telling:
    if value.urgency is None:
        return Telling(title=_("Signs that must not wait: none"), summary=_("Asked before the forms."))
    title = {
        Urgency.EMERGENCY: _("ALERT: the patient told of a sign that needs emergency care"),
        Urgency.CALL_TODAY: _("ALERT: the patient told of a sign to call about today"),
    }[value.urgency]
    return Telling(title=title, summary=f"{'. '.join(questions(value.ticked))}.")


def _round_told(value: RoundTold, zone: str) -> Telling:
    bears = {True: _("Can put weight on the leg."), False: _("Cannot put weight on the leg.")}
    said = ("" if value.bears_weight is None else bears[value.bears_weight], value.words)
    return Telling(title=_("Told by the patient beside the forms"), summary=" ".join(filter(None, said)))


def _own_goal(value: OwnGoal, zone: str) -> Telling:
    if not value.words.strip():
        return Telling(title=_("Own goal taken back by the patient"))
    return Telling(title=_("Own goal of the patient"), summary=value.words)


def _goal_nearness(value: GoalNearness, zone: str) -> Telling:
    told = {"near": value.near, "most": NEAREST, "when": milestone_called(value.milestone).title}
    title = _("Own goal, %(when)s: %(near)s of %(most)s") % told
    return Telling(title=title, summary=value.words)


def _stated(value: Stated, zone: str) -> Telling:
    return Telling(
        title=_("Stated by the patient before the visit"),
        summary=ngettext("%(count)d answer", "%(count)d answers", len(value.statements))
        % {"count": len(value.statements)},
        rows=stated_rows(value),
    )


def _reviewed(value: Reviewed, zone: str) -> Telling:
    """Whose word a fact is: stated by the patient then, confirmed by who recorded this."""
    told = {"day": day(utc_to_wall(value.told_at, zone).date())}
    rows = tuple((_topic(question), _("Confirmed")) for question in value.taken)
    rows += tuple((_topic(n.question), _("Not so: %(reason)s") % {"reason": n.reason}) for n in value.not_so)
    if not rows:
        return Telling(title=_("Read what the patient stated on %(day)s") % told, summary="")
    return Telling(
        title=_("Decided on what the patient stated on %(day)s") % told,
        summary="; ".join(f"{topic}: {said}" for topic, said in rows),
    )


def _topic(question: str) -> str:
    asked = question_called(question)
    return fact_name(asked.fact) if asked and asked.fact else words(question)


def _closure(value: Closure, zone: str) -> Telling:
    return Telling(title=_("Case closed"), summary=value.reason)


def _addendum(value: Addendum, zone: str) -> Telling:
    return Telling(title=_("Addendum"), summary=value.text)


def _in_error(value: EnteredInError, zone: str) -> Telling:
    return Telling(title=_("Taken back: an entry made in error"), summary=value.reason)


def _letter(value: Letter, zone: str) -> Telling:
    return Telling(title=_("Letter to %(name)s") % {"name": value.to}, summary=value.text)


_TELLERS: dict[type, Callable[..., Telling]] = {
    Examination: _examination,
    History: _history,
    MriFindings: _imaging,
    SecondReading: _second,
    RadiographFindings: _radiograph,
    SecondRadiographReading: _radiograph_again,
    Coding: _coding,
    Classified: _classified,
    Facts: _facts,
    Override: _override,
    Plan: _plan,
    SignedPlan: _signed,
    Judgement: _judgement,
    Consent: _consent,
    Start: _start,
    TimeOut: _time_out,
    TearSeen: _tear_seen,
    Step: _step,
    Finish: _finish,
    AdverseEvent: _event,
    RehabilitationChange: _rehabilitation,
    Reached: _recovery,
    ExaminedAfter: _examined_after,
    DoingAgain: _doing_again,
    Closure: _closure,
    Addendum: _addendum,
    EnteredInError: _in_error,
    Letter: _letter,
    SignsTold: _signs,
    RoundTold: _round_told,
    OwnGoal: _own_goal,
    GoalNearness: _goal_nearness,
    Stated: _stated,
    Reviewed: _reviewed,
}


def tear_rows(tear: Tear) -> Rows:
    return rows_of(tear, "definition")


def muscle_rows(muscle: Muscle) -> Rows:
    rows = rows_of(muscle, "scale")
    index = thaunat_index(muscle)
    rows += ((_("Thaunat index, mean of gluteus medius"), plain(index)),) if index is not None else ()
    return ((_("Fatty infiltration"), name_of(muscle.scale)), *rows) if rows else ()


def rows_of(value: object, *without: str) -> Rows:
    """The parts of an entry that are known, in their order."""
    kept = ((name, getattr(value, name)) for name in _names(value) if name not in without)
    return tuple(
        (LABELS.get(name, words(name)), shown(part)) for name, part in kept if part not in (None, "", ())
    )


def _names(value: object) -> tuple[str, ...]:
    return tuple(f.name for f in fields(value))  # type: ignore[arg-type]


def shown(part: object) -> str:
    match part:
        case bool():
            return yes_no(part)
        case IntEnum():
            return str(int(part))
        case Mrc():
            return str(part)
        case Enum():
            return name_of(part)
        case Decimal():
            return plain(part)
        case date():
            return day(part)
        case tuple():
            return ", ".join(shown(p) for p in part)
        case SingleLegStance():
            familiar = {True: _(", familiar pain"), False: _(", other pain"), None: ""}[part.familiar]
            pain = _(", pain %(pain)s") % {"pain": plain(part.pain)} if part.pain is not None else ""
            found = {True: _(": positive"), False: _(": negative"), None: ""}[part.is_positive]
            return f"{plain(part.seconds)} s{pain}{familiar}{found}"
        case Provoked():
            pain = f", {plain(part.pain)}/10" if part.pain is not None else ""
            return (_("Painful") if part.positive else _("Not painful")) + pain
        case _:
            return str(part)


def yes_no(answer: bool) -> str:
    return _("Yes") if answer else _("No")
