"""By what agreement words are used and where they are from: stated in the file, or by whoever imports it."""

from collections.abc import Mapping
from datetime import date

from enthesis.domain.errors import Invalid
from enthesis.domain.outcomes.official import Provenance, Validation
from enthesis.domain.outcomes.told_form import ToldForm


def provenance_in(told: ToldForm, besides: Mapping[str, str] | None = None) -> Provenance:
    """What was stated; `besides` stands over what the file says.

    Raises Invalid for a validation nobody knows, or a day that is none. Whether it is enough `import_wording`
    tells.
    """
    stated = {**told.stated, **{name: text for name, text in (besides or {}).items() if text}}
    return Provenance(
        agreement=stated.get("agreement", "").strip(),
        edition=stated.get("edition", "").strip(),
        translator=stated.get("translator", "").strip(),
        validation=_validation(stated.get("validation", "").strip()),
        until=_until(stated.get("until", "").strip()),
    )


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
