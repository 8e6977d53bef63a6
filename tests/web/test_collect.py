"""A product begins at the patient: the right wristband, the planned kind, and a PIN."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from enthesis.actions.plans import record_consent
from enthesis.domain.biologics.catalogue import load_kind
from enthesis.domain.biologics.steps import Anticoagulant
from enthesis.domain.candidacy.facts import Cancer
from enthesis.domain.pathway.plan import Biologic
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.terms import Role
from enthesis.store.audit import list_audit
from enthesis.store.models import TherapyEventRow
from tests.actions.test_what_is_in_it import marrow
from tests.support.cases import PIN, Hip, a_hip, a_house, a_plan, known
from tests.support.screen import LONG, ODD, Screen, form_in, text_of, wall
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    hip = a_hip_at(Stage.CONSENTED)
    hip.tick()
    return hip


def url(hip: Hip) -> str:
    return reverse("practice:collect", kwargs={"case_id": hip.case})


def taken(hip: Hip, **typed: Any) -> dict[str, Any]:
    """Everything a nurse types when blood is drawn."""
    return {
        "wristband": hip.file.case.wristband,
        "event_scan": hip.event_code,
        "collected_volume": "54",
        "anticoagulant": "acd_a",
        "anticoagulant_volume": "6",
        "pin": PIN,
        **typed,
    }


def send(hip: Hip, **typed: Any) -> Any:
    return Screen(hip.house.nurse, hip).send(url(hip), "collect", **taken(hip, **typed))


def test_blood_is_drawn_and_the_product_has_its_own_code(hip: Hip) -> None:
    answer = send(hip)

    (product,) = hip.file.products
    assert answer.status_code == 303
    assert answer.headers["Location"] == reverse("practice:product", kwargs={"product_id": product.id})
    harvest = product.collected.harvest
    assert (harvest.site, harvest.volume_ml) == ("peripheral_vein", Decimal(54))
    assert (harvest.anticoagulant, harvest.anticoagulant_ml) == (Anticoagulant.ACD_A, Decimal(6))
    assert wall(harvest.collected_at) == wall(hip.now)
    assert product.chain.wristband.text == hip.file.case.wristband


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"pin": "0000"}, "The PIN is not right. 4 tries are left."),
        ({"pin": ""}, "Enter your PIN"),
        ({"wristband": "P0000000000000000"}, "not a wristband code"),
        ({"wristband": LONG}, "too long to be a code"),
        ({"event_scan": ""}, "Nothing was scanned."),
        ({"event_scan": "P0000000000000000"}, "not a therapy event code"),
        ({"collected_volume": "0.5"}, "is not plausible"),
        ({"collected_volume": "-1"}, "is not plausible"),
        ({"collected_volume": "1e400"}, "digits"),
        ({"collected_volume": "NaN"}, "That is not a number."),
        ({"collected_volume": "54,500"}, "“54,500” may be 54500 or 54.500."),
        ({"collected_volume": LONG}, "That is not a number."),
        ({"collected_volume": ODD}, "That is not a number."),
        ({"anticoagulant": "none"}, "An anticoagulant has a volume, and only an anticoagulant."),
        ({"anticoagulant": "rum"}, "That is not one of the choices."),
        ({"anticoagulant_volume": ""}, "An anticoagulant has a volume"),
        ({"site": "trochanter"}, "That is not one of the choices."),
        ({"collected_at": "2027-03-08T23:59"}, "cannot be before"),
        ({"collected_at": "2099-01-01T00:00"}, "cannot be before"),
        ({"collected_at": "9999-12-31T23:59"}, ""),
        ({"version": ODD}, ""),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    hip: Hip, typed: dict[str, str], sentence: str
) -> None:
    answer = send(hip, **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    kept = form_in(answer, "collect")
    assert kept["pin"] == ""
    for name, value in typed.items():
        if name not in ("pin", "anticoagulant", "site"):
            assert kept[name] == value
    assert hip.file.products == ()


def test_the_wristband_of_another_patient_says_stop(hip: Hip) -> None:
    stranger = a_hip(a_house("south"))

    answer = send(hip, wristband=stranger.file.case.wristband)

    assert answer.status_code == 422
    assert "Stop. Check the patient." in text_of(answer)


def test_a_tube_with_the_label_of_another_event_says_stop(hip: Hip) -> None:
    stranger = a_hip(a_house("south")).to(Stage.PLANNED)

    answer = send(hip, event_scan=stranger.event_code)

    assert answer.status_code == 422
    assert "Do not collect into this tube." in text_of(answer)
    assert hip.file.products == ()
    tried = list_audit(hip.house.desk, limit=1)[0]
    assert '"refused":["event-mismatch"]' in tried.detail


def test_nothing_is_collected_before_the_event_is_opened(hip: Hip) -> None:
    label = hip.event_code
    TherapyEventRow.objects.all().delete()
    screen, way = Screen(hip.house.nurse, hip), reverse("practice:therapy", kwargs={"case_id": hip.case})

    assert "Open the therapy event first" in text_of(screen.get(url(hip)))
    assert "No therapy event is opened" in text_of(send(hip, event_scan=label))
    opened = screen.post(way, {"submit_key": "one"})

    assert opened.status_code == 303
    assert send(hip).status_code == 303
    assert "Collected" in text_of(screen.get(opened.headers["Location"]))


def test_the_scan_of_a_product_is_told_apart(hip: Hip) -> None:
    hip.collect()
    hip.tick()

    assert "That is a product code. Scan the wristband instead." in text_of(
        send(hip, wristband=hip.made.chain.product.text)
    )


def test_sent_twice_it_is_one_product(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    form = {**screen.form(url(hip), "collect"), **taken(hip)}

    first, second = (screen.post(url(hip), form) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert len(hip.file.products) == 1


def test_a_form_read_before_something_else_was_recorded_is_kept(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    form = {**screen.form(url(hip), "collect"), **taken(hip)}
    hip.start()
    hip.tick()

    stale = screen.post(url(hip), form)

    assert stale.status_code == 409
    back = screen.post(url(hip), {**form_in(stale, "collect"), "again": "1"})
    again = {**form_in(back, "collect"), **taken(hip)}
    assert form_in(back, "collect")["collected_volume"] == "54"
    assert screen.post(url(hip), again).status_code == 303


def test_marrow_asks_for_needle_and_pulls() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell()
    plan = a_plan(Biologic(product="bmac", option=load_kind("bmac").option))
    hip.draft(plan).sign()
    at = hip.tick()

    told = Consent(
        purpose=Purpose.PRODUCT,
        product="bmac",
        text="1",
        given=True,
        decided_on=at.date(),
        explained_by="A nurse",
    )
    record_consent(hip.house.nurse, hip.case, told, read=hip.read, at=at)
    hip.tick()

    without = send(hip, site="posterior_iliac_crest", needle="", pulls="")
    assert without.status_code == 422
    assert "Name the needle" in text_of(without)

    assert send(hip, site="posterior_iliac_crest", needle="11 G", pulls="4").status_code == 303
    harvest = hip.file.products[0].collected.harvest
    assert (harvest.site, harvest.needle, harvest.pulls) == ("posterior_iliac_crest", "11 G", 4)


def test_without_consent_the_form_is_closed_and_says_so() -> None:
    hip = a_hip_at(Stage.PLANNED)
    hip.decide(given=False)
    screen = Screen(hip.house.nurse, hip)

    page = screen.get(url(hip))
    assert "The patient has not consented to Platelet-rich plasma, leukocyte-rich." in text_of(page)
    assert b"<fieldset disabled" in page.content
    assert send(hip).status_code == 422
    assert hip.file.products == ()


def test_a_cancer_told_after_signing_holds_it_back(hip: Hip) -> None:
    hip.tell(known(hip.now, cancer=Cancer.ACTIVE))
    hip.tick()

    answer = send(hip)

    assert answer.status_code == 422
    assert "cannot be collected" in text_of(answer)


def test_a_plan_without_product_has_no_form() -> None:
    hip = a_hip_at(Stage.CLASSIFIED).tell().draft(a_plan(None)).sign()

    page = text_of(Screen(hip.house.nurse, hip).get(url(hip)))

    assert "The signed plan holds no biologic product." in page


@pytest.mark.parametrize("role", [Role.DESK, Role.RESEARCHER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_clinicians_collect(hip: Hip, role: Role) -> None:
    assert Screen(hip.house.scope(role), hip).get(url(hip)).status_code == 403


def test_another_practices_hip_is_not_there(hip: Hip) -> None:
    assert Screen(a_house("south").nurse, hip).get(url(hip)).status_code == 404


def test_marrow_with_heparin_is_refused_to_who_is_allergic_although_none_was_planned() -> None:
    hip = marrow(heparin_allergy=True, heparin_planned=False)
    hip.tick()

    answer = send(hip, site="posterior_iliac_crest", needle="11 G", pulls="4", anticoagulant="heparin")

    assert answer.status_code == 422
    assert "There is an allergy to heparin, or thrombocytopenia from it." in text_of(answer)
    assert hip.file.products == ()
