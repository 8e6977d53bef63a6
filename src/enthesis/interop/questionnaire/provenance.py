"""By what agreement words are used and where they are from: stated in the file, or by whoever imports it."""

from collections.abc import Iterator, Mapping
from datetime import date

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.comparing import Disagreement
from enthesis.domain.outcomes.official import Provenance, Validation, lacks
from enthesis.domain.outcomes.told_form import ToldForm

STATED = "what is stated of the words"


def provenance_in(told: ToldForm, besides: Mapping[str, str] | None = None) -> Provenance:
    """What was stated; `besides` stands over what the file says. Raises Invalid where it cannot be read."""
    stated = _stated(told, besides)
    return Provenance(
        agreement=stated.get("agreement", ""),
        edition=stated.get("edition", ""),
        translator=stated.get("translator", ""),
        validation=_validation(stated.get("validation", "")),
        until=_until(stated.get("until", "")),
    )


def unfit_provenance(
    told: ToldForm, besides: Mapping[str, str] | None = None, *, on: date
) -> Iterator[Disagreement]:
    """Everything that keeps words of this provenance from being taken on a day."""
    stated = _stated(told, besides)
    read: dict[str, Validation | date | None] = {}
    for name, reads in (("validation", _validation), ("until", _until)):
        try:
            read[name] = reads(stated.get(name, ""))
        except Invalid as problem:
            yield Disagreement(place=STATED, sentence=problem.sentence, remedy=problem.remedy)
    validation, until = read.get("validation"), read.get("until")
    known = Provenance(
        agreement=stated.get("agreement", ""),
        edition=stated.get("edition", ""),
        translator=stated.get("translator", ""),
        validation=validation if isinstance(validation, Validation) else Validation.ORIGINAL,
        until=until if isinstance(until, date) else None,
    )
    for name, said in lacks(known, on=on):
        if name != "translator" or "validation" in read:
            yield Disagreement(
                place=STATED, sentence=f"{said}.", remedy=f"Say it in the file, or with --{name}."
            )


def _stated(told: ToldForm, besides: Mapping[str, str] | None) -> dict[str, str]:
    over = {name: text for name, text in (besides or {}).items() if text}
    return {name: text.strip() for name, text in {**told.stated, **over}.items()}


def _validation(word: str) -> Validation:
    try:
        return Validation(word)
    except ValueError:
        said = (
            f"“{word[:40]}” is no validation" if word else "It is not said how the translation was validated"
        )
        raise Invalid(
            "validation",
            f"{said}.",
            f"Say it as one of {', '.join(Validation)}: in the file, or --validation.",
        ) from None


def _until(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        raise Invalid("until", f"“{word[:40]}” is no day.", "Write it like 2027-12-31.") from None
