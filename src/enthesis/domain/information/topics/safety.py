"""What can go wrong, who should not have a product of blood or marrow, and what was counted."""

from datetime import date

from enthesis.domain.information.claim import Claim
from enthesis.domain.information.figures import hips, patients, percent, read
from enthesis.domain.information.topic import Question, Topic
from enthesis.domain.information.topics.biologics import HOW_LONG_AGO, NOT_WITH_CANCER
from enthesis.domain.terms import Tag

REVIEWED_ON = date(2026, 11, 23)

TOPIC = Topic(
    id="safety",
    title="Is it safe?",
    summary="What can go wrong with a repair and with products of blood or marrow, and who should not have "
    "them.",
    lead=Claim(
        id="safety",
        text="Every operation has risks. So does every product, even one of your own body.",
        tag=Tag.DERIVED,
        source="S28, S52",
        reviewed_on=REVIEWED_ON,
    ),
    questions=(
        Question(
            id="not-for",
            asked="Who should not have a product of blood or marrow?",
            claims=(
                NOT_WITH_CANCER,
                HOW_LONG_AGO,
                Claim(
                    id="not-with-infection",
                    text="It is not for people with an infection in the blood, or at the place where it is "
                    "drawn or given.",
                    tag=Tag.VERIFIED,
                    source="S73, S75",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="tell-us-platelets",
                    text="Tell us if your platelets are low or do not work as they should, or if you have "
                    "too few red blood cells.",
                    tag=Tag.VERIFIED,
                    source="S73, S74",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="tell-us-medicines",
                    text="Tell us if you took pain tablets such as ibuprofen in the last %(hours)s hours. "
                    "Tell us about a steroid shot in the last month.",
                    numbers={"hours": read(48, "h", "S73, S74")},
                    tag=Tag.VERIFIED,
                    source="S73, S74",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="never-stop-alone",
                    text="Tell us about blood thinners. Do not stop a drug unless the person who gave it to "
                    "you says so.",
                    tag=Tag.RECALLED,
                    note="Is this what patients on blood thinners are to be told?",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="own-body",
            asked="Is it safe because it is my own?",
            claims=(
                Claim(
                    id="register",
                    text="A register followed %(people)s people after %(shots)s injections of marrow cells. "
                    "%(some)s people had something bad happen, whatever the cause.",
                    numbers={
                        "people": patients(2372, "S52"),
                        "shots": read(3012, "{procedures}", "S52"),
                        "some": patients(287, "S52"),
                    },
                    tag=Tag.VERIFIED,
                    source="S52",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="register-serious",
                    text="Of all those people, %(serious)s percent had something serious. In %(sure)s cases "
                    "it was surely from the treatment, in %(perhaps)s perhaps.",
                    numbers={
                        "serious": percent("1.5", "S52"),
                        "sure": read(4, "{events}", "S52"),
                        "perhaps": read(13, "{events}", "S52"),
                    },
                    tag=Tag.VERIFIED,
                    source="S52",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="register-growths",
                    text="They were followed for about %(years)s years. In that time there were %(growths)s "
                    "new tumors. That was fewer than among people in general. But a register has no group "
                    "to compare with.",
                    numbers={"years": read("2.2", "a", "S52"), "growths": read(7, "{events}", "S52")},
                    tag=Tag.VERIFIED,
                    source="S52",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="plasma-register",
                    text="A register of PRP for a sore hip tendon saw nothing bad. But it held only "
                    "%(people)s people.",
                    numbers={"people": patients(21, "S47")},
                    tag=Tag.VERIFIED,
                    source="S47",
                    investigational=True,
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="draw",
            asked="What can go wrong when marrow is drawn?",
            claims=(
                Claim(
                    id="draw-serious",
                    text="In about %(draws)s draws for a test, fewer than %(share)s percent had a serious "
                    "problem.",
                    numbers={"draws": read(55000, "{procedures}", "S76"), "share": percent("0.05", "S76")},
                    tag=Tag.VERIFIED,
                    source="S76",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="draw-site",
                    text="About a year after people gave marrow, a scan still showed a change at the place "
                    "in about %(share)s percent.",
                    numbers={"share": percent(36, "S138")},
                    tag=Tag.VERIFIED,
                    source="S138",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="operation",
            asked="What can go wrong in the operation?",
            claims=(
                Claim(
                    id="problems-by-way",
                    text="One review counted problems after a repair. There were some in %(small)s of "
                    "%(small_all)s people with small cuts, and in %(open)s of %(open_all)s with an open cut.",
                    numbers={
                        "small": patients(25, "S28"),
                        "small_all": patients(433, "S28"),
                        "open": patients(33, "S28"),
                        "open_all": patients(371, "S28"),
                    },
                    tag=Tag.VERIFIED,
                    source="S28",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="problems-in-all",
                    text="In a second review it was %(some)s of %(all)s in all.",
                    numbers={"some": patients(20, "S26"), "all": patients(388, "S26")},
                    tag=Tag.VERIFIED,
                    source="S26",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="second-look",
                    text="With a patch of collagen, the surgeon had to look a second time in %(again)s of "
                    "%(all)s hips.",
                    numbers={"again": hips(3, "S40"), "all": hips(30, "S40")},
                    tag=Tag.VERIFIED,
                    source="S40",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
    ),
    unknown=(
        Claim(
            id="no-count-here",
            text="We found no count of problems when marrow is added to this repair.",
            tag=Tag.PROPOSED,
            note="Is there a count of adverse events of marrow concentrate in this repair?",
            investigational=True,
            reviewed_on=REVIEWED_ON,
        ),
        Claim(
            id="rare-problems",
            text="The studies are too small to show problems that are rare.",
            tag=Tag.DERIVED,
            source="S7, S47",
            reviewed_on=REVIEWED_ON,
        ),
    ),
)
