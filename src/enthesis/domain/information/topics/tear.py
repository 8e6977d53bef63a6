"""What a tear of the gluteus medius tendon is, and who gets one."""

from datetime import date

from enthesis.domain.information.claim import Claim
from enthesis.domain.information.figures import patients, read
from enthesis.domain.information.topic import Question, Step, Topic
from enthesis.domain.terms import Tag

REVIEWED_ON = date(2026, 11, 23)

WEAR = Claim(
    id="wear",
    text="Most of these tears come from wear over many years. The word for that is degenerative.",
    tag=Tag.VERIFIED,
    source="S0",
    reviewed_on=REVIEWED_ON,
)
PARTIAL_OR_FULL = Claim(
    id="partial-or-full",
    text="A partial tear goes part of the way through the tendon. A full tear goes all the way through.",
    tag=Tag.RECALLED,
    source="S0",
    note="Are partial and full to be told to patients in these words? Published definitions differ.",
    reviewed_on=REVIEWED_ON,
)
WAYS = (
    Step(
        id="undersurface",
        title="Partial, on the under side",
        claim=Claim(
            id="way-undersurface",
            text="The deep fibers have come off the bone. The outer ones still hold.",
            tag=Tag.VERIFIED,
            source="S24t",
            reviewed_on=REVIEWED_ON,
        ),
    ),
    Step(
        id="bursal",
        title="Partial, on the outer side",
        claim=Claim(
            id="way-bursal",
            text="The outer fibers have come off the bone. The deep ones still hold.",
            tag=Tag.RECALLED,
            note="Is a partial tear of the outer side to be told and drawn like this?",
            reviewed_on=REVIEWED_ON,
        ),
    ),
    Step(
        id="full",
        title="Full, with a gap",
        claim=Claim(
            id="way-full",
            text="The whole thickness has come off the bone and has drawn back.",
            tag=Tag.RECALLED,
            note="Is a full tear to be told and drawn like this? Published definitions differ.",
            reviewed_on=REVIEWED_ON,
        ),
    ),
    Step(
        id="degenerated",
        title="Worn",
        claim=Claim(
            id="way-degenerated",
            text="The tendon is still on the bone, but its fibers are wavy, thin and broken in places.",
            tag=Tag.RECALLED,
            note="Is a degenerated tendon to be told and drawn like this?",
            reviewed_on=REVIEWED_ON,
        ),
    ),
)

TOPIC = Topic(
    id="tear",
    title="What is a gluteus medius tear?",
    summary="What the gluteus medius is, what a partial and a full tear are, and who gets one.",
    lead=Claim(
        id="tear",
        text="The gluteus medius keeps your hip steady with each step. Its tendon can wear and tear where it "
        "meets the bone.",
        tag=Tag.VERIFIED,
        source="S0",
        reviewed_on=REVIEWED_ON,
    ),
    steps=WAYS,
    questions=(
        Question(
            id="muscle",
            asked="What is the gluteus medius?",
            claims=(
                Claim(
                    id="role",
                    text="It is a muscle at the side of your hip. It helps you move, and it keeps you steady "
                    "with each step.",
                    tag=Tag.VERIFIED,
                    source="S0",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="in-the-tendon",
                    text="A tear can be in the muscle. Most often it is in the tendon. That is the strong "
                    "cord that ties the muscle to the bone.",
                    tag=Tag.VERIFIED,
                    source="S0",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="depth",
            asked="How deep can a tear be?",
            claims=(
                PARTIAL_OR_FULL,
                Claim(
                    id="under-side",
                    text="Many partial tears are on the under side, next to the bone. From the outer side "
                    "they cannot be seen.",
                    tag=Tag.VERIFIED,
                    source="S24t",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="minimus",
                    text="There is a smaller muscle beside it, the gluteus minimus. In one review of hips "
                    "that had this repair, its tendon was torn too in about half. How many hips that "
                    "counts is not stated here.",
                    tag=Tag.VERIFIED,
                    source="S26",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="who",
            asked="Who gets such a tear?",
            claims=(
                WEAR,
                Claim(
                    id="older-women",
                    text="In older women they are a known reason why a hip does not work well. Daily life "
                    "can get harder.",
                    tag=Tag.VERIFIED,
                    source="S0",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="women-of-all",
                    text="In one group, %(all)s people had surgery for pain at the side of the hip. "
                    "%(women)s of them were women.",
                    numbers={"all": patients(324, "S6"), "women": patients(287, "S6")},
                    tag=Tag.VERIFIED,
                    source="S6",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
        Question(
            id="surgery",
            asked="Does each tear need surgery?",
            claims=(
                Claim(
                    id="other-care",
                    text="No. Other care comes first. It can be exercise with a physical therapist, pain "
                    "tablets, or a shot.",
                    tag=Tag.RECALLED,
                    note="Is this what the practice tries before it speaks of surgery?",
                    reviewed_on=REVIEWED_ON,
                ),
                Claim(
                    id="care-before-surgery",
                    text="In the papers we read, surgery came after %(low)s to %(high)s months of other "
                    "care that did not help.",
                    numbers={"low": read(3, "mo", "S134"), "high": read(6, "mo", "S25, S39")},
                    tag=Tag.VERIFIED,
                    source="S134, S25, S39",
                    reviewed_on=REVIEWED_ON,
                ),
            ),
        ),
    ),
    unknown=(
        Claim(
            id="partial-ends",
            text="Papers do not agree on where a partial tear ends and a full tear begins.",
            tag=Tag.VERIFIED,
            source="S120, S33",
            reviewed_on=REVIEWED_ON,
        ),
        Claim(
            id="how-many",
            text="We found no good count of how many people live with such a tear.",
            tag=Tag.PROPOSED,
            note="Is there a count of how common these tears are that the page should give?",
            reviewed_on=REVIEWED_ON,
        ),
    ),
)
