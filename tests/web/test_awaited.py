"""Results that come after the operation: listed until they come, and nothing that was signed changes."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from enthesis.domain.biologics import examples as ex
from enthesis.domain.biologics.awaited import awaited
from enthesis.domain.biologics.events import Characterised
from enthesis.domain.biologics.handling import discard
from enthesis.domain.biologics.identity import RANDOM_BYTES, CodeKind, make_code
from enthesis.domain.biologics.measurement import pending
from enthesis.domain.biologics.product import Product
from enthesis.domain.biologics.products import bmac
from enthesis.domain.biologics.quantities import QUANTITIES
from enthesis.domain.biologics.states import State
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.terms import ProductId
from enthesis.store.awaited import list_awaited
from enthesis.store.models import EntryRow, ProductEventRow
from enthesis.store.products import load_product, save_new_product
from enthesis.store.signatures import find_broken_signature
from enthesis.store.therapy_events import list_events, save_new_event
from tests.support.cases import PIN, Hip
from tests.support.screen import Screen, text_of, wall
from tests.support.stages import a_hip_at

CFU = QUANTITIES["cfu_f"]
EIGHT_DAYS = 8 * 24 * 60


def given_while_a_culture_runs() -> Product:
    values = tuple(
        pending(CFU, "The culture is running.") if v.field == CFU.id else v
        for v in ex.measurements(bmac.PRODUCT, bmac.EXAMPLES[0])
    )
    product = ex.given(bmac.PRODUCT, bmac.EXAMPLES[0])
    events = tuple(replace(e, values=values) if isinstance(e, Characterised) else e for e in product.events)
    return replace(product, events=events)


def test_a_culture_is_due_from_the_seventh_to_the_tenth_day() -> None:
    (one,) = awaited(given_while_a_culture_runs())
    taken = one.taken_at
    assert one.due == (taken + timedelta(days=7), taken + timedelta(days=10))
    assert not one.is_due(taken + timedelta(days=7, seconds=-1))
    assert one.is_due(taken + timedelta(days=7))
    assert not one.is_late(taken + timedelta(days=10))
    assert one.is_late(taken + timedelta(days=10, seconds=1))


def test_of_what_nothing_is_known_no_day_is_said() -> None:
    (one,) = awaited(given_while_a_culture_runs())
    other = replace(one, field="cd73")
    assert other.due is None
    assert not other.is_due(one.taken_at + timedelta(days=90))


def test_nothing_is_awaited_of_what_was_thrown_away() -> None:
    product = given_while_a_culture_runs()
    unused = replace(product, events=product.events[:3])
    assert list(awaited(unused))
    gone = discard(unused, reason="Dropped.", by=ex.PREPARER, at=ex.after(50))
    assert list(awaited(gone)) == []


def kept(hip: Hip) -> Product:
    """The marrow concentrate stands in the record of a hip whose operation is signed."""
    nurse, case = hip.house.nurse, hip.file.case
    opened = list_events(nurse, case.id)
    code = make_code(CodeKind.EVENT, bytes(RANDOM_BYTES))
    event = opened[0] if opened else save_new_event(nurse, case, occasion="operation", code=code, at=hip.now)
    product = replace(given_while_a_culture_runs(), id=ProductId(uuid4()), case=case.id)
    save_new_product(nurse, case, product, event=event.id)
    return product


def signatures() -> list[tuple[str, str]]:
    """Every signed entry with the hash that was signed."""
    found = EntryRow.objects.exclude(signature="").order_by("case", "number")
    return list(found.values_list("body", "signature"))


def bodies(product: Product) -> list[str]:
    return list(
        ProductEventRow.objects.filter(product=product.id).order_by("number").values_list("body", flat=True)
    )


@pytest.mark.django_db
def test_a_late_result_changes_nothing_that_was_signed_and_both_values_are_shown() -> None:
    hip = a_hip_at(Stage.OPERATED)
    product, nurse = kept(hip), hip.house.nurse
    before, signed = bodies(product), signatures()
    assert [one.field for one in list_awaited(nurse)] == ["cfu_f"]

    url, read_at = reverse("practice:product", kwargs={"product_id": product.id}), ex.after(EIGHT_DAYS)
    hip.tick(int((read_at - hip.now).total_seconds() // 60) + 5)
    screen = Screen(nurse, hip)
    listed = text_of(screen.get(reverse("practice:awaited")))
    form = screen.form(f"{url}?result=cfu_f#result", "add_result")
    typed = {"cfu_f": "1500", "counted_at": wall(read_at), "reason": "Read on day 8.", "pin": PIN}
    impossible = screen.post(url, {**form, **typed, "cfu_f": "-3"})
    answer = screen.post(url, {**form, **typed})
    page = text_of(screen.get(url))

    assert "Fibroblast colony-forming units (CFU-F)" in listed
    assert "due since 19 March 2027, by 22 March 2027" in listed
    assert impossible.status_code == 422
    assert "of -3 CFU/mL is not plausible: 0 to 1000000 CFU/mL is expected" in text_of(impossible)
    assert answer.status_code == 303, text_of(answer)
    after = load_product(nurse, product.id)
    assert after.state is State.ADMINISTERED
    assert bodies(product)[:-1] == before
    assert signatures() == signed != []
    assert find_broken_signature() is None
    assert list_awaited(nurse) == ()
    assert "1500 CFU/mL measured" in page
    assert "before: awaited, The culture is running., recorded 12 March 2027" in page


@pytest.mark.django_db
def test_nobody_waits_for_nothing() -> None:
    hip = a_hip_at(Stage.CONSENTED)
    page = text_of(Screen(hip.house.nurse, hip).get(reverse("practice:awaited")))
    assert "No result is awaited." in page


@pytest.mark.django_db
def test_today_counts_them_and_leads_there() -> None:
    hip = a_hip_at(Stage.OPERATED)
    kept(hip)
    today = Screen(hip.house.nurse, hip).get(reverse("practice:today"))
    assert "1 result awaited" in text_of(today)
    assert reverse("practice:awaited") in today.content.decode()
    assert "result awaited" not in text_of(Screen(hip.house.desk, hip).get(reverse("practice:today")))
