"""Who may open a page. Every page declares it; a page that does not is refused at start-up."""

from dataclasses import dataclass
from enum import Enum

from enthesis.domain.terms import STAFF, Role


class Door(Enum):
    """How somebody comes to a page."""

    PUBLIC = "anyone"
    STAFF = "signed-in staff"
    LINK = "a patient with a private link"
    VISIT = "whoever has the private link to a visit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """`personal`: anyone may come, and what the page shows or asks is still for one browser alone.

    `on_tablet`: a patient who holds a tablet of the clinic may come, too.
    """

    door: Door
    roles: frozenset[Role] = frozenset()
    demo_only: bool = False
    personal: bool = False
    on_tablet: bool = False

    @property
    def may_be_kept(self) -> bool:
        """Whether a browser or anything on the way may keep the page: it is the same for everybody."""
        return self.door is Door.PUBLIC and not self.personal

    @property
    def sentence(self) -> str:
        """Who may come in, in words, for the reference."""
        who = self.door.value
        if self.roles and self.roles != STAFF:
            who += ": " + ", ".join(sorted(role.label for role in self.roles))
        if self.on_tablet:
            who += ", or with a tablet handed over by staff"
        return f"{who} (demonstration only)" if self.demo_only else who


def staff(*roles: Role) -> Access:
    return Access(door=Door.STAFF, roles=frozenset(roles))


PUBLIC = Access(door=Door.PUBLIC)
PERSONAL = Access(door=Door.PUBLIC, personal=True)
DEMO_ONLY = Access(door=Door.PUBLIC, demo_only=True)
ANY_STAFF = Access(door=Door.STAFF, roles=STAFF)
BY_LINK = Access(door=Door.LINK)
IN_ROUND = Access(door=Door.LINK, on_tablet=True)
BY_VISIT_LINK = Access(door=Door.VISIT)
