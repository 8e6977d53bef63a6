"""What the start page says. Every published comparison stands with its source and the day of its review."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.numbers import plain
from enthesis.domain.outcomes.claims import CLAIMS, Claim
from enthesis.domain.practice.practice import Clinician, Office, Practice
from enthesis.domain.sources import SOURCES, cited_in
from enthesis.web.shell.present import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    text: str
    pubmed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One published comparison; `sources` are titles with where to read them."""

    text: str
    sources: tuple[tuple[str, str], ...]
    level: str
    reviewed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    practice: str
    telephone: str
    offices: tuple[Office, ...]
    clinicians: tuple[Clinician, ...]
    steps: tuple[tuple[str, str], ...]
    known: tuple[Known, ...]
    investigational: bool
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
        known=tuple(_known(claim) for claim in CLAIMS),
        investigational=any(claim.investigational for claim in CLAIMS),
        references=REFERENCES,
    )


def _steps() -> tuple[tuple[str, str], ...]:
    return (
        (_("Clean the tendon"), _("The worn part of the tendon is removed.")),
        (
            _("Small holes in the bone"),
            _("They let marrow reach the place where the tendon is fixed."),
        ),
        (_("Fix the tendon"), _("Anchors with strong thread hold the tendon on the bone.")),
        (
            _("Add tissue if needed"),
            _("A graft can support the tendon when the tear is large or the tissue is poor."),
        ),
        (
            _("A product of blood or marrow, if chosen"),
            _("When the repair is done, a product made from your own blood or marrow can be given."),
        ),
    )


def _known(claim: Claim) -> Known:
    """A claim in the reader's language, with its source, its level of evidence and the day of its review."""
    sources = [SOURCES[name] for name in cited_in(claim.source)]
    level = _("Level of evidence %(level)s.") % {"level": claim.level} if claim.level else ""
    if sources and not claim.level:
        level = _("Level of evidence not stated.")
    return Known(
        text=_(claim.text) % {name: plain(number.value) for name, number in claim.numbers.items()},
        sources=tuple((source.title, source.href) for source in sources),
        level=level,
        reviewed=_("Reviewed on %(day)s.") % {"day": day(claim.reviewed_on)},
    )
