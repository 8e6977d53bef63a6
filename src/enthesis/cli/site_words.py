"""Which words of the instruments this site may send to patients."""

from django.conf import settings

from enthesis.domain.outcomes.wording import Wordings


def site_wordings() -> Wordings:
    return Wordings(labels=settings.ENTHESIS_DEMO)
