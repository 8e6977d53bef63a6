from dataclasses import dataclass

from enthesis.domain.pathway.experiment.variants import VARIANTS
from enthesis.web.pages.practice.experiment_new.form import StartForm


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """`ways` are every way of asking that is declared, with how it differs."""

    form: StartForm
    ways: tuple[tuple[str, str], ...]


def present(form: StartForm) -> StartPage:
    return StartPage(
        form=form, ways=tuple((f"{one.varies.label}: {one.title}", one.says) for one in VARIANTS)
    )
