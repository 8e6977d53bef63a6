"""Who may do what: the table as people agreed on it, and nobody else may."""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from uuid import uuid4

import pytest

from enthesis import actions
from enthesis.actions.act import Receipt, permit_of
from enthesis.domain.errors import NotAllowed
from enthesis.domain.terms import Actor, PersonId, PracticeId, Role
from enthesis.store.scope import Scope

D, N, A, S, P = Role.DESK, Role.NURSE, Role.ASSISTANT, Role.SURGEON, Role.POLICY_SURGEON
CLINIC = {N, A, S, P}
SIGNERS = {S, P}
AGREED = {
    "tell_of_emergency": {Role.VISITOR},
    "request_consultation": {Role.VISITOR, D, *CLINIC},
    "book_consultation": {D, *CLINIC},
    "book_visit": {D, *CLINIC},
    "move_booking": {D, *CLINIC},
    "tell_team": {Role.PATIENT},
    "set_goal": {Role.PATIENT},
    "rate_goal": {Role.PATIENT},
    "take_own_data": {Role.PATIENT},
    "print_sheet": {D, *CLINIC},
    "print_product_label": {D, *CLINIC},
    "print_event_labels": {D, *CLINIC},
    "print_wristband": {D, *CLINIC},
    "enter_sheet": {D, *CLINIC},
    "settle_sheet": {D, *CLINIC},
    "begin_call": {D, *CLINIC},
    "hear_signs": {D, *CLINIC},
    "hear_answer": {D, *CLINIC},
    "send_heard": {D, *CLINIC},
    "claim_attention": {D, *CLINIC},
    "close_attention": {D, *CLINIC},
    "move_own_visit": {Role.VISITOR, Role.PATIENT},
    "cancel_own_visit": {Role.VISITOR, Role.PATIENT},
    "issue_visit_link": {D, *CLINIC, Role.SYSTEM},
    "issue_own_link": {Role.VISITOR},
    "revoke_visit_links": {D, *CLINIC},
    "give_visit_tries_back": {D, *CLINIC},
    "cancel_booking": {D, *CLINIC},
    "try_message_again": {D, *CLINIC, Role.ADMINISTRATOR},
    "give_up_message": {D, *CLINIC, Role.ADMINISTRATOR},
    "stop_messages": {D, *CLINIC, Role.ADMINISTRATOR},
    "allow_messages": {D, *CLINIC, Role.ADMINISTRATOR},
    "unsubscribe": {Role.VISITOR},
    "start_experiment": {*SIGNERS, Role.ADMINISTRATOR},
    "end_experiment": {*SIGNERS, Role.ADMINISTRATOR},
    "record_arrival": {D, *CLINIC},
    "record_rooming": {D, *CLINIC},
    "record_no_show": {D, *CLINIC},
    "close_time": {D, *SIGNERS},
    "lift_closure": {D, *SIGNERS},
    "book_by_telephone": {D, *CLINIC},
    "make_feed": {D, *SIGNERS, Role.ADMINISTRATOR},
    "revoke_feed": {D, *SIGNERS, Role.ADMINISTRATOR},
    "finish_visit": {D, *CLINIC},
    "reopen_visit": {D, *CLINIC},
    "record_examination": {A, S, P},
    "change_rehabilitation": SIGNERS,
    "record_recovery": CLINIC,
    "tell_recovery": {Role.PATIENT},
    "issue_rehabilitation_link": {D, *CLINIC},
    "record_imaging": {A, S, P},
    "open_to_read_second": {A, S, P},
    "record_second_reading": {A, S, P},
    "record_radiograph": {A, S, P},
    "open_radiograph_to_read_second": {A, S, P},
    "record_second_radiograph": {A, S, P},
    "confirm_codes": {D, A, S, P},
    "classify_tear": SIGNERS,
    "record_facts": CLINIC,
    "record_override": SIGNERS,
    "close_case": SIGNERS,
    "record_doing": CLINIC,
    "examine_after": {A, S, P},
    "record_end": {D, *CLINIC, Role.PATIENT},
    "take_end_back": {D, *CLINIC},
    "correct_surgery_day": SIGNERS,
    "book_operation": {D, A, S, P},
    "change_operation": {D, A, S, P},
    "confirm_operation": {D, A, S, P},
    "cancel_operation": {D, A, S, P},
    "tell_clearance": {D, *CLINIC},
    "check_kit": {D, *CLINIC},
    "correct_contact": {D, *CLINIC},
    "merge_patients": {D, *CLINIC},
    "part_patients": {D, *CLINIC},
    "register_patient": {D, *CLINIC},
    "import_patients": {D, Role.ADMINISTRATOR, Role.SYSTEM},
    "set_urgency": {D, *CLINIC},
    "note_request": {D, *CLINIC},
    "record_call": {D, *CLINIC},
    "decline_request": {D, *CLINIC},
    "add_task": {D, *CLINIC, Role.ADMINISTRATOR},
    "assign_task": {D, *CLINIC, Role.ADMINISTRATOR},
    "finish_task": {D, *CLINIC, Role.ADMINISTRATOR},
    "reopen_task": {D, *CLINIC, Role.ADMINISTRATOR},
    "record_insurance": {D, *CLINIC},
    "issue_quote": {D, *CLINIC},
    "change_policy": {P},
    "change_protocol": SIGNERS,
    "declare_baseline": SIGNERS,
    "record_determination": SIGNERS,
    "import_wording": {Role.ADMINISTRATOR, Role.SYSTEM},
    "import_weights": {Role.ADMINISTRATOR, Role.SYSTEM},
    "import_operations": {D, S, P, Role.ADMINISTRATOR, Role.SYSTEM},
    "match_operations": {D, S, P},
    "settle_operation": {D, S, P},
    "settle_unread": {D, S, P},
    "lay_out_operations": {D, S, P, Role.ADMINISTRATOR},
    "draft_plan": {A, S, P},
    "sign_plan": SIGNERS,
    "record_consent": CLINIC,
    "start_surgery": CLINIC,
    "record_time_out": CLINIC,
    "record_tear_seen": CLINIC,
    "record_step": CLINIC,
    "finish_surgery": SIGNERS,
    "open_event": CLINIC,
    "name_donation": CLINIC,
    "collect_product": CLINIC,
    "start_processing": CLINIC,
    "prepare_product": CLINIC,
    "characterise_product": CLINIC,
    "add_result": CLINIC,
    "release_product": CLINIC,
    "confirm_product": CLINIC,
    "enter_paper": CLINIC,
    "confirm_paper": CLINIC,
    "administer_product": SIGNERS,
    "discard_product": CLINIC,
    "quarantine_product": CLINIC,
    "split_product": CLINIC,
    "combine_products": CLINIC,
    "enter_recall": CLINIC,
    "correct_recall": CLINIC,
    "note_recall": {D, *CLINIC, Role.ADMINISTRATOR},
    "close_recall": {D, *CLINIC, Role.ADMINISTRATOR},
    "keep_item": {D, *CLINIC},
    "change_par": {D, *CLINIC},
    "receive_stock": {D, *CLINIC},
    "move_stock": {D, *CLINIC},
    "count_stock": {D, *CLINIC},
    "write_off_stock": {D, *CLINIC},
    "correct_entry": CLINIC,
    "take_entry_back": CLINIC,
    "write_addendum": SIGNERS,
    "write_letter": SIGNERS,
    "keep_document": CLINIC,
    "_read_document": CLINIC,
    "invite_to_answer": {D, *CLINIC},
    "give_tries_back": {D, *CLINIC},
    "hand_over_tablet": {D, *CLINIC},
    "open_round": {Role.PATIENT},
    "issue_link": {D, *CLINIC, Role.SYSTEM},
    "revoke_links": {D, *CLINIC},
    "tell_signs": {Role.PATIENT},
    "save_answer": {Role.PATIENT},
    "submit_answers": {Role.PATIENT},
    "confirm_birth_date": {Role.VISITOR},
    "attach_file": {Role.PATIENT, D, *CLINIC},
    "withdraw_attachment": {D, *CLINIC},
    "_read_attachment": {D, *CLINIC},
    "tell_bring": {Role.PATIENT},
    "check_brought": {D, *CLINIC},
    "invite_to_intake": {D, *CLINIC},
    "issue_intake_link": {D, *CLINIC, Role.SYSTEM},
    "save_intake": {Role.PATIENT},
    "send_intake": {Role.PATIENT},
    "mark_intake_read": CLINIC,
    "add_person": {Role.ADMINISTRATOR, Role.SYSTEM},
    "set_pin": {Role.ADMINISTRATOR, Role.SYSTEM},
    "change_own_pin": CLINIC,
    "record_event": CLINIC,
    "write_contact": {Role.SYSTEM},
    "claim_call": {D, *CLINIC},
    "release_call": {D, *CLINIC},
    "record_follow_up_call": {D, *CLINIC},
    "record_snapshot": {Role.RESEARCHER, Role.ADMINISTRATOR, Role.SYSTEM},
    "sign_off": {P},
    "run_study": {Role.RESEARCHER, *SIGNERS, Role.ADMINISTRATOR},
    "publish_study": {Role.SYSTEM},
    "fail_study": {Role.SYSTEM},
    "give_up_study": {Role.SYSTEM},
    "load_synthetic": {Role.SYSTEM},
    "join_waiting_list": {Role.VISITOR, Role.PATIENT, D, *CLINIC},
    "leave_waiting_list": {Role.VISITOR, Role.PATIENT, D, *CLINIC},
    "end_waiting": {Role.SYSTEM},
    "offer_in_turn": {Role.SYSTEM},
    "end_lapsed_offer": {Role.SYSTEM},
    "offer_now": {D, *CLINIC},
    "record_offer_call": {D, *CLINIC},
    "pass_offer_on": {D, *CLINIC},
    "withdraw_offer": {D, *CLINIC},
    "accept_offer": {Role.VISITOR, Role.PATIENT, D, *CLINIC},
    "decline_offer": {Role.VISITOR, Role.PATIENT, D, *CLINIC},
    "issue_waiting_link": {D, *CLINIC, Role.SYSTEM},
    "issue_own_waiting_link": {Role.VISITOR, Role.PATIENT},
    "revoke_waiting_links": {D, *CLINIC},
    "give_waiting_tries_back": {D, *CLINIC},
    "_check_password": CLINIC,
    "_check_pin": CLINIC,
    "_read_case": {D, *CLINIC, Role.RESEARCHER, Role.AUDITOR},
    "_read_patient": {D, *CLINIC, Role.ADMINISTRATOR},
    "_read_request": {D, *CLINIC, Role.ADMINISTRATOR},
    "_read_trace": {*CLINIC, Role.ADMINISTRATOR, Role.AUDITOR, Role.SYSTEM},
    "_read_list": {D, *CLINIC, Role.ADMINISTRATOR},
}


