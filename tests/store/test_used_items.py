"""What was used on a hip is found from either end, as the record tells it now."""

import json
from dataclasses import replace
from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enthesis.actions.corrections import correct_entry
from enthesis.domain.biologics.states import State
from enthesis.domain.errors import Invalid
from enthesis.domain.pathway.case import every
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Anchor, Step, StepKind
from enthesis.domain.stock.used import ItemKind, Sought
from enthesis.store.models import UsedItemRow
from enthesis.store.used_items import find_hips_of, find_items_of_hip
from tests.support.cases import Hip
from tests.support.stages import a_hip_at

pytestmark = pytest.mark.django_db


def reattached(hip: Hip, *anchors: Anchor) -> Hip:
    """The hip with its reattachment recorded anew, with these anchors."""
    (entry,) = (e for e in every(hip.file.entries, Step) if e.value.kind is StepKind.REATTACHMENT)
    at = hip.tick()
    step = replace(entry.value, anchors=anchors)
    correct_entry(
        hip.house.surgeon, hip.case, entry.id, step, reason="The package.", read=hip.file.case.version, at=at
    )
    return hip


def test_what_a_step_names_is_found_by_its_lot_and_from_its_hip() -> None:
    hip = a_hip_at(Stage.OPERATED)

    (found,) = find_hips_of(hip.house.nurse, Sought(lot=" a1 "))
    assert (found.case, found.item.kind, found.item.maker) == (hip.case, ItemKind.ANCHOR, "A maker")
    assert [i.item.lot for i in find_items_of_hip(hip.house.nurse, hip.case)] == ["A1", "A2"]


def test_a_kit_is_found_with_the_product_it_was_opened_for() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare()

    (found,) = find_hips_of(hip.house.nurse, Sought(name="A KIT", lot="l1"))
    assert (found.product, found.code, found.state) == (
        hip.made.id,
        hip.made.chain.product,
        State.PREPARED,
    )


def test_a_corrected_step_counts_as_it_was_corrected_and_one_left_out_not_at_all() -> None:
    hip = reattached(a_hip_at(Stage.IN_THEATRE).steps(), Anchor(maker="Other", lot="B9"))
    nurse = hip.house.nurse

    assert find_hips_of(nurse, Sought(lot="A1")) == ()
    assert [i.item.lot for i in find_items_of_hip(nurse, hip.case)] == ["B9"]

    (entry,) = (e for e in every(hip.file.entries, Step) if e.value.kind is StepKind.REATTACHMENT)
    at, left_out = hip.tick(), replace(entry.value, omitted="Another hip.")
    correct_entry(nurse, hip.case, entry.id, left_out, reason="Typed.", read=hip.file.case.version, at=at)
    assert find_items_of_hip(nurse, hip.case) == ()
    assert UsedItemRow.objects.exclude(taken_back_at=None).count() == 3


def test_an_unknown_lot_is_found_with_a_name_and_not_with_a_lot_alone() -> None:
    hip = reattached(a_hip_at(Stage.IN_THEATRE).steps(), Anchor(maker="A maker", lot=""))
    nurse = hip.house.nurse

    assert [f.case for f in find_hips_of(nurse, Sought(name="a maker", lot="Z"))] == [hip.case]
    assert find_hips_of(nurse, Sought(lot="Z")) == ()
    assert find_hips_of(nurse, Sought(name="another", lot="Z")) == ()


def test_a_label_tells_device_lot_and_day() -> None:
    label = "(01)09506000134352(17)280131(10)L77"
    hip = reattached(a_hip_at(Stage.IN_THEATRE).steps(), Anchor(maker="A maker", lot="L77", udi=label))

    (found,) = find_hips_of(hip.house.nurse, Sought(device="09506000134352"))
    assert (found.item.lot, found.item.expires_on) == ("L77", date(2028, 1, 31))


def test_each_way_is_one_query() -> None:
    hip = a_hip_at(Stage.OPERATED)
    with CaptureQueriesContext(connection) as asked:
        assert find_hips_of(hip.house.nurse, Sought(lot="A1"))
        assert find_items_of_hip(hip.house.nurse, hip.case)
    assert len(asked) == 2


def test_nothing_looked_for_is_refused() -> None:
    with pytest.raises(Invalid, match="not said what is looked for"):
        Sought(lot=" ")


def test_what_was_used_before_there_was_an_index_is_filled_in_alike() -> None:
    hip = a_hip_at(Stage.CONSENTED).collect().prepare().start().steps()
    reattached(hip, Anchor(maker="Other", lot="B9"))
    before = find_items_of_hip(hip.house.nurse, hip.case)
    UsedItemRow.objects.filter(entry=None).delete()

    for _begun_again in range(2):
        import_module("enthesis.store.migrations.0045_items_used_before").fill(apps, None)

    after = find_items_of_hip(hip.house.nurse, hip.case)
    assert len(before) == 2
    assert [replace(a, id=b.id) for a, b in zip(after, before, strict=True)] == list(before)


def test_a_step_with_a_field_of_later_is_filled_in_too() -> None:
    """The migration reads bodies by their keys: whoever upgrades late has newer ones."""
    filled = import_module("enthesis.store.migrations.0045_items_used_before")
    step = {"kind": "reattachment", "done_at": "2027-03-08T10:00:00Z", "of_later": 1}
    body = json.dumps({**step, "anchors": [{"maker": "A maker", "lot": "A1", "of_later": 2}]})
    entry = SimpleNamespace(id=None, practice_id=None, patient_id=None, case_id=None, body=body)

    (row,) = filled.of_step(SimpleNamespace, entry)

    assert (row.kind, row.maker, row.lot_key, row.place) == ("anchor", "A maker", "a1", 0)
