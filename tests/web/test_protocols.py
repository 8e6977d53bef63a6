"""Protocols on their pages: written, signed, chosen at the bench, and what they yield on a chart."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from enthesis.domain.biologics.yields.baseline import of_device
from enthesis.domain.biologics.yields.characterised import LEUKOCYTES, PLATELETS, Counted, shares_of
from enthesis.domain.biologics.yields.charted import Charted
from enthesis.domain.pathway.stages import Stage
from enthesis.store.baselines import list_chart_baselines
from enthesis.store.protocols import list_protocols
from enthesis.web.pages.practice.quality.sections import products
from enthesis.web.pages.practice.quality.sections import yields as drifts
from enthesis.web.shell.quality import Period
from tests.support.cases import PASSWORD, Hip
from tests.support.screen import Screen, form_in, text_of
from tests.support.stages import a_hip_at
from tests.support.yielded import DEVICE, counted, in_force

pytestmark = pytest.mark.django_db

NEW, LIST = "/practice/protocols/new/", "/practice/protocols/"
WRITTEN = {
    "title": "Our double spin",
    "kind": "prp-lr",
    "device": "Example kit",
    "product_ml": "5",
    "anticoagulant": "acd_a",
    "anticoagulant_ratio": "10",
    "why": "Agreed in March.",
    "password": PASSWORD,
}


@pytest.fixture
def hip() -> Hip:
    return a_hip_at(Stage.CONSENTED)


def surgeon(hip: Hip) -> Screen:
    return Screen(hip.house.surgeon, hip)


def write(hip: Hip, url: str = f"{NEW}?after=muthu", **typed: str) -> int:
    form = form_in(surgeon(hip).get(url), None, version=typed.pop("version", "0"))
    return surgeon(hip).post(url, {**form, **typed}).status_code


def test_one_is_begun_after_a_published_one_and_signed(hip: Hip) -> None:
    assert "86–99 %" in text_of(surgeon(hip).get(LIST))
    form = form_in(surgeon(hip).get(f"{NEW}?after=iadvl"), None, version="0")
    assert form["spin_0_force_g"] == ""  # a range was published: nothing is chosen for anybody
    assert write(hip, **WRITTEN) == 303
    (made,) = list_protocols(hip.house.nurse)
    assert [(s.minutes, s.force_g) for s in made.protocol.spins] == [(15, 100), (20, 1600)]
    assert (made.protocol.follows, made.protocol.blood_ml, made.why) == ("muthu", 10, "Agreed in March.")


def test_a_change_is_told_in_the_history_and_its_yield_beside_the_published_one(hip: Hip) -> None:
    assert write(hip, **WRITTEN) == 303
    (made,) = list_protocols(hip.house.nurse)
    url = f"{NEW}?of={made.protocol.id}"
    assert write(hip, url, version="1", why="Less.", password=PASSWORD) == 422
    assert write(hip, url, version="1", product_ml="4.5", why="Less.", password=PASSWORD) == 303
    page = text_of(surgeon(hip).get(reverse("practice:protocol", kwargs={"protocol_id": made.protocol.id})))
    assert "In force: version 2" in page and "Product out 5 mL 4.5 mL" in page and "Less." in page
    assert "Platelet recovery 86–99 %" in page and "0 of 0 prepared" in page


def test_what_cannot_be_is_told_and_nothing_is_kept(hip: Hip) -> None:
    url = f"{NEW}?after=muthu"
    form = form_in(surgeon(hip).get(url), None, version="0")
    for typed, sentence in (
        ({"product_ml": "60"}, "More comes out than goes in"),
        ({"spin_0_force_g": "", "spin_0_rpm": "3000"}, "The force of a spin is unknown."),
        ({"spin_0_minutes": ""}, "Spin 1 has no minutes."),
        ({"password": "wrong"}, "The password is not right."),
        ({"why": ""}, "Enter the reason."),
    ):
        answer = surgeon(hip).post(url, {**form, **WRITTEN, **typed})
        assert (answer.status_code, sentence in text_of(answer)) == (422, True)
    assert list_protocols(hip.house.nurse) == ()


def test_the_bench_begins_with_it_and_says_what_was_done_otherwise(hip: Hip) -> None:
    ours = in_force(hip.house)
    hip.collect()
    url, nurse = f"/practice/products/{hip.made.id}/", Screen(hip.house.nurse, hip)
    assert "Double spin, version 1" in text_of(nurse.get(url))
    form = form_in(nurse.get(f"{url}?protocol={ours.key}"), "prepare")
    assert (form["device"], form["spin_0_minutes"], form["spin_0_force_g"]) == (DEVICE, "15", "1000")
    assert (form["protocol"], form["output_volume"]) == (ours.key, "")  # what is measured is not filled in
    hip.prepare(protocol=ours.protocol.id, protocol_version=1, device="Another kit")
    page = text_of(nurse.get(url))
    assert "The kit is Another kit; the protocol names Example kit." in page
    assert "Spin 1 took 14 min; the protocol says 15 min." in page


def test_a_chart_names_the_rule_and_the_product_and_a_surgeon_declares_its_limits(hip: Hip) -> None:
    made = counted(hip, (*((1000, 1020) * 10), *((990,) * 8)))
    url = f"/practice/yields/?device={DEVICE.lower()}&charted=recovery"
    assert "The last 8 lie below the centre line." in text_of(surgeon(hip).get("/practice/yields/"))
    page = surgeon(hip).get(url)
    told = text_of(page)
    assert "Nobody declared a baseline: the limits are those of the first 20 measured." in told
    assert f"{made[-1].chain.product.shown} " in told and "control-chart" in page.content.decode()
    form = form_in(page, None, read="0")
    assert "Say how many" in text_of(surgeon(hip).post(url, {**form, "why": "New."}))
    assert surgeon(hip).post(url, {**form, "why": "New analyser.", "first": "12"}).status_code == 303
    (kept,) = list_chart_baselines(hip.house.nurse, of_device(DEVICE), Charted.RECOVERY)
    assert (kept.count, kept.mean) == (12, Decimal("50.5"))
    nurse = text_of(Screen(hip.house.nurse, hip).get(url))
    assert "12 products, " in nurse and "Declare a baseline" not in nurse
    assert Screen(hip.house.nurse, hip).get("/practice/yields/?device=nothing").status_code == 404


def test_quality_says_in_one_line_that_a_device_drifts(hip: Hip) -> None:
    counted(hip, (*((1000, 1020) * 10), *((990,) * 8)))
    shown = drifts.show(hip.house.nurse, Period(first=date(2027, 1, 1), last=date(2027, 12, 31)))
    (line,) = shown.warnings
    assert line.startswith(f"{DEVICE}: Platelet recovery, Platelet dose, Platelets over baseline, ")
    assert line.endswith("The last 8 lie below the centre line.")
    assert any("by chance on 6 of 100 charts" in words for words in shown.words)


def test_of_too_few_nothing_is_said_either_way(hip: Hip) -> None:
    counted(hip, (1000, 1020))
    listed = text_of(surgeon(hip).get("/practice/yields/"))
    assert "too few to say: 2 of 20 measured" in listed
    shown = drifts.show(hip.house.nurse, Period(first=date(2027, 1, 1), last=date(2027, 12, 31)))
    assert shown.warnings == ()
    assert shown.words == (f"Too few were measured to say anything of a drift (limits need 20): {DEVICE}.",)


def product(on: date, *measured: str, given: bool = True, kind: str = "prp-lr") -> Counted:
    return Counted(kind=kind, on=on, measured=frozenset(measured), is_given=given)


def test_shares_stand_both_ways_by_quarter_with_the_published_ones() -> None:
    first = [product(date(2027, 1, 5), PLATELETS, LEUKOCYTES, given=n < 8) for n in range(10)]
    second = [product(date(2027, 4, 5)), product(date(2027, 4, 6), kind="svf")]
    shown = products.tell([*first, *second])
    assert shown.words[0].startswith("Measured platelets: 10 of 11, 91 % (")
    assert "; 8 of 9; too few for a share of all given. Published: 33 % of 132 trials" in shown.words[0]
    assert "17 % of 132 trials of level I or II (S60b)" in shown.words[1]
    assert [row[:3] for row in shown.tables[0].rows] == [
        ("2027 Q1", "10", shown.tables[0].rows[0][2]),
        ("2027 Q2", "1", "0 of 1; too few for a share"),
    ]
    assert "trials: 33 % (S60b)" in shown.figures[0].svg
    assert products.tell([product(date(2027, 1, 1), kind="svf")]).tables == ()


def test_parts_of_one_draw_count_once() -> None:
    """Nine draws, one of them in three parts, one of which was given and counted: nine, not eleven."""
    alone = [product(date(2027, 1, 5), PLATELETS, given=False) for _ in range(8)]
    told = {"kind": "prp-lr", "on": date(2027, 1, 6), "draws": frozenset({"one"})}
    parts = [
        Counted(measured=frozenset(), is_given=True, **told),  # type: ignore[arg-type]
        Counted(measured=frozenset({PLATELETS}), is_given=True, **told),  # type: ignore[arg-type]
        Counted(measured=frozenset(), is_given=False, **told),  # type: ignore[arg-type]
    ]
    found = shares_of([*alone, *parts], PLATELETS)
    assert (found.prepared, found.measured, found.given, found.measured_given, found.parts) == (9, 9, 1, 1, 2)
    assert "as parts of a draw: 2." in " ".join(products.tell([*alone, *parts]).words)


def test_what_was_combined_joins_the_parts_of_its_draws() -> None:
    of = [frozenset({"a"}), frozenset({"b"}), frozenset({"a", "b"})]
    made = [
        Counted(kind="prp-lr", on=date(2027, 1, 6), measured=frozenset(), is_given=False, draws=draws)
        for draws in of
    ]
    assert (shares_of(made, PLATELETS).prepared, shares_of(made[:2], PLATELETS).prepared) == (1, 2)
