"""The holders' words a site imported and the weights it brought: appended, never changed, the last holds."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from enthesis.domain.errors import NotFound
from enthesis.domain.outcomes.catalogue import load_instrument, of_site
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.official import OfficialWording, worded
from enthesis.domain.outcomes.outline import SiteWeights
from enthesis.domain.outcomes.weights_file import Document, weights_in
from enthesis.domain.outcomes.wording import Wordings
from enthesis.store.codec import decode, digest, encode
from enthesis.store.models import InstrumentWeightsRow, InstrumentWordingRow, ResponseRow
from enthesis.store.patients import load_contact
from enthesis.store.scope import Scope

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWording:
    """An imported wording; the `number`-th of its instrument and language."""

    id: UUID
    number: int
    official: OfficialWording
    imported_at: datetime
    imported_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptWeights:
    """Weights as they were brought; the `number`-th of their instrument."""

    id: UUID
    number: int
    weights: SiteWeights
    imported_at: datetime
    imported_by: str


def list_wordings(scope: Scope) -> tuple[KeptWording, ...]:
    """The newest of each instrument and language."""
    found = _own(scope, InstrumentWordingRow).order_by("instrument", "language", "number")
    return tuple({(row.instrument, row.language): _wording(row) for row in found}.values())


def find_wording(scope: Scope, instrument: str, language: str) -> KeptWording | None:
    """The newest of one instrument and language."""
    found = _own(scope, InstrumentWordingRow).filter(instrument=instrument, language=language)
    row = found.order_by("-number").first()
    return _wording(row) if row else None


def load_wording(scope: Scope, wording: UUID | str) -> OfficialWording:
    """One wording, whether it is in force or an older one in which a form was asked."""
    row = _own(scope, InstrumentWordingRow).filter(id=wording).first()
    if row is None:
        raise NotFound("wording", "There is no such wording.", "Open the page again.")
    return decode(row.body, OfficialWording)


def save_wording(scope: Scope, official: OfficialWording, *, at: datetime) -> UUID:
    """These words are in force for forms that are opened from now on; open and sent ones keep theirs.

    The same words under the same agreement again are the row there is.
    """
    newest = find_wording(scope, official.instrument, official.language)
    if newest is not None and newest.official == official:
        return newest.id
    row = InstrumentWordingRow.objects.create(
        practice_id=scope.practice,
        instrument=official.instrument,
        version=official.version,
        language=official.language,
        number=newest.number + 1 if newest else 1,
        body=encode(official),
        digest=digest(official),
        imported_at=at,
        imported_by_name=scope.actor.name,
    )
    return row.id


def list_weights(scope: Scope) -> tuple[KeptWeights, ...]:
    """The newest of each instrument."""
    found = _own(scope, InstrumentWeightsRow).order_by("instrument", "number")
    return tuple({row.instrument: _weights(row) for row in found}.values())


def save_weights(scope: Scope, told: Document, *, at: datetime) -> UUID:
    """These weights score from now on; a score that was made stays as it is."""
    weights = weights_in(told)
    newest = (
        _own(scope, InstrumentWeightsRow).filter(instrument=weights.instrument).order_by("-number").first()
    )
    if newest is not None and newest.digest == digest(told):
        return newest.id
    row = InstrumentWeightsRow.objects.create(
        practice_id=scope.practice,
        instrument=weights.instrument,
        version=weights.version,
        number=newest.number + 1 if newest else 1,
        body=encode(told),
        digest=digest(told),
        imported_at=at,
        imported_by_name=scope.actor.name,
    )
    return row.id


def count_answered_with(scope: Scope, instrument: str) -> int:
    """How many forms of an instrument have been sent at this practice."""
    return _own(scope, ResponseRow).filter(instrument=instrument, status="submitted").count()


def site_instruments(scope: Scope) -> AbstractContextManager[None]:
    """Inside it the catalogue knows the instruments for which this practice brought weights, and no others'.

    The database is asked when one of them is looked for, and not before.
    """
    return of_site(lambda: tuple(kept.weights for kept in list_weights(scope)))


def wordings_for(scope: Scope, wordings: Wordings, patient: UUID, *, on: date) -> Wordings:
    """With what this practice imported, seen from the language of one patient, on a day."""
    kept = list_wordings(scope)
    if not kept:
        return wordings
    language = load_contact(scope, patient).language
    return _seen_from(wordings, kept, language, on)


def wordings_in(scope: Scope, wordings: Wordings, language: str, *, on: date) -> Wordings:
    """With what this practice imported, in one language, on a day."""
    return _seen_from(wordings, list_wordings(scope), language, on)


def words_of(scope: Scope, instrument: str, translation: UUID | str | None) -> Instrument:
    """The instrument in the imported words a form was opened in.

    As we declare it where it names none, or where they are of another version, whose items were others.
    """
    declared = load_instrument(instrument)
    official = load_wording(scope, translation) if translation else None
    return worded(declared, official) if official and official.version == declared.version else declared


def _seen_from(wordings: Wordings, kept: Iterable[KeptWording], language: str, on: date) -> Wordings:
    official: dict[str, str] = {}
    elsewhere: dict[str, list[str]] = {}
    ended: dict[str, date] = {}
    for one in kept:
        told = one.official
        until = told.provenance.until
        if _version_here(told.instrument) != told.version:
            continue
        if told.language != language:
            elsewhere.setdefault(told.instrument, []).append(told.language)
        elif until is not None and not told.provenance.is_in_force(on):
            ended[told.instrument] = until
        else:
            official[told.instrument] = str(one.id)
    return replace(
        wordings,
        official=official,
        language=language,
        elsewhere={name: tuple(languages) for name, languages in elsewhere.items()},
        ended=ended,
    )


def _version_here(instrument: str) -> str:
    """The version of an instrument in use; empty where it is not here."""
    try:
        return load_instrument(instrument).version
    except NotFound:
        return ""


def _own(scope: Scope, model: type[Row]) -> QuerySet[Row]:
    """What belongs to the practice, open to its patients too: they read forms in these words."""
    return model._default_manager.filter(practice_id=scope.practice)


def _wording(row: InstrumentWordingRow) -> KeptWording:
    return KeptWording(
        id=row.id,
        number=row.number,
        official=decode(row.body, OfficialWording),
        imported_at=row.imported_at,
        imported_by=row.imported_by_name,
    )


def _weights(row: InstrumentWeightsRow) -> KeptWeights:
    return KeptWeights(
        id=row.id,
        number=row.number,
        weights=weights_in(decode(row.body, dict[str, object])),
        imported_at=row.imported_at,
        imported_by=row.imported_by_name,
    )
