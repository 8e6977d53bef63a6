"""Products of the patient's own blood or marrow beside a repair: what they are, and what is known of them."""

from datetime import date

from enthesis.domain.information.claim import Claim
from enthesis.domain.information.figures import patients, percent, read, score, studies
from enthesis.domain.information.topic import Question, Row, SideBySide, Topic
from enthesis.domain.terms import Sourced, Tag

REVIEWED_ON = date(2026, 11, 23)

PRFM = Claim(
    id="prfm",
    text="A clot made of blood platelets: %(with_it)s people had it, %(without)s did not. No difference was "
    "found in pain, in three hip scores or in new tears. Two other scores were better with it: the part "
    "of SF-12 about the body, and iHOT-12.",
    numbers={"with_it": patients(18, "S7"), "without": patients(29, "S7")},
    level="III",
    tag=Tag.VERIFIED,
    source="S7",
    investigational=True,
    reviewed_on=REVIEWED_ON,
)
NO_STUDY_OF_PRP = Claim(
    id="no-study-of-prp",
    text="Liquid PRP: no study was found. We looked for one that compared repairs with it and without it.",
    tag=Tag.PROPOSED,
    note="Is there a study by now of repairs with and without liquid platelet-rich plasma?",
    investigational=True,
    reviewed_on=REVIEWED_ON,
)
NO_STUDY_OF_MARROW = Claim(
    id="no-study-of-marrow",
    text="Marrow concentrate: no study was found. We looked for one that compared repairs of this tendon "
    "with it and without it.",
    tag=Tag.PROPOSED,
    note="Is there a study by now of repairs with and without marrow concentrate?",
    investigational=True,
    reviewed_on=REVIEWED_ON,
)
NOT_WITH_CANCER = Claim(
    id="not-with-cancer",
    text="It is not for people who have cancer, or whose cancer went away only recently.",
    tag=Tag.VERIFIED,
    source="S0",
    reviewed_on=REVIEWED_ON,
)
HOW_LONG_AGO = Claim(
    id="how-long-ago",
    text="How long is recently? Your surgeon decides, by the rules of the practice.",
    tag=Tag.PROPOSED,
    note="How long after a cancer may a product be planned? The practice's page gives no time.",
    reviewed_on=REVIEWED_ON,
)

IN_BLOOD = (
    Claim(
        id="plasma",
        text="Platelet-rich plasma (PRP) is made from your blood. It holds many platelets. It brings "
        "proteins that steer blood cells and swelling.",
        tag=Tag.VERIFIED,
        source="S0",
        investigational=True,
        reviewed_on=REVIEWED_ON,
    ),
    Claim(
        id="growth-factors",
        text="Growth factors come from blood too. They tell cells to do work, such as to make collagen.",
        tag=Tag.VERIFIED,
        source="S0",
        investigational=True,
        reviewed_on=REVIEWED_ON,
    ),
)
IN_MARROW = (
    Claim(
        id="marrow",
        text="Bone marrow concentrate (BMAC) is marrow with its cells packed closer. It holds live cells.",
        tag=Tag.VERIFIED,
        source="S0",
        investigational=True,
        reviewed_on=REVIEWED_ON,
    ),
    Claim(
        id="called-stem-cells",
        text="You may have heard of stem cells. In 2018 experts asked to call such products cell therapy, "
        "and not stem cells.",
        tag=Tag.VERIFIED,
        source="S112b",
        investigational=True,
        reviewed_on=REVIEWED_ON,
    ),
)
FROM_BLOOD = (
    Claim(
        id="drawn-blood",
        text="From your own blood. It is drawn, and a machine close by makes the product from it.",
        tag=Tag.VERIFIED,
        source="S0, S83",
        reviewed_on=REVIEWED_ON,
    ),
)
FROM_MARROW = (
    Claim(
        id="drawn-marrow",
        text="From your own marrow. Most often a needle draws it from the rim of the pelvis.",
        tag=Tag.RECALLED,
        source="S0",
        note="From where does the practice draw marrow?",
        reviewed_on=REVIEWED_ON,
    ),
)
BLOOD_WHEN = (
    Claim(
        id="blood-after-repair",
        text="When the repair is done, at the place of the injury.",
        tag=Tag.VERIFIED,
        source="S0",
        reviewed_on=REVIEWED_ON,
    ),
    Claim(
        id="blood-later",
        text="It can also be injected on a later day.",
        tag=Tag.RECALLED,
        note="Does the practice give plasma on a later day, and when?",
        investigational=True,
        reviewed_on=REVIEWED_ON,
    ),
    Claim(
        id="serum-takes-hours",
        text="Some products with growth factors take %(low)s to %(high)s hours to make. So they cannot be "
        "part of the same operation.",
        numbers={
            "low": Sourced(6, "h", tag="R", note="How long does such a serum take to make?"),
            "high": Sourced(24, "h", tag="R", note="How long does such a serum take to make?"),
        },
        tag=Tag.RECALLED,
        note="Does the practice offer such a serum, and is this how it is told?",
        investigational=True,
        reviewed_on=REVIEWED_ON,
    ),
)
MARROW_WHEN = (
    Claim(
        id="marrow-same-operation",
        text="In the same operation in which it is drawn. It is placed or injected into the tissue.",
        tag=Tag.RECALLED,
        source="S0",
        note="Is marrow always drawn and given in one operation here?",
        reviewed_on=REVIEWED_ON,
    ),
)
NOT_BLOOD = (
    NOT_WITH_CANCER,
    Claim(
        id="not-plasma-with",
        text="Nor is PRP for people with an infection, be it in the blood or at the place. Nor is it for "
        "people whose platelets are far too few or do not work.",
        tag=Tag.VERIFIED,
        source="S73",
        reviewed_on=REVIEWED_ON,
    ),
)
NOT_MARROW = (
    NOT_WITH_CANCER,
    Claim(
        id="not-marrow-with",
        text="Nor is it for people with an infection at the place where it is drawn or given.",
        tag=Tag.VERIFIED,
        source="S75",
        reviewed_on=REVIEWED_ON,
    ),
)
RULES_ON_BLOOD = (
    Claim(
        id="blood-product",
        text="To the FDA, PRP is a blood product. The machines that make it are cleared. That says nothing "
        "about how well it works.",
        tag=Tag.VERIFIED,
        source="S86, S84",
        reviewed_on=REVIEWED_ON,
    ),
    Claim(
        id="off-label",
        text="Its use in a tendon is off-label. A surgeon may use it so, but must know the facts, have sound "
        "reasons and keep records.",
        tag=Tag.VERIFIED,
        source="S86",
        investigational=True,
        reviewed_on=REVIEWED_ON,
    ),
)
RULES_ON_MARROW = (
    Claim(
        id="marrow-in-dispute",
        text="The FDA has rules for cells and tissue. Whether marrow in a tendon fits them is in dispute. "
        "The practice writes down who decided it, and why.",
        tag=Tag.PROPOSED,
        note="Who decides at the practice whether marrow concentrate may be used in a tendon, and on what "
        "basis?",
        investigational=True,
        reviewed_on=REVIEWED_ON,
    ),
    Claim(
        id="grown-cells",
        text="Cells that are grown in a lab count as a drug. They need permission from the FDA before anyone "
        "may try them.",
        tag=Tag.RECALLED,
        note="Are cultured cells still a biologic that needs an investigational new drug application?",
        investigational=True,
        reviewed_on=REVIEWED_ON,
    ),
)

