"""Everything a patient is asked before a visit, in short pages; and which facts a patient is not asked for.

A new fact of candidacy is asked here, or named in `NOT_ASKED` with the reason; a spec sees that it is.
"""

from collections.abc import Iterator

from enthesis.domain.candidacy.facts import BloodThinner, Cancer, Expecting
from enthesis.domain.candidacy.intake.question import (
    CLOCK,
    UNSURE,
    Choice,
    Question,
    Section,
    count,
    day,
    words,
    yes_no,
)
from enthesis.domain.errors import NotFound

VERSION = 1  # raise it whenever a question means something else than before
NOT_SURE = Choice(id=UNSURE, text="I am not sure")
LAST_TAKEN = day("When did you last take it?")
WHAT_AND_WHEN = words("Which, and when?")

HIP = Section(
    id="hip",
    title="Your hip",
    questions=(
        Question(
            id="place",
            text="Where does it hurt most?",
            choices=(
                Choice(id="outer", text="On the outer side of the hip"),
                Choice(id="groin", text="In the groin"),
                Choice(id="buttock", text="In the buttock"),
                Choice(id="back", text="In the lower back, or down the leg"),
                Choice(id="elsewhere", text="Somewhere else"),
            ),
        ),
        Question(
            id="sides",
            text="Which side hurts?",
            choices=(
                Choice(id="left", text="The left"),
                Choice(id="right", text="The right"),
                Choice(id="both", text="Both"),
            ),
        ),
        Question(
            id="how_long",
            text="How long has it hurt?",
            parts=(count("Months; 0 for less than one"),),
            history=("symptom_months",),
        ),
        yes_no("night", "Does it hurt at night when you lie on it?", history=("night_pain",)),
        yes_no("limp", "Do you limp?"),
    ),
)
TRIED = Section(
    id="tried",
    title="What was tried",
    questions=(
        yes_no(
            "physiotherapy",
            "Did you have physical therapy for this hip?",
            count("For how many months, all together?"),
            history=("nonoperative_months",),
        ),
        yes_no(
            "cortisone",
            "Was cortisone ever injected at this hip?",
            day("When was the last one?"),
            count("How many were there?"),
            fact="steroid_injection",
            history=("steroid_injections",),
        ),
        yes_no(
            "other_injection",
            "Was anything else injected there, such as PRP (platelets of your own blood)?",
            WHAT_AND_WHEN,
        ),
        yes_no("images", "Do you have pictures of this hip: X-ray, MRI, ultrasound?", WHAT_AND_WHEN),
        yes_no("operation", "Were you ever operated on this hip?", WHAT_AND_WHEN),
    ),
)
MEDICINES = Section(
    id="medicines",
    title="Your medicines",
    questions=(
        yes_no(
            "nsaid",
            "Do you take pain relievers such as ibuprofen, naproxen, diclofenac, meloxicam or celecoxib?",
            LAST_TAKEN,
            CLOCK,
            fact="nsaid",
            help="If you stopped, answer yes and say when you took the last one.",
        ),
        yes_no("aspirin", "Do you take aspirin?", LAST_TAKEN, fact="aspirin"),
        yes_no("p2y12", "Do you take clopidogrel, prasugrel or ticagrelor?", LAST_TAKEN, fact="p2y12"),
        Question(
            id="anticoagulant",
            text="Do you take a blood thinner?",
            choices=(
                Choice(id=BloodThinner.NONE, text="None"),
                Choice(id=BloodThinner.WARFARIN, text="Warfarin"),
                Choice(id=BloodThinner.HEPARIN, text="Heparin or another injection, such as enoxaparin"),
                Choice(id=BloodThinner.DOAC, text="Apixaban, dabigatran, edoxaban or rivaroxaban"),
                NOT_SURE,
            ),
            parts=(day("When did you last take it?"), CLOCK),
            more=(BloodThinner.WARFARIN, BloodThinner.HEPARIN, BloodThinner.DOAC),
            fact="anticoagulation",
            help="That we ask is no reason to change how you take it.",
        ),
        yes_no(
            "cortisone_taken",
            "Did you take cortisone as tablets, or get it into a vein, in the last year?",
            LAST_TAKEN,
            fact="systemic_steroid",
            help="For example prednisone.",
        ),
        Question(
            id="other_medicines",
            text="Which other medicines do you take?",
            parts=(words("Name, dose and how often, one on each line"),),
        ),
    ),
)
ALLERGIES = Section(
    id="allergies",
    title="Allergies",
    questions=(
        yes_no(
            "heparin",
            "Are you allergic to heparin, or did your platelets fall with it?",
            fact="heparin_allergy",
        ),
        yes_no("citrate", "Are you allergic to citrate, used when blood is given?", fact="citrate_allergy"),
        yes_no(
            "thrombin",
            "Are you allergic to thrombin from cattle, used in operations to stop bleeding?",
            fact="thrombin_allergy",
        ),
        yes_no(
            "collagen",
            "Are you allergic to collagen from cattle, such as in fillers or patches?",
            fact="collagen_allergy",
        ),
        Question(
            id="other_allergies",
            text="Which other allergies do you have?",
            parts=(words("To what, and what happened?"),),
        ),
    ),
)
HEALTH = Section(
    id="health",
    title="Your health",
    questions=(
        Question(
            id="cancer",
            text="Do you have cancer, or did you ever have it?",
            choices=(
                Choice(id=Cancer.NEVER, text="Never"),
                Choice(id=Cancer.REMISSION, text="I had it, and it is gone"),
                Choice(id=Cancer.ACTIVE, text="I have it now, or am treated for it"),
                NOT_SURE,
            ),
            parts=(day("Since when has it been gone?"),),
            more=(Cancer.REMISSION,),
            fact="malignancy",
        ),
        yes_no(
            "marrow",
            "Do you have a disease of the blood or bone marrow, or cancer that spread to bone?",
            fact="marrow_disease",
        ),
        yes_no(
            "platelets",
            "Did a doctor tell you that your platelets do not work well?",
            fact="platelet_dysfunction",
        ),
        yes_no(
            "fever",
            "Did you have a fever or an infection lately?",
            day("When was the last day of it?"),
            fact="illness",
        ),
        yes_no("diabetes", "Do you have diabetes?"),
        yes_no("tobacco", "Do you smoke or use tobacco now?", fact="tobacco"),
        Question(
            id="pregnancy",
            text="Are you pregnant or breast-feeding?",
            choices=(
                Choice(id=Expecting.PREGNANT, text="Pregnant"),
                Choice(id=Expecting.BREAST_FEEDING, text="Breast-feeding"),
                Choice(id=Expecting.NEITHER, text="Neither"),
                NOT_SURE,
            ),
            fact="pregnancy",
        ),
        yes_no(
            "pelvis",
            "Was your pelvis ever treated with radiation, or operated on at the hip bone?",
            fact="pelvic_radiation",
        ),
        yes_no(
            "tissue",
            "Do you object to products made of blood or tissue, for whatever reason?",
            fact="tissue_objection",
        ),
    ),
)
ELSE = Section(
    id="else",
    title="Anything else",
    questions=(
        Question(
            id="else",
            text="What else should we know?",
            parts=(words("In your own words"),),
            help="It is read before or at your visit, not at once.",
        ),
    ),
)

