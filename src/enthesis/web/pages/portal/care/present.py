from dataclasses import dataclass

from django.utils.translation import gettext as _

from enthesis.domain.practice.red_flags import SignsTold, Urgency, questions


@dataclass(frozen=True, slots=True, kw_only=True)
class CarePage:
    """`emergency`: care is needed now; otherwise the practice is called today. `home`: where one goes on."""

    emergency: bool
    signs: tuple[str, ...]
    home: str


def care_page(told: SignsTold, *, home: str) -> CarePage:
    return CarePage(
        emergency=told.urgency is Urgency.EMERGENCY,
        signs=tuple(_(question) for question in questions(told.ticked)),
        home=home,
    )