COMPARED = SideBySide(
    title="From your blood, or from your marrow",
    columns=("From your blood", "From your marrow"),
    rows=(
        Row(id="what", asked="What is it?", cells=(IN_BLOOD, IN_MARROW)),
        Row(id="from", asked="Where does it come from?", cells=(FROM_BLOOD, FROM_MARROW)),
        Row(id="when", asked="When is it given?", cells=(BLOOD_WHEN, MARROW_WHEN)),
        Row(
            id="found",
            asked="What did studies of this repair find?",
            cells=((PRFM, NO_STUDY_OF_PRP), (NO_STUDY_OF_MARROW,)),
        ),
        Row(id="not-for", asked="Who should not have it?", cells=(NOT_BLOOD, NOT_MARROW)),
        Row(id="rules", asked="What do the rules say?", cells=(RULES_ON_BLOOD, RULES_ON_MARROW)),
    ),
)

TOPIC = Topic(
    id="biologics",
    title="What are biologics?",
    summary="Products of your own blood and of your own marrow side by side: what they are and what is "
    "known.",
    lead=Claim(
        id="biologics",
        text="Some people have a product of their own blood or marrow with the repair. Such products are "
        "still being studied.",
        tag=Tag.VERIFIED,
        source="S0, S87",
        investigational=True,
        reviewed_on=REVIEWED_ON,
    ),
    compared=COMPARED,
    questions=(
        Question(
            id="made-of",
            asked="What are they made of?",
            claims=(
                Claim(
                    id="made-of",
                    text="They are made of what living things make: sugars, proteins, nucleic acids, or a "
                    "mix of these. Or they are living cells and tissue.",
                    tag=Tag.VERIFIED,
                    source="S0",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="called-no-drugs",
                    text="The practice counts them among treatments that are not drugs. The FDA counts some "
                    "of them as drugs. This page tells the rules.",
                    tag=Tag.RECALLED,
                    source="S0",
                    note="Is the practice to call them treatments that are not drugs, as its page did?",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="put-or-shot",
                    text="A surgeon can put them in place or inject them.",
                    tag=Tag.VERIFIED,
                    source="S0",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="hope",
                    text="The hope is that bone, cartilage, muscle, ligament or tendon mends sooner or "
                    "better. The same is hoped after surgery. Only studies can tell whether that is so.",
                    tag=Tag.VERIFIED,
                    source="S0",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="help",
            asked="Do they help the repair heal?",
            claims=(
                Claim(
                    id="nobody-knows",
                    text="Nobody knows yet. The one study of a blood product in this repair was small. It "
                    "found no difference in pain or in new tears.",
                    level="III",
                    tag=Tag.DERIVED,
                    source="S7",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="new-tissue",
                    text="Do the cells turn into new tendon? We found no study of this repair that shows it.",
                    tag=Tag.PROPOSED,
                    source="S0",
                    note="Is there a study that shows new tendon from given cells in this repair?",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="elsewhere",
            asked="What was found in other parts of the body?",
            claims=(
                Claim(
                    id="other-places-differ",
                    text="None of these was a repair of this tendon. What holds there need not hold here.",
                    tag=Tag.DERIVED,
                    source="S48, S47, S51, S50, S49, S4b",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="gluteal-trial",
                    text="A sore hip tendon, no repair: chance put %(all)s people in two groups, PRP or a "
                    "steroid shot. After %(weeks)s weeks a hip score was %(plasma)s with PRP and "
                    "%(steroid)s with the steroid.",
                    numbers={
                        "all": patients(80, "S48"),
                        "weeks": read(12, "wk", "S48"),
                        "plasma": score("74.05", "S48"),
                        "steroid": score("67.13", "S48"),
                    },
                    tag=Tag.VERIFIED,
                    source="S48",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="gluteal-registry",
                    text="A sore hip tendon, no repair: in %(people)s people a hip score went from "
                    "%(before)s to %(after)s after PRP. Nobody was followed without it.",
                    numbers={
                        "people": patients(21, "S47"),
                        "before": score("56.73", "S47"),
                        "after": score("74.17", "S47"),
                    },
                    tag=Tag.VERIFIED,
                    source="S47",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="cuff",
                    text="A torn shoulder tendon: %(with_it)s people had marrow with the repair, %(without)s "
                    "did not. They were matched, so that both groups were alike. After %(months)s months, "
                    "%(whole)s percent were whole with it and %(other)s percent without.",
                    numbers={
                        "with_it": patients(45, "S51"),
                        "without": patients(45, "S51"),
                        "months": read(6, "mo", "S51"),
                        "whole": percent(100, "S51"),
                        "other": percent(67, "S51"),
                    },
                    tag=Tag.VERIFIED,
                    source="S51",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="labrum",
                    text="The rim of the hip socket: %(with_it)s people had marrow with the repair, "
                    "%(without)s did not. Overall there was no difference. People whose cartilage was "
                    "damaged had a better score with it.",
                    numbers={"with_it": patients(62, "S50"), "without": patients(62, "S50")},
                    tag=Tag.VERIFIED,
                    source="S50",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="cartilage",
                    text="Damaged cartilage of the hip: %(with_it)s people had marrow, %(without)s had small "
                    "holes made instead. After %(months)s months a hip score had gone from %(before)s to "
                    "%(after)s with marrow. With the holes it went from %(before_holes)s to %(after_holes)s.",
                    numbers={
                        "with_it": patients(50, "S49"),
                        "without": patients(31, "S49"),
                        "months": read(12, "mo", "S49"),
                        "before": score("41.7", "S49"),
                        "after": score("75.6", "S49"),
                        "before_holes": score("48.0", "S49"),
                        "after_holes": score("65.1", "S49"),
                    },
                    tag=Tag.VERIFIED,
                    source="S49",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="worn-joint",
                    text="Injections into worn hip joints: a review found %(studies)s studies with "
                    "%(people)s people. In %(trials)s of them chance chose who got what. The more worn "
                    "the joint, the less was gained.",
                    numbers={
                        "studies": studies(20, "S4b"),
                        "people": patients(735, "S4b"),
                        "trials": studies(6, "S4b"),
                    },
                    tag=Tag.VERIFIED,
                    source="S4b",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="alike",
            asked="Is PRP always the same?",
            claims=(
                Claim(
                    id="doses-differ",
                    text="No. A test of %(kits)s machines found from %(low)s to %(high)s billion platelets "
                    "in one dose.",
                    numbers={
                        "kits": read(20, "{devices}", "S59"),
                        "low": read("0.21", "10*9", "S59"),
                        "high": read("5.43", "10*9", "S59"),
                    },
                    tag=Tag.VERIFIED,
                    source="S59",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="papers-say-little",
                    text="Only %(share)s percent of %(all)s trials of PRP said what was in it. Experts asked "
                    "for lists of what each paper must say.",
                    numbers={"share": percent(33, "S60b"), "all": studies(132, "S60b")},
                    tag=Tag.VERIFIED,
                    source="S60b, S53",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
    ),
    unknown=(
        NO_STUDY_OF_MARROW,
        NO_STUDY_OF_PRP,
        Claim(
            id="which-dose",
            text="We do not know which product, which dose or which time is best.",
            tag=Tag.PROPOSED,
            note="Is there a study that tells which product, dose or time is best in this repair?",
            reviewed_on=REVIEWED_ON,
        ),
        Claim(
            id="after-years",
            text="We do not know what they do after many years.",
            tag=Tag.PROPOSED,
            note="Is there a study that followed such repairs with a biologic for five years or more?",
            reviewed_on=REVIEWED_ON,
        ),
    ),
)
