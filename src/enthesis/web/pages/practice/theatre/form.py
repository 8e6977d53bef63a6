"""What is sent from theatre: the start, each step as it was done or why it was left out, the end."""

from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enthesis.actions.confirmation import Confirmed, confirm_with_password
from enthesis.domain.biologics.catalogue import GRAFTS
from enthesis.domain.biologics.graft import Detail
from enthesis.domain.biologics.identity import CodeKind
from enthesis.domain.errors import Invalid, Problem
from enthesis.domain.outcomes.event_type import EventType
from enthesis.domain.pathway.case import Entry
from enthesis.domain.pathway.concomitant import Concomitant
from enthesis.domain.pathway.counts import Count, Counted
from enthesis.domain.pathway.departures import COUNTED
from enthesis.domain.pathway.graft_label import details_of_label
from enthesis.domain.pathway.plan import Approach, Plan, Repair
from enthesis.domain.pathway.surgery import (
    DURING_SURGERY,
    Anchor,
    Finish,
    Start,
    Step,
    StepKind,
    labelled,
)
from enthesis.domain.pathway.technique import BandRelease, Footprint, GraftFixation, Transfer
from enthesis.domain.terms import EntryId
from enthesis.store.scope import Scope
from enthesis.web.shell.answers import day_field, name_of
from enthesis.web.shell.bench import (
    LONGEST_TEXT,
    BenchForm,
    OfficeClock,
    Rows,
    Words,
    choice,
    device_label,
    one_more_row,
    pin,
    scan,
    text,
    typed,
    when,
    whole,
    word,
)
from enthesis.web.shell.forms import wall_now


class StartForm(BenchForm):
    act = "start"
    shown_at: ClassVar = {"wristband-mismatch": "wristband", "time-order": "started_at"}

    wristband = scan(gettext_lazy("Wristband"), CodeKind.WRISTBAND, autofocus=True)
    started_at = when(gettext_lazy("Start"))
    approach = choice(gettext_lazy("Approach"), [(a.value, name_of(a)) for a in Approach], big=True)

    reasons: ClassVar = {"departure": lambda: _why_departed(), "another_day": lambda: _why_another_day()}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        for name in self.reasons:
            if name in self.data:
                self.ask_why(name)

    def ask_why(self, name: str) -> None:
        self.fields[name] = self.reasons[name]()

    def add_problem(self, problem: Problem) -> None:
        if problem.code in self.reasons:
            self.ask_why(problem.code)
        super().add_problem(problem)

    def start(self) -> Start:
        told = self.cleaned_data
        return Start(
            started_at=told["started_at"],
            approach=Approach(told["approach"]),
            wristband=told["wristband"],
            departure=told.get("departure", ""),
            another_day=told.get("another_day", ""),
        )


def _why_another_day() -> forms.CharField:
    return text(gettext_lazy("Why it is done on another day than booked"))


def _why_corrected() -> forms.CharField:
    return text(
        gettext_lazy("Why it is corrected"),
        required=True,
        ask=gettext_lazy("Say what was wrong; the first entry stays readable."),
    )


def _why_departed(*, required: bool = False) -> forms.CharField:
    return text(
        gettext_lazy("Why it is done otherwise than planned"),
        required=required,
        ask=gettext_lazy("The signed plan says otherwise: say why."),
    )


def _ticks(sentences: tuple[str, ...]) -> forms.MultipleChoiceField:
    """A tick box for each sentence."""
    return forms.MultipleChoiceField(
        label=gettext_lazy("This speaks against the step. Tick what you have read."),
        choices=[(sentence, sentence) for sentence in sentences],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Tick each sentence as read, or leave the step out."),
            "invalid_choice": gettext_lazy("What speaks against this step has changed: read it again."),
        },
    )


def _in_already() -> forms.CharField:
    """For a piece that must not be placed: only that it is in the hip already can be told, by a surgeon."""
    field = pin()
    field.label = gettext_lazy("It is in the hip already: PIN of the surgeon who is signed in")
    field.help_text = gettext_lazy(
        "Do not place it: take another piece. Where it is in the hip already, a surgeon records the step, "
        "and says in the note why."
    )
    return field


