"""Forms on paper as staff work with them: what each block says as it is printed, and what a code opens."""

from django.utils.translation import gettext, override

from enthesis.domain.biologics.identity import CodeKind, parse_code
from enthesis.domain.outcomes.entry.sheet import Sheet
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.domain.outcomes.official import in_language
from enthesis.store.instruments import words_of
from enthesis.store.scope import Scope


def worded(scope: Scope, sheet: Sheet) -> tuple[Instrument, ...]:
    """The instrument of each block in the words and the language in which it is printed."""
    with override(sheet.language):
        return tuple(
            words_of(scope, block.instrument, block.translation)
            if block.translation
            else in_language(words_of(scope, block.instrument, None), gettext)
            for block in sheet.blocks
        )


def shown(sheet: Sheet) -> str:
    """The code as it stands on each page, in groups."""
    return parse_code(sheet.code, kind=CodeKind.FORM, field="code").shown
