"""Forms of what is said aloud in theatre: the time-out, and the tear as it is seen."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from enthesis.domain.examination.classification import Classified
from enthesis.domain.examination.schemes import PRIMARY, scheme_called
from enthesis.domain.pathway.tear_seen import Agreement, TearSeen
from enthesis.domain.pathway.time_out import Aloud, Item, Said, TimeOut
from enthesis.web.shell.bench import BenchForm, choice, text, when, word

STAFF_LIST = "staff-names"  # the id of the names a page offers


def _named(label: Any, *, required: bool) -> forms.CharField:
    """A name of the staff, or one that is typed."""
    field = word(label, required=required, ask=gettext_lazy("Enter the name of who said it aloud."))
    field.widget.attrs |= {"list": STAFF_LIST}
    return field


class TimeOutForm(BenchForm):
    act = "time_out"
    shown_at: ClassVar = {"time-order": "held_at"}

    held_at = when(gettext_lazy("Held at"))
    marked_by = _named(gettext_lazy("Site marked by"), required=False)
    note = text(gettext_lazy("Note"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for item in Item:
            self.fields[f"said_{item}"] = choice(
                gettext_lazy("Confirmed?"),
                [(said.value, said.label) for said in Said],
                ask=gettext_lazy("Answer it aloud: yes, no, or not known."),
                big=True,
            )
            self.fields[f"by_{item}"] = _named(gettext_lazy("Said by"), required=True)

    def points(self) -> list[tuple[Item, forms.BoundField, forms.BoundField]]:
        return [(item, self[f"said_{item}"], self[f"by_{item}"]) for item in Item]

    def time_out(self) -> TimeOut:
        told = self.cleaned_data
        return TimeOut(
            held_at=told["held_at"],
            confirmed=tuple(
                Aloud(item=item, said=Said(told[f"said_{item}"]), by=told[f"by_{item}"]) for item in Item
            ),
            marked_by=told["marked_by"],
            note=told["note"],
        )


class SeenForm(BenchForm):
    """`before` is the type from before the operation; another one needs its reason."""

    act = "seen"
    shown_at: ClassVar = {"time-order": "seen_at", "chosen": "type_seen"}

    seen_at = when(gettext_lazy("Seen at"))
    agreement = choice(
        gettext_lazy("Does the tear match the images?"), [(a.value, a.label) for a in Agreement], big=True
    )
    differs = text(gettext_lazy("How it differs"))
    type_seen = choice(gettext_lazy("Type at operation"), [])
    reason = text(gettext_lazy("Why another type than before"))

    def __init__(self, *, before: Classified | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.before = before
        self.scheme = scheme_called(before.scheme if before else PRIMARY)
        field = self.fields["type_seen"]
        field.required = False
        field.choices = [  # type: ignore[attr-defined]
            ("", gettext_lazy("Not classified again")),
            *((level.code, level.code) for level in self.scheme.levels),
        ]
        field.help_text = self.scheme.title

    def seen(self) -> TearSeen:
        told = self.cleaned_data
        return TearSeen(
            seen_at=told["seen_at"],
            agreement=Agreement(told["agreement"]),
            differs=told["differs"],
            classified=self._classified(told["type_seen"], told["reason"]),
        )

    def _classified(self, chosen: str, reason: str) -> Classified | None:
        if not chosen:
            return None
        return Classified(
            scheme=self.scheme.id,
            version=self.scheme.version,
            proposed=self.before.chosen if self.before else None,
            chosen=chosen,
            reason=reason,
        )