SECTIONS = (HIP, TRIED, MEDICINES, ALLERGIES, HEALTH, ELSE)
WORDINGS = {section.id: section.words for section in SECTIONS}

NOT_ASKED = {
    "sepsis": "It is looked for, not asked.",
    "local_infection": "It is looked for, not asked.",
    "platelets": "A laboratory measures it.",
    "haemoglobin": "A laboratory measures it.",
    "inr": "A laboratory measures it.",
    "hba1c": "A laboratory measures it.",
    "blood_virus": "It is tested for, not asked.",
    "unwilling": "It is talked over at the visit.",
    "tonnis": "It is read on a radiograph.",
    "citrate_planned": "The practice plans it.",
    "heparin_planned": "The practice plans it.",
    "thrombin_planned": "The practice plans it.",
    "collagen_planned": "The practice plans it.",
    "graft_recalled": "The practice looks it up.",
    "anaesthetic": "The practice plans it.",
    "mixed": "The practice plans it.",
}


def questions() -> Iterator[Question]:
    """Every question, in the order of asking."""
    return (question for section in SECTIONS for question in section.questions)


def section_called(id_: str) -> Section:
    for section in SECTIONS:
        if section.id == id_:
            return section
    raise NotFound("section", "There is no such page.", "Go back to the overview.")


def question_called(id_: str) -> Question | None:
    """The question, or None of one that is asked no more."""
    return next((question for question in questions() if question.id == id_), None)