class StepForm(BenchForm):
    """One step of a kind. What more a kind asks for, its own form adds.

    `against` are sentences to be ticked before the step is recorded; `read` those ticked when it was.
    `unusable` say of pieces that they must not be placed: one that is in the hip already a surgeon confirms.
    """

    act = "step"
    shown_at: ClassVar = {"time-order": "done_at", "not-acknowledged": "acknowledged"}
    kind: ClassVar[StepKind]
    more: ClassVar[Words] = ""  # a button that shows the form again, with more fields

    done_at = when(gettext_lazy("Done at"))
    note = text(gettext_lazy("Note"))

    def __init__(
        self,
        *,
        corrects: EntryId | None = None,
        against: tuple[str, ...] = (),
        unusable: tuple[str, ...] = (),
        read: tuple[str, ...] = (),
        departs: bool = False,
        **kwargs: Any,
    ) -> None:
        self.corrects, self.against, self.read, self.departs = corrects, against, read, departs
        self.unusable = unusable
        super().__init__(**{"auto_id": f"{self.kind.value}{corrects or ''}_%s", **kwargs})
        if against:
            self.fields["acknowledged"] = _ticks(against)
        self.fields["note"] = self.fields.pop("note")
        if departs or self.may_say_why or "departure" in self.data:
            self.fields["departure"] = _why_departed(required=departs)
        if corrects is not None:
            self.fields["reason"] = _why_corrected()
        if unusable:
            self.fields["pin"] = _in_already()

    @property
    def may_say_why(self) -> bool:
        """Whether fewer anchors than planned may be explained: the end of the operation asks it."""
        return self.corrects is not None and self.kind in COUNTED

    def add_problem(self, problem: Problem) -> None:
        """Done otherwise than planned, it asks why."""
        if problem.code == "departure" and "departure" not in self.fields:
            self.fields["departure"] = _why_departed()
        super().add_problem(problem)

    def step(self) -> Step:
        told = self.cleaned_data
        return Step(
            kind=self.kind,
            done_at=told["done_at"],
            note=told["note"],
            departure=told.get("departure", ""),
            acknowledged=(*self.read, *told.get("acknowledged", ())),
            **self.details(),
        )

    def details(self) -> dict[str, Any]:
        return {}

    def again(self) -> "StepForm":
        """The form with the fields asked for, and what was typed."""
        return type(self)(
            clock=self.clock,
            corrects=self.corrects,
            against=self.against,
            unusable=self.unusable,
            read=self.read,
            departs=self.departs,
            initial=self.typed(),
        )

    def typed(self) -> dict[str, Any]:
        return typed(cast(QueryDict, self.data))

    @property
    def plain(self) -> list[forms.BoundField]:
        """The visible fields that do not repeat."""
        repeated = self.repeated.names if self.repeated else frozenset()
        return [field for field in self.visible_fields() if field.name not in repeated]

    @property
    def repeated(self) -> Rows | None:
        return None


class BandReleaseForm(StepForm):
    kind = StepKind.BAND_RELEASE

    release = choice(
        gettext_lazy("What was released"),
        [(r.value, name_of(r)) for r in BandRelease if r is not BandRelease.NONE],
    )

    def details(self) -> dict[str, Any]:
        return {"release": BandRelease(self.cleaned_data["release"])}


class ClosureForm(StepForm):
    kind = StepKind.CLOSURE


class RemovalForm(StepForm):
    """A step that takes tissue out."""

    removed = text(gettext_lazy("What was removed"))

    def details(self) -> dict[str, Any]:
        return {"removed": self.cleaned_data["removed"]}


class BursectomyForm(RemovalForm):
    kind = StepKind.BURSECTOMY


class DebridementForm(RemovalForm):
    kind = StepKind.DEBRIDEMENT


class ConversionForm(StepForm):
    kind = StepKind.CONVERSION

    approach = choice(gettext_lazy("Changed to"), [(a.value, name_of(a)) for a in Approach], big=True)

    def details(self) -> dict[str, Any]:
        return {"approach": Approach(self.cleaned_data["approach"])}


class FootprintForm(StepForm):
    kind = StepKind.FOOTPRINT

    footprint = choice(
        gettext_lazy("How the bone was prepared"),
        [(f.value, name_of(f)) for f in Footprint if f is not Footprint.NONE],
    )

    def details(self) -> dict[str, Any]:
        return {"footprint": Footprint(self.cleaned_data["footprint"])}