def every_action() -> dict[str, Callable[..., Receipt]]:
    found: dict[str, Callable[..., Receipt]] = {}
    for module in iter_modules(actions.__path__):
        told = vars(import_module(f"{actions.__name__}.{module.name}"))
        found |= {name: value for name, value in told.items() if hasattr(value, "permit")}
    return found


ACTIONS = every_action()


def test_the_table_names_every_action() -> None:
    assert set(ACTIONS) == set(AGREED)


@pytest.mark.parametrize("name", AGREED)
def test_an_action_is_open_to_whom_was_agreed(name: str) -> None:
    assert permit_of(ACTIONS[name]).roles == frozenset(AGREED[name])


@pytest.mark.parametrize(
    ("name", "role"),
    [(name, role) for name, roles in AGREED.items() for role in Role if role not in roles],
    ids=lambda value: str(value),
)
def test_everybody_else_is_refused_before_anything_is_read(name: str, role: Role) -> None:
    actor = Actor(role=role, name="N", person=PersonId(uuid4()))
    scope = Scope(practice=PracticeId(uuid4()), actor=actor)

    with pytest.raises(NotAllowed) as refused:
        ACTIONS[name](scope)  # no database is allowed here: touching it would fail otherwise
    assert refused.value.code == "role"
    assert role.label in refused.value.sentence
