from dataclasses import dataclass

from django.urls import reverse

from enthesis.domain.pathway.stages import Stage
from enthesis.store.lists import Listed
from enthesis.web.shell.present import day, name_of

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class HipRow:
    name: str
    href: str
    side: str
    number: int
    stage: str
    operated: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasesPage:
    rows: tuple[HipRow, ...]
    total: int
    name: str
    stages: tuple[tuple[str, str, bool], ...]


def present(found: tuple[Listed, ...], name: str, *, stage: Stage | None) -> CasesPage:
    """The hips whose shown name holds what was typed, letter case aside."""
    rows = [_row(item) for item in found]
    matching = [row for row in rows if name.strip().lower() in row.name.lower()]
    return CasesPage(
        rows=tuple(matching[:MOST_SHOWN]),
        total=len(matching),
        name=name,
        stages=tuple((s.value, s.label, s is stage) for s in Stage),
    )


def _row(item: Listed) -> HipRow:
    case = item.case
    return HipRow(
        name=name_of(case, item.contact),
        href=reverse("practice:case", kwargs={"case_id": case.id}),
        side=case.side.value.capitalize(),
        number=case.number,
        stage=case.stage.label,
        operated=day(case.operated_on) if case.operated_on else "",
    )
