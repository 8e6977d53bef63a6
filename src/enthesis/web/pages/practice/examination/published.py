"""What is published about a maneuver, beside its field: each study with its number and its source."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from enthesis.domain.examination.items import BY_HAND
from enthesis.domain.examination.published import Published, published_about
from enthesis.domain.examination.tests import ACCURACY, Accuracy
from enthesis.domain.numbers import in_words, plain

ITEM_OF = {"single_leg_stance": "stance_seconds"}  # where a field is not named as its item is
PROVOKING = ("fader", "fader_resisted", "adduction", "adduction_resisted")


def beside() -> dict[str, str]:
    """By field, what is published about what it holds; fields about which nothing was read are not in it."""
    told = ((ITEM_OF.get(item.id, item.id), published(item.id)) for item in BY_HAND)
    return {field: text for field, text in told if text}


def published(item: str) -> str:
    """Accuracy study by study, then the other facts; a provocation without figures says so."""
    found = "; ".join(_accuracy(a) for a in ACCURACY if a.test == item)
    facts = " ".join(_facts(item))
    if not found and item in PROVOKING:
        return _("Published accuracy: no figures in the sources read.")
    accuracy = _("Published: %(studies)s.") % {"studies": found} if found else ""
    return " ".join(part for part in (accuracy, facts) if part)


def _accuracy(found: Accuracy) -> str:
    hips = _("%(n)s hips") % {"n": found.hips} if found.hips else _("hips not stated in the source read")
    told = _("%(study)s (%(hips)s), sensitivity %(sensitive)s %%, specificity %(specific)s %% (%(source)s)")
    return told % {
        "study": found.study,
        "hips": hips,
        "sensitive": plain(found.sensitivity.value),
        "specific": plain(found.specificity.value),
        "source": found.sensitivity.source,
    }


def _facts(item: str) -> Iterator[str]:
    for fact in published_about(item):
        figures = "; ".join(_figures(fact))
        told = f"{fact.statement.rstrip('.')}: {figures}" if figures else fact.statement.rstrip(".")
        yield f"{told} ({fact.source})."


def _figures(fact: Published) -> Iterator[str]:
    for figure in fact.figures:
        to = f" {_('to')} {in_words(figure.to)}" if figure.to else ""
        yield f"{figure.title}: {in_words(figure.value)}{to}"
