"""The truth that ships: published figures where there are any, else proposals for synthetic patients.

The effects of products and of a graft are 0: nobody knows them. What misleads a study is on: severe hips get
more, and something that no record holds decides with it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from enthesis.domain.terms import Sourced
from enthesis.evidence.synthetic.truth import Bench, Course, Span, Spread, Truth

ADJUSTABLE = "For synthetic patients; nothing published was found, and another may be named."
POOLED_AGE = "Pooled over 486 patients of 11 cohorts, S7, S9, S10, S11, S12, S13, S16, S17, S19 and S20."


def _share(value: str, tag: str = "P", source: str = "", note: str = "") -> Sourced:
    return Sourced(value, "%", tag=tag, source=source, note=note or (ADJUSTABLE if tag == "P" else ""))


def _shares(**values: str) -> Mapping[str, Sourced]:
    return MappingProxyType({name: _share(value) for name, value in values.items()})


def _weight(value: str, note: str) -> Sourced:
    return Sourced(value, "1", tag="P", note=note)


def _end(value: str, unit: str, note: str = "Nothing beyond it is drawn.") -> Sourced:
    return Sourced(value, unit, tag="P", note=note)


def _spread(
    mean: Sourced, sd: Sourced, low: str, high: str, note: str = "Nothing beyond it is drawn."
) -> Spread:
    return Spread(mean=mean, sd=sd, low=_end(low, mean.unit, note), high=_end(high, mean.unit, note))


def _proposed(mean: str, sd: str, low: str, high: str, unit: str) -> Spread:
    middle, off = (Sourced(value, unit, tag="P", note=ADJUSTABLE) for value in (mean, sd))
    return _spread(middle, off, low, high)


def _span(low: str, high: str, unit: str) -> Span:
    return Span(
        low=Sourced(low, unit, tag="P", note=ADJUSTABLE), high=Sourced(high, unit, tag="P", note=ADJUSTABLE)
    )


def _score(value: str, tag: str = "P", source: str = "", note: str = ADJUSTABLE) -> Sourced:
    return Sourced(value, "{score}", tag=tag, source=source, note=note)


OF_100 = "pooled over 100 hips"
LIKE = "Between instruments nothing is published: ask a statistician."
BY_HIPS = "mean of the published cohorts, by their hips"

SCORES: Mapping[str, Course] = MappingProxyType(
    {
        "mhhs": Course(
            before=_spread(
                _score("50.7", "D", "S16, S20", OF_100), _score("16.0", "D", "S16, S20", OF_100), "0", "100.1"
            ),
            after=_spread(
                _score("79.7", "D", "S16, S20", OF_100), _score("17.9", "D", "S16, S20", OF_100), "0", "100.1"
            ),
            likeness=Sourced(1, "1", tag="D", note="The same instrument."),
        ),
        "nahs": Course(
            before=_spread(
                _score("55.8", "D", "S1, S2, S18, S21", BY_HIPS),
                _score("14.2", "D", "S1", "twice the MCID of 7.1, if that is half a deviation"),
                "0",
                "100",
            ),
            after=_spread(_score("82.6", "D", "S1, S2, S18, S21", BY_HIPS), _score("15"), "0", "100"),
            likeness=_weight("0.80", LIKE),
        ),
        "hos-sss": Course(
            before=_spread(
                _score("33.2", "D", "S2, S21", BY_HIPS),
                _score("22.0", "D", "S1", "twice the MCID of 11.0, if that is half a deviation"),
                "0",
                "100",
            ),
            after=_spread(_score("66.2", "D", "S2, S21", BY_HIPS), _score("26"), "0", "100"),
            likeness=_weight("0.60", "By way of HOS-ADL, 0.80 and 0.75. " + LIKE),
        ),
        "vas-pain-10": Course(
            before=_spread(_score("5.9", "D", "S1, S2, S18, S21, S23", BY_HIPS), _score("2.2"), "0", "10"),
            after=_spread(_score("2.3", "D", "S1, S2, S18, S21, S23", BY_HIPS), _score("2.2"), "0", "10"),
            likeness=_weight("-0.60", LIKE),
        ),
    }
)

BENCH = Bench(
    taken=MappingProxyType(
        {
            kind: Sourced(ml, "mL", tag="P", note="Within what the kind's file calls typical.")
            for kind, ml in (("prp-lr", 52), ("prp-lp", 15), ("bmac", 60))
        }
    ),
    made=MappingProxyType(
        {
            kind: Sourced(ml, "mL", tag="P", note="Within what the kind's file calls typical.")
            for kind, ml in (("prp-lr", 5), ("prp-lp", 4), ("bmac", 8))
        }
    ),
    counted=_share("85", note="Of products; of the others nothing was counted. " + ADJUSTABLE),
    cultured=_share("40", note="Of counted marrow concentrates. " + ADJUSTABLE),
    most_recovered=_share("90", "V", "S59", "none of 20 devices recovered more"),
    blood_platelets=_proposed("250", "55", "120", "450", "10*3/uL"),
    fold=MappingProxyType(
        {
            "prp-lr": _spread(
                Sourced("3.6", "1", tag="P", note=ADJUSTABLE),
                Sourced("0.8", "1", tag="P", note=ADJUSTABLE),
                "1.2",
                "5",
                "Each of four kits stayed below fivefold (S58).",
            ),
            "prp-lp": _spread(
                Sourced("2.1", "1", tag="P", note=ADJUSTABLE),
                Sourced("0.4", "1", tag="P", note=ADJUSTABLE),
                "1.1",
                "5",
                "Each of four kits stayed below fivefold (S58).",
            ),
        }
    ),
    blood_white=_span("4", "10", "10*3/uL"),
    blood_red=_span("4", "5.2", "10*6/uL"),
    neutrophils_of_blood=_share("60"),
    white_over_blood=MappingProxyType(
        {"prp-lr": _span("1.5", "4", "1"), "prp-lp": _span("0.05", "0.6", "1")}
    ),
    neutrophils_of_white=MappingProxyType(
        {"prp-lr": _span("40", "65", "%"), "prp-lp": _span("0", "30", "%")}
    ),
    red=MappingProxyType({"prp-lr": _span("0.2", "1.5", "10*6/uL"), "prp-lp": _span("0", "0.2", "10*6/uL")}),
    aspirate=_span("12", "35", "10*6/mL"),
    concentrated=_span("3", "6", "1"),
    viable=_span("88", "99", "%"),
    haematocrit=_span("8", "25", "%"),
    colonies=_proposed("1400", "1000", "100", "9000", "{CFU}/mL"),
)

SHIPPED = Truth(
    age=_spread(
        Sourced("60.6", "a", tag="D", note=POOLED_AGE),
        Sourced("10.6", "a", tag="D", note=POOLED_AGE),
        "20",
        "95",
        "20 to 82 were seen.",
    ),
    open_older=Sourced(
        "8.5", "a", tag="D", source="S16, S9, S10, S20", note="middles of about 65 to 69 and 57 to 60"
    ),
    female=_share("89.8", "D", note="pooled over 933 patients"),
    height_female=_proposed("163", "6.5", "140", "190", "cm"),
    height_male=_proposed("177", "7", "150", "205", "cm"),
    bmi=_spread(
        Sourced("27.9", "kg/m2", tag="D", note="pooled over 283 patients"),
        Sourced("6.0", "kg/m2", tag="D", note="pooled over 283 patients"),
        "16",
        "60",
    ),
    left=_share("50", note="About one half; not found."),
    both_hips=_share("4.3", "D", "S1", "1 of 23 hips is the second of its person"),
    alike=_weight("0.4", "Correlation of two hips of one person in whatever is drawn of a hip."),
    years=Sourced(12, "a", tag="P", note="Surgery lies within these years before today."),
    symptoms=Spread(
        mean=Sourced("43.2", "mo", tag="D", source="S31", note="3.6 years"),
        sd=Sourced(36, "mo", tag="P", note=ADJUSTABLE),
        low=Sourced(6, "mo", tag="D", source="S31", note="half a year, the shortest printed"),
        high=Sourced(216, "mo", tag="D", source="S31", note="18 years, the longest printed"),
    ),
    nonoperative=_span("3", "24", "mo"),
    smoker=_share("8"),
    diabetes=_share("10"),
    blood_thinner=_share("12", note="Of one kind or another. " + ADJUSTABLE),
    cancer=_share("8", note="Ever. " + ADJUSTABLE),
    nsaid=_share("40"),
    lumbar_in_women=_share("12"),
    lumbar_in_men=Sourced("3.32", "1", tag="V", source="S15", note="times as often as in women"),
    tender=_share("95"),
    weak=_share("60", note="Abduction below normal before surgery; only told to be common. " + ADJUSTABLE),
    trendelenburg=_shares(absent="40", compensated="25", present="35"),
    gait=MappingProxyType(
        {
            "normal": _share("46", "D", "S26", "54 of 100 deviated"),
            "antalgic": _share("24"),
            "trendelenburg": _share("20"),
            "mixed": _share("10"),
        }
    ),
    tonnis=tuple(_share(s) for s in ("60", "35", "5")),
    types=MappingProxyType(
        {
            "IIIA": _share("10.6", "D", "S6", "20 of 189 repairs"),
            "IIIB": _share("62.4", "D", "S6", "118 of 189 repairs"),
            "IV": _share("23.3", "D", "S6", "44 of 189 repairs"),
            "V": _share("3.7", "D", "S6", "7 of 189 repairs"),
        }
    ),
    goutallier=tuple(_share(s) for s in ("25", "40", "22", "9", "4")),
    minimus=_share("50", "V", "S26", "about"),
    poor_tendon=_share("25"),
    fair_tendon=_share("40"),
    endoscopic=MappingProxyType(
        {
            name: _share(share, note="All types together lie between 64.5 (S13) and 92.9 (S2). " + ADJUSTABLE)
            for name, share in (("IIIA", "92"), ("IIIB", "90"), ("IV", "55"), ("V", "0"))
        }
    ),
    arthroscopy=MappingProxyType(
        {
            "endoscopic": _share("80", "V", "S20", "52 of 65"),
            "open": _share("33", "V", "S16", "12 of 36"),
        }
    ),
    labral_repair=_share("70", note="Of arthroscopies; the others debride. " + ADJUSTABLE),
    femoroplasty=_share("50", note="Of arthroscopies. " + ADJUSTABLE),
    micropuncture=_share("80"),
    graft=_shares(poor="30", other="3"),
    products=MappingProxyType({"prp-lr": _share("20"), "prp-lp": _share("10"), "bmac": _share("15")}),
    bench=BENCH,
    scores=SCORES,
    before_after=Sourced("0.39", "1", tag="D", source="S20", note="mHHS before and from two years on"),
    visit_noise=_weight("0.3", "Share of a later score's variance that belongs to the day."),
    half_rise=Sourced("3.5", "mo", tag="P", note="Mean time to half of the change. " + ADJUSTABLE),
    weak_slows=_weight("1.6", "Weakness, and fat of grade 2 or more, stretch the time by this factor."),
    weak_on_outcome=_weight("-0.15", "Of weakness, in deviations of both."),
    effect=MappingProxyType(
        {
            name: Sourced(0, "1", tag="P", note=f"Effect of {words} on the later score: nobody knows it.")
            for name, words in (
                ("prp-lr", "leukocyte-rich plasma"),
                ("prp-lp", "leukocyte-poor plasma"),
                ("bmac", "marrow concentrate"),
                ("graft", "a graft"),
            )
        }
    ),
    severity_on_outcome=_weight("-0.30", "Of fat in the muscle, in deviations of both."),
    severity_on_product=_weight("0.50", "Confounding by indication: severe hips get more."),
    hidden_on_outcome=_weight("0.20", "Of a confounder that no record holds."),
    hidden_on_product=_weight("0.25", "Of the same, on who gets a product."),
    answers=MappingProxyType(
        {
            "baseline": _share("95"),
            "3m": _share("94"),
            "6m": _share("93"),
            "1y": _share("91"),
            "2y": _share("88.5", "V", "S1", "23 of 26"),
            "5y": _share("85"),
            "10y": _share("81.8", "V", "S31", "90 of 110, at 7 to 10 years"),
        }
    ),
    answering_lasts=_weight("0.5", "Share of who answers that stays with the person."),
    hidden_on_answering=Sourced(
        0, "1", tag="P", note="Late answers score alike (S117); of those never given nobody knows."
    ),
    prompt=_share("78.8", "D", "S117", "396 of the 503 who answered did so before a reminder"),
    item_missing=_share("0.2", note="Of items within a form of several that was sent."),
    item_moot=_share("1", note="Of items that may not apply."),
    satisfaction=_spread(_score("8.2", "D", "S6, S23", "middle of 7.9 and 8.5"), _score("1.7"), "0", "10"),
    satisfied_from=_score("7", note="The least that counts as satisfied; the source asks otherwise."),
    satisfied_prompt=_share("86", "V", "S117"),
    satisfied_late=_share("70", "V", "S117"),
    outcome_on_satisfaction=_weight("0.6", "Correlation of satisfaction with how the hip does."),
    complication=MappingProxyType({"endoscopic": _share("6", "V", "S28"), "open": _share("9", "V", "S28")}),
    thrombosis=_share("0.5", note="Of hips. Not found for this operation. " + ADJUSTABLE),
    infection=_share("1", note="Of hips. Not found for this operation. " + ADJUSTABLE),
    needed_nothing=_share("30", note="Of other complications: grade I. " + ADJUSTABLE),
    retear=_share("3.8", "V", "S26", "pooled"),
    retear_within=Sourced(730, "d", tag="P", note="All of them within these days. " + ADJUSTABLE),
    revision=_share("1.6", "D", "S20", "1 of 64; none in 8 of 12 series, 2.2 to 13.0 in 4 (S27)"),
    arthroplasty=_share("9", "V", "S29", "mean of three series"),
    arthroplasty_within=Sourced(1826, "d", tag="P", note="All of them within these days. " + ADJUSTABLE),
    outcome_on_events=_weight("-0.6", "Hips that do poorly tear again and are replaced more often."),
)
