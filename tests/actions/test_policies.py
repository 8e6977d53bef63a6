"""A policy is changed by who has the right, signed and with a reason; a file wins with a new version."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from enthesis.actions.confirmation import Confirmed, confirm_with_password
from enthesis.actions.policies import change_policy
from enthesis.domain.candidacy.amendment import Origin, WantedAction, WantedNumber, differences
from enthesis.domain.candidacy.policy import SHIPPED, Policy, PolicyValue
from enthesis.domain.errors import Invalid, NotAllowed, Stale
from enthesis.domain.terms import Option, Role
from enthesis.domain.verdict import Verdict
from enthesis.store.audit import list_audit
from enthesis.store.models import PolicyRow, PracticeRow
from enthesis.store.policies import count_signed_policies, find_broken_policy, find_policy, list_policies
from enthesis.store.practice import load_policy, save_practice
from enthesis.store.scope import Scope
from tests.support.cases import AT, PASSWORD, House, a_house, practice_of

pytestmark = pytest.mark.django_db

LOWER = (WantedNumber(key="PLT-1.below", value=Decimal(40)),)


@pytest.fixture
def house() -> House:
    return a_house()


def signing(scope: Scope) -> Confirmed:
    return confirm_with_password(scope, PASSWORD, at=AT)


def change(
    house: House,
    numbers: tuple[WantedNumber, ...] = LOWER,
    actions: tuple[WantedAction, ...] = (),
    *,
    why: str = "Agreed at the meeting.",
    read: int = 0,
) -> None:
    petra = house.scope(Role.POLICY_SURGEON)
    change_policy(petra, numbers, actions, why=why, confirmed=signing(petra), read=read, at=AT)


def in_file(version: str, value: int) -> Policy:
    number = PolicyValue(
        key="PLT-2.below",
        value=Decimal(value),
        unit="10*9/L",
        decided_by="The board",
        decided_on=date(2027, 1, 5),
    )
    return Policy(version=version, values=(number,))


def test_a_change_is_a_new_version_with_who_when_and_why(house: House) -> None:
    change(house)

    (kept,) = list_policies(house.desk)
    assert (kept.number, kept.origin, kept.policy.version) == (1, Origin.PAGE, "page-1")
    assert (kept.name, kept.at, kept.why) == ("Policy_surgeon", AT, "Agreed at the meeting.")
    assert load_policy(house.desk) == kept.policy
    decided = kept.policy.decided("PLT-1.below")
    assert decided and (decided.value, decided.decided_on) == (Decimal(40), date(2027, 3, 8))


def test_the_trail_knows_the_signature_and_a_changed_row_is_found(house: House) -> None:
    change(house)
    entry = list_audit(house.desk)[0]
    assert entry.action == "change_policy" and '"version":"page-1"' in entry.detail
    assert (find_broken_policy(), count_signed_policies()) == (None, 1)

    row = PolicyRow.objects.get()
    PolicyRow(
        practice_id=row.practice_id,
        number=2,
        version="page-2",
        body=row.body,
        origin="page",
        at=AT,
        by=row.by,
        by_name=row.by_name,
        why="Nobody signed this.",
        signature=row.signature,
    ).save(force_insert=True)
    assert find_broken_policy() == (row.practice_id, 2)


def test_what_is_wanted_as_it_stands_keeps_who_decided_it(house: House) -> None:
    change(house)
    first = load_policy(house.desk).decided("PLT-1.below")
    warned = WantedAction(rule="NSAID-1", option=Option.PRP, verdict=Verdict.BLOCK)
    change(house, LOWER, (warned,), read=1)

    policy = load_policy(house.desk)
    assert policy.decided("PLT-1.below") is not None and policy.decided("PLT-1.below") == first
    told = differences(SHIPPED, policy)
    assert [(one.what, one.before, one.after) for one in told] == [
        ("Critical thrombocytopenia (PLT-1): below", "as shipped, 50 ×10⁹/L", "40 ×10⁹/L"),
        ("NSAID shortly before the draw (NSAID-1), Platelet-rich plasma", "as shipped, Warn", "Block"),
    ]


def test_a_number_goes_back_to_what_is_shipped(house: House) -> None:
    change(house)
    change(house, (WantedNumber(key="PLT-1.below", value=None),), read=1)

    assert differences(SHIPPED, load_policy(house.desk)) == ()


@pytest.mark.parametrize(
    ("numbers", "actions", "sentence"),
    [
        ((WantedNumber(key="PLT-1.below", value=None),), (), "Nothing is changed."),
        ((WantedNumber(key="override.longest", value=Decimal(366)),), (), "cannot be 366 days"),
        ((WantedNumber(key="PLT-1.below", value=Decimal(120)),), (), "the first must be no higher"),
        ((WantedNumber(key="PLT-9.below", value=Decimal(1)),), (), "No rule has a number called"),
        ((), (WantedAction(rule="INF-1", option=Option.PRP, verdict=Verdict.WARN),), "always blocks"),
        ((), (WantedAction(rule="PLT-1", option=Option.PRP, verdict=Verdict.CLEAR),), "is never silent"),
    ],
)
def test_what_no_policy_may_say_is_refused(
    house: House, numbers: tuple[WantedNumber, ...], actions: tuple[WantedAction, ...], sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        change(house, numbers, actions)
    assert find_policy(house.desk) is None


def test_without_a_reason_nothing_is_changed(house: House) -> None:
    with pytest.raises(Invalid, match="not said why"):
        change(house, why=" ")


def test_who_read_an_older_version_is_told(house: House) -> None:
    change(house)
    with pytest.raises(Stale, match="you read version 0, there is 1"):
        change(house, (WantedNumber(key="PLT-1.below", value=Decimal(30)),))


def test_a_surgeon_without_the_right_changes_nothing(house: House) -> None:
    sam = house.surgeon
    with pytest.raises(NotAllowed, match="not open to the role"):
        change_policy(sam, LOWER, (), why="So.", confirmed=signing(sam), read=0, at=AT)


def test_a_file_that_says_what_it_said_leaves_the_page_s_change_in_force(house: House) -> None:
    save_practice(practice_of("north"), in_file("site-1", 90), at=AT)
    change(house, read=1)
    save_practice(practice_of("north"), in_file("site-1", 90), at=AT)

    assert load_policy(house.desk).version == "page-2"
    assert load_policy(house.desk).decided("PLT-2.below") == in_file("site-1", 90).values[0]

    save_practice(practice_of("north"), in_file("site-2", 95), at=AT)
    assert [(v.policy.version, v.origin) for v in list_policies(house.desk)] == [
        ("site-1", Origin.FILE),
        ("page-2", Origin.PAGE),
        ("site-2", Origin.FILE),
    ]
    assert load_policy(house.desk) == in_file("site-2", 95)


def test_loading_a_policy_from_a_file_is_in_the_trail_once(house: House) -> None:
    for _ in range(2):
        save_practice(practice_of("north"), in_file("site-1", 90), at=AT)

    told = [e for e in list_audit(house.desk) if e.action == "load_policy_file"]
    assert [(e.role, e.detail) for e in told] == [("system", '{"version":"site-1"}')]


def test_a_file_may_not_give_the_name_of_an_older_version_to_something_else(house: House) -> None:
    save_practice(practice_of("north"), in_file("site-1", 90), at=AT)
    save_practice(practice_of("north"), in_file("site-2", 95), at=AT)

    with pytest.raises(Invalid, match="Give the changed policy a new version"):
        save_practice(practice_of("north"), in_file("site-1", 80), at=AT)
    assert load_policy(house.desk).version == "site-2"


def test_the_policy_of_a_practice_from_before_versions_were_kept_is_in_force(house: House) -> None:
    save_practice(practice_of("south"), in_file("site-1", 90), at=AT)
    body = PolicyRow.objects.get().body
    PracticeRow.objects.filter(slug="north").update(policy=body)

    assert list_policies(house.desk) == ()
    assert load_policy(house.desk) == in_file("site-1", 90)


def test_a_version_is_never_changed_nor_taken_away(house: House) -> None:
    change(house)

    row = PolicyRow.objects.filter(number=1)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        row.update(why="Otherwise.")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        row.delete()
    assert PolicyRow.objects.get().why == "Agreed at the meeting."
