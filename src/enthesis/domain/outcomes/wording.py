"""Which words a site may show to patients: the holders' own where it imported them, else none of ours.

Our short labels are for demonstrations: answers to them are no answers to the instrument.
"""

from dataclasses import dataclass

from enthesis.domain.errors import NotAllowed
from enthesis.domain.outcomes.instrument import Instrument, Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """`official` holds the ids of the instruments whose own words this site imported under a licence."""

    official: frozenset[str] = frozenset()
    labels: bool

    def has(self, instrument: Instrument) -> bool:
        """Whether there are words that may be sent to a patient."""
        return self.labels or instrument.id in self.official

    def choose(self, instrument: Instrument) -> Wording:
        """The words to ask it in. Raises NotAllowed where the site has none that may be sent to a patient."""
        if instrument.id in self.official:
            return Wording.OFFICIAL
        if self.labels:
            return Wording.LABELS
        raise NotAllowed(
            "wording",
            f"The official wording of “{instrument.title}” has not been imported: here are only short labels "
            "of our own, which are for demonstrations.",
            "Ask its holder for the wording, or hand out the holder's own form on paper.",
        )


DEMONSTRATION = Wordings(labels=True)
