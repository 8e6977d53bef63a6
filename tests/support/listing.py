"""A hospital's list of operations, as bytes and as imported."""

from datetime import date
from hashlib import sha256
from uuid import UUID

from enthesis.actions.operations_list import import_operations
from enthesis.domain.pathway.operations_list.layout import Layout
from enthesis.domain.pathway.operations_list.reading import ReadList, read_list
from enthesis.store.operations_list import File
from enthesis.store.scope import Scope
from tests.support.cases import AT

TODAY = date(2027, 3, 20)
HEADINGS = "Case Number,Surgery Date,Surgeon,Patient Name,DOB,MRN,Laterality,Procedure,CPT,ICD-10"
FERRO = 'C-1,2027-03-09,Lall,"FERRO, IDA",1961-05-04,77,LT,Endoscopic gluteus medius repair,29999,S76.012A'
KNEE = 'C-2,2027-03-10,Lall,"SOMEBODY, ELSE",1950-01-02,78,RT,Total knee arthroplasty,27447,M17.11'
UNLISTED = 'C-3,2027-03-11,Lall,"ROSSI, ADA",1950-02-03,79,RT,Unlisted procedure hip,27299,S76.011A'
UNREAD = 'C-4,03/04/2027,Lall,"BIANCHI, EVA",1950-02-04,80,RT,Gluteus medius repair,27299,S76.011A'


def a_list(*lines: str, headings: str = HEADINGS) -> bytes:
    return "\r\n".join((headings, *lines, "")).encode()


def read(content: bytes, layout: Layout | None = None, *, on: date = TODAY) -> ReadList:
    return read_list(content, layout or Layout(hospital="General"), on=on)


def imported(scope: Scope, *lines: str) -> UUID:
    """The list is imported; which one it is."""
    content = a_list(*lines)
    file = File(hospital="General", name="list.csv", size=len(content), sha256=sha256(content).hexdigest())
    return import_operations(scope, file, read(content), at=AT).subject
