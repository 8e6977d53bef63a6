from collections.abc import Sequence
from dataclasses import dataclass

from enthesis.domain.outcomes.entry.compare import Comparison
from enthesis.domain.outcomes.entry.filled import BY, DAY
from enthesis.domain.outcomes.entry.sheet import Sheet
from enthesis.domain.outcomes.instrument import Instrument
from enthesis.web.shell.paper import shown
from enthesis.web.shell.paper_fields import Key, PaperFields, Part, letters, parts, read_as


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSettlePage:
    """`day` and `by` are the two readings of the head, where they differ."""

    code: str
    told: str
    form: PaperFields
    parts: tuple[Part, ...]
    letters: tuple[Key, ...]
    day: tuple[str, ...]
    by: tuple[str, ...]


def present(
    sheet: Sheet, worded: Sequence[Instrument], form: PaperFields, compared: Comparison
) -> PaperSettlePage:
    was = {one.place: (one.first, one.second) for one in compared.differs}
    return PaperSettlePage(
        code=shown(sheet),
        told=f"{len(compared.differs)} of {compared.fields} places were read differently.",
        form=form,
        parts=parts(sheet, worded, form, was),
        letters=letters(),
        day=tuple(read_as(None, told) for told in was.get(DAY, ())),
        by=tuple(read_as(None, told) for told in was.get(BY, ())),
    )
