"""What the leaflet says: so much as one page holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.delivery.qr import qr_svg
from enthesis.domain.information.catalogue import topics
from enthesis.domain.information.claim import Claim
from enthesis.domain.information.topics.biologics import NO_STUDY_OF_MARROW, PRFM
from enthesis.domain.information.topics.tear import PARTIAL_OR_FULL, WEAR
from enthesis.domain.practice.practice import Practice
from enthesis.domain.practice.red_flags import RED_FLAGS, Urgency
from enthesis.domain.sources import SOURCES, cited_in
from enthesis.web.shell.information import Teller, Told, ToldQuestion, ToldStep
from enthesis.web.shell.practice_words import Notice, OfficeCard, office_cards
from enthesis.web.shell.present import day

KNOWN = (PRFM, NO_STUDY_OF_MARROW)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeafletPage:
    """`papers` are those that figures are from.

    `code` is a drawing of this house, empty where the site has no address of its own.
    """

    tear: tuple[Told, ...]
    repair: Told
    steps: tuple[ToldStep, ...]
    known: tuple[Told, ...]
    not_for: ToldQuestion
    signs: tuple[str, ...]
    today: tuple[str, ...]
    papers: tuple[str, ...]
    offices: tuple[OfficeCard, ...]
    notices: tuple[Notice, ...]
    address: str
    code: str
    reviewed: str


def present(practice: Practice, origin: str) -> LeafletPage:
    found = topics()
    repair, not_for = found["repair"], found["safety"].question("not-for")
    tear = (found["tear"].lead, PARTIAL_OR_FULL, WEAR)
    teller = Teller(claim for topic in found.values() for claim in topic.claims)
    offices = office_cards(practice)
    reviewed = min(topic.reviewed_on for topic in found.values())
    return LeafletPage(
        tear=tuple(map(teller.tell, tear)),
        repair=teller.tell(repair.lead),
        steps=tuple(teller.step(step) for step in repair.steps if step.id != "tear"),
        known=tuple(map(teller.tell, KNOWN)),
        not_for=teller.ask(not_for),
        signs=_signs(Urgency.EMERGENCY),
        today=_signs(Urgency.CALL_TODAY),
        papers=_papers((*KNOWN, *not_for.claims)),
        offices=offices,
        notices=tuple(dict.fromkeys(notice for office in offices for notice in office.notices)),
        address=origin,
        code=qr_svg(f"{origin}/", title=_("Code of the address of this site")) if origin else "",
        reviewed=_("Reviewed on %(day)s.") % {"day": day(reviewed)},
    )


def _signs(urgency: Urgency) -> tuple[str, ...]:
    return tuple(_(flag.asked) for flag in RED_FLAGS if flag.urgency is urgency)


def _papers(claims: Iterable[Claim]) -> tuple[str, ...]:
    """What the claims that tell a figure rest on."""
    named = dict.fromkeys(name for claim in claims if claim.numbers for name in cited_in(claim.source))
    return tuple(SOURCES[name].title for name in named)
