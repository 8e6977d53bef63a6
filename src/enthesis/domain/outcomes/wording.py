"""Which words a site may show to a patient: the holders' own where it imported them, else none of ours.

Our short labels are for demonstrations: answers to them are no answers to the instrument.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from enthesis.domain.errors import NotAllowed, Problem
from enthesis.domain.outcomes.catalogue import find_instrument
from enthesis.domain.outcomes.instrument import Instrument, Use, Wording

LABELS = ""  # in place of an imported wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """What a site may ask one patient in: `official` are the ids of the imported wordings in force, by
    instrument, in the language of the patient.

    `elsewhere` are the other languages in which an instrument has been imported, `ended` the last day of an
    agreement that is over, by instrument. `labels`: our own may be shown, as in a demonstration.
    """

    labels: bool
    official: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ended: Mapping[str, date] = field(default_factory=dict)

    def has(self, instrument: Instrument) -> bool:
        """Whether there are words that may be sent to a patient."""
        return self.labels or instrument.id in self.official

    def has_named(self, name: str) -> bool:
        """As `has`; an instrument that is not here has no words."""
        found = find_instrument(name)
        return found is not None and self.has(found)

    def choose(self, instrument: Instrument) -> Wording:
        """The words to ask it in. Raises NotAllowed where the site has none that may be sent to a patient."""
        if instrument.id in self.official:
            return Wording.OFFICIAL
        if self.labels:
            return Wording.LABELS
        raise self._refusal(instrument)

    def translation_of(self, instrument: Instrument) -> str:
        """The id of the imported wording it is asked in; `LABELS` where it is asked in ours."""
        return self.official.get(instrument.id, LABELS)

    def why_not(self, instrument: Instrument) -> Problem | None:
        """What forbids asking it; None when nothing does."""
        return None if self.has(instrument) else self._refusal(instrument)

    def _refusal(self, instrument: Instrument) -> NotAllowed:
        title = instrument.title
        if instrument.id in self.ended:
            day = self.ended[instrument.id]
            return NotAllowed(
                "licence",
                f"The agreement to ask “{title}” ended on {day.day} {day:%B %Y}.",
                "Renew it with its holder, then import the wording with the new agreement.",
            )
        if instrument.id in self.elsewhere:
            there = ", ".join(self.elsewhere[instrument.id])
            return NotAllowed(
                "wording",
                f"The official wording of “{title}” has been imported in {there}, and not in the language of "
                f"this patient ({self.language}).",
                "Import it in that language, or agree with the patient on another one for what we send.",
            )
        if not instrument.is_open:
            return NotAllowed("licence", _unlicensed(instrument), _LICENSED)
        return NotAllowed(
            "wording",
            f"The official wording of “{title}” has not been imported: here are only short labels of our "
            "own, which are for demonstrations.",
            "Ask its holder for the wording, or hand out the holder's own form on paper.",
        )


DEMONSTRATION = Wordings(labels=True)
_LICENSED = "Get it from its holder, and have the wording imported with it (enthesis instrument import)."


def _unlicensed(instrument: Instrument) -> str:
    needs = (
        "when its holder has agreed" if instrument.use is Use.PERMISSION else "under a licence of its holder"
    )
    return (
        f"“{instrument.title}” may be asked only {needs}, and no agreement is on record here: its official "
        "wording has not been imported."
    )
