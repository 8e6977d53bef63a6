"""A snapshot tells nobody's name: every secret of the source is looked for in every byte and cell of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow.parquet as pq
import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from enthesis.actions import clinic, corrections, plans, products, requests, surgery
from enthesis.cli.demo import aloud
from enthesis.domain.biologics.steps import Activator
from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings
from enthesis.domain.examination.tests import Examination
from enthesis.domain.outcomes.adverse_event import AdverseEvent
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.case import Closure
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.counts import Count, Counted
from enthesis.domain.pathway.stages import Stage
from enthesis.domain.pathway.surgery import Anchor, Finish, Start, Step, StepKind
from enthesis.domain.pathway.tear_seen import Agreement, TearSeen
from enthesis.domain.pathway.technique import Footprint
from enthesis.domain.people.consent import Consent, Purpose
from enthesis.domain.people.patient import Contact
from enthesis.domain.practice.referral import Asked
from enthesis.domain.terms import Role, Side
from enthesis.evidence.extract.make import make_snapshot
from enthesis.evidence.snapshot import MANIFEST, open_snapshot
from enthesis.evidence.tables import Kind, all_tables
from tests.support.cases import (
    AT,
    ZONE,
    Hip,
    House,
    a_delivery,
    a_harvest,
    a_hip,
    a_house,
    a_plan,
    a_preparation,
    a_tear,
    book,
    nothing_measured,
)
from tests.support.portal import MHHS, Telephone
from tests.support.snapshots import by_hand
from tests.support.snapshots import hip as hip_row

ZZ = "ZZTEXT"
MARK = re.compile(rb"ZZ[A-Z]")
LATER = datetime(2029, 6, 1, 15, tzinfo=AT.tzinfo)
BORN = date(1958, 11, 27)
CONTACT = Contact(
    given="ZZGIVEN",
    family="ZZFAMILY",
    birth_date=BORN,
    email="zzmail@zzhost.example",
    phone="+12015550199",
    language="es",
)
_ONE = "|".join(Concomitant)
COMPOSED = {
    "concomitant": re.compile(rf"none|({_ONE})(\+({_ONE}))*"),
    "planned_concomitant": re.compile(rf"none|({_ONE})(\+({_ONE}))*"),
    "paw": re.compile(r"P[1-4](-x)?-[AB][αβ]"),
    "version": re.compile(r"\d{1,3}"),
}
FILES = {f"{name}.parquet" for name in all_tables()} | {MANIFEST}


def a_marked_hip(house: House) -> Hip:
    """A hip whose record has a mark wherever a person types, to the end of its follow-up."""
    asked = Asked(contact=CONTACT, side=Side.RIGHT, reason=ZZ, office="town")
    request = requests.request_consultation(house.visitor, asked, red_flags=frozenset(), at=AT).subject
    hip = Hip(house, book(house, request), AT)
    examine(hip)
    plan = replace(a_plan(), note=ZZ, concomitant=ZZ)
    hip.tell().draft(plan).sign()
    for purpose in (Purpose.PRODUCT, Purpose.REGISTRY):
        agree(hip, purpose)
    operate(hip)
    hip.now += timedelta(days=45)
    answer(hip)
    event = AdverseEvent(type=EventType.OTHER, onset=hip.now.date(), description=ZZ, treatment=ZZ)
    hip.happen(event)
    at = hip.tick()
    clinic.close_case(house.surgeon, hip.case, Closure(reason=ZZ), read=hip.read, at=at)
    return hip


def examine(hip: Hip) -> None:
    surgeon, at = hip.house.surgeon, hip.tick()
    told = History(symptom_months=Decimal(14), comment=ZZ)
    found = Examination(
        examined_on=at.date(), height_cm=Decimal(165), weight_kg=Decimal(70), comment=ZZ, flexion=Decimal(90)
    )
    clinic.record_examination(surgeon, hip.case, told, found, read=hip.read, at=at)
    seen = MriFindings(read_on=at.date(), reader_name="ZZREADER", tear=a_tear(), comment=ZZ)
    clinic.record_imaging(surgeon, hip.case, seen, read=hip.read, at=hip.tick())
    chosen = Classified(scheme="lall_gtps", proposed="IIIB", chosen="IV", reason=ZZ)
    clinic.classify_tear(surgeon, hip.case, chosen, read=hip.read, at=hip.tick())
    entry = next(e for e in hip.file.entries if e.value == told)
    corrections.correct_entry(
        surgeon, hip.case, entry.id, replace(told, night_pain=True), reason=ZZ, read=hip.read, at=hip.tick()
    )


def agree(hip: Hip, purpose: Purpose) -> None:
    product = "prp-lr" if purpose is Purpose.PRODUCT else ""
    consent = Consent(
        purpose=purpose,
        product=product,
        text=ZZ,
        given=True,
        decided_on=hip.now.date(),
        explained_by="ZZNURSE",
    )
    plans.record_consent(hip.house.nurse, hip.case, consent, read=hip.read, at=hip.tick())


def operate(hip: Hip) -> None:
    nurse = hip.house.nurse
    prepare(hip)
    at = hip.tick()
    start = Start(started_at=at, approach=a_plan().approach, wristband=hip.file.case.wristband)
    surgery.start_surgery(nurse, hip.case, start, read=hip.read, at=at)
    said = replace(aloud.time_out(surgeon=ZZ, nurse="ZZNURSE", at=at), note=ZZ)
    hip.pause(said).see(TearSeen(seen_at=at, agreement=Agreement.DIFFERS, differs=ZZ))
    anchors = (Anchor(maker="ZZMAKER", lot="ZZLOT", udi="ZZUDI"),)
    for step in (
        Step(kind=StepKind.BURSECTOMY, done_at=hip.tick(), note=ZZ),
        Step(kind=StepKind.DEBRIDEMENT, done_at=hip.tick(), omitted=ZZ),
        Step(
            kind=StepKind.MICROPUNCTURE,
            done_at=hip.tick(),
            holes=9,
            awl_mm="ZZ1",
            depth_mm="ZZ2",
            departure=ZZ,
        ),
        Step(
            kind=StepKind.REATTACHMENT,
            done_at=hip.tick(),
            repair=a_plan().repair,
            anchors=anchors,
            note=ZZ,
            departure=ZZ,
        ),
        Step(
            kind=StepKind.FOOTPRINT,
            done_at=hip.tick(),
            footprint=Footprint.BONE_TROUGH,
            removed=ZZ,
        ),
    ):
        surgery.record_step(nurse, hip.case, step, read=hip.read, at=hip.now)
    give(hip)
    at = hip.tick()
    done = Finish(
        finished_at=at,
        findings=ZZ,
        complications=ZZ,
        concomitant=(Concomitant.LOOSE_BODY,),
        counts=tuple(Count(counted=counted, correct=False, done=ZZ) for counted in Counted),
    )
    surgery.finish_surgery(
        hip.house.surgeon, hip.case, done, confirmed=hip.signing(), zone=ZONE, read=hip.read, at=at
    )
    signed = next(e.id for e in hip.file.entries if isinstance(e.value, Finish))
    at = hip.tick()
    corrections.write_addendum(
        hip.house.surgeon, hip.case, signed, ZZ, confirmed=hip.signing(), read=hip.read, at=at
    )


def prepare(hip: Hip) -> None:
    """One product thrown away, one made."""
    nurse = hip.house.nurse
    hip.collect()
    at = hip.tick()
    products.discard_product(
        nurse, hip.made.id, reason=ZZ, confirmed=hip.pin(nurse), read=hip.made.version, at=at
    )
    at = hip.tick()
    hip.product = products.collect_product(
        nurse,
        hip.case,
        a_harvest(at),
        wristband=hip.file.case.wristband,
        event_scan=hip.event_code,
        confirmed=hip.pin(nurse),
        read=hip.read,
        at=at,
    ).subject
    began, at = hip.now, hip.tick(15)
    products.prepare_product(
        nurse,
        hip.made.id,
        replace(a_preparation(began, at), device="ZZDEVICE", lot="ZZLOT"),
        scanned=hip.made.chain.product.text,
        deviation_reason=ZZ,
        confirmed=hip.pin(nurse),
        read=hip.made.version,
        at=at,
    )
    values = tuple(replace(value, reason=ZZ) for value in nothing_measured("prp-lr"))
    at = hip.tick()
    products.characterise_product(
        nurse,
        hip.made.id,
        values,
        activator=Activator.THROMBIN,
        activation_detail=ZZ,
        deviation_reason=ZZ,
        confirmed=hip.pin(nurse),
        read=hip.made.version,
        at=at,
    )


def give(hip: Hip) -> None:
    hip.release().confirm()
    at = hip.tick()
    products.administer_product(
        hip.house.surgeon,
        hip.made.id,
        replace(a_delivery(at), site=ZZ, guidance="ZZGUIDANCE"),
        product_scan=hip.made.chain.product.text,
        wristband_scan=hip.file.case.wristband,
        zone=ZONE,
        confirmed=hip.pin(hip.house.surgeon),
        read=hip.made.version,
        at=at,
    )


def answer(hip: Hip) -> None:
    Telephone(hip).enter("6w").send("mhhs", MHHS)


@pytest.fixture
def birth_date(monkeypatch: pytest.MonkeyPatch) -> None:
    """The patient at the telephone enters the date of birth of this record."""
    typed = {"day": str(BORN.day), "month": str(BORN.month), "year": str(BORN.year)}
    monkeypatch.setattr("tests.support.portal.RIGHT", typed)


def secrets() -> Iterator[str]:
    """Every identity, code, date and moment in the database, and whatever names or reaches somebody."""
    for model in apps.get_app_config("store").get_models():
        for row in model._default_manager.values():
            for column, value in row.items():
                yield from _spelled(model._meta.db_table, column, value)
    for person in get_user_model().objects.all():
        yield from (person.email, person.password)


def _spelled(table: str, column: str, value: Any) -> Iterator[str]:
    match value:
        case UUID():
            yield from (str(value), value.hex)
        case datetime() | date():
            day = value.date() if isinstance(value, datetime) else value
            yield from (day.isoformat(), day.strftime("%Y%m%d"), day.strftime("%d.%m.%Y"))
        case str() if (table, column) in NAMING and value:
            yield value


NAMING = {
    *((table, c) for table in ("contact", "request") for c in ("given", "family", "email", "phone")),
    ("person", "email"),
    ("person", "name"),
    ("hip_case", "wristband"),
    ("product", "code"),
    ("practice", "slug"),
    ("link", "token_hash"),
    ("audit", "digest"),
}


def cells(folder: Path) -> Iterator[tuple[str, Any]]:
    """Every cell of every table that is not a small number, with its place."""
    for name in all_tables():
        for row in pq.read_table(folder / f"{name}.parquet").to_pylist():
            yield from ((f"{name}.{column}", value) for column, value in row.items())


@pytest.mark.timeout(300)
def test_no_secret_of_the_source_is_in_any_byte_or_cell(
    fresh_database: str, tmp_path: Path, birth_date: None
) -> None:
    house = a_house("zzpractice")
    hip = a_marked_hip(house)
    assert (hip.stage, len(hip.file.responses)) == (Stage.CLOSED, 2)
    out = tmp_path / "snapshot"
    made = make_snapshot(house.scope(Role.RESEARCHER), out, at=LATER)
    assert (made.rows["hips"], made.rows["products"], made.rows["events"]) == (1, 2, 1)
    assert made.rows["responses_mhhs"] == 1

    hidden = {secret for secret in secrets() if len(secret) > 3}
    assert {CONTACT.family, CONTACT.phone, hip.file.case.wristband, str(hip.patient)} <= hidden
    assert BORN.isoformat() in hidden
    assert {file.name for file in out.iterdir()} == FILES
    assert strayed(out, hidden) == []


def strayed(folder: Path, hidden: set[str]) -> list[str]:
    """Where a mark or a secret stands: in the bytes of a file, or in a cell once it is read."""
    found = []
    for file in sorted(folder.iterdir()):
        content = file.read_bytes()
        found += [f"{file.name}: {mark.decode()}" for mark in MARK.findall(content)]
        found += [f"{file.name}: {s}" for s in hidden if s.encode() in content or _raw(s) in content]
    for place, value in cells(folder):
        word = value if isinstance(value, str) else ""
        found += [f"{place}: {word}"] * bool(MARK.search(word.encode()) or any(s in word for s in hidden))
    return found


@pytest.mark.parametrize("secret", [CONTACT.family, "+12015550199", str(UUID(int=7)), BORN.isoformat()])
def test_the_search_sees_a_secret_in_a_cell(tmp_path: Path, secret: str) -> None:
    snapshot = by_hand(tmp_path / "snapshot", [hip_row(1, lall=secret)])
    assert any(place.startswith("hips.lall") for place in strayed(snapshot.folder, {secret}))


def _raw(secret: str) -> bytes:
    """An identity as sixteen bytes; anything else as it is."""
    try:
        return UUID(secret).bytes
    except ValueError:
        return secret.encode()


@pytest.mark.timeout(300)
def test_a_cell_is_one_of_the_words_of_its_column_or_a_small_number(
    fresh_database: str, tmp_path: Path, birth_date: None
) -> None:
    """No text is free, and no number is large enough to be a date, a telephone or a record number."""
    house = a_house()
    a_marked_hip(house)
    out = tmp_path / "snapshot"
    make_snapshot(house.surgeon, out, at=LATER)

    columns = {f"{t.name}.{c.name}": c for t in all_tables().values() for c in t.columns}
    seen = 0
    for place, value in cells(out):
        column = columns[place]
        if value is None:
            continue
        seen += 1
        if column.kind is Kind.WORD:
            assert value in column.words or COMPOSED[column.name].fullmatch(value), place
        elif column.kind is Kind.ANSWERS:
            assert all(-128 <= answer <= 127 for answer in value), place
        elif column.kind is not Kind.FLAG:
            assert abs(value) < 4000, place
    assert seen > 40


def test_who_withdraws_is_not_in_the_next_snapshot(fresh_database: str, tmp_path: Path) -> None:
    house = a_house()
    hip = a_hip(house).to(Stage.OPERATED).decide(purpose=Purpose.REGISTRY)
    first = make_snapshot(house.surgeon, tmp_path / "first", at=LATER)
    hip.decide(given=False, purpose=Purpose.REGISTRY)
    second = make_snapshot(house.surgeon, tmp_path / "second", at=LATER)

    assert (first.rows["hips"], dict(first.left_out)) == (1, {})
    assert second.rows["hips"] == 0
    assert dict(second.left_out) == {"the patient does not agree, or no longer, to be counted": 1}
    assert open_snapshot(tmp_path / "second").manifest.rows["responses_mhhs"] == 0
