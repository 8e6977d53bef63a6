"""Words of a made-up holder: every text is told apart, and fits the declaration."""

from collections.abc import Iterable
from datetime import date, datetime

from enthesis.actions.instruments import import_wording
from enthesis.domain.outcomes.catalogue import load_instrument
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.item import NOT_APPLICABLE, Item
from enthesis.domain.outcomes.official import FieldWords, OfficialWording, Provenance, Validation
from enthesis.store.scope import Scope


def official_words(
    instrument: Instrument, language: str = "en", *, edition: str = "1.0", until: date | None = None
) -> OfficialWording:
    """Official words of an instrument, each text with the edition and language in it."""
    mark = f"{edition} {language}"
    words = {
        field.id: _field(field, mark)
        for item in instrument.items
        for field in ((item,) if isinstance(item, Item) else item.branches)
    }
    groups = {item.id: FieldWords(text=f"{item.topic} ({mark})") for item in instrument.items}
    return OfficialWording(
        instrument=instrument.id,
        version=instrument.version,
        language=language,
        title=f"{instrument.title} ({mark})",
        introduction=f"Please answer every question ({mark}).",
        words={**groups, **words},
        provenance=Provenance(
            agreement="Agreement 7 of 2026 with the holder",
            edition=edition,
            validation=Validation.ORIGINAL if language == "en" else Validation.VALIDATED,
            translator="" if language == "en" else "Two translators and a committee",
            until=until,
        ),
    )


def import_words(
    scope: Scope, names: Iterable[str], *languages: str, at: datetime, edition: str = "1.0"
) -> None:
    """The practice has official words of these instruments, in English where no language is named."""
    found = [load_instrument(name) for name in names]
    told = [
        official_words(one, language, edition=edition) for one in found for language in languages or ("en",)
    ]
    import_wording(scope, told, at=at)


def _field(item: Item, mark: str) -> FieldWords:
    answers = {str(choice.answer): f"{choice.label} ({mark})" for choice in item.choices}
    if item.allows_na:
        answers[NOT_APPLICABLE] = f"Not for me ({mark})"
    return FieldWords(
        text=f"{item.topic} ({mark})",
        help=f"{item.help} ({mark})" if item.help else "",
        answers=answers,
        order=tuple(str(choice.answer) for choice in item.choices),
        low=f"{item.range.low_label} ({mark})" if item.range else "",
        high=f"{item.range.high_label} ({mark})" if item.range else "",
    )
