"""A patient before a visit: asked for things to bring, coming by a private link, telling and sending."""

from dataclasses import replace

from django.urls import reverse

from enthesis.actions.intake import issue_intake_link, save_intake, send_intake
from enthesis.domain.candidacy.intake.statement import Statement
from enthesis.domain.outcomes.wording import DEMONSTRATION
from enthesis.store.practice import save_practice
from tests.support.cases import AT, Hip, House, practice_of
from tests.support.portal import RIGHT, Telephone

ASKED_FOR = ("mri-report", "medicine-list")


def asks_for(house: House, *items: str, slug: str = "north") -> House:
    """A consultation in this house asks for these things."""
    site = practice_of(slug)
    first, *others = site.visit_types
    kinds = (replace(first, bring=items or ASKED_FOR), *others)
    save_practice(replace(site, visit_types=kinds), at=AT)
    return house


def states(hip: Hip, *told: Statement, send: bool = True) -> Hip:
    """The patient told this before the visit, and sent it."""
    me = hip.house.patient(hip.patient)
    save_intake(me, hip.case, told, at=hip.tick())
    if send:
        send_intake(me, hip.case, wordings=DEMONSTRATION, at=hip.tick())
    return hip


class BeforeVisit(Telephone):
    """A telephone whose link leads to the questions before a visit."""

    def link(self, milestone: str = "") -> str:
        token = issue_intake_link(self.hip.house.desk, self.hip.case, at=self.hip.tick()).secret
        return reverse("portal:link", kwargs={"token": token})

    def enter(self, milestone: str = "") -> "BeforeVisit":
        assert self.post(self.link(), RIGHT)["Location"] == reverse("portal:intake")
        assert self.post(reverse("portal:signs"), {"sign": "none"})["Location"] == reverse("portal:intake")
        return self

    def section(self, section: str) -> str:
        return reverse("portal:intake_section", kwargs={"section": section})
