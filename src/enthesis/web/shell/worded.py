"""An instrument as a patient reads it: in the holder's words the form was opened in, else in our labels."""

from django.utils.translation import gettext

from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.official import in_language
from enthesis.store.follow_ups import Response
from enthesis.store.instruments import words_of
from enthesis.store.scope import Scope


def asked_in(scope: Scope, response: Response) -> Instrument:
    """The instrument of a form, every text as it is shown: a holder's words are never translated by us."""
    found = words_of(scope, response.instrument, response.translation)
    return found if response.translation else in_language(found, gettext)
