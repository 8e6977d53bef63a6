"""What a snapshot is read from does not move, is not written to, and is the same on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import Error, connection, connections, transaction

from enthesis.config.database import embedded
from enthesis.domain.outcomes.instrument import Wording
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.people.consent import Purpose
from enthesis.domain.terms import Side
from enthesis.evidence.catalogue import load_study
from enthesis.evidence.extract.make import make_snapshot
from enthesis.evidence.results import analyse, as_bytes
from enthesis.evidence.snapshot import open_snapshot
from enthesis.store.extracts import count_operated, list_operated
from enthesis.store.models import PatientRow, PracticeRow, ResponseRow
from enthesis.store.still import kind_of_database, still_picture
from tests.support.cases import AT, Hip, House, a_hip, a_house, a_visit
from tests.support.fresh import together
from tests.support.portal import MHHS, Telephone
from tests.support.snapshotter import AT as LATER

DAYS = {"6w": 45, "1y": 366, "2y": 800}


def operated(house: House, family: str = "Ferro", **kwargs: Side) -> Hip:
    return a_hip(house, family, **kwargs).to(Stage.OPERATED).decide(purpose=Purpose.REGISTRY)


def test_what_is_written_meanwhile_is_not_in_the_picture(fresh_database: str, tmp_path: Path) -> None:
    house = a_house()
    hip = operated(house)
    house.scope(house.nurse.actor.role)

    def write(_number: int) -> int:
        hip.tell()
        PracticeRow.objects.create(slug="new", name="New", body="{}", loaded_at=AT)
        return hip.read

    with still_picture(tmp_path) as using:
        before = [one.values for part in list_operated(house.surgeon, using=using) for one in part.operated]
        (version,) = together(1, write)
        assert isinstance(version, int), version
        after = [one.values for part in list_operated(house.surgeon, using=using) for one in part.operated]
        assert (before, PracticeRow.objects.using(using).count()) == (after, 1)
        assert count_operated(house.surgeon, using=using) == 1

    assert PracticeRow.objects.count() == 2
    assert len(hip.file.entries) > len(before[0])


def test_nobody_writes_to_the_picture(fresh_database: str, tmp_path: Path) -> None:
    operated(a_house())
    with still_picture(tmp_path) as using, pytest.raises(Error):
        PatientRow.objects.using(using).update(sex="other")


def test_no_copy_of_the_record_can_be_found_while_it_is_read(fresh_database: str, tmp_path: Path) -> None:
    folder, surgeon = tmp_path / "beside", operated(a_house()).house.surgeon
    folder.mkdir()
    with still_picture(folder) as using:
        assert list(folder.iterdir()) == []
        assert count_operated(surgeon, using=using) == 1
    assert list(folder.iterdir()) == []


def test_the_practice_works_on_meanwhile(fresh_database: str, tmp_path: Path) -> None:
    """Also on the very connection the picture was taken of: a job tells how far it is."""
    hip = operated(a_house())
    with still_picture(tmp_path) as using:
        hip.tell()
        assert count_operated(hip.house.surgeon, using=using) == 1


def test_a_picture_inside_a_transaction_is_refused(fresh_database: str, tmp_path: Path) -> None:
    with (
        transaction.atomic(),
        pytest.raises(RuntimeError, match="outside of every transaction"),
        still_picture(tmp_path),
    ):
        pass


def followed(house: House) -> None:
    """Some hips with a product, events and forms in official words, one of them operated on twice."""
    for number, family in enumerate(("Ferro", "Berg", "Costa", "Ferro", "Dahl")):
        side = Side.RIGHT if number == 3 else Side.LEFT
        visit = a_visit(datetime(2027, 3, 9, 9) + timedelta(minutes=30 * number))  # noqa: DTZ001
        hip = a_hip(house, family, side=side, visit=visit)
        _answer(hip, "baseline")
        hip.to(Stage.IN_THEATRE).steps().release_now()
        if number % 2:
            hip.confirm().administer()
        hip.finish().decide(purpose=Purpose.REGISTRY)
        began = hip.now
        for milestone, days in DAYS.items():
            hip.now = began + timedelta(days=days + number)
            _answer(hip, milestone)
        hip.happen()
    ResponseRow.objects.update(wording=Wording.OFFICIAL.value)


def _answer(hip: Hip, milestone: str) -> None:
    telephone = Telephone(hip).enter(milestone)
    telephone.send("mhhs", MHHS)
    telephone.send("vas-pain-10", {"a-pain": "3"})


@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_the_same_records_give_the_same_bytes_on_both_databases(fresh_database: str, tmp_path: Path) -> None:
    house = a_house()
    followed(house)
    with beside(tmp_path / "enthesis.sqlite3") as other:
        assert (kind_of_database(), kind_of_database(other)) == ("postgresql", "sqlite")
        for name, of in (("here", "default"), ("there", other)):
            make_snapshot(house.surgeon, tmp_path / name, at=LATER, of=of)

    here, there = (open_snapshot(tmp_path / name) for name in ("here", "there"))
    assert here.manifest.rows["hips"] == 5
    assert here.manifest.rows["responses_mhhs"] == 20
    assert (here.manifest.rows["products"], here.manifest.rows["events"]) == (5, 5)
    assert dict(here.manifest.sha256) == dict(there.manifest.sha256)
    study = load_study("isolated-endoscopic-two-year")
    assert as_bytes(analyse(here, study)) == as_bytes(analyse(there, study))


@contextmanager
def beside(file: Path) -> Iterator[str]:
    """The alias of an embedded database that holds the same rows."""
    alias = "beside"
    configured = connections.configure_settings({**settings.DATABASES, alias: embedded(file)})
    connections.databases[alias] = configured[alias]
    try:
        models = list(apps.get_app_config("store").get_models())
        with connections[alias].schema_editor() as tables:
            for model in models:
                tables.create_model(model)
        with connections[alias].constraint_checks_disabled():
            for model in models:
                model._default_manager.using(alias).bulk_create(model._default_manager.all())
        yield alias
    finally:
        connections[alias].close()
        del connections[alias], connections.databases[alias]
    assert connection.alias == "default"
