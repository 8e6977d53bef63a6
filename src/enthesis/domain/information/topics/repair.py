"""How a torn gluteus medius tendon is repaired, and what was found afterwards."""

from datetime import date

from enthesis.domain.information.claim import Claim
from enthesis.domain.information.figures import hips, patients, percent, read, score, studies
from enthesis.domain.information.topic import Question, Step, Topic
from enthesis.domain.terms import Tag

REVIEWED_ON = date(2026, 11, 23)

TWO_WAYS = Claim(
    id="two-ways",
    text="There are two ways. One is through small cuts with a camera. That is called endoscopic. The other "
    "is one open cut.",
    tag=Tag.VERIFIED,
    source="S0",
    reviewed_on=REVIEWED_ON,
)
STEPS = (
    Step(
        id="tear",
        title="The tear",
        claim=Claim(
            id="step-tear",
            text="The tendon has come off the bone, in part or in full.",
            tag=Tag.VERIFIED,
            source="S0",
            reviewed_on=REVIEWED_ON,
        ),
    ),
    Step(
        id="debridement",
        title="Clean the tendon",
        claim=Claim(
            id="step-debridement",
            text="The surgeon finds the worn and torn parts and takes them away.",
            tag=Tag.VERIFIED,
            source="S0",
            reviewed_on=REVIEWED_ON,
        ),
    ),
    Step(
        id="micropuncture",
        title="Small holes in the bone",
        claim=Claim(
            id="step-micropuncture",
            text="The surgeon makes small holes in the bone where the tendon will sit. Marrow can come up "
            "through them.",
            tag=Tag.VERIFIED,
            source="S0",
            reviewed_on=REVIEWED_ON,
        ),
    ),
    Step(
        id="reattachment",
        title="Fix the tendon",
        claim=Claim(
            id="step-reattachment",
            text="The tendon goes back to its place on the bone. Anchors with strong thread can hold it "
            "there.",
            tag=Tag.RECALLED,
            source="S0",
            note="Does the practice fix the tendon with anchors, and is that to be told to patients?",
            reviewed_on=REVIEWED_ON,
        ),
    ),
    Step(
        id="graft",
        title="Add tissue if needed",
        claim=Claim(
            id="step-graft",
            text="Some tears are large or hard to mend, and some tendons are worn. Then a graft can be added "
            "for support. A graft is a piece of tissue.",
            tag=Tag.VERIFIED,
            source="S0",
            reviewed_on=REVIEWED_ON,
        ),
    ),
    Step(
        id="biologic",
        title="A product of blood or marrow, if chosen",
        claim=Claim(
            id="step-biologic",
            text="When the repair is done, a product made from your own blood or marrow can be given.",
            tag=Tag.VERIFIED,
            source="S0",
            investigational=True,
            reviewed_on=REVIEWED_ON,
        ),
    ),
)
GRAFT_COMPARED = Claim(
    id="dermal-allograft",
    text="A graft of skin from a donor: %(with_it)s people had it, %(without)s did not. No difference was "
    "found. It was used only where the tissue was poor, so the two groups were not alike.",
    numbers={"with_it": patients(38, "S8"), "without": patients(26, "S8")},
    tag=Tag.VERIFIED,
    source="S8",
    investigational=True,
    reviewed_on=REVIEWED_ON,
)

