"""A patient with two hips, one protocol, and the questions of both in one round."""

from dataclasses import replace

from enthesis.domain.practice.follow_up_settings import FollowUpSettings
from enthesis.domain.terms import Side
from enthesis.store.practice import load_practice, save_practice
from tests.support.cases import AT, Hip, House, a_hip, a_house, a_visit

PROTOCOL = {"baseline": ("mhhs", "ucla", "vas-pain-10")}


def a_house_that_asks(protocol: dict[str, tuple[str, ...]] | None = None) -> House:
    """A practice that asks how active the person is, too."""
    house = a_house()
    settings = FollowUpSettings(protocol=protocol or PROTOCOL)
    save_practice(replace(load_practice(house.desk), follow_up=settings), at=AT)
    return house


def two_hips() -> tuple[Hip, Hip]:
    """The left and the right hip of one patient, both invited before surgery."""
    house = a_house_that_asks()
    left = a_hip(house).invite()
    right = a_hip(house, visit=a_visit(clinician="other"), side=Side.RIGHT)
    right.now = left.tick()
    return left, right.invite()
