"""Outside a demonstration nobody is asked in our own labels, nor without the holder's agreement."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from enthesis.actions import outcomes
from enthesis.actions.instruments import import_weights, import_wording
from enthesis.domain.errors import Invalid, NotAllowed, NotFound
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.outcomes.official import Validation
from enthesis.domain.outcomes.schedule import asked_at, milestone_called
from enthesis.domain.outcomes.wording import DEMONSTRATION, Wordings
from enthesis.domain.terms import Role
from enthesis.store.follow_ups import ResponseStatus
from enthesis.store.instruments import list_wordings, site_instruments, wordings_in, words_of
from enthesis.store.links import count_standing
from enthesis.store.models import AuditRow, InstrumentWordingRow, OutboxRow, ResponseRow
from tests.support.cases import Hip, a_hip, a_house
from tests.support.weights import TABLE
from tests.support.wording import import_words, official_words

pytestmark = pytest.mark.django_db

REAL = Wordings(labels=False)
BASELINE = asked_at(milestone_called("baseline"))
REFUSED = "The official wording of “.*” has not been imported"


def invited(hip: Hip) -> None:
    outcomes.invite_to_answer(hip.house.desk, hip.case, "baseline", wordings=REAL, at=hip.tick())


def handed_over(hip: Hip) -> None:
    """The forms are opened again, as they are asked now."""
    outcomes.issue_link(hip.house.desk, hip.case, "baseline", wordings=REAL, at=hip.tick())


def bring(hip: Hip, *languages: str, names: tuple[str, ...] = BASELINE, edition: str = "1.0") -> None:
    house = hip.house.scope(Role.ADMINISTRATOR)
    import_words(house, names, *languages, at=hip.tick(), edition=edition)


def test_no_invitation_goes_out_and_no_form_is_opened() -> None:
    hip = a_hip(a_house())
    with pytest.raises(NotAllowed, match=REFUSED) as refused:
        invited(hip)
    assert "Ask its holder for the wording" in refused.value.remedy
    assert hip.file.responses == ()
    assert not OutboxRow.objects.filter(kind=outcomes.INVITATION).exists()
    assert not AuditRow.objects.filter(action="invite_to_answer").exists()


@pytest.mark.parametrize("role", [Role.DESK, Role.NURSE, Role.SYSTEM])
def test_no_link_leads_to_labels_whoever_makes_it(role: Role) -> None:
    hip = a_hip(a_house()).invite()
    with pytest.raises(NotAllowed, match=REFUSED):
        outcomes.issue_link(hip.house.scope(role), hip.case, "baseline", wordings=REAL, at=hip.tick())
    assert count_standing(hip.house.desk, hip.file.case, at=hip.now) == 0


def test_one_instrument_without_its_words_holds_the_milestone_back() -> None:
    hip = a_hip(a_house())
    bring(hip, names=("mhhs",))
    with pytest.raises(NotAllowed, match="Pain from 0 to 10"):
        invited(hip)


def test_imported_words_are_asked_and_kept_with_the_response() -> None:
    hip = a_hip(a_house())
    bring(hip)
    invited(hip)
    assert {r.wording for r in hip.file.responses} == {Wording.OFFICIAL}
    asked = {r.instrument: words_of(hip.house.desk, r.instrument, r.translation) for r in hip.file.responses}
    assert asked["mhhs"].items[0].topic == "Pain (1.0 en)"
    assert asked["mhhs"].scale == load_instrument("mhhs").scale


def test_a_form_begun_in_labels_is_retired_when_the_words_have_come() -> None:
    hip = a_hip(a_house()).invite()
    bring(hip)
    handed_over(hip)
    told = {(r.wording, r.status) for r in hip.file.responses}
    assert told == {(Wording.LABELS, "retired"), (Wording.OFFICIAL, "open")}


def test_an_answer_stays_with_the_words_it_was_given_to_when_newer_ones_come() -> None:
    hip = a_hip(a_house())
    bring(hip)
    invited(hip)
    begun = next(r for r in hip.file.responses if r.instrument == "mhhs")
    outcomes.save_answer(hip.house.patient(hip.patient), begun.id, "pain", 44, at=hip.tick())
    bring(hip, edition="2.0")
    handed_over(hip)
    standing = {r.instrument: r for r in hip.file.responses if r.status is ResponseStatus.OPEN}
    assert standing["mhhs"].id == begun.id
    told = {name: words_of(hip.house.desk, name, one.translation) for name, one in standing.items()}
    assert told["mhhs"].items[0].topic == "Pain (1.0 en)"
    assert "(2.0 en)" in told["vas-pain-10"].items[0].topic
    assert [kept.number for kept in list_wordings(hip.house.desk)] == [2] * len(BASELINE)


def test_a_patient_is_asked_in_the_own_language_or_not_at_all() -> None:
    hip = a_hip(a_house())
    bring(hip, "es")
    with pytest.raises(NotAllowed, match=r"has been imported in es, and not in the language .* \(en\)"):
        invited(hip)


def test_the_language_of_the_patient_decides_between_two() -> None:
    hip = a_hip(a_house())
    bring(hip, "en", "es")
    named = wordings_in(hip.house.desk, REAL, "es", on=hip.now.date())
    kept = {(k.official.instrument, k.official.language): str(k.id) for k in list_wordings(hip.house.desk)}
    assert named.official == {name: kept[name, "es"] for name in BASELINE}


def test_what_needs_a_licence_is_not_asked_without_one_though_labels_are_there() -> None:
    house = a_house()
    named = wordings_in(house.desk, REAL, "en", on=date(2027, 3, 1))
    with pytest.raises(NotAllowed, match="may be asked only under a licence of its holder") as refused:
        named.choose(load_instrument("ohs"))
    assert refused.value.code == "licence"
    with pytest.raises(NotAllowed, match="may be asked only when its holder has agreed"):
        named.choose(load_instrument("lefs"))
    assert DEMONSTRATION.choose(load_instrument("ohs")) is Wording.LABELS


def test_an_agreement_that_is_over_holds_the_form_back() -> None:
    hip = a_hip(a_house())
    last = hip.now.date() + timedelta(days=1)
    told = official_words(load_instrument("ohs"), until=last)
    import_wording(hip.house.scope(Role.ADMINISTRATOR), [told], at=hip.tick())
    ohs = load_instrument("ohs")
    assert wordings_in(hip.house.desk, REAL, "en", on=last).has(ohs)
    after = wordings_in(hip.house.desk, REAL, "en", on=last + timedelta(days=1))
    with pytest.raises(NotAllowed, match="The agreement to ask “Oxford Hip Score” ended on"):
        after.choose(ohs)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"agreement": " "}, "does not say by what agreement the site uses it"),
        ({"edition": ""}, "does not say which edition of its holder it is"),
        ({"translator": "", "validation": Validation.TRANSLATED}, "does not say who translated it"),
        ({"until": date(2020, 1, 1)}, "its agreement ended on 2020-01-01"),
    ],
)
def test_words_without_their_provenance_are_not_taken(changed: dict[str, object], sentence: str) -> None:
    hip = a_hip(a_house())
    told = official_words(load_instrument("ucla"))
    wrong = replace(told, provenance=replace(told.provenance, **changed))  # type: ignore[arg-type]
    with pytest.raises(Invalid, match=sentence):
        import_wording(hip.house.scope(Role.ADMINISTRATOR), [told, wrong], at=hip.tick())
    assert list_wordings(hip.house.desk) == ()


def test_weights_are_known_in_the_practice_that_brought_them_and_in_no_other() -> None:
    north, south = a_house("north"), a_house("south")
    hip = a_hip(north)
    import_weights(north.scope(Role.ADMINISTRATOR), TABLE, at=hip.tick())
    name = "promis-physical-function"
    with site_instruments(north.desk):
        assert load_instrument(name).scale.high == Decimal("50.5")
        with site_instruments(south.desk), pytest.raises(NotFound, match="none came with this site"):
            load_instrument(name)
        assert load_instrument(name).scale.low == Decimal("10.5")
    with pytest.raises(NotFound, match="none came with this site"):
        load_instrument(name)


def test_other_weights_are_refused_once_a_form_was_scored_by_those_there_are() -> None:
    hip = a_hip(a_house()).invite()
    admin = hip.house.scope(Role.ADMINISTRATOR)
    import_weights(admin, TABLE, at=hip.tick())
    scores = [11 + n for n in range(41)]
    other = {**TABLE, "scales": {"promis-physical-function": {"first": 10, "scores": scores}}}
    import_weights(admin, other, at=hip.tick())
    name = "promis-physical-function"
    ResponseRow.objects.filter(case_id=hip.case, instrument="mhhs").update(
        instrument=name, status=ResponseStatus.SUBMITTED.value, submitted_at=hip.now
    )
    import_weights(admin, other, at=hip.tick())
    with pytest.raises(NotAllowed, match="1 forms of promis-physical-function have been scored"):
        import_weights(admin, TABLE, at=hip.tick())


def test_words_of_a_version_that_is_gone_are_not_put_over_other_items() -> None:
    hip = a_hip(a_house())
    bring(hip, names=("ucla",))
    (kept,) = list_wordings(hip.house.desk)
    body = InstrumentWordingRow.objects.get(id=kept.id).body.replace('"version":"1"', '"version":"0"')
    InstrumentWordingRow.objects.filter(id=kept.id).update(body=body)
    assert words_of(hip.house.desk, "ucla", kept.id) == load_instrument("ucla")
    named = wordings_in(hip.house.desk, REAL, "en", on=hip.now.date())
    assert not named.has(load_instrument("ucla"))
