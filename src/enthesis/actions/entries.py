"""Forms on paper: printed, entered by two people, settled where they differ, and then on the record."""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_bytes
from uuid import UUID
from zoneinfo import ZoneInfo

from enthesis.actions.act import Done, act
from enthesis.actions.outcomes import send_form
from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code
from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.catalogue import instruments_here, load_instrument
from enthesis.domain.outcomes.entry.compare import compare, settle
from enthesis.domain.outcomes.entry.filled import Filled, Told, place_of
from enthesis.domain.outcomes.entry.mark import answers_of, is_empty, missing_of
from enthesis.domain.outcomes.entry.sheet import (
    Block,
    Hip,
    Sheet,
    SheetStatus,
    check_filled,
    check_is_current,
    check_is_newest,
    check_turn,
)
from enthesis.domain.outcomes.scoring import score_each
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.asked_now import AskedForm
from enthesis.domain.pathway.ended import EndKind
from enthesis.domain.pathway.invitation import Asking
from enthesis.domain.pathway.stages import Act, stage_after
from enthesis.domain.terms import CLINICIANS, PatientId, PersonId, Role, SheetId
from enthesis.store import bookings, cases, entries, follow_ups, patients
from enthesis.store.ended import list_ended
from enthesis.store.follow_ups import Mode, OnPaper, Sent
from enthesis.store.instruments import wordings_for
from enthesis.store.practice import load_practice
from enthesis.store.rounds import load_asking, load_whole_round
from enthesis.store.scope import Scope

ENTERERS = (Role.DESK, *CLINICIANS)


@act(*ENTERERS)
def print_sheet(scope: Scope, patient_id: UUID, *, wordings: Wordings, at: datetime) -> Done:
    """A sheet with everything this patient is asked today is known by its code, and can be printed.

    It is in the language in which the patient is written to, in the words this site has for that.
    Raises NotAllowed where nothing is asked today, or the site has no words for what is.
    """
    cases.lock_cases_of(scope, patient_id)
    patient = patients.load_patient(scope, patient_id)
    asked = load_whole_round(scope, patient.id, at=at)
    words = wordings_for(scope, wordings, patient.id, on=asked.on or at.date())
    blocks = tuple(_block(form, words) for form in asked.forms if words.has(form.instrument))
    if not blocks:
        raise NotAllowed(
            "nothing-asked",
            "Nothing is asked of this patient today, or there are no words for it that may be printed.",
            "Open the hip to see which questions come next, and when.",
        )
    sheet = entries.save_sheet(
        scope,
        patient.id,
        code=make_code(CodeKind.FORM, token_bytes(RANDOM_BYTES)).text,
        language=patients.load_contact(scope, patient.id).language,
        blocks=blocks,
        printed_on=asked.askings[0].on,
        twice=load_practice(scope).follow_up.double_entry,
        at=at,
    )
    return _done(sheet, patient.id, blocks=len(blocks))


@act(*ENTERERS)
def enter_sheet(
    scope: Scope, sheet_id: UUID, filled: Filled, *, although_old: bool = False, at: datetime
) -> Done:
    """What stands on the sheet is kept: the first entry, or the second, which is compared with it.

    Where both agree, or one is enough on this site, the answers are on the record. Raises NotAllowed for the
    same person twice, and for a sheet that is old.
    """
    cases.lock_cases_of(scope, entries.load_sheet(scope, sheet_id).patient)
    sheet = entries.lock_sheet(scope, sheet_id)
    keyed, person = entries.list_keyed(scope, sheet.id), _person(scope)
    turn = check_turn(sheet, keyed, by=person)
    _check_sheet(scope, sheet, filled, although_old=although_old, at=at)
    compared = compare(keyed[0].filled, filled) if turn > 1 else None
    entries.save_keyed(
        scope, sheet, turn, filled, by=person, compared=compared, although_old=although_old, at=at
    )
    if compared is None and sheet.twice:
        entries.save_status(scope, sheet, SheetStatus.ENTERED)
    elif compared is not None and not compared.agrees:
        entries.save_status(scope, sheet, SheetStatus.DIFFERS)
    else:
        _file(scope, sheet, filled, at=at)
    differs = len(compared.differs) if compared else 0
    return _done(sheet.id, sheet.patient, turn=turn, differs=differs)


