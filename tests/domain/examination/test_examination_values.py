"""Values that cannot be are refused with a sentence; what was not seen stays unknown."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec
import pytest

from enthesis.domain.errors import Invalid, NotFound
from enthesis.domain.examination.classification import Classified, Proposal, choose
from enthesis.domain.examination.history import History
from enthesis.domain.examination.imaging import MriFindings, Sign
from enthesis.domain.examination.muscle import Grade, Muscle, Portion, Scale, thaunat_index
from enthesis.domain.examination.schemes import propose, schemes
from enthesis.domain.examination.tear import PartialLocation, Retraction, Tear, Tendon, Thickness
from enthesis.domain.examination.tests import (
    Examination,
    Gait,
    Mrc,
    Provoked,
    SingleLegStance,
    Trendelenburg,
)
from enthesis.domain.terms import PersonId

READER = PersonId(UUID(int=7))


def _full(**more: object) -> Tear:
    return Tear(thickness=Thickness.FULL, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "make"),
    [
        ("partial_location", lambda: _full(partial_location=PartialLocation.BURSAL)),
        ("partial_percent_thickness", lambda: _full(partial_percent_thickness=Decimal(50))),
        ("partial_percent_thickness", lambda: Tear(partial_percent_thickness=Decimal(101))),
        ("partial_percent_thickness", lambda: Tear(partial_percent_thickness=Decimal(-1))),
        ("width_percent_of_insertion", lambda: Tear(width_percent_of_insertion=Decimal("NaN"))),
        ("size_ap_mm", lambda: Tear(size_ap_mm=Decimal("-0.1"))),
        ("size_ap_mm", lambda: Tear(size_ap_mm=1.5)),  # type: ignore[arg-type]
        ("size_pd_mm", lambda: Tear(thickness=Thickness.NONE, size_pd_mm=Decimal(3))),
        ("tendons", lambda: Tear(thickness=Thickness.NONE, tendons=(Tendon.GLUTEUS_MINIMUS,))),
        ("retraction", lambda: Tear(thickness=Thickness.NONE, retraction=Retraction.FROM_2_CM)),
        ("retraction_mm", lambda: _full(retraction=Retraction.UNDER_2_CM, retraction_mm=Decimal(20))),
        ("retraction_mm", lambda: _full(retraction=Retraction.FROM_2_CM, retraction_mm=Decimal(19))),
        ("retraction_mm", lambda: _full(retraction=Retraction.NONE, retraction_mm=Decimal(1))),
        ("definition", lambda: Tear(definition="clock_face")),
        ("tfl_sartorius_ratio", lambda: Muscle(tfl_sartorius_ratio=Decimal(0))),
        ("seconds", lambda: SingleLegStance(seconds=Decimal(31))),
        ("pain", lambda: Provoked(positive=True, pain=Decimal(11))),
        ("flexion", lambda: Examination(examined_on=date(2026, 3, 2), flexion=Decimal(400))),
        ("height_cm", lambda: Examination(examined_on=date(2026, 3, 2), height_cm=Decimal("1.65"))),
        ("height_cm", lambda: Examination(examined_on=date(2026, 3, 2), height_cm=Decimal(231))),
        ("weight_kg", lambda: Examination(examined_on=date(2026, 3, 2), weight_kg=Decimal("Infinity"))),
        ("symptom_months", lambda: History(symptom_months=Decimal(-1))),
        ("nonoperative_months", lambda: History(symptom_months=Decimal(2), nonoperative_months=Decimal(3))),
        ("reader", lambda: MriFindings(read_on=date(2026, 3, 2))),
        (
            "read_on",
            lambda: MriFindings(read_on=date(2026, 3, 2), studied_on=date(2026, 3, 3), reader=READER),
        ),
        (
            "present",
            lambda: MriFindings(
                read_on=date(2026, 3, 2), reader=READER, present=(Sign.ATROPHY,), absent=(Sign.ATROPHY,)
            ),
        ),
        ("reason", lambda: Classified(scheme="lall_gtps", proposed="IIIA", chosen="IV", reason=" ")),
    ],
)
def test_what_cannot_be_is_refused(field: str, make: object) -> None:
    with pytest.raises(Invalid) as refused:
        make()  # type: ignore[operator]
    assert refused.value.code == field
    assert refused.value.sentence.endswith(".")
    assert refused.value.remedy.endswith(".")


def test_the_thaunat_index_needs_all_three_portions() -> None:
    two = Muscle(gluteus_medius_anterior=Grade.STREAKS, gluteus_medius_middle=Grade.LESS_THAN_MUSCLE)
    assert thaunat_index(two) is None
    assert two.unread() == (Portion.GLUTEUS_MEDIUS_POSTERIOR,)
    three = Muscle(
        gluteus_medius_anterior=Grade.STREAKS,
        gluteus_medius_middle=Grade.LESS_THAN_MUSCLE,
        gluteus_medius_posterior=Grade.LESS_THAN_MUSCLE,
        gluteus_minimus=Grade.MORE_THAN_MUSCLE,
    )
    assert thaunat_index(three) == Decimal("1.67")


def test_grades_of_another_scale_give_no_index_and_no_type() -> None:
    quartile = Muscle(
        scale=Scale.QUARTILE,
        gluteus_medius_anterior=Grade.MORE_THAN_MUSCLE,
        gluteus_medius_middle=Grade.MORE_THAN_MUSCLE,
        gluteus_medius_posterior=Grade.MORE_THAN_MUSCLE,
    )
    assert thaunat_index(quartile) is None
    irreducible = _full(retraction=Retraction.IRREDUCIBLE)
    assert propose("lall_gtps", irreducible, quartile).level is None


@pytest.mark.parametrize(
    ("pain", "familiar", "positive"),
    [
        ("2", True, True),
        ("1.9", True, False),
        ("8", False, False),
        (None, True, None),
        ("5", None, None),
        ("1", None, False),
    ],
)
def test_single_leg_stance(pain: str | None, familiar: bool | None, positive: bool | None) -> None:
    stance = SingleLegStance(
        seconds=Decimal(20), pain=None if pain is None else Decimal(pain), familiar=familiar
    )
    assert stance.is_positive is positive


def test_strength_has_an_order() -> None:
    assert sorted(Mrc, key=lambda m: m.rank) == list(Mrc)
    assert [m.value for m in Mrc] == ["0", "1", "2", "3", "4-", "4", "4+", "5"]


def test_a_sign_that_was_not_read_is_unknown() -> None:
    read = MriFindings(
        read_on=date(2026, 3, 2), reader=READER, present=(Sign.BURSAL_FLUID,), absent=(Sign.ATROPHY,)
    )
    assert [read.sign(s) for s in (Sign.BURSAL_FLUID, Sign.ATROPHY, Sign.T2_SIGNAL)] == [True, False, None]


def test_the_surgeon_chooses() -> None:
    (lall,) = (s for s in schemes() if s.id == "lall_gtps")
    proposal = propose("lall_gtps", _full(retraction=Retraction.NONE), Muscle())
    assert choose(lall, proposal, "IV") == Classified(
        scheme="lall_gtps", version=lall.version, proposed="IV", chosen="IV"
    )
    with pytest.raises(Invalid):
        choose(lall, proposal, "V")
    assert choose(lall, proposal, "V", reason="not reducible at surgery").chosen == "V"
    with pytest.raises(Invalid):
        choose(lall, proposal, "VI", reason="x")
    with pytest.raises(Invalid):
        choose(lall, Proposal(scheme="other", level="IV"), "IV")
    undecided = propose("lall_gtps", Tear(), Muscle())
    assert choose(lall, undecided, "II").proposed is None


def test_an_unknown_scheme_is_not_found() -> None:
    with pytest.raises(NotFound):
        propose("clock_face", Tear(), Muscle())


def test_values_survive_being_kept() -> None:
    read = MriFindings(
        studied_on=date(2026, 2, 1),
        read_on=date(2026, 2, 2),
        reader=READER,
        tear=Tear(
            tendons=(Tendon.GLUTEUS_MEDIUS_ANTERIOR, Tendon.GLUTEUS_MINIMUS),
            thickness=Thickness.PARTIAL,
            partial_percent_thickness=Decimal("37.5"),
        ),
        muscle=Muscle(gluteus_medius_anterior=Grade.STREAKS, tfl_sartorius_ratio=Decimal("1.30")),
        present=(Sign.T2_SIGNAL,),
    )
    examined = Examination(
        examined_on=date(2026, 2, 2),
        single_leg_stance=SingleLegStance(seconds=Decimal(12), pain=Decimal(4), familiar=True),
        derotation=Provoked(positive=True),
        trendelenburg=Trendelenburg.COMPENSATED,
        gait=Gait.ANTALGIC,
        abduction=Mrc.FOUR_MINUS,
    )
    proposal = propose("lall_gtps", read.tear, read.muscle)
    for value in (read, examined, proposal, History(symptom_months=Decimal(9))):
        assert msgspec.json.decode(msgspec.json.encode(value), type=type(value)) == value


@pytest.mark.parametrize(
    ("height", "weight", "index"),
    [
        ("165", "76", "27.9"),
        ("160", "64", "25.0"),
        ("200", "100.2", "25.1"),
        ("165", None, None),
        (None, "76", None),
    ],
)
def test_body_mass_index_has_one_decimal_and_needs_both(
    height: str | None, weight: str | None, index: str | None
) -> None:
    told = {
        name: Decimal(value)
        for name, value in (("height_cm", height), ("weight_kg", weight))
        if value is not None
    }
    found = Examination(examined_on=date(2026, 3, 2), **told).body_mass_index
    assert (None if found is None else str(found)) == index


def test_a_height_in_metres_is_refused_as_one_in_centimetres() -> None:
    with pytest.raises(Invalid, match=r"A height in cm cannot be 1\.65\. Enter a number from 100 to 230\."):
        Examination(examined_on=date(2026, 3, 2), height_cm=Decimal("1.65"))