TOPIC = Topic(
    id="repair",
    title="How is the tendon repaired?",
    summary="The steps of a repair of the gluteus medius tendon, and what studies found afterwards.",
    lead=Claim(
        id="repair",
        text="The surgeon takes the worn part of the tendon away and fixes the rest back to the bone.",
        tag=Tag.VERIFIED,
        source="S0",
        reviewed_on=REVIEWED_ON,
    ),
    steps=STEPS,
    questions=(
        Question(
            id="aim",
            asked="What is it meant to do?",
            claims=(
                Claim(
                    id="aim",
                    text="The aim is less pain, a hip that works better, and a way back to the things you "
                    "like to do. An aim is not a promise.",
                    tag=Tag.VERIFIED,
                    source="S0",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="way",
            asked="How does the surgeon get to the tendon?",
            claims=(
                TWO_WAYS,
                Claim(
                    id="open-or-endoscopic",
                    text="Is one of them better? A review of %(studies)s studies with %(people)s people "
                    "found no clear difference in pain or in how the hip works.",
                    numbers={"studies": studies(34, "S28"), "people": patients(1278, "S28")},
                    tag=Tag.VERIFIED,
                    source="S28",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="results",
            asked="What was found after a repair?",
            claims=(
                Claim(
                    id="isolated-pain",
                    text="One paper followed %(hips)s of %(all)s hips for two years or more. On a scale "
                    "where ten is the worst, pain went from %(before)s to %(after)s.",
                    numbers={
                        "hips": hips(23, "S1"),
                        "all": hips(26, "S1"),
                        "before": score("5.9", "S1"),
                        "after": score("3.6", "S1"),
                    },
                    tag=Tag.VERIFIED,
                    source="S1",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="isolated-score",
                    text="In the same hips, a score of how the hip works went from %(before)s to %(after)s. "
                    "The best score is one hundred.",
                    numbers={"before": score("55.9", "S1"), "after": score("75.4", "S1")},
                    tag=Tag.VERIFIED,
                    source="S1",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="over-fifty",
                    text="A second paper followed people over fifty for %(months)s months on average. "
                    "%(back)s of %(all)s could again take part in what they did in the year before surgery.",
                    numbers={
                        "months": read("44.5", "mo", "S2"),
                        "back": hips(57, "S2"),
                        "all": hips(84, "S2"),
                    },
                    level="IV",
                    tag=Tag.VERIFIED,
                    source="S2",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="over-fifty-more",
                    text="In that paper, %(more)s of %(all)s had work done inside the hip joint too, in the "
                    "same operation.",
                    numbers={"more": hips(69, "S2"), "all": hips(84, "S2")},
                    level="IV",
                    tag=Tag.VERIFIED,
                    source="S2",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="nobody-beside-them",
                    text="Neither paper followed people who had no surgery. So they cannot tell how much "
                    "the surgery itself did.",
                    tag=Tag.DERIVED,
                    source="S1, S2",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="again",
            asked="Can the tendon tear again?",
            claims=(
                Claim(
                    id="torn-again",
                    text="Yes. A review read %(studies)s studies of repairs through small cuts, with "
                    "%(people)s people. In %(none)s of them no tendon tore again. In the other %(some)s, "
                    "%(low)s to %(high)s percent did.",
                    numbers={
                        "studies": studies(13, "S27"),
                        "people": patients(272, "S27"),
                        "none": studies(10, "S27"),
                        "some": studies(3, "S27"),
                        "low": percent("6.7", "S27"),
                        "high": percent("33.3", "S27"),
                    },
                    tag=Tag.VERIFIED,
                    source="S27",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="early-open",
                    text="In an early paper on open repair, from 2009, %(failed)s of %(all)s repairs failed.",
                    numbers={"failed": hips(5, "S32"), "all": hips(16, "S32")},
                    tag=Tag.VERIFIED,
                    source="S32",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="holes",
            asked="Do the small holes help it heal?",
            claims=(
                Claim(
                    id="holes",
                    text="The idea is that marrow helps the body mend itself. We found no study that "
                    "compared repairs with the holes and without.",
                    tag=Tag.PROPOSED,
                    source="S0",
                    note="Is there a study by now of repairs with and without micropuncture?",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="graft",
            asked="Does a graft help?",
            claims=(
                GRAFT_COMPARED,
                Claim(
                    id="dermal-allograft-pain",
                    text="In both groups, pain was %(pain)s on a scale where ten is the worst. They were not "
                    "followed for the same time: %(with_it)s months with a graft, %(without)s without.",
                    numbers={
                        "pain": score("3.3", "S8"),
                        "with_it": read("24.2", "mo", "S8"),
                        "without": read("39.4", "mo", "S8"),
                    },
                    tag=Tag.VERIFIED,
                    source="S8",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="synthetic-ligament",
                    text="A man-made ligament was added in %(people)s people. Within %(months)s months, "
                    "%(failed)s repairs failed. Nobody was followed without it.",
                    numbers={
                        "people": patients(112, "S30"),
                        "months": read(12, "mo", "S30"),
                        "failed": patients(3, "S30"),
                    },
                    tag=Tag.VERIFIED,
                    source="S30",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="after",
            asked="What comes after?",
            claims=(
                Claim(
                    id="weight",
                    text="Some published plans keep most of the weight off the leg for %(low)s to %(high)s "
                    "weeks. Your own plan comes from your surgeon.",
                    numbers={"low": read(6, "wk", "S119a, S119b"), "high": read(8, "wk", "S119b")},
                    tag=Tag.VERIFIED,
                    source="S119a, S119b",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
    ),
    unknown=(
        Claim(
            id="no-group-beside",
            text="In one review, %(series)s of %(all)s studies had no group to compare with.",
            numbers={"series": studies(10, "S27"), "all": studies(13, "S27")},
            tag=Tag.VERIFIED,
            source="S27",
            reviewed_on=REVIEWED_ON,
        ),
        Claim(
            id="who-gains",
            text="We do not know who does best with which kind of repair.",
            tag=Tag.PROPOSED,
            note="Is there a study that tells who does best with which repair?",
            reviewed_on=REVIEWED_ON,
        ),
    ),
)