@act(*ENTERERS)
def settle_sheet(scope: Scope, sheet_id: UUID, looked: Mapping[str, Told], *, at: datetime) -> Done:
    """Each place that was read differently is as a look at the sheet showed; the answers are on the record.

    Both readings stay. Raises NotAllowed where somebody else settled it meanwhile.
    """
    cases.lock_cases_of(scope, entries.load_sheet(scope, sheet_id).patient)
    sheet = entries.lock_sheet(scope, sheet_id)
    keyed = entries.list_keyed(scope, sheet.id)
    if sheet.status is not SheetStatus.DIFFERS:
        raise _not_to_settle(keyed[-1].by_name if len(keyed) == entries.SETTLED else "")
    settled = settle(keyed[0].filled, keyed[1].filled, looked)
    _check_sheet(scope, sheet, settled, although_old=True, at=at)
    entries.save_keyed(scope, sheet, entries.SETTLED, settled, by=_person(scope), at=at)
    _file(scope, sheet, settled, at=at)
    return _done(sheet.id, sheet.patient, settled=len(looked))


def _block(form: AskedForm, wordings: Wordings) -> Block:
    return Block(
        hips=tuple(_hip(asking) for asking in (form.asking, *form.also)),
        instrument=form.instrument.id,
        version=form.instrument.version,
        wording=wordings.choose(form.instrument),
        translation=wordings.translation_of(form.instrument),
    )


def _hip(asking: Asking) -> Hip:
    case = asking.case
    return Hip(case=case.id, side=case.side, milestone=asking.milestone.id, operated_on=case.operated_on)


def _check_sheet(scope: Scope, sheet: Sheet, filled: Filled, *, although_old: bool, at: datetime) -> None:
    known = instruments_here()
    operated = {hip.case: cases.load_case(scope, hip.case).operated_on for hip in sheet.hips}
    check_is_current(sheet, known, operated)
    check_is_newest(sheet, entries.list_sheets(scope, sheet.patient), although_old=although_old)
    zone = ZoneInfo(bookings.zone_of(scope, sheet.hips[0].case))
    ends = list_ended(scope, {sheet.patient}).get(sheet.patient, ())
    died_on = next((end.on for end in ends if end.kind is EndKind.DIED), None)
    check_filled(sheet, known, filled, operated, today=at.astimezone(zone).date(), died_on=died_on)
    if is_empty(filled.marks.values()):
        raise NotAllowed(
            "nothing-answered", "Nothing was answered on this sheet.", "Ask the patient, or put it away."
        )


def _file(scope: Scope, sheet: Sheet, filled: Filled, *, at: datetime) -> None:
    """Each block is a form that was sent, as of the day on the sheet; one answered another way meanwhile
    stays as it is.
    """
    for number, block in enumerate(sheet.blocks):
        instrument = load_instrument(block.instrument)
        marks = {item.id: filled.marks[place_of(number, item.id)] for item in instrument.items}
        if not is_empty(marks.values()):
            told = OnPaper(
                sheet=sheet.id,
                answered_on=filled.answered_on,
                answered_by=filled.answered_by,
                missing=missing_of(instrument, marks),
            )
            answers = answers_of(instrument, marks)
            _send(
                scope,
                block,
                Sent(
                    answers=answers,
                    scores=score_each(instrument, answers),
                    mode=Mode.PAPER,
                    language=sheet.language,
                    at=at,
                    on_paper=told,
                ),
            )
    entries.save_status(scope, sheet, SheetStatus.FILED)


def _send(scope: Scope, block: Block, sent: Sent) -> None:
    askings = [load_asking(scope, hip.case, hip.milestone, at=sent.at) for hip in block.hips]
    open_to = [a for a in askings if block.instrument in a.wanted or block.instrument not in a.asks]
    if not open_to:
        return
    home, *others = open_to
    stage_after(Act.COLLECT_ANSWERS, home.case.stage)
    follow_ups.save_closed(scope, home.case.id, home.milestone.id, block.instrument)
    opened = follow_ups.save_open_response(
        scope,
        home.case,
        home.milestone.id,
        load_instrument(block.instrument),
        wording=block.wording,
        translation=block.translation,
        mode=Mode.PAPER,
        at=sent.at,
    )
    response = follow_ups.load_response(scope, opened)
    send_form(scope, response, sent, [(other.case, other.milestone.id) for other in others])


def _person(scope: Scope) -> PersonId:
    if scope.actor.person is None:
        raise NotAllowed("role", "A sheet is entered by a person.", "Sign in.")
    return scope.actor.person


def _not_to_settle(by_name: str) -> NotAllowed:
    if by_name:
        return NotAllowed(
            "sheet-settled", f"{by_name} has settled this sheet meanwhile.", "Nothing more is needed."
        )
    return NotAllowed(
        "sheet-agrees", "Nothing on this sheet was read differently.", "Open it to see how it stands."
    )


def _done(sheet: SheetId, patient: PatientId, **detail: int) -> Done:
    return Done(kind="paper_sheet", subject=sheet, patient=patient, detail=detail)
