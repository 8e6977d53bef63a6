"""What the patient who came by a link is asked now, and of whom a question is."""

from django.conf import settings
from django.utils.translation import gettext as _

from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.wording import Wordings
from enthesis.domain.pathway.asked_now import Round
from enthesis.domain.terms import Side
from enthesis.evidence.catalogue import needed_by_studies
from enthesis.store.extracts import list_countable
from enthesis.store.follow_ups import Mode
from enthesis.store.links import Channel
from enthesis.store.rounds import load_round
from enthesis.web.shell.requests import Request


def site_words() -> Wordings:
    """The words this site may show to patients."""
    return Wordings(labels=settings.ENTHESIS_DEMO)


def round_of(request: Request) -> Round:
    """Every hip of the patient that is asked now, what studies need first, where they may count it."""
    link = request.link
    needed = needed_by_studies() if list_countable(request.scope, {link.patient}) else {}
    return load_round(request.scope, link.patient, at=request.at, needed=needed, beside=link.leads_to)


def mode_of(request: Request) -> Mode:
    """How the patient answers."""
    return Mode.KIOSK if request.link.channel is Channel.KIOSK else Mode.LINK


def hip_in_words(side: Side) -> str:
    return _("Your left hip") if side is Side.LEFT else _("Your right hip")


def whom(instrument: Instrument, side: Side) -> str:
    """Whom a form is about: one hip by its name, or the person."""
    return _("About you") if instrument.of_person else hip_in_words(side)
