"""How sensitive every stored column is, and what it means. A column that is not listed here fails a test.

Contact details live in six tables only: `contact`, `request`, `insurance`, and what hospitals tell,
`operations_list`, `listed_operation` and `listed_operation_version`. A database without those six tells
nobody's name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Sensitivity(StrEnum):
    PUBLIC = "public"
    IDENTITY = "identity"
    OPERATIONAL = "operational"
    STAFF = "staff"
    CLINICAL = "clinical"
    FREE_TEXT = "free text"
    CONTACT = "contact"
    SECRET = "secret"  # noqa: S105

    @property
    def meaning(self) -> str:
        return _MEANINGS[self]


_MEANINGS = {
    Sensitivity.PUBLIC: "Anyone may read it: what the practice says of itself.",
    Sensitivity.IDENTITY: "A random identity. It joins rows and, without the contact table, names nobody.",
    Sensitivity.OPERATIONAL: "How the work of the practice stands: states, counts, times of recording.",
    Sensitivity.STAFF: "About a member of staff.",
    Sensitivity.CLINICAL: "About a patient's hip, care or visits; a de-identified extract may use it.",
    Sensitivity.FREE_TEXT: "Words a person typed, or a body that may hold them: never leaves in an extract.",
    Sensitivity.CONTACT: "Tells who a patient is or how to reach them.",
    Sensitivity.SECRET: "Opens something, even as a hash: never shown, logged or extracted.",
}


@dataclass(frozen=True, slots=True)
class Column:
    sensitivity: Sensitivity
    meaning: str


def _public(meaning: str) -> Column:
    return Column(Sensitivity.PUBLIC, meaning)


def _identity(meaning: str) -> Column:
    return Column(Sensitivity.IDENTITY, meaning)


def _operational(meaning: str) -> Column:
    return Column(Sensitivity.OPERATIONAL, meaning)


def _staff(meaning: str) -> Column:
    return Column(Sensitivity.STAFF, meaning)


def _clinical(meaning: str) -> Column:
    return Column(Sensitivity.CLINICAL, meaning)


def _free_text(meaning: str) -> Column:
    return Column(Sensitivity.FREE_TEXT, meaning)


def _contact(meaning: str) -> Column:
    return Column(Sensitivity.CONTACT, meaning)


def _secret(meaning: str) -> Column:
    return Column(Sensitivity.SECRET, meaning)


Columns = Mapping[str, Column]

_OWNED: Columns = {"id": _identity("This row."), "practice_id": _identity("The practice it belongs to.")}
_PATIENT: Columns = {"patient_id": _identity("The patient it is about.")}
_CASE: Columns = {**_PATIENT, "case_id": _identity("The case it is part of.")}
_VERSION: Columns = {"version": _operational("Rises with every change; a writer names the one it read.")}
_REACHED: Columns = {
    "given": _contact("Given name."),
    "family": _contact("Family name."),
    "birth_date": _contact("Date of birth; also the second factor of a private link."),
    "email": _contact("Mail address."),
    "phone": _contact("Telephone number, E.164."),
    "language": _contact("The language in which the patient is written to."),
    "agreed": _operational("The ways of being reached the person agreed to, as JSON."),
}
_LEASED: Columns = {
    "kind": _operational("What is to be done."),
    "status": _operational("Waiting, leased, done, or dead after the last try."),
    "due_at": _operational("Not before this moment."),
    "lease_until": _operational("Until when the worker that took it may finish it."),
    "lease_token": _operational("Which worker that is; only the newest may finish."),
    "attempts": _operational("How often it was taken."),
    "last_error": _operational("The kind of the last error, never its words."),
    "body": _operational("Identities and codes the worker needs; never a name or an answer."),
}

_TABLES: dict[str, Columns] = {
    "practice": {
        "id": _identity("This practice."),
        "slug": _public("Its short name in the practice file."),
        "name": _public("Its name."),
        "body": _public("The practice file as it was loaded: offices, clinicians, visit types, sessions."),
        "policy": _operational("What the file decided about rules when it was loaded; empty as shipped."),
        "loaded_at": _operational("When the file was loaded."),
    },
    "person": {
        **_OWNED,
        "email": _staff("Mail address, with which the person signs in."),
        "name": _staff("Name, as it stands under a signature."),
        "role": _staff("What the person may do."),
        "is_active": _staff("Whether the account may sign in."),
        "last_login": _staff("When the person last signed in."),
        "password": _secret("Hash of the password."),
        "pin_hash": _secret("Hash of the PIN used at the bench."),
        "pin_failures": _operational("Wrong PINs since the last right one."),
        "password_failures": _operational(
            "Wrong passwords for a signature since the last right one or the last sign-in."
        ),
    },
    "patient": {
        **_OWNED,
        "sex": _clinical("Sex, as told."),
        "registered_at": _operational("When the patient was first entered."),
    },
    "contact": {
        **_OWNED,
        **_PATIENT,
        **_REACHED,
        "version": _operational("The highest is in force; earlier ones stay."),
        "at": _operational("From when on it is in force."),
        "by": _staff("Who entered it."),
    },
    "hip": {**_OWNED, **_PATIENT, "side": _clinical("Left or right.")},
    "hip_case": {
        **_OWNED,
        **_PATIENT,
        **_VERSION,
        "hip_id": _identity("The hip."),
        "number": _clinical("Which pathway of this hip: a revision is the next."),
        "stage": _clinical("Where the case stands."),
        "wristband": _identity("The random code on the wristband of this case."),
        "opened_at": _operational("When the case was opened."),
        "operated_on": _clinical("The day of surgery on the office's clock."),
    },
    "entry": {
        **_OWNED,
        **_CASE,
        "number": _operational("Its place in the story of the case."),
        "kind": _operational("What kind of value the body holds."),
        "body": _free_text("The value as JSON: examination, plan, step …, with the comments typed into it."),
        "at": _operational("When it was recorded."),
        "by": _staff("Who recorded it."),
        "by_name": _staff("That person's name at the time."),
        "corrects_id": _identity("The earlier entry that this one replaces."),
        "signature": _staff("Who signed, when, and the hash of exactly what was signed."),
    },
    "request": {
        **_OWNED,
        **_REACHED,
        **_VERSION,
        "status": _operational("Waiting, booked, declined or withdrawn."),
        "received_at": _operational("When it came."),
        "side": _clinical("The hip that hurts."),
        "reason": _free_text("Why the visitor asks, in the visitor's words."),
        "office": _public("The office asked for."),
        "red_flags": _clinical("The ticked signs that must not wait, by their ids, as JSON."),
        "how_long": _clinical("How long the hip has hurt, as told; empty where it was not."),
        "care": _clinical(
            "What was done for the hip before, as told, as JSON; empty where it was not asked."
        ),
        "asker_name": _contact("Who asks for the patient; empty for the patient."),
        "asker_relation": _contact("Who that is to the patient."),
        "case_id": _identity("The case it became."),
    },
    "booking": {
        **_OWNED,
        **_CASE,
        **_VERSION,
        "request_id": _identity("The request that holds it while there is no case."),
        "office": _public("The office."),
        "clinician": _public("Who sees the patient."),
        "visit_type": _operational("What kind of visit."),
        "starts_at": _clinical("When it begins, in UTC."),
        "wall_start": _clinical("What the clock at the office shows then."),
        "zone": _public("The time zone of that clock."),
        "minutes": _operational("How long it lasts."),
        "status": _operational("Booked, arrived, in a room, done, not come or cancelled."),
        "room": _operational("The room the patient was taken to; empty before, and where none are told."),
    },
    "closure": {
        **_OWNED,
        "first": _public("The first day on which nothing is offered."),
        "last": _public("The last day."),
        "office": _public("The office that is closed; empty for every one."),
        "clinician": _public("The clinician who is away; empty for everybody."),
        "begins": _public("From which time of each day; empty for the whole day."),
        "ends": _public("Until which time."),
        "at": _operational("When it was closed."),
        "by": _staff("Who closed it."),
        "by_name": _staff("That person's name at the time."),
        "lifted_at": _operational("When it was opened again; empty while it holds."),
        "lifted_by": _staff("Who opened it again."),
    },
    "feed": {
        **_OWNED,
        "clinician": _public("Whose visits it shows."),
        "token_hash": _secret("Hash of the token; the token itself is kept nowhere."),
        "at": _operational("When the link was made."),
        "by": _staff("Who made it."),
        "by_name": _staff("That person's name at the time."),
        "revoked_at": _operational("When it was ended; empty while it stands."),
        "revoked_by": _staff("Who ended it."),
    },
    "booking_change": {
        **_OWNED,
        **_PATIENT,
        "booking_id": _identity("The visit."),
        "number": _operational("The version of the visit after it."),
        "act": _operational(
            "Booked, moved, cancelled, arrived, taken to a room, missed, done or opened again."
        ),
        "why": _operational("Who wanted it: the patient, the practice, or nobody."),
        "office": _public("The office after it."),
        "clinician": _public("Who was to see the patient after it."),
        "starts_at": _clinical("When the visit was to begin after it, in UTC."),
        "wall_start": _clinical("What the clock at the office shows then."),
        "zone": _public("The time zone of that clock."),
        "at": _operational("When it was recorded."),
        "by": _staff("Who did it; empty for a patient or visitor."),
        "by_name": _staff("That person's name at the time."),
    },
    "tick": {
        **_OWNED,
        "resource": _operational("The clinician, room, device or place for a new patient that is claimed."),
        "tick": _operational("The five minutes, counted from 1970 in UTC."),
        "booking_id": _identity("The visit that claims them."),
        "offer_id": _identity("The open offer that claims them, where no visit does."),
        "operation_id": _identity("The booked operation that claims them, where neither does."),
    },
    "operation": {
        **_OWNED,
        **_CASE,
        **_VERSION,
        "hospital": _public("The hospital."),
        "zone": _public("The time zone of its clock."),
        "on": _clinical("The day on that clock."),
        "begins": _clinical("When it is to begin on that clock; empty while nobody knows."),
        "starts_at": _clinical("That moment in UTC."),
        "minutes": _operational("How long the theatre is booked; empty while nobody knows."),
        "team": _staff("Who operates, assists, gives anaesthesia and nurses, as JSON."),
        "state": _operational("Planned, confirmed, moved, cancelled or done."),
        "reason": _free_text("Why it was moved or cancelled last."),
        "visits": _operational("The visits that hang on it, and the tasks to book them, as JSON."),
        "call": _identity("The task to tell the hospital; empty where nothing is to be told."),
    },
    "operation_change": {
        **_OWNED,
        **_PATIENT,
        "operation_id": _identity("The booked operation."),
        "number": _operational("Its version after it."),
        "act": _operational("Booked, changed, moved, confirmed, cancelled or done."),
        "reason": _free_text("Why it was moved or cancelled."),
        "hospital": _public("The hospital after it."),
        "zone": _public("The time zone of its clock."),
        "on": _clinical("The day after it."),
        "begins": _clinical("When it was to begin after it; empty where nobody knew."),
        "minutes": _operational("How long the theatre was booked after it; empty where nobody knew."),
        "at": _operational("When it was recorded."),
        "by": _staff("Who did it."),
        "by_name": _staff("That person's name at the time."),
    },
    "clearance_told": {
        **_OWNED,
        **_CASE,
        "number": _operational("Its place among what was said of that case's clearances."),
        "kind": _operational("Which clearance of the practice's list."),
        "about": _free_text("What it is about, where one kind is asked for several things."),
        "state": _operational("Asked, received, refused or not needed."),
        "whom": _free_text("Who was asked, or who answered."),
        "reached": _free_text("How that person or office is reached."),
        "due_on": _operational("The last day for it; empty where none was agreed."),
        "why": _free_text("What was asked or answered, or why it is not needed."),
        "file_id": _identity("The file that shows it; empty where there is none."),
        "planned_for": _clinical("The day the operation was planned for when it was said."),
        "at": _operational("When it was said."),
        "by": _staff("Who recorded it."),
        "by_name": _staff("That person's name at the time."),
    },
    "kit_check": {
        **_OWNED,
        **_CASE,
        "number": _operational("Its place among the checks of that case."),
        "need": _operational("Which line of the plan's list."),
        "needed": _clinical("That line as it read then."),
        "state": _operational("There, ordered or missing."),
        "lot": _clinical("The lots on the packages."),
        "expires_on": _clinical("The earliest last day of all of them."),
        "udi": _clinical("A label as it was scanned."),
        "note": _free_text("What whoever looked has to say."),
        "at": _operational("When somebody looked."),
        "by": _staff("Who looked."),
        "by_name": _staff("That person's name at the time."),
    },
    "waiting": {
        **_OWNED,
        **_CASE,
        **_VERSION,
        "booking_id": _identity("The visit that is to be earlier."),
        "request_id": _identity("The request that has no time yet."),
        "visit_type": _operational("What kind of visit is waited for."),
        "offices": _operational("The offices that fit, as JSON; none is any."),
        "clinician": _operational("The clinician that fits; empty is any."),
        "half": _operational("The side of day that fits; empty is any."),
        "weekdays": _operational("The weekdays that fit, as JSON; none is any."),
        "notice": _operational("The hours needed between saying yes and the visit."),
        "first": _operational("The first day that fits; empty is any."),
        "last": _operational("The last day that fits; empty is any."),
        "since": _operational("Since when the person waits."),
        "by": _staff("Who entered it; empty for a patient or visitor."),
        "by_name": _staff("That person's name at the time."),
        "ended": _operational("Why the waiting ended; empty while it goes on."),
        "ended_at": _operational("When it ended."),
    },
    "offer": {
        **_OWNED,
        **_PATIENT,
        "waiting_id": _identity("The person on the list it was made to."),
        "office": _public("The office."),
        "clinician": _public("Who would see the patient."),
        "visit_type": _operational("What kind of visit."),
        "starts_at": _clinical("When the visit would begin, in UTC."),
        "wall_start": _clinical("What the clock at the office shows then."),
        "zone": _public("The time zone of that clock."),
        "minutes": _operational("How long the visit would last."),
        "way": _operational("By message or by telephone."),
        "status": _operational("Open, or how it ended."),
        "made_at": _operational("When it was made."),
        "until": _operational("Until when the time is held."),
        "called_at": _operational("When somebody told it on the telephone."),
        "ended_at": _operational("When it ended."),
        "by": _staff("Who offered it out of order; empty for the worker."),
        "by_name": _staff("That person's name at the time."),
        "reason": _free_text("Why it was offered out of order."),
    },
    "request_note": {
        **_OWNED,
        "request_id": _identity("The request."),
        "number": _operational("Its place among the notes on that request."),
        "kind": _operational("An urgency set, a call without answer, images awaited, a note, a refusal."),
        "how_soon": _clinical("The urgency a person set."),
        "suggested": _clinical("The urgency that was suggested then."),
        "injured": _clinical("Whether it began with a fall or injury, as told on the telephone."),
        "why": _operational("Why a request was declined, as a code."),
        "words": _free_text("Why another urgency than the suggested one, or what was noted."),
        "at": _operational("When it was recorded."),
        "by": _staff("Who recorded it."),
        "by_name": _staff("That person's name at the time."),
    },
    "merge": {
        **_OWNED,
        "patient_id": _identity("The patient who is also another one."),
        "into_id": _identity("That other one, who is kept."),
        "why": _operational("Why two patients are taken for one, as a code."),
        "words": _free_text("What was said about it."),
        "at": _operational("Since when."),
        "by": _staff("Who decided."),
        "by_name": _staff("That person's name at the time."),
        "why_parted": _operational("Why it was taken back, as a code."),
        "parted_at": _operational("When it was taken back; empty while it holds."),
        "parted_by": _staff("Who took it back."),
        "parted_by_name": _staff("That person's name at the time."),
    },
    "task": {
        **_OWNED,
        **_PATIENT,
        **_VERSION,
        "kind": _operational("A task or a telephone message."),
        "words": _free_text("What is to be done."),
        "caller": _free_text("Who telephoned, and the number they gave."),
        "owner": _staff("Who is to do it; empty while nobody has it."),
        "owner_name": _staff("That person's name when it was given to them."),
        "due_on": _operational("The last day for it; empty where there is none."),
        "case_id": _identity("The case it is about."),
        "request_id": _identity("The request it is about."),
        "added_at": _operational("When it was written down."),
        "added_by": _staff("Who wrote it down."),
        "added_by_name": _staff("That person's name at the time."),
        "finished_at": _operational("When it was done; empty while it is open."),
        "finished_by": _staff("Who did it."),
        "finished_by_name": _staff("That person's name at the time."),
        "outcome": _free_text("What came of it."),
    },
    "operations_list": {
        **_OWNED,
        "hospital": _operational("Whose list it is, as whoever imported it said."),
        "name": _contact("Name of the file, in which people write what they like. The file is not kept."),
        "size": _operational("Bytes of the file."),
        "sha256": _operational("Hash of the file."),
        "encoding": _operational("How its characters were read."),
        "lines": _operational("Lines with something in them, below the headings."),
        "new": _operational("Operations that no list had told before."),
        "changed": _operational("Operations that it tells otherwise than a list before."),
        "known": _operational("Operations that were there as it tells them."),
        "first_on": _operational("The first day of an operation on it."),
        "last_on": _operational("The last."),
        "unread_count": _operational("Lines that could not be taken."),
        "unread": _contact("Their numbers, and why, with the words that could not be read, as JSON."),
        "at": _operational("When it was imported."),
        "by": _staff("Who did it; empty for the operator of the site."),
        "by_name": _staff("That person's name at the time."),
        "settled_at": _operational("When its unread lines were dealt with; empty while they are not."),
        "settled_by": _staff("Who said so."),
        "settled_by_name": _staff("That person's name at the time."),
        "settled_words": _free_text("What became of them."),
    },
    "listed_operation": {
        **_OWNED,
        "list_id": _identity("The list that told it last."),
        "line": _operational("Its line there."),
        "key": _contact("Hash of what makes it the same operation in every list: whose it was can be tried."),
        "content": _contact("Hash of what the list says of it: whose it was can be tried."),
        "on": _clinical("The day of the operation."),
        "hospital": _operational("Where, as the list says."),
        "operation_number": _contact("The hospital's number of the operation."),
        "surgeon": _staff("Who operated, as the list says."),
        "given": _contact("Given name, as the list says."),
        "family": _contact("Family name, as the list says."),
        "birth_date": _contact("Date of birth, as the list says."),
        "record_number": _contact("The hospital's number of the person."),
        "side": _clinical("Left or right; empty where the list does not tell."),
        "part": _operational("Left or right of an operation that the list tells of both sides."),
        "procedure": _free_text("What was done, in the hospital's words."),
        "codes": _clinical("Codes of the procedure, as JSON."),
        "diagnoses": _clinical("Codes of diagnoses, as JSON."),
        "version": _operational("Rises when a list tells it otherwise; an answer names the one it is about."),
    },
    "listed_operation_version": {
        **_OWNED,
        "listed_id": _identity("The listed operation."),
        "version": _operational("Which version of it this was."),
        "list_id": _identity("The list that told it so."),
        "line": _operational("Its line there."),
        "told": _contact("Everything that the list told of it, whose it was as well, as JSON."),
    },
    "operation_answer": {
        **_OWNED,
        "listed_id": _identity("The listed operation."),
        "number": _operational("The last one about what the list says counts."),
        "read": _operational("Which version of what the list says it is about."),
        "outcome": _clinical("Registered, still to be registered, refused, excluded, or no such operation."),
        "case_id": _identity("The case it is registered as; empty where it is not."),
        "reason": _clinical("Why it is excluded."),
        "words": _free_text("More about it."),
        "is_exact": _operational("Whether everything was the same, and nobody had to choose."),
        "at": _operational("When it was said."),
        "by": _staff("Who said it; empty for the operator of the site."),
        "by_name": _staff("That person's name at the time."),
    },
    "operations_layout": {
        **_OWNED,
        "hospital": _operational("Whose lists."),
        "number": _operational("The last one of a hospital is in force."),
        "body": _operational("Which heading holds what, and how days are written, as JSON."),
        "at": _operational("From when on."),
        "by": _staff("Who said it."),
        "by_name": _staff("That person's name at the time."),
    },
    "insurance": {
        **_OWNED,
        **_PATIENT,
        "version": _operational("The newest is in force; earlier ones stay."),
        "pays_self": _contact("Whether the patient pays, and no insurance was named."),
        "payer": _contact("The insurer."),
        "plan": _contact("The plan."),
        "member": _contact("The member number."),
        "group_number": _contact("The group number."),
        "holder": _contact("Whose insurance it is, where it is not the patient's own."),
        "relation": _contact("What the patient is to the holder."),
        "valid_from": _contact("First day it holds, where that was told."),
        "valid_until": _contact("Last day it holds, where that was told."),
        "told_by": _operational(
            "Where it is from: the patient, the card, the insurer, the referring practice."
        ),
        "told_on": _operational("When it was told."),
        "at": _operational("When it was recorded."),
        "by": _staff("Who recorded it."),
        "by_name": _staff("That person's name at the time."),
    },
    "quote": {
        **_OWNED,
        **_PATIENT,
        "number": _operational("Its number in the practice."),
        "estimate": _free_text("Items, quantities, prices and what is not included, as JSON."),
        "replaces_id": _identity("The quote it replaces."),
        "at": _operational("When it went out."),
        "by": _staff("Who issued it."),
        "by_name": _staff("That person's name at the time."),
    },
    "follow_up": {
        **_OWNED,
        **_CASE,
        "milestone": _operational("Which milestone."),
        "surgery_on": _clinical("The day of surgery from which it is counted."),
        "opens_on": _clinical("First day of the window."),
        "due_on": _clinical("The target day."),
        "closes_on": _clinical("First day after the window."),
        "retired": _operational("Whether a newer surgery date replaced it."),
    },
    "response": {
        **_OWNED,
        **_CASE,
        **_VERSION,
        "milestone": _operational("The milestone it was asked at."),
        "instrument": _operational("Which instrument."),
        "instrument_version": _operational("Which version of it."),
        "wording": _operational("Which words the patient was shown."),
        "mode": _operational("By link, on a tablet of the clinic, on paper, by telephone."),
        "status": _operational("Open or submitted."),
        "answers": _clinical("The answers by item, as JSON; numbers only."),
        "scores": _clinical("The score of each scale, or why there is none, and how it was made, as JSON."),
        "opened_at": _operational("When the form was opened."),
        "submitted_at": _clinical("When the answers were sent."),
        "shared_from_id": _operational("The form of the other hip whose answers of the person these are."),
    },
    "link": {
        **_OWNED,
        **_CASE,
        "booking_id": _identity("The visit it leads to, where it leads to one; then it names no patient."),
        "waiting_id": _identity("The place on the waiting list it leads to; then it names no patient."),
        "purpose": _operational("What it opens."),
        "milestone": _operational("The forms it leads to."),
        "channel": _operational("By mail, or in the clinic."),
        "token_hash": _secret("Hash of the token; the token itself is kept nowhere."),
        "created_at": _operational("When it was made."),
        "expires_at": _operational("When it ends by itself."),
        "revoked_at": _operational("When it was ended before that."),
        "failures": _operational("Wrong birth dates tried on it."),
    },
    "product": {
        **_OWNED,
        **_CASE,
        **_VERSION,
        "code": _identity("The random code on the label."),
        "kind": _clinical("Which product."),
        "state": _clinical("Where it stands in its one-way life."),
    },
    "product_event": {
        **_OWNED,
        **_PATIENT,
        "product_id": _identity("The product."),
        "number": _operational("Its place in the life of the product."),
        "act": _operational("What was done."),
        "body": _free_text("What was entered, as JSON, with reasons typed into it."),
        "at": _operational("When it was recorded."),
        "by": _staff("Who did it."),
        "by_name": _staff("That person's name at the time."),
    },
    "sign_off": {
        **_OWNED,
        "number": _operational("Its place among the decisions of the practice."),
        "place": _public("The file of the value, as it is shipped."),
        "path": _public("The name of the value in that file."),
        "digest": _public("Hash of exactly what shipped then."),
        "ships": _public("What shipped then, in words."),
        "decision": _operational("Confirmed, to change, or not used here."),
        "note": _free_text("What must change, or why, in the surgeon's words."),
        "at": _operational("When it was decided."),
        "by": _staff("Who decided."),
        "by_name": _staff("That person's name at the time."),
        "signature": _staff("Who signed, when, and the hash of exactly what was signed."),
    },
    "policy": {
        **_OWNED,
        "number": _operational("Its place among the versions of the policy."),
        "version": _operational("Its name."),
        "body": _operational("The numbers and actions of rules the practice decided on, and who decided."),
        "origin": _operational("From the practice file, or from the page."),
        "at": _operational("From when it is in force."),
        "by": _staff("Who changed it; empty for a file."),
        "by_name": _staff("That person's name at the time."),
        "why": _free_text("Why, in the surgeon's words."),
        "signature": _staff("Who signed, when, and the hash of exactly what was signed; empty for a file."),
    },
    "attachment": {
        **_OWNED,
        **_CASE,
        "booking_id": _identity("The visit it was sent for."),
        "kind": _operational("What it shows, as whoever added it said."),
        "type": _operational("Its media type, as its content says."),
        "name": _free_text(
            "The name it had, without folders and hidden characters; it may tell who it is about."
        ),
        "size": _operational("Its bytes."),
        "sha256": _operational("SHA-256 of its content, under which it lies in the data folder."),
        "at": _operational("When it was added."),
        "by": _staff("Who added it; empty for the patient."),
        "by_name": _staff("That person's name at the time."),
        "withdrawn_at": _operational("When somebody said that it does not belong here; it is kept."),
        "withdrawn_by": _staff("Who said so."),
        "withdrawn_by_name": _staff("That person's name at the time."),
        "withdrawn_reason": _free_text("Why it does not belong here."),
    },
    "document": {
        **_OWNED,
        **_CASE,
        "entry_id": _identity("The signed entry it tells; empty for a paper that nobody signed here."),
        "kind": _operational("Which paper it is."),
        "sha256": _operational("SHA-256 of the file, under which it lies in the data folder."),
        "size": _operational("Its bytes."),
        "version": _operational("The version of the case it was made of."),
        "at": _operational("When it was made."),
        "by": _staff("Who made it."),
        "by_name": _staff("That person's name at the time."),
    },
    "bring_told": {
        **_OWNED,
        **_PATIENT,
        "booking_id": _identity("The visit."),
        "number": _operational("Its place among what was said of that visit."),
        "item": _operational("Which thing to bring."),
        "said": _operational("Brought along, not had, checked, or not there."),
        "at": _operational("When it was said."),
        "by": _staff("Who said it; empty for the patient."),
        "by_name": _staff("That person's name at the time."),
    },
    "intake": {
        **_OWNED,
        **_CASE,
        **_VERSION,
        "status": _operational("Open or sent."),
        "statements": _free_text("What the patient has told so far, as JSON, with words typed into it."),
        "opened_at": _operational("When the first of it was saved."),
        "saved_at": _operational("When the last of it was saved."),
        "sent_at": _operational("When it was sent."),
    },
    "audit": {
        "number": _operational("Its place in the chain."),
        "practice": _identity("The practice."),
        "at": _operational("When."),
        "role": _staff("In which role."),
        "person": _staff("Who; empty for a patient or visitor."),
        "action": _operational("What was done."),
        "subject_kind": _operational("To what kind of thing."),
        "subject": _identity("To which one."),
        "patient": _identity("Whose record it touched."),
        "detail": _operational("Allow-listed values as JSON: codes, counts, versions."),
        "previous": _operational("Hash of the entry before."),
        "digest": _operational("Hash of this entry and the one before."),
    },
    "submission": {
        **_OWNED,
        "key": _operational("The key of the form that was sent."),
        "actor": _identity("Who sent it."),
        "action": _operational("What it did."),
        "subject": _identity("What came of it: the answer to the same form sent again."),
        "at": _operational("When."),
    },
    "outbox": {
        **_OWNED,
        **_LEASED,
        "subject": _identity("What the message is about."),
        "version": _operational("Which message of its kind about that."),
        "wanted_at": _operational("When it was first to leave; a later try does not change it."),
    },
    "message_event": {
        **_OWNED,
        "message_id": _identity("The message."),
        "event": _operational("What became of it: sent, bounced, held back, failed, given up, tried again."),
        "way": _operational("By mail or as a text message."),
        "why": _operational("The kind of a failure or the reason for a hold, never words of a server."),
        "at": _operational("When."),
        "by": _staff("Who decided it; empty for the worker."),
    },
    "message_stop": {
        **_OWNED,
        "address_hash": _secret("Hash of practice and address, so that a later message finds the stop."),
        "what": _operational("Whether reminders stop there, or everything."),
        "why": _operational("Bounced, unsubscribed, or asked for."),
        "at": _operational("Since when."),
        "by": _staff("Who recorded it; empty where it stopped by itself."),
        "lifted_at": _operational("Since when it holds no more."),
    },
    "job": {**_OWNED, **_LEASED, "key": _operational("Keeps the same work from being queued twice.")},
    "study_run": {
        **_OWNED,
        "slug": _operational("The study, by its short name."),
        "protocol": _operational("SHA-256 of the protocol the person read who asked for it."),
        "asked_at": _operational("When it was asked for."),
        "asked_by": _staff("Who asked for it."),
        "asked_by_name": _staff("That person's name at the time."),
        "state": _operational("Waiting, running, done or failed."),
        "job": _identity("The work that computes it."),
        "doing": _operational("What is being done now, in words of the house."),
        "step": _operational("Which step that is."),
        "steps": _operational("Of how many."),
        "percent": _operational("How much of that step is done; empty where nobody can say."),
        "ended_at": _operational("When it was done or failed."),
        "problem": _operational("Why it failed, in a sentence of the house; never a name or an answer."),
        "folder": _operational("The folder of its report among the reports of the data folder."),
        "files": _operational("The files of the report, each with its SHA-256."),
        "snapshot": _operational("SHA-256 of the manifest of the snapshot it was computed from."),
        "revision": _operational("Which code computed it."),
        "synthetic": _operational("Whether the patients are synthetic."),
        "hips": _operational("How many hips the snapshot holds."),
        "eligible": _operational("How many of them met all criteria."),
        "analysed": _operational("How many of those were not lost."),
        "persons": _operational("How many persons have these hips."),
    },
}

TABLES: Mapping[str, Columns] = MappingProxyType({name: _TABLES[name] for name in sorted(_TABLES)})
"""Every column of our own tables, by table and column name."""

FOREIGN: Mapping[str, str] = MappingProxyType(
    {
        "account_emailaddress": "Staff sign-in: mail addresses of staff only.",
        "account_emailconfirmation": "Staff sign-in: keys that confirm a staff mail address; unused here.",
        "auth_group": "Framework; unused, roles are columns of person.",
        "auth_group_permissions": "Framework; unused.",
        "auth_permission": "Framework; unused.",
        "django_content_type": "Framework: the names of the tables.",
        "django_session": "Secret: who is signed in, and the patient's link in use; ends by itself.",
        "mfa_authenticator": "Secret: second factors of staff.",
    }
)
"""Tables of the packages we stand on, taken whole, each with what it holds."""
