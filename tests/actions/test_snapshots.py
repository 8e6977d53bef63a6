"""That records left the house is in the trail: how many, by which schema, exactly which."""

import json

import pytest

from enthesis.actions.snapshots import record_snapshot
from enthesis.domain.errors import Invalid, NotAllowed
from enthesis.domain.terms import Role
from enthesis.store.audit import list_audit
from tests.support.cases import AT, a_house

pytestmark = pytest.mark.django_db

DIGEST = "0f" * 32
MADE = {"hips": 23, "left_out": 2, "responses": 194, "schema": "1", "manifest": DIGEST}


def test_the_trail_tells_of_every_snapshot_anew() -> None:
    researcher = a_house().scope(Role.RESEARCHER)
    for _ in range(2):
        record_snapshot(researcher, **MADE, at=AT)  # type: ignore[arg-type]

    told = [entry for entry in list_audit(researcher) if entry.action == "record_snapshot"]
    assert [json.loads(entry.detail) for entry in told] == [MADE, MADE]
    assert {(e.subject_kind, e.subject, e.person, e.patient) for e in told} == {
        ("practice", researcher.practice, researcher.actor.person, None)
    }


@pytest.mark.parametrize("digest", ["", "0F" * 32, "0f" * 31, "a name"])
def test_what_is_no_hash_is_refused(digest: str) -> None:
    researcher = a_house().scope(Role.RESEARCHER)
    with pytest.raises(Invalid, match=r"no SHA-256 of a manifest"):
        record_snapshot(researcher, **{**MADE, "manifest": digest}, at=AT)  # type: ignore[arg-type]


def test_a_surgeon_takes_none_out() -> None:
    with pytest.raises(NotAllowed, match="Record snapshot is not open to the role “Surgeon”"):
        record_snapshot(a_house().surgeon, **MADE, at=AT)  # type: ignore[arg-type]
