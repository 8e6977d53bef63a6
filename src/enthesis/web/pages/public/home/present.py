"""What the start page says. Every sentence on treatment is a fact of the sources named beside it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.practice.practice import Clinician, Office, Practice


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    text: str
    pubmed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    practice: str
    telephone: str
    offices: tuple[Office, ...]
    clinicians: tuple[Clinician, ...]
    steps: tuple[tuple[str, str], ...]
    known: tuple[str, ...]
    references: tuple[Reference, ...]


REFERENCES = (
    Reference(
        text="LaPrade RF et al. Biologic treatment of orthopaedic injuries: symposium updates and consensus. "
        "J Am Acad Orthop Surg 2016;24(7):e62–78.",
        pubmed="27227987",
    ),
    Reference(
        text="Meghpara MB et al. Isolated endoscopic gluteus medius repair, minimum 2-year follow-up. "
        "Arthrosc Sports Med Rehabil 2021;3(6):e1697–e1704.",
        pubmed="34977622",
    ),
    Reference(
        text="Meghpara MB et al. Return to activity after gluteus medius repair, patients older than "
        "50 years. Orthop J Sports Med 2021;9(1).",
        pubmed="33553438",
    ),
    Reference(
        text="Kruel AVS et al. Orthobiologics in the treatment of hip disorders. "
        "World J Stem Cells 2021;13(4):304–316.",
        pubmed="33959220",
    ),
)


def present(practice: Practice) -> HomePage:
    return HomePage(
        practice=practice.name,
        telephone=practice.telephone,
        offices=practice.offices,
        clinicians=practice.clinicians,
        steps=_steps(),
        known=_known(),
        references=REFERENCES,
    )


def _steps() -> tuple[tuple[str, str], ...]:
    return (
        (_("Clean the tendon"), _("The worn part of the tendon is removed.")),
        (
            _("Wake the bone"),
            _("Small holes in the bone let marrow reach the place where the tendon will heal."),
        ),
        (_("Fix the tendon"), _("Anchors with strong thread hold the tendon on the bone.")),
        (
            _("Add tissue if needed"),
            _("A graft can support the tendon when the tear is large or the tissue is poor."),
        ),
        (
            _("Biologic at the end, if chosen"),
            _("When the repair is done, a product made from your own blood or marrow can be given."),
        ),
    )


def _known() -> tuple[str, ...]:
    """The published comparisons in this repair with their sizes (S7, S8), and what is missing."""
    return (
        _(
            "A clot made from blood platelets: 18 patients with it, 29 without. Pain, hip scores and "
            "new tears were the same; two of the other scores were better with it."
        ),
        _(
            "A skin graft from a donor: 38 patients with it, 26 without. No difference was found. It "
            "was used where the tissue was poor."
        ),
        _(
            "Marrow concentrate, and liquid platelet plasma: we know of no study that compared them "
            "in this repair."
        ),
    )
