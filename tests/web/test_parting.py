"""Splitting, combining and keeping apart, on the pages: scans and PIN, what is left, where it came from."""

from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.stages import Stage
from enthesis.store.therapy_events import list_events
from tests.support.cases import PIN, Hip
from tests.support.screen import Screen, text_of
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def hip() -> Hip:
    """5 mL are prepared."""
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()
    hip.tick()
    return hip


def url(product: Product) -> str:
    return reverse("practice:product", kwargs={"product_id": product.id})


def event_url(hip: Hip) -> str:
    return reverse("practice:event", kwargs={"event_id": list_events(hip.house.nurse, hip.case)[0].id})


def split(hip: Hip, *volumes: str, **typed: Any) -> Any:
    parts = {f"part_{n}_volume": ml for n, ml in enumerate(volumes)}
    sent = {"product_scan": hip.made.chain.product.text, "pin": PIN, **parts, **typed}
    return Screen(hip.house.nurse, hip).send(url(hip.made), "give_off", **sent)


def parts_of(hip: Hip) -> list[Product]:
    return [p for p in hip.file.products if p.id != hip.made.id]


def combine(hip: Hip, codes: list[str], **typed: Any) -> Any:
    scans = {f"part_{n}_product_scan": code for n, code in enumerate(codes)}
    sent = {"output_volume": "5", "pin": PIN, **scans, **typed}
    return Screen(hip.house.nurse, hip).send(event_url(hip), "combine", **sent)


def test_two_parts_are_taken_off_in_one_go_and_the_rest_is_told(hip: Hip) -> None:
    assert split(hip, "2", "1.5").status_code == 303

    parts = parts_of(hip)
    assert sorted(p.volume_ml or Decimal(0) for p in parts) == [Decimal("1.5"), Decimal(2)]
    page = text_of(Screen(hip.house.nurse, hip).get(url(hip.made)))
    assert "Parts of it" in page and "1.5 mL are there." in page
    assert all(p.chain.product.shown in page for p in parts)
    assert "Came from" in text_of(Screen(hip.house.nurse, hip).get(url(parts[0])))


@pytest.mark.parametrize(
    ("volumes", "typed", "sentence"),
    [
        (("4", "2"), {}, "6 mL are more than the 5 mL there are."),
        ((), {}, "No part is named. Enter the volume of each part, in mL."),
        (("2",), {"product_scan": "P0000000000000000"}, "not a product code"),
        (("2",), {"pin": "0000"}, "The PIN is not right."),
    ],
)
def test_what_cannot_be_split_is_refused_at_its_field(
    hip: Hip, volumes: tuple[str, ...], typed: dict[str, str], sentence: str
) -> None:
    answer = split(hip, *volumes, **typed)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert parts_of(hip) == []


def test_parts_come_together_again_on_the_page_of_their_event(hip: Hip) -> None:
    split(hip, "2")
    hip.tick()
    codes = [p.chain.product.shown for p in hip.file.products]

    answer = combine(hip, codes)

    assert answer.status_code == 303
    (one,) = [p for p in hip.file.products if p.state is State.PREPARED]
    assert (one.volume_ml, len(one.parents)) == (Decimal(5), 2)
    assert hip.made.state is State.USED_UP
    assert "Went into" in text_of(Screen(hip.house.nurse, hip).get(url(hip.made)))


def test_one_alone_or_another_events_product_is_not_combined(hip: Hip) -> None:
    split(hip, "2")
    hip.tick()
    own = hip.made.chain.product.text

    assert "Two different products or more are combined." in text_of(combine(hip, [own]))
    assert "not a product code" in text_of(combine(hip, [own, "P0000000000000000"]))
    assert hip.made.state is State.PREPARED


def test_a_product_is_kept_apart_for_good(hip: Hip) -> None:
    screen = Screen(hip.house.nurse, hip)
    assert "Say why the product is quarantined." in text_of(
        screen.send(url(hip.made), "quarantine", reason="", pin=PIN)
    )

    assert screen.send(url(hip.made), "quarantine", reason="The cap was open.", pin=PIN).status_code == 303

    page = text_of(screen.get(url(hip.made)))
    assert "Keep it apart and discard it, with the reason; it is never given." in page
    assert "The cap was open." in page
    assert "Next:" not in page and "Split this product" not in page
    hip.tick()
    assert hip.discard().made.state is State.DISCARDED
