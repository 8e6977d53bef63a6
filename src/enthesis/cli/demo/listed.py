"""An invented hospital's list: nearly every operation of the demonstration, and others; imported, too."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from io import StringIO
from pathlib import Path

from django.conf import settings

from enthesis.actions.operations_list import import_operations
from enthesis.cli.demo.house import House
from enthesis.domain.pathway.case import Case
from enthesis.domain.pathway.operations_list.layout import Layout
from enthesis.domain.pathway.operations_list.reading import read_list
from enthesis.domain.people.patient import Contact
from enthesis.domain.terms import Side
from enthesis.store.cases import list_cases
from enthesis.store.operations_list import File
from enthesis.store.patients import contacts_of

AGO, HOUR = timedelta(days=2), 15
LISTED_FOR = timedelta(days=5 * 365)
NAME = "hospital-list-example.csv"
HEADINGS = (
    "Case Number",
    "Surgery Date",
    "Facility",
    "Surgeon",
    "Patient Name",
    "DOB",
    "MRN",
    "Laterality",
    "Procedure",
    "CPT",
    "ICD-10",
)
FORGOTTEN, MISSPELT, LATE, UNLISTED, TURNS = 4, 3, 5, 2, 6  # which of every six
OTHERS = (
    ("Demo-Elsewhere, Wanda", "R", "Endoscopic gluteus medius repair", "29999", "S76.011A"),
    ("Demo-Elsewhere, Otto", "L", "Open abductor tendon reconstruction", "27299", "M66.852"),
    ("Demo-Elsewhere, Irma", "L", "Unlisted procedure, pelvis or hip joint", "27299", "M76.02"),
    ("Demo-Elsewhere, Paul", "R", "Total hip arthroplasty", "27130", "M16.11"),
    ("Demo-Elsewhere, Rosa", "L", "Hip arthroscopy, labral repair", "29916", "S73.192A"),
    ("Demo-Elsewhere, Hugo", "R", "Shoulder arthroscopy, unlisted", "29999", "M75.101"),
)
Line = tuple[str, ...]


def play(house: House) -> Iterator[datetime]:
    """One afternoon at the desk, two days before today; the list stays in the data folder as an example."""
    at = house.at(house.today - AGO, HOUR)
    yield at
    content = _content(house, (house.today - AGO))
    Path(settings.DATA, NAME).write_bytes(content)
    hospital = house.site.hospitals[0].name if house.site.hospitals else house.site.name
    read = read_list(content, Layout(hospital=hospital), on=at.date())
    file = File(hospital=hospital, name=NAME, size=len(content), sha256=sha256(content).hexdigest())
    import_operations(house["desk"], file, read, at=at)


def _content(house: House, until: date) -> bytes:
    found = [
        (case.operated_on, case)
        for case in list_cases(house["desk"])
        if case.operated_on is not None and until - LISTED_FOR <= case.operated_on < until
    ]
    cases = [case for _, case in sorted(found, key=lambda pair: (pair[0], pair[1].side, pair[1].opened_at))]
    named = contacts_of(house["desk"], {case.patient for case in cases})
    lines = [
        line
        for place, case in enumerate(cases)
        if (line := _line(house, place, case, named[case.patient])) is not None
    ]
    written = StringIO()
    csv.writer(written).writerows((HEADINGS, *lines, *_others(house, until)))
    return written.getvalue().encode("utf-8-sig")


def _line(house: House, place: int, case: Case, contact: Contact) -> Line | None:
    """The operation as the hospital tells it: mostly right; one in six is forgotten."""
    turn = place % TURNS
    if turn == FORGOTTEN or case.operated_on is None:
        return None
    on = case.operated_on + timedelta(days=turn == LATE)
    family = contact.family[:-1] if turn == MISSPELT else contact.family
    side = "LT" if case.side is Side.LEFT else "RT"
    did = (
        ("Unlisted procedure, pelvis or hip joint", "27299")
        if turn == UNLISTED
        else ("Endoscopic gluteus medius repair", "29999")
    )
    return (
        f"S{on:%y%m%d}-{place:03}",
        on.isoformat(),
        _hospital(house, on),
        house.site.clinicians[0].name,
        f"{family}, {contact.given}".upper(),
        contact.birth_date.isoformat(),
        f"{700_000 + place}",
        side,
        *did,
        "S76.012A" if case.side is Side.LEFT else "S76.011A",
    )


def _others(house: House, until: date) -> Sequence[Line]:
    """Operations of people nobody here knows, and a line that can be read two ways."""
    lines = []
    for place, (name, side, *did) in enumerate(OTHERS):
        on = until - timedelta(days=9 + 20 * place)
        who = (name.upper(), date(1950 + place, 6, 20).isoformat(), f"{800_000 + place}", side)
        number = f"S{on:%y%m%d}-{900 + place}"
        lines.append(
            (number, on.isoformat(), _hospital(house, on), house.site.clinicians[0].name, *who, *did)
        )
    return (*lines, (*lines[0][:1], f"4/3/{until.year - 1}", *lines[0][2:]))


def _hospital(house: House, on: date) -> str:
    hospitals = house.site.hospitals
    return hospitals[on.toordinal() % len(hospitals)].name if hospitals else ""
