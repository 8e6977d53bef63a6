"""What is published about the findings: each fact with its figures, and how well readers agree.

None of it is a limit of this house. A reader who relies on a figure reads the paper.
"""

from dataclasses import dataclass

from enthesis.domain.terms import Sourced, Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published number and what it counts; a range where `to` is given."""

    title: str
    value: Sourced
    to: Sourced | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One published fact. `about` names what was examined, or the scheme, that it speaks of."""

    about: str
    statement: str
    figures: tuple[Figure, ...] = ()
    tag: Tag = Tag.VERIFIED
    source: str
    note: str = ""

    @property
    def needs_review(self) -> bool:
        return self.tag.needs_review


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well readers agreed in one study.

    `values` has one number, one for each reader, or the two ends of a range; `who` and `statistic` are empty
    where the source read does not say.
    """

    of: str
    study: str
    patients: Sourced
    who: str = ""
    statistic: str = ""
    values: tuple[Sourced, ...]


def _figure(title: str, value: int | str, unit: str, source: str, to: int | str | None = None) -> Figure:
    return Figure(
        title=title,
        value=Sourced(value, unit, tag="V", source=source),
        to=None if to is None else Sourced(to, unit, tag="V", source=source),
    )


PUBLISHED = (
    Published(
        about="side",
        statement="The hip is what is counted: a patient with both sides torn gives two.",
        figures=(_figure("hips", 23, "1", "S1"), _figure("patients", 22, "1", "S1")),
        source="S1",
    ),
    Published(
        about="tendons",
        statement="A torn origin of vastus lateralis goes with tears of the abductors.",
        source="S127",
    ),
    Published(
        about="partial_location",
        statement="A tear of the undersurface is the common one. It cannot be seen from the bursa, so it is "
        "repaired through the tendon.",
        source="S24t",
    ),
    Published(
        about="quality",
        statement="Poor tissue at surgery was what led to a dermal graft in one comparison.",
        source="S8",
    ),
    Published(
        about="tfl_hypertrophy",
        statement="An enlarged tensor goes with fatty abductors; those with fat were older.",
        figures=(
            _figure("with fat", 28, "1", "S130"),
            _figure("without", 42, "1", "S130"),
            _figure("age with fat", 65, "a", "S130"),
            _figure("age without", 58, "a", "S130"),
        ),
        source="S130",
    ),
    Published(
        about="trochanteric_irregularity",
        statement="An irregular trochanter was linked to tears in a series of hip replacements.",
        figures=(
            _figure("counted", 140, "1", "S132"),
            _figure("in the series", 997, "1", "S132"),
        ),
        source="S132",
        note="The abstract was read: look up in the paper what exactly was counted.",
    ),
    Published(
        about="trochanteric_tenderness",
        statement="Where it is absent, pain from the trochanter is unlikely.",
        source="S45",
    ),
    Published(
        about="trendelenburg",
        statement="The sign persisted in some after endoscopic repair, in four studies.",
        figures=(_figure("persisted", 0, "%", "S27", to="13.6"),),
        source="S27",
    ),
    Published(
        about="gait",
        statement="Over several series, gait deviated in many before surgery, and mended in most of these.",
        figures=(
            _figure("deviated before", 54, "%", "S26"),
            _figure("of these mended, about", 70, "%", "S26"),
        ),
        source="S26",
    ),
    Published(
        about="gait",
        statement="In one series gait became normal in more than half of the hips in which it was not.",
        figures=(
            _figure("hips made normal", 15, "1", "S23"),
            _figure("of hips", 26, "1", "S23"),
            _figure("share", 58, "%", "S23"),
        ),
        source="S23",
    ),
    Published(
        about="abduction",
        statement="Strength by hand rises after repair: the mean gain over several series.",
        figures=(_figure("gained", "0.84", "{grade}", "S26"),),
        source="S26",
    ),
    Published(
        about="abduction",
        statement="In one series most gained a whole grade or more.",
        figures=(
            _figure("hips that gained", 26, "1", "S23"),
            _figure("of hips", 34, "1", "S23"),
            _figure("share", 76, "%", "S23"),
        ),
        source="S23",
    ),
    Published(
        about="limb_symmetry_percent",
        statement="A year after repair with a synthetic ligament, the operated side was above this share of "
        "the other.",
        figures=(_figure("above", 85, "%", "S30"), _figure("after", 12, "mo", "S30")),
        source="S30",
    ),
    Published(
        about="lumbar_screen",
        statement="Disease of the lumbar spine was more frequent in men than in women who had a repair.",
        figures=(_figure("times as frequent", "3.32", "1", "S15"), _figure("P", "0.02", "1", "S15")),
        source="S15",
    ),
)


def _read(value: str, source: str) -> Sourced:
    return Sourced(value, "1", tag="V", source=source)


def _patients(count: int, source: str) -> Sourced:
    return Sourced(count, "{patients}", tag="V", source=source)


REPLACEMENT = "Images of hip replacements"
ARTHRITIS = "Hips with end-stage arthritis"
TEARS = "Torn abductors"
BETWEEN, WITHIN = "between readers", "same reader again"

AGREEMENTS = (
    Agreement(
        of="Quartile scale",
        study=REPLACEMENT,
        patients=_patients(82, "S35"),
        who=BETWEEN,
        values=(_read("0.93", "S35"),),
    ),
    Agreement(
        of="Goutallier scale",
        study=REPLACEMENT,
        patients=_patients(82, "S35"),
        who=BETWEEN,
        values=(_read("0.87", "S35"),),
    ),
    Agreement(
        of="Bal-Lowe scale",
        study=REPLACEMENT,
        patients=_patients(82, "S35"),
        who=BETWEEN,
        values=(_read("0.83", "S35"),),
    ),
    Agreement(
        of="Quartile scale",
        study=REPLACEMENT,
        patients=_patients(82, "S35"),
        who=WITHIN,
        values=tuple(_read(value, "S35") for value in ("0.91", "0.89", "0.85")),
    ),
    Agreement(
        of="Goutallier scale",
        study=REPLACEMENT,
        patients=_patients(82, "S35"),
        who=WITHIN,
        values=tuple(_read(value, "S35") for value in ("0.83", "0.77", "0.75")),
    ),
    Agreement(
        of="Goutallier scale",
        study=ARTHRITIS,
        patients=_patients(39, "S35b"),
        statistic="mean κ",
        values=(_read("0.23", "S35b"),),
    ),
    Agreement(
        of="Goutallier scale",
        study=ARTHRITIS,
        patients=_patients(39, "S35b"),
        statistic="κ adjusted for prevalence and bias",
        values=(_read("0.53", "S35b"),),
    ),
    Agreement(
        of="Area of the muscle's cross-section",
        study=ARTHRITIS,
        patients=_patients(39, "S35b"),
        statistic="intraclass correlation, lowest to highest",
        values=(_read("0.93", "S35b"), _read("0.98", "S35b")),
    ),
    Agreement(
        of="Goutallier and Fuchs",
        study=TEARS,
        patients=Sourced(30, "{hips}", tag="V", source="S34"),
        who=BETWEEN,
        values=(_read("0.872", "S34"),),
    ),
    Agreement(
        of="Goutallier and Fuchs",
        study=TEARS,
        patients=Sourced(30, "{hips}", tag="V", source="S34"),
        who=WITHIN,
        values=(_read("0.916", "S34"),),
    ),
)


def published_about(name: str) -> tuple[Published, ...]:
    """The published facts about one thing that is examined."""
    return tuple(fact for fact in PUBLISHED if fact.about == name)
