from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse

from enthesis.domain.review.sign_off import SignOff, standings
from enthesis.domain.review.value import Place
from enthesis.web.pages.practice.review_sign.form import ReviewForm
from enthesis.web.shell.reviewing import ReviewedValue, anchor_of, reviewed_value, title_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A value with its box."""

    box: str
    is_ticked: bool
    value: ReviewedValue


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSignPage:
    title: str
    name: str
    back: str
    form: ReviewForm
    ticks: tuple[Tick, ...]
    ticks_field: BoundField
    fields: tuple[BoundField, ...]
    signer: str


def present(
    place: Place, made: tuple[SignOff, ...], form: ReviewForm, *, signer: str, zone: str
) -> ReviewSignPage:
    field = form["values"]
    shown = (reviewed_value(standing, zone=zone) for standing in standings(place.values, made))
    room = reverse("practice:review_room", kwargs={"room": place.room})
    return ReviewSignPage(
        title=title_of(place),
        name=place.name,
        back=f"{room}#{anchor_of(place.name)}",
        form=form,
        ticks=tuple(
            Tick(box=f"{field.auto_id}_{number}", is_ticked=value.seen in form.ticked, value=value)
            for number, value in enumerate(shown)
        ),
        ticks_field=field,
        fields=tuple(form[name] for name in ("decision", "note", "password")),
        signer=signer,
    )
