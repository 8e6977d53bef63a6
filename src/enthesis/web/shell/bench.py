"""What forms in theatre and at the bench share: scans, volumes, rows, a PIN, times on the office's clock."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, cast
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.actions.confirmation import Confirmed, confirm_with_pin
from enthesis.domain.biologics.identity import CodeKind
from enthesis.domain.codes.udi.udi import LONGEST
from enthesis.domain.errors import Invalid, Problem, Stale
from enthesis.domain.practice.clock import wall_to_utc
from enthesis.store.scope import Scope
from enthesis.web.shell.forms import CaseForm, MomentField, wall_now
from enthesis.web.shell.printed import PrintedNumber

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Words: TypeAlias = "str | StrPromise"

LONGEST_WORD = 100
LONGEST_SENTENCE = 500
LONGEST_TEXT = 4000
MOST_ROWS = 20

NOT_KEPT = ("pin", "password", "acknowledged")

SHOWN_AT: Mapping[str, str] = {
    "wrong-pin": "pin",
    "wrong-password": "password",
    "product-mismatch": "product_scan",
    "wristband-mismatch": "wristband_scan",
    "deviation-reason": "deviation_reason",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeClock:
    """The moment of a request, and the office on whose clock people read and enter times."""

    at: datetime
    zone: str
    office: str

    @property
    def now(self) -> datetime:
        return wall_now(self.at, self.zone)

    @property
    def hint(self) -> str:
        """On whose clock: New Jersey time (EST)."""
        name = self.at.astimezone(ZoneInfo(self.zone)).strftime("%Z")
        return _("%(office)s time (%(zone)s)") % {"office": self.office, "zone": name}


class BenchForm(CaseForm):
    """A form beside the patient: a problem is told at its field, nothing typed is lost but PIN and password.

    Times are cleaned to moments. One that the clocks show twice is asked about in a field of its own.
    """

    act: ClassVar[str] = ""
    shown_at: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *, clock: OfficeClock, data: QueryDict | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.act}_%s")
        super().__init__(data=data, **kwargs)
        self.clock = clock
        for name, field in self._moments():
            field.help_text = clock.hint
            if data is not None and self._happens_twice(field, data.get(name, "")):
                self._ask_which(name)
        if data is None:
            self._begin_moments_now()

    @classmethod
    def opened(cls, *, version: int, clock: OfficeClock, **kwargs: Any) -> "BenchForm":
        """A form that nobody has typed into."""
        given = kwargs.pop("initial", {})
        return cls(clock=clock, initial={"version": version, **given}, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, _field in self._moments():
            wall = cleaned.get(name)
            if wall is None:
                continue
            try:
                cleaned[name] = wall_to_utc(
                    wall.replace(tzinfo=None), self.clock.zone, fold=cleaned.get(f"{name}_fold")
                )
            except Invalid as problem:
                if f"{name}_fold" not in self.fields:
                    self.add_error(name, str(problem))
        return cleaned

    def add_problem(self, problem: Problem) -> None:
        name = {**SHOWN_AT, **self.shown_at}.get(problem.code, problem.code)
        self.add_error(name if name in self.fields else None, str(problem))

    def renew(self, stale: Stale, *, version: int) -> None:
        """What was typed stands over what is new: sent again, it is meant."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(version)
        data["submit_key"] = str(uuid4())
        self.data = data
        self.add_error(None, _("%(what)s What you typed is kept below.") % {"what": str(stale)})

    def confirmed(self, scope: Scope) -> Confirmed:
        """The person at the bench is who is signed in. Raises NotAllowed on a wrong PIN."""
        return confirm_with_pin(scope, self.cleaned_data["pin"], at=self.clock.at)

    def _ask_which(self, name: str) -> None:
        """A field right after a time that the clocks show twice."""
        choices = (
            ("", gettext_lazy("Choose …")),
            ("0", gettext_lazy("The first, before the clocks go back")),
            ("1", gettext_lazy("The second, after it")),
        )
        self.fields[f"{name}_fold"] = forms.TypedChoiceField(
            label=gettext_lazy("Which of the two?"),
            choices=choices,
            coerce=int,
            error_messages={
                "required": gettext_lazy("That time happens twice on this day: say which is meant.")
            },
        )
        names = [n for n in self.fields if n != f"{name}_fold"]
        place = names.index(name) + 1
        self.order_fields([*names[:place], f"{name}_fold", *names[place:]])

    def _moments(self) -> Iterator[tuple[str, MomentField]]:
        for name, field in list(self.fields.items()):
            if isinstance(field, MomentField):
                yield name, field

    def _happens_twice(self, field: MomentField, typed: str) -> bool:
        try:
            wall = field.clean(typed).replace(tzinfo=None)
            return wall_to_utc(wall, self.clock.zone, fold=0) != wall_to_utc(wall, self.clock.zone, fold=1)
        except (forms.ValidationError, Invalid, AttributeError):
            return False

    def _begin_moments_now(self) -> None:
        for name, field in self._moments():
            if getattr(field, "begins_now", True):
                self.initial.setdefault(name, self.clock.now)