class MicropunctureForm(StepForm):
    kind = StepKind.MICROPUNCTURE

    holes = whole(gettext_lazy("Holes"))
    awl_mm = word(gettext_lazy("Awl (mm)"), required=False)
    depth_mm = word(gettext_lazy("Depth (mm)"), required=False)

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("holes", "awl_mm", "depth_mm")}


class AnchoredForm(StepForm):
    """A step that may place anchors: a row each, with what the package says."""

    more = gettext_lazy("One more row")

    def __init__(self, *, anchors: int = 1, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        columns = {
            "maker": lambda: word(gettext_lazy("Maker"), required=False),
            "lot": lambda: word(gettext_lazy("Lot"), required=False),
            "udi": lambda: device_label(gettext_lazy("Label (UDI)")),
        }
        self.anchors = Rows(
            self, columns, name="anchor", title=gettext_lazy("Anchor"), begin_with=max(1, anchors)
        )

    @property
    def repeated(self) -> Rows:
        return self.anchors

    def typed(self) -> dict[str, Any]:
        return one_more_row(cast(QueryDict, self.data))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.placed: list[Anchor] = []
        for place, row in self.anchors.filled():
            for column, sentence in (
                ("maker", _("Anchor %(n)d has no maker. Enter the maker, or clear the row.")),
                ("lot", _("Anchor %(n)d has no lot number. Enter the lot, or scan the label.")),
            ):
                if not row[column] and not (column == "lot" and row["udi"]):
                    self.anchors.ask(place, column, sentence % {"n": place + 1})
            self._place(place, row)
        return cleaned

    def _place(self, place: int, row: dict[str, Any]) -> None:
        on = self.clock.now.date()
        try:
            anchor = labelled(Anchor(maker=row["maker"], lot=row["lot"], udi=row["udi"]), on=on)
        except Invalid as problem:
            self.anchors.ask(place, problem.code, _("Anchor %(n)d.") % {"n": place + 1} + f" {problem}")
        else:
            self.placed.append(anchor)
            if row["udi"] and not anchor.lot:
                told = _("The label of anchor %(n)d says no lot. Enter what stands on the package.")
                self.anchors.ask(place, "lot", told % {"n": place + 1})

    def details(self) -> dict[str, Any]:
        return {"anchors": tuple(self.placed)}


class ReattachmentForm(AnchoredForm):
    kind = StepKind.REATTACHMENT

    repair = choice(
        gettext_lazy("Technique"), [(r.value, name_of(r)) for r in Repair if r is not Repair.NONE]
    )

    def details(self) -> dict[str, Any]:
        return {"repair": Repair(self.cleaned_data["repair"]), **super().details()}


class TransferForm(AnchoredForm):
    kind = StepKind.TRANSFER

    transfer = choice(
        gettext_lazy("Which muscle"), [(t.value, name_of(t)) for t in Transfer if t is not Transfer.NONE]
    )

    def details(self) -> dict[str, Any]:
        return {"transfer": Transfer(self.cleaned_data["transfer"]), **super().details()}


class GraftForm(AnchoredForm):
    """It asks for what the record of the chosen graft must hold; another choice is asked for its own.

    What the label says need not be typed.
    """

    kind = StepKind.GRAFT
    more = gettext_lazy("Show what this graft asks for, and one more row")

    graft = choice(gettext_lazy("Graft"), [(graft.id, graft.title) for graft in GRAFTS.values()])
    graft_udi = device_label(gettext_lazy("Label (UDI)"))
    fixed_by = forms.MultipleChoiceField(
        label=gettext_lazy("Fixed by"),
        required=False,
        choices=[(f.value, name_of(f)) for f in GraftFixation],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("That is not one of the list.")},
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        source = self.data if self.is_bound else self.initial
        self.kind_in_hand = GRAFTS.get(source.get("graft") or "")
        self.asked = self.kind_in_hand.details if self.kind_in_hand else ()
        self.fields.update({detail.value: _on_package(detail) for detail in self.asked})
        self.order_fields(["done_at", "graft", "graft_udi", *self.asked, "fixed_by"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.packaged: dict[Detail, str] = {}
        if self.kind_in_hand is None:
            return cleaned
        typed = {detail: str(cleaned.get(detail.value) or "") for detail in self.asked}
        try:
            self.packaged = details_of_label(
                self.kind_in_hand, typed, cleaned.get("graft_udi") or "", on=self.clock.now.date()
            )
        except Invalid as problem:
            self.add_error("graft_udi" if problem.code == "udi" else problem.code, str(problem))
            return cleaned
        for detail in self.asked:
            if not self.packaged[detail] and detail.value not in self.errors:
                self.add_error(detail.value, self._ask(detail, bool(cleaned.get("graft_udi"))))
        return cleaned

    def _ask(self, detail: Detail, is_labelled: bool) -> str:
        if not is_labelled:
            return str(ON_PACKAGE)
        told = _("The label says no %(what)s. Enter it as it stands on the package.")
        return told % {"what": detail.label}

    def details(self) -> dict[str, Any]:
        return {
            "graft": self.cleaned_data["graft"],
            "graft_details": self.packaged,
            "graft_udi": self.cleaned_data["graft_udi"],
            "fixed_by": tuple(GraftFixation(way) for way in self.cleaned_data["fixed_by"]),
            **super().details(),
        }


ON_PACKAGE = gettext_lazy("Enter it as it stands on the package.")


def _on_package(detail: Detail) -> forms.Field:
    """Not required by itself: the label may say it."""
    field = day_field(detail.heading) if detail is Detail.EXPIRY else word(detail.heading)
    field.required = False
    return field


STEP_FORMS: dict[StepKind, type[StepForm]] = {
    form.kind: form
    for form in (
        ConversionForm,
        BandReleaseForm,
        BursectomyForm,
        DebridementForm,
        FootprintForm,
        MicropunctureForm,
        ReattachmentForm,
        GraftForm,
        TransferForm,
        ClosureForm,
    )
}


class OmitForm(BenchForm):
    """A planned step that was not done, and why."""

    act = "omit"
    shown_at: ClassVar = {"time-order": "done_at"}

    omitted = text(
        gettext_lazy("Left out because"),
        required=True,
        ask=gettext_lazy("Say why this step was left out."),
    )
    done_at = when(gettext_lazy("Decided at"))

    def __init__(self, *, kind: StepKind, corrects: EntryId | None = None, **kwargs: Any) -> None:
        self.kind, self.corrects = kind, corrects
        super().__init__(**{"auto_id": f"omit_{kind.value}{corrects or ''}_%s", **kwargs})
        if corrects is not None:
            self.fields["reason"] = _why_corrected()

    repeated = None

    @property
    def plain(self) -> list[forms.BoundField]:
        return self.visible_fields()

    def step(self) -> Step:
        told = self.cleaned_data
        return Step(kind=self.kind, done_at=told["done_at"], omitted=told["omitted"])


NOTHING_ELSE = "none"


def _besides() -> forms.MultipleChoiceField:
    """What else was done; that there was nothing is ticked too, so that no answer is not an answer."""
    ask = gettext_lazy("Tick what else was done, or “Nothing else”.")
    return forms.MultipleChoiceField(
        label=gettext_lazy("What else was done"),
        choices=[(NOTHING_ELSE, gettext_lazy("Nothing else")), *((c.value, name_of(c)) for c in Concomitant)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": ask, "invalid_choice": ask},
    )


def _kinds() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=gettext_lazy("Complications seen"),
        required=False,
        choices=[(kind.value, kind.label) for kind in DURING_SURGERY],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("That is not one of the list.")},
    )


CORRECT, WRONG = "correct", "wrong"


class FinishForm(BenchForm):
    act = "finish"
    shown_at: ClassVar = {"time-order": "finished_at"}

    finished_at = when(gettext_lazy("End"))
    concomitant = _besides()
    findings = text(gettext_lazy("Findings"), longest=LONGEST_TEXT, rows=4)
    complication_kinds = _kinds()
    complications = text(
        gettext_lazy("Complications"),
        longest=LONGEST_TEXT,
        help_text=gettext_lazy("Leave it empty when there were none."),
    )
    password = forms.CharField(
        label=gettext_lazy("Your password"),
        help_text=gettext_lazy("It signs the record of this operation."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": gettext_lazy("Enter your password to sign.")},
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        answers = [(CORRECT, gettext_lazy("Correct")), (WRONG, gettext_lazy("Not correct"))]
        for counted in Counted:
            label = gettext_lazy("%(what)s, last count") % {"what": counted.label}
            ask = gettext_lazy("Count, and say whether it is correct.")
            self.fields[f"count_{counted}"] = choice(label, answers, ask=ask, big=True)
            self.fields[f"done_{counted}"] = text(
                gettext_lazy("%(what)s: what was done, if not correct") % {"what": counted.label}
            )
        if "product_left_out" in self.data:
            self.ask_why_no_product()
        self.order_fields([name for name in self.fields if name != "password"])

    def ask_why_no_product(self) -> None:
        self.fields["product_left_out"] = text(gettext_lazy("Why the planned product was left out"))
        self.fields["password"] = self.fields.pop("password")

    def add_problem(self, problem: Problem) -> None:
        """A planned product that was never collected has a reason."""
        if problem.code == "product_left_out" and "product_left_out" not in self.fields:
            self.ask_why_no_product()
        super().add_problem(problem)

    def clean_concomitant(self) -> tuple[Concomitant, ...]:
        ticked = self.cleaned_data["concomitant"]
        if NOTHING_ELSE in ticked and len(ticked) > 1:
            raise forms.ValidationError(
                _("“Nothing else” is ticked beside something that was done. Clear one of them.")
            )
        return tuple(Concomitant(value) for value in ticked if value != NOTHING_ELSE)

    def finish(self) -> Finish:
        told = self.cleaned_data
        return Finish(
            finished_at=told["finished_at"],
            findings=told["findings"],
            complications=told["complications"],
            concomitant=told["concomitant"],
            counts=tuple(
                Count(
                    counted=counted,
                    correct=told[f"count_{counted}"] == CORRECT,
                    done=told[f"done_{counted}"],
                )
                for counted in Counted
            ),
            complication_kinds=tuple(EventType(kind) for kind in told["complication_kinds"]),
            product_left_out=told.get("product_left_out", ""),
        )

    def confirmed(self, scope: Scope) -> Confirmed:
        return confirm_with_password(scope, self.cleaned_data["password"], at=self.clock.at)


def as_recorded(step: Step, clock: OfficeClock) -> dict[str, Any]:
    """A recorded step as its form would begin with, to be corrected."""
    told: dict[str, Any] = {name: getattr(step, name) for name in RECORDED}
    told["done_at"] = wall_now(step.done_at, clock.zone)
    for name in ("repair", "release", "footprint", "transfer", "approach"):
        chosen = getattr(step, name)
        told[name] = chosen.value if chosen else None
    told["fixed_by"] = [way.value for way in step.fixed_by]
    told |= {detail.value: text for detail, text in step.graft_details.items()}
    for number, anchor in enumerate(step.anchors):
        for column in ("maker", "lot", "udi"):
            told[f"anchor_{number}_{column}"] = getattr(anchor, column)
    return {**told, "rows": max(1, len(step.anchors))}


def correcting(
    entry: Entry[Step],
    clock: OfficeClock,
    *,
    against: tuple[str, ...] = (),
    unusable: tuple[str, ...] = (),
    **kwargs: Any,
) -> "StepForm | OmitForm":
    """The form that corrects a recorded step: one of the same kind.

    What was read then stays read; of `against` only the rest is asked.
    """
    kind, read = entry.value.kind, entry.value.acknowledged
    if entry.value.omitted:
        return OmitForm(kind=kind, corrects=entry.id, clock=clock, **kwargs)
    unread = tuple(sentence for sentence in against if sentence not in read)
    departs = bool(entry.value.departure)
    return STEP_FORMS[kind](
        corrects=entry.id,
        read=read,
        against=unread,
        unusable=unusable,
        departs=departs,
        clock=clock,
        **kwargs,
    )


RECORDED = ("omitted", "holes", "awl_mm", "depth_mm", "removed", "graft", "graft_udi", "note", "departure")


def begin_with(kind: StepKind, plan: Plan) -> dict[str, Any]:
    """What the plan says of a step, to be confirmed or changed; never a number that has to be counted."""
    match kind:
        case StepKind.REATTACHMENT if plan.repair is not Repair.NONE:
            return {"repair": plan.repair.value}
        case StepKind.GRAFT if plan.has_graft:
            return {"graft": plan.graft}
        case StepKind.BAND_RELEASE if plan.release not in (None, BandRelease.NONE):
            return {"release": plan.release.value}
        case StepKind.FOOTPRINT if plan.footprint not in (None, Footprint.NONE):
            return {"footprint": plan.footprint.value}
        case StepKind.TRANSFER if plan.transfer not in (None, Transfer.NONE):
            return {"transfer": plan.transfer.value}
        case _:
            return {}