class Rows:
    """Fields that repeat: one anchor, one spin a row. Empty rows are left out.

    How many there are is the form's hidden `rows`; a button named `more` asks for one more.
    """

    def __init__(
        self,
        form: forms.Form,
        columns: Mapping[str, Callable[[], forms.Field]],
        *,
        name: str,
        title: Words,
        begin_with: int,
    ) -> None:
        self.form, self.columns, self.name, self.title = form, columns, name, title
        self.count = _count(form, begin_with)
        form.fields["rows"] = forms.IntegerField(widget=forms.HiddenInput, initial=self.count, required=False)
        for number in range(self.count):
            for column, make in columns.items():
                field = form.fields[self._field(number, column)] = make()
                field.named_in_full = f"{title} {number + 1}, {str(field.label).lower()}"  # type: ignore[attr-defined]

    def shown(self) -> list[tuple[str, list[forms.BoundField]]]:
        """A title and the fields of each row."""
        return [
            (f"{self.title} {number + 1}", [self.form[self._field(number, c)] for c in self.columns])
            for number in range(self.count)
        ]

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._field(n, c) for n in range(self.count) for c in self.columns)

    def filled(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The place and the values of each row in which something was entered."""
        for number in range(self.count):
            row = {c: self.form.cleaned_data.get(self._field(number, c)) for c in self.columns}
            if any(value not in (None, "") for value in row.values()):
                yield number, row

    def ask(self, number: int, column: str, sentence: str) -> None:
        """Shows an error at one field, unless it has one already."""
        name = self._field(number, column)
        if name not in self.form.errors:
            self.form.add_error(name, sentence)

    def _field(self, number: int, column: str) -> str:
        return f"{self.name}_{number}_{column}"


def _count(form: forms.Form, begin_with: int) -> int:
    told = form.data.get("rows") if form.is_bound else form.initial.get("rows")
    try:
        wanted = int(str(told)[:4])
    except ValueError:
        wanted = begin_with
    return max(1, min(wanted, MOST_ROWS))


def typed(data: QueryDict) -> dict[str, str]:
    """What was typed, to begin a form with; PIN, password and what was ticked are given again."""
    return {name: str(value) for name, value in data.items() if name not in NOT_KEPT}


def one_more_row(data: QueryDict) -> dict[str, str]:
    """The same, for a form that has one row more."""
    told = typed(data)
    rows = told.get("rows", "")
    return {**told, "rows": str(int(rows[:4]) + 1) if rows[:4].isdecimal() else "1"}


def scan(label: Words, kind: CodeKind, *, autofocus: bool = False, help_text: Words = "") -> forms.CharField:
    """A code of this kind that a scanner types, with Enter after it; the domain reads it."""
    attrs = {
        "data-scan": True,
        "data-code": kind.value,
        "autocomplete": "off",
        "autocapitalize": "characters",
        "spellcheck": "false",
    }
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_WORD,
        widget=forms.TextInput(attrs={**attrs, "autofocus": True} if autofocus else attrs),
        error_messages={
            "required": gettext_lazy("Nothing was scanned. Scan the code, or type its 18 characters."),
            "max_length": gettext_lazy("That is too long to be a code. Scan it again."),
        },
    )


def device_label(label: Words) -> forms.CharField:
    """The label of an implant as a scanner types it. A space at its end may be its check character."""
    return forms.CharField(
        label=label,
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"data-scan": "label", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": gettext_lazy("That is too long to be a label. Scan it again.")},
    )


def pin() -> forms.CharField:
    """The personal PIN at the bench; never shown again."""
    return forms.CharField(
        label=gettext_lazy("Your PIN"),
        max_length=64,
        widget=forms.PasswordInput(attrs={"data-pin": True, "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Enter your PIN to confirm that it is you."),
            "max_length": gettext_lazy("That is too long to be a PIN."),
        },
    )


def when(label: Words, *, begins_now: bool = True, required: bool = True) -> MomentField:
    """A time on the office's clock; it begins with now unless that would be a guess."""
    field = MomentField(
        label=label,
        required=required,
        error_messages={
            "required": gettext_lazy("Enter the day and the time."),
            "invalid": gettext_lazy("Enter day and time, such as 2027-03-12 09:30."),
        },
    )
    field.begins_now = begins_now  # type: ignore[attr-defined]
    return field


def number(
    label: Words, *, unit: str = "", required: bool = True, help_text: Words = "", places: int = 3
) -> PrintedNumber:
    """A decimal number, typed; the domain says what size is plausible."""
    return PrintedNumber(
        label=f"{label} ({unit})" if unit else label,
        help_text=help_text,
        required=required,
        max_digits=12,
        decimal_places=places,
        error_messages={"required": gettext_lazy("Enter a number.")},
    )


def whole(
    label: Words, *, required: bool = True, help_text: Words = "", most: int = 999
) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        min_value=1,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Enter a number."),
            "invalid": gettext_lazy("Enter a whole number, such as 4."),
        },
    )


def word(label: Words, *, required: bool = True, help_text: Words = "", ask: Words = "") -> forms.CharField:
    """A short text on one line, at most 100 characters."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_WORD,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": ask} if ask else {},
    )


def text(
    label: Words,
    *,
    required: bool = False,
    help_text: Words = "",
    ask: Words = "",
    longest: int = LONGEST_SENTENCE,
    rows: int = 2,
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": ask} if ask else {},
    )


def choice(
    label: Words, choices: Sequence[tuple[str, Words]], *, ask: Words = "", big: bool = False
) -> forms.ChoiceField:
    """One of a few: buttons where there are three or four, else a list that begins with no choice made."""
    told: Sequence[tuple[str, Words]] = choices if big else [("", gettext_lazy("Choose …")), *choices]
    return forms.ChoiceField(
        label=label,
        choices=told,
        widget=forms.RadioSelect if big else forms.Select,
        error_messages={
            "required": ask or gettext_lazy("Choose one."),
            "invalid_choice": gettext_lazy("That is not one of the choices. Choose one of the list."),
        },
    )
